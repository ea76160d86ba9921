import { withoutExactPlaces } from "../model/place.ts";
import { countsOf, type Response, type Results } from "./response.ts";

/** All answers to a survey together: counted anew, with the words that fit a word cloud. */
export interface Gathered {
  readonly results: Results;
  /** Words by question, in small letters, without signs around them, with how often; the most frequent first, at most `WORDS`. */
  readonly words: Readonly<Record<string, readonly (readonly [word: string, count: number])[]>>;
}

/** What people said in words, a part of it at a time: so that reading it takes no longer when there are more. */
export interface Said {
  /** Open answers by question, in no order that tells when they came. */
  readonly texts: Texts;
  /** What colleagues said in words, in the same way; single words too. */
  readonly staff: Texts;
  /** What groups said in words together. */
  readonly groups: Texts;
  /** Where the next part begins; absent when this was the last. */
  readonly next?: string;
}

/** The name of a part among those that were read. */
export function partName(process: string, after = ""): string {
  return `${process}#${after}`;
}

type Texts = Readonly<Record<string, readonly string[]>>;

const WORDS = 60;
/** A word is told when so many gave it: what one person typed can be about anybody. */
export const SAME_WORD = 3;
/** So much in one part: what fits in one form of Slack's (characters), and what is read while somebody waits (responses). */
const PART = { characters: 60_000, responses: 4000 };
/** Quotes, a line of its own, and now and then a line above it. Characters. */
const AROUND = 12;
/** Slack counts “&amp;” where “&” was typed. */
const ESCAPED = 4;

const compare = (a: string, b: string) => a.localeCompare(b, "nl");

/**
 * “Gezellig”, “gezellig!” and “ gezellig.” are one word. Accents stay, and signs inside it: “oma's”, “in-fill”. What an
 * iPhone types as a curled apostrophe is the same as what others type.
 */
function asCounted(text: string): string {
  return text
    .normalize("NFC")
    .toLocaleLowerCase("nl")
    .replaceAll("’", "'")
    .replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, "")
    .replace(/\s+/gu, " ");
}

/** Reads answers one by one, and keeps of them only what is counted or shown. */
export function createGathering(): { add(response: Response): void; done(): Gathered } {
  const results: Record<string, Record<string, number>> = {};
  const words = new Map<string, Map<string, number>>();

  return {
    add(response) {
      // Added in place: for a hundred thousand people a copy for each would take longer than reading them.
      for (const [question, numbers] of Object.entries(countsOf(response))) {
        const sum = results[question] ?? {};
        for (const [name, count] of Object.entries(numbers)) sum[name] = (sum[name] ?? 0) + count;
        results[question] = sum;
      }
      // What a group said together is counted apart, and so are colleagues.
      if (response.via === "group" || response.via === "staff") return;
      for (const [question, answer] of Object.entries(response.answers)) {
        if (answer.is !== "word") continue;
        const known = words.get(question) ?? new Map<string, number>();
        const word = asCounted(answer.text);
        // Only signs are no word.
        if (word === "") continue;
        words.set(question, known.set(word, (known.get(word) ?? 0) + 1));
      }
    },
    done: () => ({
      results,
      words: Object.fromEntries(
        [...words].map(([question, known]) => [
          question,
          [...known]
            .toSorted(([a, x], [b, y]) => y - x || compare(a, b))
            .filter(([, count]) => count >= SAME_WORD)
            .slice(0, WORDS),
        ]),
      ),
    }),
  };
}

/** A place that was shared, in words. */
function whereabouts({
  latitude = 0,
  longitude = 0,
}: {
  latitude?: number | undefined;
  longitude?: number | undefined;
}): string {
  return `${latitude.toFixed(2)}, ${longitude.toFixed(2)}`;
}

/** Reads what was said in words, until it is as much as one part holds. */
export function createReading(): {
  add(response: Response): void;
  isFull(): boolean;
  done(): Omit<Said, "next">;
} {
  const texts = new Map<string, string[]>();
  const staff = new Map<string, string[]>();
  const groups = new Map<string, string[]>();
  const of = { chat: texts, paper: texts, staff, group: groups } as const;
  let [characters, responses] = [0, 0];
  // By their letters: so nobody sees who answered first.
  const listed = (all: typeof texts): Texts =>
    Object.fromEntries([...all].map(([question, list]) => [question, list.toSorted(compare)]));

  return {
    add({ answers, notes, via }) {
      responses++;
      const said = (question: string, words: string): void => {
        // Also one that was shared at another question, or copied from a map.
        const text = withoutExactPlaces(words);
        const all = of[via];
        const list = all.get(question) ?? [];
        list.push(text);
        all.set(question, list);
        characters += text.length + AROUND + ESCAPED * (text.match(/[&<>]/g)?.length ?? 0);
      };
      // Words that could not be matched, of whoever left it at that; an answer that she gave later took their place.
      for (const [question, note] of Object.entries(notes ?? {})) {
        const answer = answers[question];
        if (answer === undefined || answer.is === "skipped") said(question, note);
      }
      for (const [question, answer] of Object.entries(answers)) {
        if (answer.is === "word" && via === "staff") said(question, answer.text);
        if (answer.is === "text" && answer.text !== "") said(question, answer.text);
        if (answer.is === "place") said(question, answer.text ?? whereabouts(answer));
        if (answer.is === "options" && answer.own !== undefined) said(question, answer.own);
      }
    },
    isFull: () => characters >= PART.characters || responses >= PART.responses,
    done: () => ({ texts: listed(texts), staff: listed(staff), groups: listed(groups) }),
  };
}
