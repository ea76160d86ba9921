import { LEAST_SHOWN } from "../../core/makeup.ts";
import { type Message, type Param, say } from "../../core/message.ts";
import { ALL, type Cell, inCell, type Results } from "../../core/response.ts";
import type { Question } from "./definition.ts";
import { optionsOf, type Shown } from "./options.ts";
import type { Result, Survey } from "./state.ts";

/** What was answered, in figures and words. Of fewer than ten nothing is shown: one could tell who said it. */

/** Words in a message; the whole cloud is in the picture. */
const WORDS_SHOWN = 12;

export interface Bar {
  readonly id: string;
  readonly label: Message;
  readonly count: number;
  /** Whole percents of those who answered the question; in a ranking its points. */
  readonly share: number;
}

/** How often somebody began, and came to the end. */
export function response(results: Results, cell?: Cell): { begun: number; done: number } {
  const of = (what: string) => results[ALL]?.[cell ? inCell(cell, what) : what] ?? 0;
  return { begun: of("begun"), done: of("done") };
}

/** How many answered and how many passed a question. */
export function answeredTo(
  { id }: Pick<Question, "id">,
  results: Results,
  cell?: Cell,
): { answered: number; skipped: number } {
  const of = (what: string) => results[id]?.[cell ? inCell(cell, what) : what] ?? 0;
  return { answered: of("answered"), skipped: of("skipped") };
}

/**
 * Every option with how often it was chosen, in the order of the question. Shares are of those who answered it, so
 * where several can be chosen they add up to more than 100.
 */
export function barsOf(question: Question, results: Results, cell?: Cell): Bar[] {
  const { answered } = answeredTo(question, results, cell);
  const ranking = question.kind === "ranking";
  return optionsOf(question).map((option: Shown) => {
    const name = `${ranking ? "p" : "o"}.${option.id}`;
    const count = results[question.id]?.[cell ? inCell(cell, name) : name] ?? 0;
    const share = ranking ? count : answered === 0 ? 0 : Math.round((100 * count) / answered);
    return { ...option, count, share };
  });
}

/** Mean and median of numbers; the lower median, so that it is an answer that somebody gave. */
export function numbersOf(
  { id }: Pick<Question, "id">,
  results: Results,
  cell?: Cell,
): { count: number; mean: number; median: number } | undefined {
  const prefix = cell ? inCell(cell, "n.") : "n.";
  const given = Object.entries(results[id] ?? {})
    .flatMap(([name, count]): [number, number][] =>
      name.startsWith(prefix) && count > 0 ? [[Number(name.slice(prefix.length)), count]] : [],
    )
    .toSorted(([a], [b]) => a - b);
  const count = given.reduce((sum, [, n]) => sum + n, 0);
  if (count === 0) return undefined;
  const mean = given.reduce((sum, [value, n]) => sum + value * n, 0) / count;
  let passed = 0;
  for (const [value, n] of given) {
    passed += n;
    if (passed * 2 >= count) return { count, mean: Math.round(mean * 10) / 10, median: value };
  }
  return undefined;
}

/** That it was stopped before its time, and why: for whoever opens it afterwards, and with the results. */
export function stoppedLines({ stopped }: Pick<Survey, "stopped">): Message[] {
  return stopped ? [say("survey:stopped", { why: { localized: stopped.why } })] : [];
}

/** What is told of one question. */
export function questionLines(
  question: Question,
  result: Pick<Result, "results" | "words">,
  before?: Results,
  least: number = LEAST_SHOWN,
): Message[] {
  const { results, words } = result;
  const earlier = before && answeredTo(question, before).answered >= least ? before : undefined;
  const { answered } = answeredTo(question, results);
  const title = say("survey:results.question", { question: { localized: question.ask }, count: answered });
  if (answered < least) return [title, say("survey:results.tooFew", { least })];
  switch (question.kind) {
    case "number": {
      const found = numbersOf(question, results);
      return [
        title,
        ...(found ? [say("survey:results.number", { mean: found.mean, median: found.median })] : []),
      ];
    }
    case "word": {
      const list = (words[question.id] ?? []).slice(0, WORDS_SHOWN);
      if (list.length === 0) return [title, say("survey:results.wordsLater")];
      return [
        title,
        say("survey:results.words", { words: { list: list.map(([word, n]) => `${word} (${n})`) } }),
      ];
    }
    case "text":
    case "photo":
    case "place":
      return [title, say("survey:results.open")];
    default:
      return [
        title,
        ...(earlier
          ? [say("survey:results.earlier", { count: answeredTo(question, earlier).answered })]
          : []),
        say("common:rows", { rows: { rows: rowsFor(question, results, earlier) } }),
      ];
  }
}

function rowsFor(question: Question, results: Results, before: Results | undefined): Param[] {
  const earlier = before && barsOf(question, before);
  return barsOf(question, results).map(({ id, label, count, share }) => {
    // Points depend on how many ranked, so they cannot be held against those of another time.
    if (question.kind === "ranking") return say("survey:results.points", { label, count });
    const was = earlier?.find((one) => one.id === id);
    return was
      ? say("survey:results.rowBefore", { label, count, share, before: was.share })
      : say("survey:results.row", { label, count, share });
  });
}
