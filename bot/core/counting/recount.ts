import { withoutExactPlaces } from "../model/place.ts";
import { createCounting } from "./counting-together.ts";
import type { Response, Results } from "./response.ts";

/** All answers to a survey together: recounted, with the words for a word cloud. */
export interface Gathered {
  readonly results: Results;
  /**
   * Words by question, in lower case, without surrounding punctuation, with their counts; the most frequent first, at
   * most `WORDS`.
   */
  readonly words: Readonly<Record<string, readonly (readonly [word: string, count: number])[]>>;
}

/** What people said in words, one part at a time, so that reading it takes no longer when there is more. */
export interface Said {
  /** Open answers by question, in an order that does not reveal when they came. */
  readonly texts: Texts;
  /** Colleagues' answers in words, likewise; single words too. */
  readonly staff: Texts;
  /** What groups said together, in words. */
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
/** A word is shown when this many people gave it (our limit): what only one person typed can be about anybody. */
export const SAME_WORD = 3;
/**
 * The size of one part: what fits in one Slack form (characters), and what can be read while somebody waits (responses;
 * our limit).
 */
const PART = { characters: 60_000, responses: 4000 };
/** Characters. Quotation marks, a line of its own, and now and then a line above it. */
const AROUND = 12;
/** Characters. Slack counts “&amp;” where “&” was typed. */
const ESCAPED = 4;

const compare = (a: string, b: string) => a.localeCompare(b, "nl");

/**
 * “Gezellig”, “gezellig!” and “ gezellig.” count as one word. Accents are kept, as is punctuation inside it: “oma's”,
 * “in-fill”. The curled apostrophe that an iPhone types equals the one that others type.
 */
function asCounted(text: string): string {
  return text
    .normalize("NFC")
    .toLocaleLowerCase("nl")
    .replaceAll("’", "'")
    .replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, "")
    .replace(/\s+/gu, " ");
}

/** Reads answers one by one, keeping only what is counted or shown. */
export function createGathering(): { add(response: Response): void; done(): Gathered } {
  const counting = createCounting();
  const words = new Map<string, Map<string, number>>();

  return {
    add(response) {
      // Added in place: for a hundred thousand people, making a copy each time would take longer than reading them.
      counting.add(response);
      // What a group said together is counted separately, and so are colleagues.
      if (response.via === "group" || response.via === "staff") return;
      for (const [question, answer] of Object.entries(response.answers)) {
        if (answer.is !== "word") continue;
        const known = words.get(question) ?? new Map<string, number>();
        const word = asCounted(answer.text);
        // Punctuation alone is not a word.
        if (word === "") continue;
        words.set(question, known.set(word, (known.get(word) ?? 0) + 1));
      }
    },
    done: () => ({
      results: counting.results(),
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

/** Reads what was said in words until one part is full. */
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
  // Sorted alphabetically, so that nobody sees who answered first.
  const listed = (all: typeof texts): Texts =>
    Object.fromEntries([...all].map(([question, list]) => [question, list.toSorted(compare)]));

  return {
    add({ answers, notes, via }) {
      responses++;
      const said = (question: string, words: string): void => {
        // Including places shared at another question, or copied from a map.
        const text = withoutExactPlaces(words);
        const all = of[via];
        const list = all.get(question) ?? [];
        list.push(text);
        all.set(question, list);
        characters += text.length + AROUND + ESCAPED * (text.match(/[&<>]/g)?.length ?? 0);
      };
      // Words that could not be matched, from people who left it at that; a later answer of hers would have replaced
      // them.
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
