import * as z from "zod";
import { withDigits } from "./digits.ts";

/** Who did something, by role. Never a name. */
export const actors = ["resident", "official", "organiser", "clerk", "admin", "clock"] as const;
export type Actor = (typeof actors)[number];

/**
 * Anything a resident brings in. The envelope is the same for every instrument; `state` is the
 * instrument's own and is parsed by it.
 */
export const contributionSchema = z.object({
  row: z.literal("contribution"),
  /** Eight digits, shown as "4821-0937". */
  id: z.string(),
  instrument: z.string(),
  version: z.number().int(),
  /** Random resident id; absent after erasure. */
  by: z.string().optional(),
  /** The desk that looks after it. */
  desk: z.string(),
  /** Slack member id of the official who looks after it. */
  owner: z.string().optional(),
  /** While it is open: by when somebody must have answered. Lists the desk's work in order. */
  dueAt: z.string().optional(),
  /** Since when it is late: the first promised day that passed, also when there is a new date by now. */
  lateSince: z.string().optional(),
  open: z.boolean(),
  /** The process in whose list residents see it. Not while somebody still has to look at it. */
  listedIn: z.string().optional(),
  /** When the clock should look at it. Follows from the state, so a timer can never be stale. */
  wakeAt: z.string().optional(),
  state: z.unknown(),
  /** The last handled inputs, so that a repeated one changes nothing. */
  handled: z.array(z.string()),
  created: z.string(),
  changed: z.string(),
  /** How many history entries there are. */
  entries: z.number().int(),
});
export type Contribution = z.infer<typeof contributionSchema>;

/**
 * A contribution or a process of one instrument. What an instrument reads of a state it asks of this type, so that
 * nothing of another is read as its own: every desk and every search mixes them.
 */
export type Of<Name extends string, Row extends { readonly instrument: string } = Contribution> = Row & {
  readonly instrument: Name;
};

/** Whether it is there, and of this instrument. */
export function isOf<Name extends string, Row extends { readonly instrument: string }>(
  row: Row | null | undefined,
  name: Name,
): row is Of<Name, Row> {
  return row?.instrument === name;
}

/** One line of a contribution's history. Written once, never changed; only erasure empties `words`. */
export const entrySchema = z.object({
  row: z.literal("entry"),
  /** Id of the contribution, or of the process. */
  contribution: z.string(),
  /** 1, 2, 3 … */
  n: z.number().int(),
  at: z.string(),
  actor: z.enum(actors),
  /** Slack member id of the official; never shown to residents. */
  official: z.string().optional(),
  event: z.string(),
  /** In the history of the office: the member or the desk that it is about. */
  about: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  /** The person's own words that came with it. */
  words: z.string().optional(),
  /** Why, when a reason was given. */
  why: z.string().optional(),
  /** What the running figures need: desk, days taken, whether the promise was kept. */
  counts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Entry = z.infer<typeof entrySchema>;

/** "48210937" → "4821-0937". */
export function shownNumber(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4)}`;
}

/** What somebody typed as a number → the id, or nothing when it is not one. Spaces and dashes do not matter. */
export function readNumber(text: string): string | undefined {
  const digits = withDigits(text).replace(/[\s\-–.#]/g, "");
  return /^\d{8}$/.test(digits) ? digits : undefined;
}

/** The first number of a contribution that stands in a text, as its id: in what we said, it is what that was about. */
export function numberIn(text: string): string | undefined {
  return /(?<!\d)(\d{4})-(\d{4})(?!\d)/.exec(text)?.slice(1).join("");
}

/** Eight digits that follow from the seed; the first is never 0, so that nobody drops it. */
export function numberFrom(seed: string): string {
  const value = Number.parseInt(seed.slice(0, 12), 16);
  return String(10_000_000 + (value % 90_000_000));
}

/** The next history entry of a contribution or a process. */
export function entryOf(
  contribution: Pick<Contribution, "id" | "entries">,
  fields: Omit<Entry, "row" | "contribution" | "n">,
  offset = 1,
): Entry {
  return { row: "entry", contribution: contribution.id, n: contribution.entries + offset, ...fields };
}
