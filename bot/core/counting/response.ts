import * as z from "zod/mini";
import { daySchema, instantSchema } from "../calendar/time.ts";
import { type Cell, cellsOf, groupOf, inCell, readInCell } from "../model/groups.ts";
import { voterTokenSchema } from "../model/ids.ts";
import { mediaSchema } from "../model/screen.ts";

/**
 * What one person answered to a list of questions, each answer saved as soon as it is given. Like a ballot it carries a
 * token instead of a resident, and nothing in the table leads from one to the other. It is never deleted, only emptied,
 * so that its versions keep counting.
 */

export const answerSchema = z.discriminatedUnion("is", [
  /** The ids of the chosen options; one, or several. */
  z.object({ is: z.literal("options"), ids: z.array(z.string()), own: z.optional(z.string()) }),
  /** Options in order, the first choice first. */
  z.object({ is: z.literal("ranking"), ids: z.array(z.string()) }),
  z.object({ is: z.literal("number"), value: z.number() }),
  z.object({ is: z.literal("word"), text: z.string() }),
  /** Typed, spoken or photographed; also text typed at a question that could not be matched. */
  z.object({
    is: z.literal("text"),
    text: z.string(),
    media: z.optional(z.array(mediaSchema)),
    /** The contributions through which a colleague hears or sees them. */
    refs: z.optional(z.array(z.string())),
  }),
  z.object({
    is: z.literal("place"),
    latitude: z.optional(z.number()),
    longitude: z.optional(z.number()),
    text: z.optional(z.string()),
  }),
  z.object({ is: z.literal("skipped") }),
  /** A group: how many of them chose each option. */
  z.object({ is: z.literal("counts"), counts: z.record(z.string(), z.int()) }),
]);
export type Answer = z.infer<typeof answerSchema>;

const vias = ["chat", "group", "paper", "staff"] as const;

export const responseSchema = z.object({
  row: z.literal("response"),
  process: z.string(),
  /** Keyed hash of chat and process, or of colleague and process; random for a group or a paper form. */
  voter: voterTokenSchema,
  version: z.int(),
  /** Edition of the questions that were answered last. */
  edition: z.int(),
  language: z.string(),
  /** Present only if she allows it to be counted. */
  age: z.optional(z.string()),
  neighbourhood: z.optional(z.string()),
  via: z.enum(vias),
  /** How many people it speaks for, when a group answered. */
  size: z.optional(z.int()),
  /** By id of the question. */
  answers: z.record(z.string(), answerSchema),
  /** Answers to questions that no longer apply, because an earlier answer was changed: kept, but not counted. */
  aside: z.optional(z.record(z.string(), answerSchema)),
  /** Text typed at a question that could not be matched: nobody's words are lost. */
  notes: z.optional(z.record(z.string(), z.string())),
  done: z.boolean(),
  /** The question that is open for her; absent where none is, and in rows of before. */
  cursor: z.optional(z.string()),
  /** Days, not moments: her lane was changed at the same moment, and one could be traced to the other. */
  begun: daySchema,
  at: daySchema,
  /** How long the town keeps it. */
  expires: z.optional(instantSchema),
  /** As in a ballot. */
  marks: z.optional(z.array(z.string())),
});
export type Response = z.infer<typeof responseSchema>;

/** How often each answer was given: by question, by what is counted. The question `ALL` counts people. */
export type Results = Readonly<Record<string, Readonly<Record<string, number>>>>;

export const ALL = "-";
export const noResults: Results = {};

/** Before the name of an age and a neighbourhood together, in the numbers of `ALL`. */
const GROUP = "g:";

export function writeGroupCount(group: string): string {
  return `${GROUP}${group}`;
}

function readGroupCount(name: string): string | undefined {
  return name.startsWith(GROUP) ? name.slice(GROUP.length) : undefined;
}

/** Whether a number is of everybody, and of no group. */
export function isOfAll(name: string): boolean {
  return readInCell(name) === undefined && readGroupCount(name) === undefined;
}

/** The number of people who answered, by age and neighbourhood combined. */
export function groupsIn(results: Results): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(results[ALL] ?? {}).flatMap(([name, count]) => {
      const group = readGroupCount(name);
      return group !== undefined && count > 0 ? [[group, count]] : [];
    }),
  );
}

/** How often a number was given is counted under this. */
export function writeGivenNumber(value: number): string {
  return `n.${value}`;
}

/** @returns undefined when something else is counted under it */
export function readGivenNumber(what: string): number | undefined {
  return what.startsWith("n.") ? Number(what.slice("n.".length)) : undefined;
}

/** The counts of one answer. A ranking counts by the modified Borda count, as in `ballot.ts`. */
export function numbersOf(answer: Answer): Record<string, number> {
  switch (answer.is) {
    case "options":
      if (answer.ids.length === 1 && answer.own === undefined)
        return { answered: 1, [`o.${answer.ids[0]}`]: 1 };
      return {
        answered: 1,
        ...Object.fromEntries(answer.ids.map((id) => [`o.${id}`, 1])),
        ...(answer.own !== undefined && { own: 1 }),
      };
    case "ranking":
      return {
        answered: 1,
        ...Object.fromEntries(answer.ids.map((id, at) => [`p.${id}`, answer.ids.length - at])),
      };
    case "number":
      return { answered: 1, [writeGivenNumber(answer.value)]: 1 };
    case "counts":
      return Object.fromEntries(Object.entries(answer.counts).map(([id, count]) => [`o.${id}`, count]));
    case "skipped":
      return { skipped: 1 };
    case "word":
    case "text":
    case "place":
      return { answered: 1, [answer.is]: 1 };
  }
}

/** What groups chose together, and what colleagues answered. */
export const GROUPS: Cell = "v:group";
export const STAFF: Cell = "v:staff";

/** These answers are counted separately, never among what each resident chose. */
export function apart(via: Response["via"]): Cell | undefined {
  return via === "group" ? GROUPS : via === "staff" ? STAFF : undefined;
}

/** The cells besides everybody in which a response that does not stand apart counts. */
export function cellsAround(response: Response): readonly Cell[] {
  return response.via === "paper" ? [...cellsOf(response), "v:paper"] : cellsOf(response);
}

/** Everything one response counts towards. */
export function countsOf(response: Response): Results {
  const given = Object.entries(response.answers);
  if (given.length === 0) return noResults;
  const { age, neighbourhood, via, size = 1, done } = response;
  const aside = apart(via);
  const cells = cellsAround(response);
  const spread = (numbers: Record<string, number>): Record<string, number> => {
    if (aside)
      return Object.fromEntries(Object.entries(numbers).map(([what, n]) => [inCell(aside, what), n]));
    return Object.fromEntries(
      Object.entries(numbers).flatMap(([what, n]) => [
        [what, n] as const,
        // A number can have any value: by group it would fill a row that nobody reads.
        ...(readGivenNumber(what) !== undefined ? [] : cells.map((cell) => [inCell(cell, what), n] as const)),
      ]),
    );
  };
  return {
    [ALL]: {
      ...spread(via === "group" ? { begun: size, groups: 1 } : { begun: 1, ...(done && { done: 1 }) }),
      // Age and neighbourhood combined, for comparison with the population.
      ...(!aside &&
        age !== undefined &&
        neighbourhood !== undefined && { [writeGroupCount(groupOf(age, neighbourhood))]: 1 }),
    },
    ...Object.fromEntries(given.map(([question, answer]) => [question, spread(numbersOf(answer))])),
  };
}

/**
 * What is stored in plain sight while answers come in: what everybody chose together, and for a group only how many
 * people began. For a group of one, what it chose would be her answer. Groups are recounted at the close.
 */
function isKept(name: string): boolean {
  const read = readInCell(name);
  // Groups that answered together and colleagues stand apart instead.
  return !read || read.cell === GROUPS || read.cell === STAFF || read.what === "begun";
}

function running(response: Response | undefined): Results {
  return Object.fromEntries(
    Object.entries(response ? countsOf(response) : noResults).map(([question, numbers]) => [
      question,
      Object.fromEntries(Object.entries(numbers).filter(([name]) => isKept(name))),
    ]),
  );
}

/**
 * What a changed response adds to the running results and subtracts from them; questions where nothing changes are left
 * out.
 */
export function difference(before: Response | undefined, after: Response): Results {
  const was = running(before);
  const is = running(after);
  const changed = Object.keys({ ...was, ...is }).map((question) => {
    const a = was[question] ?? {};
    const b = is[question] ?? {};
    const names = Object.keys({ ...a, ...b }).map((name) => [name, (b[name] ?? 0) - (a[name] ?? 0)] as const);
    return [question, Object.fromEntries(names.filter(([, n]) => n !== 0))] as const;
  });
  return Object.fromEntries(changed.filter(([, numbers]) => Object.keys(numbers).length > 0));
}

/**
 * Whether two results agree on what is stored while answers come in; a count of zero need not be listed. Older running
 * results can contain counts by group, which are no longer kept.
 */
export function sameResults(a: Results, b: Results): boolean {
  return Object.keys({ ...a, ...b }).every((question) => {
    const [x = {}, y = {}] = [a[question], b[question]];
    return Object.keys({ ...x, ...y })
      .filter(isKept)
      .every((name) => (x[name] ?? 0) === (y[name] ?? 0));
  });
}
