import { countsOf, type Response, type Results } from "./response.ts";

/** All answers to a survey together: counted anew, with what was said in words. */
export interface Gathered {
  readonly results: Results;
  /** Words by question, as they were typed, with how often; the most frequent first, at most `WORDS`. */
  readonly words: Readonly<Record<string, readonly (readonly [word: string, count: number])[]>>;
  /** Open answers by question, in no order that tells when they came, at most `TEXTS` of each. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** What colleagues said in words, in the same way; single words too. */
  readonly staff: Readonly<Record<string, readonly string[]>>;
}

export const WORDS = 60;
/** A word is told when so many gave it: what one person typed can be about anybody. */
export const SAME_WORD = 3;
export const TEXTS = 500;

/** Reads answers one by one, and keeps of them only what is counted or shown. */
export function createGathering(): { add(response: Response): void; done(): Gathered } {
  const results: Record<string, Record<string, number>> = {};
  const words = new Map<string, Map<string, number>>();
  const texts = new Map<string, string[]>();
  const staff = new Map<string, string[]>();
  const compare = (a: string, b: string) => a.localeCompare(b, "nl");

  // By their letters: so nobody sees who answered first.
  const listed = (all: typeof texts) =>
    Object.fromEntries(
      [...all].map(([question, list]) => [question, list.toSorted(compare).slice(0, TEXTS)]),
    );

  return {
    add(response) {
      // Added in place: for a hundred thousand people a copy for each would take longer than reading them.
      for (const [question, numbers] of Object.entries(countsOf(response))) {
        const sum = results[question] ?? {};
        for (const [name, count] of Object.entries(numbers)) sum[name] = (sum[name] ?? 0) + count;
        results[question] = sum;
      }
      const { answers, via } = response;
      // What a group said together is counted apart; its words are nobody's own.
      if (via === "group") return;
      const said = (question: string, text: string): void => {
        const all = via === "staff" ? staff : texts;
        const list = all.get(question) ?? [];
        list.push(text);
        all.set(question, list);
      };
      for (const [question, note] of Object.entries(response.notes ?? {})) said(question, note);
      for (const [question, answer] of Object.entries(answers)) {
        if (answer.is === "word" && via === "staff") said(question, answer.text);
        else if (answer.is === "word") {
          const known = words.get(question) ?? new Map<string, number>();
          const word = answer.text.trim().toLocaleLowerCase("nl");
          words.set(question, known.set(word, (known.get(word) ?? 0) + 1));
        }
        if (answer.is === "text" && answer.text !== "") said(question, answer.text);
        if (answer.is === "place") said(question, answer.text ?? `${answer.latitude}, ${answer.longitude}`);
        if (answer.is === "options" && answer.own !== undefined) said(question, answer.own);
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
      texts: listed(texts),
      staff: listed(staff),
    }),
  };
}
