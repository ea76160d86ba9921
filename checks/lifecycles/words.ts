import type { Actor, Ask, Asks, Audience, Consent, Due, Step } from "../../bot/core/processes/lifecycle.ts";
import { some } from "../../bot/core/processes/rows.ts";
import { recordOf } from "./reading.ts";

/** What a table says, in plain English: for people who read no code. */

/** "handed_over" and "agreeForm" as they are spoken. */
export function inWords(name: string): string {
  return name
    .replace(/[_-]/g, " ")
    .replace(
      /(\p{Ll}|\d)(\p{Lu})/gu,
      (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
    );
}

/** With a capital, as a heading or the beginning of a cell. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function listed(words: Iterable<string>, type: "conjunction" | "disjunction" = "conjunction"): string {
  return new Intl.ListFormat("en-GB", { type }).format([...new Set(words)]);
}

const people: Readonly<Record<Actor | Consent | Audience, string>> = {
  admin: "an administrator",
  organiser: "the organiser",
  official: "an official",
  clerk: "the clerk",
  colleague: "a colleague who did not make it",
  owner: "its owner",
  member: "one of the core group",
  author: "the author",
  participant: "somebody who takes part",
  resident: "any resident",
  clock: "the clock",
  group: "the core group",
  participants: "everybody who takes part",
  unfinished: "those who have not finished",
  invited: "those who are invited",
  helpers: "those who offered help",
  drawn: "those who were drawn",
  notDrawn: "those who were not drawn",
  colleagues: "colleagues",
  public: "the town’s page",
};

/** Who takes a row, and whose yes is needed. */
export function who({ by, agreed }: Step): string {
  const takes = listed(
    some(by).map((one) => people[one]),
    "disjunction",
  );
  const yes = some(agreed).map((one) => (one === "group" ? "most of the core group" : people[one]));
  return yes.length === 0 ? takes : `${takes}; ${listed(yes)} must agree`;
}

export function hears({ tells }: Step): string {
  return listed(some(tells).map((one) => people[one]));
}

/** @param guards what each guard of the table means, as a sentence */
export function when({ due, guard, by }: Step, guards: Readonly<Record<string, string>>): string {
  const clock = some(by).every((one) => one === "clock");
  const meant = guard === undefined ? "" : `Only if: ${guards[guard] ?? ofKernel[guard] ?? inWords(guard)}`;
  return [due ? `${capital(moment(due, clock, guards))}.` : "", meant].filter((one) => one !== "").join(" ");
}

const ofKernel: Readonly<Record<string, string>> = {
  promisesSettled: "Every promise was kept, or broken with a reason, and no doubt is open.",
  groupComplete: "The core group has as many as it needs.",
};

function moment(due: Due, clock: boolean, guards: Readonly<Record<string, string>>): string {
  if ("on" in due) return clock ? `on the day “${inWords(due.on)}”` : `by the day “${inWords(due.on)}”`;
  if ("past" in due)
    return clock
      ? `when the day “${inWords(due.past)}” is over`
      : `by the end of the day “${inWords(due.past)}”`;
  if ("ahead" in due) return `${clock ? "" : "at least "}${due.ahead} before the day “${inWords(due.of)}”`;
  const since = "since" in due && due.since !== undefined ? `“${inWords(due.since)}” began` : undefined;
  if ("after" in due) {
    if (clock) return `${due.after} after ${since ?? "the state began"}`;
    return since === undefined ? `within ${due.after}` : `within ${due.after} after ${since}`;
  }
  if ("silent" in due) return `${clock ? "after" : "within"} ${due.silent} in which nothing happened`;
  if ("every" in due)
    return `every ${due.every.replace(/^1 /, "")}${since === undefined ? "" : `, counted from when ${since}`}`;
  const [child = "", state] = due.when.split(".");
  if (state === "moved") return `as soon as a ${inWords(child)} moves on`;
  if (state !== undefined) return `as soon as the ${inWords(child)} is “${inWords(state)}”`;
  return `as soon as this holds: ${(guards[due.when] ?? ofKernel[due.when] ?? inWords(due.when)).replace(/\.$/, "")}`;
}

/** What is filled in, field by field. */
export function asked(asks: Asks = {}): string {
  return Object.entries(asks)
    .map(([name, ask]) => field(name, ask))
    .join("; ");
}

function field(name: string, ask: Ask): string {
  const record = recordOf(ask);
  if (record) return `${inWords(name)} (several, each with ${listed(Object.keys(record).map(inWords))})`;
  if (typeof ask !== "string")
    return `${inWords(name)} (${listed(
      ask.map((one) => inWords(String(one))),
      "disjunction",
    )})`;
  return ask.endsWith("?") ? `${inWords(name)} (can stay empty)` : inWords(name);
}

/** What follows by itself. */
export function follows(row: Step): string {
  return listed([
    ...(row.to === "back" ? ["it goes back the way it came"] : []),
    ...(row.forEach ? [`it is done one by one, for all in “${inWords(row.forEach)}”`] : []),
    ...(row.adds ? [`it is added to “${inWords(row.adds)}”`] : []),
    ...(row.once === true ? ["it can be done once"] : []),
    ...(row.once === "each" ? ["each person can do it once"] : []),
    ...(row.postpones ? [`“${inWords(row.postpones)}” has a new day`] : []),
    ...(row.sets ?? []).map((one) => `“${inWords(one)}” is worked out`),
    ...(row.counts ? [`the ${row.counts} are counted`] : []),
    ...(row.commits ? ["promises are made"] : []),
    ...(row.begins ? [`a new ${inWords(row.begins)} begins`] : []),
    ...(row.answers ? ["this is the answer that the card promised"] : []),
    ...(row.document ? ["the document is made"] : []),
    ...(row.forgets ?? []).map((one) => `“${inWords(one)}” is erased`),
  ]);
}
