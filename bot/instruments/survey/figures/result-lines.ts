import { SAME_WORD } from "../../../core/counting/recount.ts";
import type { Results } from "../../../core/counting/response.ts";
import {
  amongShown,
  LEAST_SHOWN,
  mayBeShown,
  plain,
  type ShownCount,
} from "../../../core/disclosure/disclosure.ts";
import type { Cell } from "../../../core/model/groups.ts";
import { type Message, say, type Told } from "../../../core/model/message.ts";
import type { Question } from "../questions/definition.ts";
import { type Survey, stopReason } from "../state.ts";
import { answeredTo, type Bar, barsOf, numbersOf } from "./figures.ts";

/**
 * The results as text, which residents read too. Nothing is shown for fewer than ten people: it would be clear who said
 * it.
 */

/** Our limit: words in a message. The entire cloud is in the picture. */
export const WORDS_SHOWN = 12;

export interface Counted {
  readonly results: Results;
  /** By question; absent before the close, when they have yet to be counted. */
  readonly words?: Readonly<Record<string, readonly (readonly [word: string, count: number])[]>> | undefined;
}

/** Says that it was stopped early, and why: for anyone who opens it afterwards, and with the results. */
export function stoppedLines(survey: Pick<Survey, "filled">): Message[] {
  const why = stopReason(survey);
  return why ? [say("survey:stopped", { why: { localized: why } })] : [];
}

/** Whether any of residents' answers to a question may be shown. */
export function isTold(question: Question, results: Results): boolean {
  return mayBeShown(answeredTo(question, results).answered);
}

/** Says once for how many questions nothing is shown, rather than at each of them. */
export function tooFewLines(questions: readonly Question[], results: Results): Message[] {
  const count = questions.filter((one) => !isTold(one, results)).length;
  return count === 0 ? [] : [say("survey:results.tooFewOf", { count: plain(count), least: LEAST_SHOWN })];
}

/**
 * The results of one question as text.
 *
 * @param before results of an earlier round of the same questions
 */
export function questionLines(question: Question, counted: Counted, before?: Counted): Message[] {
  const { answered } = answeredTo(question, counted.results);
  // The number itself is not shown either.
  if (!mayBeShown(answered))
    return [say("survey:results.questionFew", { question: { localized: question.ask }, least: LEAST_SHOWN })];
  const title = say("survey:results.question", { question: { localized: question.ask }, count: answered });
  switch (question.kind) {
    case "number":
      return [title, ...numberLines(question, counted.results, before?.results)];
    case "word":
      return [title, ...wordLines(question, answered, counted, before)];
    case "text":
    case "photo":
    case "place":
      return [title, say("survey:results.open")];
    default:
      return [title, ...optionLines(question, answered, counted.results, before?.results)];
  }
}

/** The mean and median, and the earlier mean; only for ten or more numbers. */
export function numberLines(
  question: Question,
  results: Results,
  before: Results | undefined,
  cell?: Cell,
): Message[] {
  const found = numbersOf(question, results, cell);
  const earlier = before && numbersOf(question, before, cell);
  const { answered } = answeredTo(question, results, cell);
  const now = !found
    ? say("survey:results.fewNumbers", { least: LEAST_SHOWN })
    : say(found.count === answered ? "survey:results.number" : "survey:results.numberOf", { ...found });
  return [
    now,
    ...(earlier ? [say("survey:results.earlierNumber", { mean: earlier.mean, count: earlier.count })] : []),
  ];
}

function wordLines(
  question: Question,
  answered: ShownCount,
  { words }: Counted,
  before: Counted | undefined,
): Message[] {
  const earlier = before ? answeredTo(question, before.results).answered : 0;
  const was = mayBeShown(earlier) ? listed(earlier, before?.words?.[question.id]) : undefined;
  const list = listed(answered, words?.[question.id]);
  const none = words
    ? say("survey:results.wordsNone", { least: plain(SAME_WORD) })
    : say("survey:results.wordsLater");
  return [
    list ? say("survey:results.words", { words: list }) : none,
    ...(was && mayBeShown(earlier)
      ? [say("survey:results.earlierWords", { words: was, count: earlier })]
      : []),
  ];
}

function listed(
  answered: ShownCount,
  counted: readonly (readonly [string, number])[] = [],
): Told | undefined {
  const list = counted
    .slice(0, WORDS_SHOWN)
    .map(([word, n]) => say("survey:results.wordOf", { word, count: amongShown(n, answered) }));
  return list.length === 0 ? undefined : { list };
}

function optionLines(
  question: Question,
  answered: ShownCount,
  results: Results,
  before: Results | undefined,
): Message[] {
  // Points depend on how many people ranked, so they cannot be compared with earlier ones.
  const ranking = question.kind === "ranking";
  const earlier = before && !ranking ? answeredTo(question, before).answered : 0;
  const was =
    before && mayBeShown(earlier) ? { bars: barsOf(question, before), answered: earlier } : undefined;
  const rows = barsOf(question, results).map((bar): Message => {
    const { label } = bar;
    const [count, share] = [amongShown(bar.count, answered), amongShown(bar.share, answered)];
    if (bar.unit === "points") return say("survey:results.points", { label, count });
    return was
      ? say("survey:results.rowBefore", { label, count, share, before: shareIn(was, bar) })
      : say("survey:results.row", { label, count, share });
  });
  return [
    ...(ranking ? [say("survey:results.pointsHow")] : []),
    ...(was ? [say("survey:results.earlier", { count: was.answered })] : []),
    say("common:rows", { rows: { rows } }),
  ];
}

/** The share of the same answer among other people: an answer nobody gave has no bar. */
export function shareIn(
  { bars, answered }: { readonly bars: readonly Bar[]; readonly answered: ShownCount },
  { id }: Pick<Bar, "id">,
): ShownCount {
  return amongShown(bars.find((one) => one.id === id)?.share ?? 0, answered);
}
