import * as z from "zod/mini";
import { instantSchema } from "../calendar/time.ts";
import { fingerprint } from "../fingerprint.ts";
import { withDigits } from "./digits.ts";
import { residentIdSchema } from "./ids.ts";

/** The actor, by role. Never a name. */
export const actors = ["resident", "official", "organiser", "clerk", "admin", "clock"] as const;
export type Actor = (typeof actors)[number];

/**
 * Anything a resident brings in. The envelope is the same for every instrument; `state` is the instrument's own and is
 * parsed by it.
 */
export const contributionSchema = z.object({
  row: z.literal("contribution"),
  /** Eight digits, shown as "4821-0937". */
  id: z.string(),
  instrument: z.string(),
  version: z.int(),
  /** Random resident id; absent after erasure. */
  by: z.optional(residentIdSchema),
  /** The desk responsible for it. */
  desk: z.string(),
  /** Slack member id of the official responsible for it. */
  owner: z.optional(z.string()),
  /** While it is open: when it must have been answered. Orders the desk's work. */
  dueAt: z.optional(instantSchema),
  /** Since when it is late: the first promised day that passed, even if there is a new date by now. */
  lateSince: z.optional(instantSchema),
  open: z.boolean(),
  /** The process whose list shows it to residents. Absent until it has been reviewed. */
  listedIn: z.optional(z.string()),
  /** When the clock should look at it. Derived from the state, so a timer can never be stale. */
  wakeAt: z.optional(instantSchema),
  state: z.unknown(),
  /** The last handled inputs, so that a repeated one changes nothing. */
  handled: z.array(z.string()),
  created: instantSchema,
  changed: instantSchema,
  /** The number of history entries. */
  entries: z.int(),
});
export type Contribution = z.infer<typeof contributionSchema>;

/**
 * A contribution or process of one instrument. An instrument asks for this type wherever it reads state, so that it
 * never reads another's as its own: every desk and every search mixes them.
 */
export type Of<Name extends string, Row extends { readonly instrument: string } = Contribution> = Row & {
  readonly instrument: Name;
};

/** Whether it exists and is of this instrument. */
export function isOf<Name extends string, Row extends { readonly instrument: string }>(
  row: Row | null | undefined,
  name: Name,
): row is Of<Name, Row> {
  return row?.instrument === name;
}

/** One line of a contribution's history. Written once, never changed; only erasure empties `words`. */
export const entrySchema = z.object({
  row: z.literal("entry"),
  /** Id of the contribution or the process. */
  contribution: z.string(),
  /** 1, 2, 3 … */
  n: z.int(),
  at: instantSchema,
  actor: z.enum(actors),
  /** Slack member id of the official; never shown to residents. */
  official: z.optional(z.string()),
  event: z.string(),
  /** In the history of the office: the member or the desk that it concerns. */
  about: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  /** The person's own words that came with it. */
  words: z.optional(z.string()),
  /** The reason, when one was given. */
  why: z.optional(z.string()),
  /** Input for the running figures: desk, days taken, whether the promise was kept. */
  counts: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});
export type Entry = z.infer<typeof entrySchema>;

/** Whether an id is that of a contribution: eight digits. */
export function isContributionId(id: string): boolean {
  return /^\d{8}$/.test(id);
}

/** "48210937" → "4821-0937". */
export function shownNumber(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4)}`;
}

/** Parses a typed number into an id; undefined when it is not one. Spaces and dashes do not matter. */
export function readNumber(text: string): string | undefined {
  const digits = withDigits(text).replace(/[\s\-–.#]/g, "");
  return isContributionId(digits) ? digits : undefined;
}

/** The first contribution number in a text, as its id: in a message of ours, that is what it was about. */
export function numberIn(text: string): string | undefined {
  return /(?<!\d)(\d{4})-(\d{4})(?!\d)/.exec(text)?.slice(1).join("");
}

/** Eight digits derived from the seed; the first is never 0, so that nobody drops it. */
export function numberFrom(seed: string): string {
  const value = Number.parseInt(seed.slice(0, 12), 16);
  return String(10_000_000 + (value % 90_000_000));
}

/** The same from the input that made it, so that a repeated one makes it once. */
export function numberFromCause(cause: string): string {
  return String(10_000_000 + (Number.parseInt(fingerprint(cause), 36) % 90_000_000));
}

/** The next history entry of a contribution or a process. */
export function entryOf(
  contribution: Pick<Contribution, "id" | "entries">,
  fields: Omit<Entry, "row" | "contribution" | "n">,
  offset = 1,
): Entry {
  return { row: "entry", contribution: contribution.id, n: contribution.entries + offset, ...fields };
}
