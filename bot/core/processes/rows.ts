import type { Role } from "../model/staff.ts";
import { roles } from "../model/staff.ts";
import { everywhere } from "./everywhere.ts";
import type { Actor, Audience, Lifecycle, StateIs, Step } from "./lifecycle.ts";
import type { Stage } from "./stage.ts";

/** Reading a table: its rows, its states, and where each row leads. */

/** One or several, or none, as a list. */
export function some<T>(one: T | readonly T[] | undefined): readonly T[] {
  if (one === undefined) return [];
  return Array.isArray(one) ? one : [one as T];
}

/** All rows by name, those that every process has among them. */
export function rowsOf(table: Lifecycle): Readonly<Record<string, Step>> {
  return table.card === false ? table.steps : { ...everywhere, ...table.steps };
}

/**
 * Rows that every process has are told in the same words everywhere, also where a table says itself in which states they
 * can be taken.
 */
export function isShared(
  { table }: { readonly table: Lifecycle },
  { name }: { readonly name: string },
): boolean {
  const isOwn = Object.hasOwn(table.steps, name);
  return !isOwn || (table.card !== false && Object.hasOwn(everywhere, name));
}

/** A row by its name; undefined when the table has none of that name. */
export function rowOf(table: Lifecycle, name: string): Step | undefined {
  const rows = rowsOf(table);
  return Object.hasOwn(rows, name) ? rows[name] : undefined;
}

/** The states in which nothing has ended. */
export function openStates({
  states: { hidden = [], open = [], paused = [] },
}: Lifecycle): readonly string[] {
  return [...hidden, ...open, ...paused];
}

/** Whether residents see it, and whether anything still has to happen. */
export function stateIs({ states }: Lifecycle, at: string): StateIs {
  if (at === "forced") return "over";
  // It was begun, and waits for those who have to agree.
  if (at === "new") return "hidden";
  const kinds = ["hidden", "open", "paused", "over"] as const;
  return kinds.find((is) => states[is]?.includes(at)) ?? "open";
}

/** Whether a row can be taken in this state. */
export function isFrom(table: Lifecycle, { from }: Step, at: string): boolean {
  return from === "any open" ? at === "new" || openStates(table).includes(at) : some(from).includes(at);
}

/** The rows that can be taken in this state, by name, in the order of the table. */
export function rowsIn(table: Lifecycle, at: string): readonly (readonly [string, Step])[] {
  return Object.entries(rowsOf(table)).filter(([, row]) => isFrom(table, row, at));
}

/** Those who hear in the chat. An owner can be either. */
export const audiencesInChat = [
  "participants",
  "unfinished",
  "invited",
  "group",
  "author",
  "helpers",
  "drawn",
  "notDrawn",
] as const satisfies readonly Audience[];

/** Actors of the municipality, and those in the chat. */
const inChat: readonly Actor[] = ["member", "author", "participant", "resident"];

/** Whether residents can take it in the chat. An owner can be either. */
export function isForResidents({ by }: Step): boolean {
  return some(by).some((who) => inChat.includes(who) || who === "owner");
}

/** Whether it is the clock that takes it, and nobody else. */
export function isForClock({ by }: Step): boolean {
  return some(by).includes("clock");
}

/** The actors of a row that are people. */
export function peopleOf({ by }: Step): readonly Exclude<Actor, "clock">[] {
  return some(by).filter((who): who is Exclude<Actor, "clock"> => who !== "clock");
}

/** The roles in which a member of the workspace may take it; which of them exactly is looked at when she does. */
export function rolesThat({ by }: Pick<Step, "by">): readonly Role[] {
  const all = some(by).flatMap((who): readonly Role[] => {
    if (who === "colleague") return ["official", "organiser", "clerk"];
    if (who === "owner") return roles;
    return roles.filter((role) => role === who);
  });
  return roles.filter((role) => all.includes(role));
}

/** Where a row leads with what was filled in, when it is not taken item by item. */
export function leadsWith(
  { to }: Step,
  filled: Readonly<Record<string, unknown>>,
  { at, way }: Pick<Stage, "at" | "way">,
): string {
  if (to === undefined || to === "next") return at;
  if (typeof to === "object") return to.of[String(filled[to.by])] ?? at;
  return to === "back" ? (way.at(-1) ?? at) : to;
}

/** The states that a row can lead to from one; "back" and "next" as they stand. */
export function leadsTo({ to }: Step, at: string): readonly string[] {
  if (to === undefined) return [at];
  return typeof to === "object" ? [...new Set(Object.values(to.of))] : [to];
}
