import * as z from "zod/mini";
import { addDays, type Day, isDay, townClock } from "../calendar/time.ts";
import { withDigits } from "../model/digits.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Context } from "../turn.ts";
import type { Values } from "./kind.ts";
import type { Ask, Asks, Lifecycle, Parts } from "./lifecycle.ts";
import { LONGEST, MOST_RECORDS } from "./limits.ts";
import { centsIn } from "./money.ts";
import { choicesIn, isOptional, kindOf, recordOf } from "./shown-values.ts";
import { VOICE } from "./spoken.ts";

/** The questions of a row, one at a time, and what she answers. */

export const answersSchema = z.object({
  /** "" when it begins one. */
  process: z.string(),
  row: z.string(),
  item: z.optional(z.string()),
  values: z.record(z.string(), z.unknown()),
  /** The record of a list that is being filled in. */
  record: z.optional(z.record(z.string(), z.unknown())),
  /** Fields that she left empty, and lists that she is done with. */
  passed: z.array(z.string()),
  /** Her message that was too long: when she makes it shorter in the chat, it is an answer after all. */
  refused: z.optional(z.number()),
  /** Which message became which answer: `at` is the place of a record in its list. Words keep what it said, too. */
  told: z.optional(
    z.array(
      z.object({
        message: z.number(),
        field: z.string(),
        sub: z.optional(z.string()),
        at: z.optional(z.int()),
        text: z.optional(z.string()),
      }),
    ),
  ),
});
export type Answers = z.infer<typeof answersSchema>;

/** What is asked now: a field, or a field of a record of a list. */
export interface Question {
  readonly field: string;
  readonly sub?: string;
  readonly ask: Ask;
}

/** Fields that the chat does not ask: the organiser fills in who of the municipality it is. */
function isAskedInChat(ask: Ask): boolean {
  const is = kindOf(ask);
  return is !== "colleague" && is !== "groups" && is !== "file";
}

/** The next question; undefined when everything was asked. */
export function nextQuestion(asks: Asks, { values, record, passed }: Answers): Question | undefined {
  for (const [field, ask] of Object.entries(asks)) {
    if (!isAskedInChat(ask) || passed.includes(field)) continue;
    if (kindOf(ask) !== "rows") {
      if (values[field] === undefined) return { field, ask };
      continue;
    }
    for (const [sub, one] of Object.entries(recordOf(ask)))
      if (isAskedInChat(one) && record?.[sub] === undefined && !passed.includes(`${field}.${sub}`))
        return { field, sub, ask: one };
  }
  return undefined;
}

/** With an answer to a question. A record that is complete joins its list. */
export function withAnswer(asks: Asks, answers: Answers, { field, sub }: Question, value: unknown): Answers {
  if (sub === undefined) return { ...answers, values: { ...answers.values, [field]: value } };
  return closed(asks, { ...answers, record: { ...answers.record, [sub]: value } }, field);
}

/** Without one: she leaves it empty. */
export function passing(asks: Asks, answers: Answers, { field, sub }: Question): Answers {
  if (sub === undefined) return { ...answers, passed: [...answers.passed, field] };
  return closed(asks, { ...answers, passed: [...answers.passed, `${field}.${sub}`] }, field);
}

/** A record of which everything was asked is kept in its list, and the next one may begin. */
function closed(asks: Asks, answers: Answers, field: string): Answers {
  const { record = {}, passed, values } = answers;
  const subs = Object.entries(recordOf(asks[field] ?? "line"));
  const open = subs.some(
    ([sub, one]) => isAskedInChat(one) && record[sub] === undefined && !passed.includes(`${field}.${sub}`),
  );
  if (open) return answers;
  const { record: _, ...rest } = answers;
  const before = Array.isArray(values[field]) ? (values[field] as Values[]) : [];
  const list = [...before, record];
  const others = passed.filter((one) => !one.startsWith(`${field}.`));
  return {
    ...rest,
    values: { ...values, [field]: list },
    passed: list.length < MOST_RECORDS ? others : [...others, field],
  };
}

/** "Klaar" with a list: nothing more is added to it. */
export function doneWith(answers: Answers, { field }: Question): Answers {
  const { record: _, ...rest } = answers;
  return { ...rest, passed: [...answers.passed, field] };
}

/** How many records a list has. */
export function countIn(answers: Answers, { field }: Question): number {
  const list = answers.values[field];
  return Array.isArray(list) ? list.length : 0;
}

/** The name of the row by which something is brought in, in a dialogue; "@group" follows when a group does. */
export const BRINGS = "bring.";
/**
 * The rows by which a youth worker says who she is, and what a group voted: "groupVotes.1-2-5.10" for those options, with
 * at most ten for each of the group.
 */
export const FACILITATES = "facilitates";
export const GROUP_VOTES = "groupVotes";

/** The part under which something is brought in, and whether a group does. */
export function broughtAs(row: string): { readonly part: string; readonly byGroup: boolean } {
  const [part = "", group] = row.slice(BRINGS.length).split("@");
  return { part, byGroup: group !== undefined };
}

/** Whether a youth worker enters here what a group says. */
export function isForGroup(row: string): boolean {
  return row.startsWith(GROUP_VOTES) || (row.startsWith(BRINGS) && broughtAs(row).byGroup);
}

function asksOfGroupVotes(row: string): Asks {
  const numbers = row.split(".")[1]?.split("-") ?? [];
  const options = numbers.map((n) => [`o${n}`, "number" as const]);
  return { size: "number", ...Object.fromEntries(options) };
}

type ItemPart = NonNullable<Parts["items"]>[string];

/** What is asked of somebody who brings something in. */
export function asksOfItem({ brings }: ItemPart): Asks {
  return {
    ...(brings.includes("words") || brings.includes("voice") ? { words: "words" as const } : {}),
    ...(brings.includes("photo") ? { photo: "photo?" as const } : {}),
    ...(brings.includes("place") ? { place: "place?" as const } : {}),
    ...(brings.includes("score") ? { score: ["1", "2", "3", "4", "5"] as const } : {}),
  };
}

/** What a row asks in the chat; that of bringing something in, and of a youth worker, too. */
export function asksOf({ steps, parts }: Lifecycle, row: string): Asks {
  if (row === FACILITATES) return { name: "line", organisation: "line" };
  if (row.startsWith(GROUP_VOTES)) return asksOfGroupVotes(row);
  if (!row.startsWith(BRINGS)) return steps[row]?.asks ?? {};
  const { part, byGroup } = broughtAs(row);
  // A reason for or against something is words, whatever can be brought in.
  const one = part.includes("+") ? { brings: ["words" as const], in: [] } : parts?.items?.[part];
  return { ...(byGroup && { size: "number" as const }), ...(one && asksOfItem(one)) };
}

/** Why a text does not fit in a field of this kind; undefined when it does. */
export function tooLong(is: string, value: unknown): Message | undefined {
  const most = (LONGEST as Readonly<Record<string, number>>)[is];
  const texts = Object.values(typeof value === "string" ? [value] : (value ?? {})) as unknown[];
  const long = Math.max(0, ...texts.map((one) => (typeof one === "string" ? one.length : 0)));
  return most !== undefined && long > most ? say("common:process.chat.tooLong", { most, long }) : undefined;
}

/** An answer that was understood, or what to say when it was not. */
export type Understood = { readonly value: unknown } | { readonly problem: Message };

const problem = (what: string): Understood => ({ problem: say(`common:process.chat.problem.${what}`) });

/** What she typed, sent or shared, as the answer to a question. */
export function understood(
  { ask }: Question,
  input: ResidentInput,
  lane: Lane,
  context: Context,
): Understood {
  const is = kindOf(ask);
  if (input.type === "shared") return fromMedia(is, input, lane);
  if (input.type === "placed") return is === "place" ? { value: input.place } : problem(is);
  if (input.type !== "said") return problem(is);
  const text = input.text.trim();
  switch (is) {
    case "words":
      return { value: { [lane.language]: text } };
    case "note":
    case "line":
      return { value: text };
    case "day":
    case "date": {
      const day = dayFrom(text, context);
      return day ? { value: day } : problem("day");
    }
    case "number": {
      const digits = withDigits(text).replaceAll(/[\s.]/g, "");
      return /^\d{1,9}$/.test(digits) ? { value: Number(digits) } : problem("number");
    }
    case "money": {
      const cents = centsIn(text);
      return cents === undefined ? problem("money") : { value: cents };
    }
    case "link":
      return /^https:\/\/\S+$/.test(text) ? { value: text } : problem("link");
    case "place":
      return { value: { words: text } };
    default:
      return problem(is);
  }
}

function fromMedia(is: string, input: Extract<ResidentInput, { type: "shared" }>, lane: Lane): Understood {
  const { media, caption } = input;
  if (is === "photo" && media.kind === "photo") return { value: media };
  // A recording is an answer like any other; a colleague hears it.
  if (is === "words") return { value: { ...(caption && { [lane.language]: caption }), [VOICE]: media } };
  return problem(is);
}

/** “10-5”, “10-05-2026” or “2026-05-10”: the next such day from today. */
function dayFrom(text: string, { now }: Context): Day | undefined {
  const typed = withDigits(text).trim();
  const today = townClock(now).day;
  if (isDay(typed)) return typed >= today ? typed : undefined;
  const [, day, month, year] = /^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?$/.exec(typed) ?? [];
  if (day === undefined || month === undefined) return undefined;
  const inYear = (one: number) => `${one}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const years =
    year === undefined ? [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1] : [Number(year)];
  return years
    .map(inYear)
    .find((one): one is Day => isDay(one) && one >= today && one <= addDays(today, 3700));
}

/** Before the name of an option in its button: a table may call one "stop" or "send". */
export const CHOICE = "=";

/** Answers that a button gives. */
export function fromButton({ ask }: Question, option: string, lane: Lane, organiser: string): Understood {
  const is = kindOf(ask);
  if (is === "yes" && (option === "yes" || option === "no")) return { value: option === "yes" };
  if (is === "owner" && option === "me") return { value: lane.resident };
  if (is === "owner" && option === "town") return { value: organiser };
  const chosen = option.slice(CHOICE.length);
  if (option.startsWith(CHOICE) && choicesIn(ask).includes(chosen)) return { value: chosen };
  return problem(is);
}

/** Whether she may leave a question open. */
export function canPass({ ask }: Question): boolean {
  return isOptional(ask);
}
