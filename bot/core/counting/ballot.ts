import * as z from "zod/mini";
import { voterTokenSchema } from "../model/ids.ts";

/**
 * A ballot: what one voter chose in one process. It carries a voter token instead of a resident, and nothing in the
 * table leads from one to the other; only somebody who holds the town's secret and knows a chat can work it out. It
 * records no moment or day, because a lane was changed at the same moment. It is never deleted, only emptied, so that
 * its versions keep counting; the first version is random, so that they do not tell how often it was changed.
 */
export const ballotSchema = z.object({
  row: z.literal("ballot"),
  /** What is voted on: a process, or a topic (`opinionOn`). */
  process: z.string(),
  /** Keyed hash of chat and process: somebody who erases herself and comes back does not get a second vote. */
  voter: voterTokenSchema,
  version: z.int(),
  /** Numbers of items; in a ranking, the first choice first. */
  choices: z.array(z.int()),
  ranked: z.boolean(),
  /**
   * Keyed hash of this vote and of the random id that its voter has until she erases herself (`own-ballot.ts`). Absent
   * from ballots that predate this field.
   */
  life: z.optional(z.string()),
  /**
   * Keyed hash of chat and process, on support for what can be merged: it tells that two of these are of one person, so
   * that she counts once, and no more of her than a ballot with two choices does.
   */
  person: z.optional(z.string()),
  /**
   * Marks by which it recognises inputs it has already handled; always the same number of them, so that they reveal
   * nothing.
   */
  marks: z.optional(z.array(z.string())),
});
export type Ballot = z.infer<typeof ballotSchema>;

/** The name that opinions on a topic are stored under, as ballots with one choice: for or against. */
export function opinionOn(topic: string): string {
  return `T${topic}`;
}

/** The name that the ballots of a second round are stored under, so that none of the first are overwritten. */
export function inSecondRound(process: string): string {
  return inVote(process, 2);
}

/** The name that the ballots of a later vote are stored under. @param n 2 for the second */
export function inVote(process: string, n: number): string {
  return `${process}-${n}`;
}

/** The name that answers to “was it what was promised?” are stored under, as ballots with one choice: 1 to 5. */
export function inEvaluation(process: string): string {
  return `${process}-E`;
}

export function isVotedOn(id: string): boolean {
  return /^(P\d{7}(-([1-9]\d?|E))?|T\d{8})$/.test(id);
}

/** The number of voters, and the points of each item by its number. */
export interface Count {
  readonly voters: number;
  readonly points: Readonly<Record<string, number>>;
}

/**
 * The points of one ballot. Votes: one each; an item that stands on it several times has several. A ranking: the modified Borda count, in which a ballot that ranks m items
 * gives m points to the first, m − 1 to the second and so on down to 1, and nothing to the others; so nobody gains by
 * leaving out something she also wants (P. Emerson, “The original Borda count and partial voting”, Social Choice and
 * Welfare 40, 2013).
 */
function pointsOf({ choices, ranked }: Pick<Ballot, "choices" | "ranked">): Record<string, number> {
  const points: Record<string, number> = {};
  for (const [at, item] of choices.entries())
    points[item] = (points[item] ?? 0) + (ranked ? choices.length - at : 1);
  return points;
}

/** What a changed ballot adds to the count and subtracts from it. A ballot without choices is not a vote. */
export function change(before: Ballot | undefined, after: Ballot): Record<string, number> {
  const was = before ? pointsOf(before) : {};
  const is = pointsOf(after);
  const items = Object.keys({ ...was, ...is });
  const sums = items.map((item): [string, number] => [item, (is[item] ?? 0) - (was[item] ?? 0)]);
  const voted = (ballot: Ballot | undefined) => (ballot && ballot.choices.length > 0 ? 1 : 0);
  sums.push(["voters", voted(after) - voted(before)]);
  return Object.fromEntries(sums.filter(([, sum]) => sum !== 0));
}

/** Ballots that are not empty, and how many people gave them. */
export interface Givers {
  readonly ballots: number;
  readonly people: number;
}

/** Who gave a ballot: the same for two on different subjects only where they say so. Undefined for an empty one. */
export function giverOf({ process, voter, choices, person }: Ballot): string | undefined {
  return choices.length === 0 ? undefined : (person ?? `${process} ${voter}`);
}

export const noVotes: Count = { voters: 0, points: {} };

/** The count with one more ballot. */
export function counted(sum: Count, ballot: Ballot): Count {
  if (ballot.choices.length === 0) return sum;
  const points: Record<string, number> = { ...sum.points };
  for (const [item, more] of Object.entries(pointsOf(ballot))) points[item] = (points[item] ?? 0) + more;
  return { voters: sum.voters + 1, points };
}

/** Whether two counts are the same; items without points need not be named. */
export function sameCount(a: Count, b: Count): boolean {
  const items = Object.keys({ ...a.points, ...b.points });
  return a.voters === b.voters && items.every((item) => (a.points[item] ?? 0) === (b.points[item] ?? 0));
}
