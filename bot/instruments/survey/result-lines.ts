import type { Gathered } from "../../core/gathered.ts";
import { LEAST_SHOWN } from "../../core/makeup.ts";
import { type Message, type Param, say } from "../../core/message.ts";
import { ALL, type Cell, inCell, type Results } from "../../core/response.ts";
import type { Question } from "./definition.ts";
import { optionsOf, type Shown } from "./options.ts";
import type { Survey } from "./state.ts";

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

/** Names that no option can have: something else than the options; and words, a recording or a photo instead of them. */
export const OWN = "*own";
export const WORDS = "*words";

/**
 * Every option with how often it was chosen, in the order of the question; then what was answered beside the options,
 * when anybody did. Shares are of those who answered it, so where several can be chosen they add up to more than 100.
 */
export function barsOf(question: Question, results: Results, cell?: Cell): Bar[] {
  const ranking = question.kind === "ranking";
  const options = optionsOf(question).map((option: Shown) => {
    const count = numberIn(question, results, `${ranking ? "p" : "o"}.${option.id}`, cell);
    return { ...option, count, share: ranking ? count : shareOf(count, question, results, cell) };
  });
  return ranking ? options : [...options, ...besideOptions(question, results, cell)];
}

/** What was answered to a question with options, and is none of them. The same rows for every group of one survey. */
export function besideOptions(question: Question, results: Results, cell?: Cell): Bar[] {
  if (optionsOf(question).length === 0) return [];
  return (
    [
      [OWN, "own", say("survey:results.own")],
      [WORDS, "text", say("survey:results.inWords")],
    ] as const
  ).flatMap(([id, name, label]) => {
    const count = numberIn(question, results, name, cell);
    if (count === 0 && numberIn(question, results, name) === 0) return [];
    return [{ id, label, count, share: shareOf(count, question, results, cell) }];
  });
}

function numberIn({ id }: Pick<Question, "id">, results: Results, name: string, cell?: Cell): number {
  return results[id]?.[cell ? inCell(cell, name) : name] ?? 0;
}

function shareOf(count: number, question: Question, results: Results, cell?: Cell): number {
  const { answered } = answeredTo(question, results, cell);
  return answered === 0 ? 0 : Math.round((100 * count) / answered);
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
  result: Gathered,
  before?: Before,
  least: number = LEAST_SHOWN,
): Message[] {
  const { results, words } = result;
  const earlier = before && answeredTo(question, before.results).answered >= least ? before : undefined;
  const { answered } = answeredTo(question, results);
  const title = say("survey:results.question", { question: { localized: question.ask }, count: answered });
  if (answered < least) return [title, say("survey:results.tooFew", { least })];
  switch (question.kind) {
    case "number":
      return [title, ...numberLines(question, results, undefined, earlier?.results, least)];
    case "word": {
      const list = wordList(words[question.id]);
      const then = wordList(earlier?.words?.[question.id]);
      if (list.length === 0) return [title, say("survey:results.wordsLater")];
      return [
        title,
        say("survey:results.words", { words: { list } }),
        ...(then.length > 0 ? [say("survey:results.wordsBefore", { words: { list: then } })] : []),
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
          ? [say("survey:results.earlier", { count: answeredTo(question, earlier.results).answered })]
          : []),
        say("common:rows", { rows: { rows: rowsFor(question, results, earlier?.results) } }),
        ...(question.kind === "ranking" ? [say("survey:results.whatPoints")] : []),
      ];
  }
}

/** What was heard when the same questions were asked before. */
export interface Before {
  readonly results: Results;
  readonly words?: Gathered["words"] | undefined;
}

function wordList(words: Gathered["words"][string] = []): string[] {
  return words.slice(0, WORDS_SHOWN).map(([word, n]) => `${word} (${n})`);
}

/**
 * Mean and median, of at least `least` numbers: somebody may have answered in words. And what they were before.
 * @param cell of whom; of all residents without it
 */
export function numberLines(
  question: Question,
  results: Results,
  cell: Cell | undefined,
  before: Results | undefined,
  least: number = LEAST_SHOWN,
): Message[] {
  const found = numbersOf(question, results, cell);
  if (!found || found.count < least) return [say("survey:results.tooFewNumbers", { least })];
  const { count, mean, median } = found;
  const { answered } = answeredTo(question, results, cell);
  const then = before && numbersOf(question, before, cell);
  return [
    count === answered
      ? say("survey:results.number", { mean, median })
      : say("survey:results.numberOf", { mean, median, count }),
    ...(then && then.count >= least
      ? [say("survey:results.numberBefore", { count: then.count, mean: then.mean })]
      : []),
  ];
}

function rowsFor(question: Question, results: Results, before: Results | undefined): Param[] {
  const earlier = before && barsOf(question, before);
  // Points depend on how many ranked, so they cannot be held against those of another time.
  if (question.kind === "ranking")
    return [
      ...barsOf(question, results).map(({ label, count }) => say("survey:results.points", { label, count })),
      ...besideOptions(question, results).map(({ label, count, share }) =>
        say("survey:results.row", { label, count, share }),
      ),
    ];
  return barsOf(question, results).map(({ id, label, count, share }) => {
    const was = earlier?.find((one) => one.id === id);
    return was
      ? say("survey:results.rowBefore", { label, count, share, before: was.share })
      : say("survey:results.row", { label, count, share });
  });
}
