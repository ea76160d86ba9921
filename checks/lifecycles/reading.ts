import type { Actor, Asks, Audience, Consent, Lifecycle, Step } from "../../bot/core/processes/lifecycle.ts";
import { leadsTo, openStates, rowsOf, some } from "../../bot/core/processes/rows.ts";

/** One way from one state to one state. A row that leads from two states to two others is four of them. */
export interface Arrow {
  readonly name: string;
  readonly row: Step;
  readonly at: string;
  readonly to: string;
}

/** A table as the checks look at it. */
export interface Reading {
  readonly table: Lifecycle;
  /** Every table that ships with it: children are looked for here. */
  readonly all: readonly Lifecycle[];
  /** Its own rows by name. */
  readonly own: readonly (readonly [string, Step])[];
  /** Its own rows and those that every process with a card has. */
  readonly rows: readonly (readonly [string, Step])[];
  /** Of its own rows only: an end that somebody forces is no way out. */
  readonly arrows: readonly Arrow[];
  readonly states: readonly string[];
}

/** Names what is wrong, one sentence for each fault; none when all is well. */
export type Check = (reading: Reading) => readonly string[];

export function read(table: Lifecycle, all: readonly Lifecycle[]): Reading {
  return {
    table,
    all,
    own: Object.entries(table.steps),
    rows: Object.entries(rowsOf(table)),
    arrows: arrowsOf(table),
    states: Object.values(table.states).flat(),
  };
}

/** From where to where each row leads. "back" leads to every state from which another row leads here. */
function arrowsOf(table: Lifecycle): readonly Arrow[] {
  const plain = Object.entries(table.steps).flatMap(([name, row]) =>
    fromOf(table, row).flatMap((at) => leadsTo(row, at).map((to): Arrow => ({ name, row, at, to }))),
  );
  const before = (state: string) =>
    plain.filter(({ at, to }) => to === state && at !== to && at !== "new").map(({ at }) => at);
  return plain.flatMap((one) =>
    one.to === "back" ? [...new Set(before(one.at))].map((to) => ({ ...one, to })) : [one],
  );
}

/** The states in which a row can be taken; "new" for one that begins a process. */
export function fromOf(table: Lifecycle, { from }: Step): readonly string[] {
  return from === "any open" ? openStates(table) : some<string>(from);
}

/** Everything that can be reached from these, themselves included. */
export function reach(
  starts: readonly string[],
  next: (at: string) => readonly string[],
): ReadonlySet<string> {
  const seen = new Set(starts);
  // A set also visits what is added while it is visited.
  for (const at of seen) for (const one of next(at)) seen.add(one);
  return seen;
}

/** The states that can follow these, themselves included. `without`: a state that is passed by. */
export function after({ arrows }: Reading, starts: readonly string[], without?: string): ReadonlySet<string> {
  return reach(starts, (at) =>
    arrows.filter((one) => one.at === at && one.to !== without).map(({ to }) => to),
  );
}

const town = new Set<string>(["admin", "organiser", "official", "clerk", "colleague", "owner"]);

/** Whether it is somebody of the municipality. An owner can be either: the organiser stands in for her. */
export function isTown(who: Actor | Audience | Consent): boolean {
  return town.has(who);
}

export function isOver({ table }: Reading, at: string): boolean {
  return at === "forced" || (table.states.over ?? []).includes(at);
}

export function isHidden({ table }: Reading, at: string): boolean {
  return (table.states.hidden ?? []).includes(at);
}

/** All fields that a row asks, those of its records too. */
export function fieldsOf(asks: Asks = {}): readonly (readonly [string, Asks[string]])[] {
  return Object.entries(asks).flatMap(([name, ask]) => {
    const record = recordOf(ask);
    return [[name, ask] as const, ...(record ? fieldsOf(record) : [])];
  });
}

/** What each row of a list holds; undefined for any other field. */
export function recordOf(ask: Asks[string]): Asks | undefined {
  const [first] = Array.isArray(ask) ? ask : [];
  return typeof first === "object" ? first : undefined;
}

/** The options of a choice; undefined for any other field. */
export function optionsOf(ask: Asks[string] | undefined): readonly string[] | undefined {
  if (!Array.isArray(ask) || recordOf(ask)) return undefined;
  return ask.filter((one): one is string => typeof one === "string");
}

/** "a", "b" and "c", as they are named in a sentence. */
export function named(names: Iterable<string>): string {
  return new Intl.ListFormat("en-GB").format([...new Set(names)].map((one) => `"${one}"`));
}
