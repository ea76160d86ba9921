import { z } from "zod";

/** The results of a run of the bench, as `--json` writes them. */

const sampleSchema = z.object({
  median: z.number(),
  /** The middle half: a quarter of the runs were below `low`, a quarter above `high`. */
  low: z.number(),
  high: z.number(),
  runs: z.number().int(),
});
export type Sample = z.infer<typeof sampleSchema>;

const targetSchema = z.union([z.object({ most: z.number() }), z.object({ least: z.number() })]);
export type Target = z.infer<typeof targetSchema>;

const figureSchema = z.object({
  id: z.string(),
  what: z.string(),
  unit: z.string(),
  ours: sampleSchema,
  peer: sampleSchema.optional(),
  /** Ours ÷ the peer's, or ours ÷ the limit. */
  ratio: z.number().optional(),
  target: targetSchema.optional(),
  /** Absent when there is no target. */
  met: z.boolean().optional(),
  note: z.string().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

const actionSchema = z.object({
  /** Short and stable, for programs: `words`, `send`, `notice`. */
  id: z.string(),
  action: z.string(),
  /** Requests to DynamoDB by operation. */
  operations: z.record(z.string(), z.number()),
  requests: z.number().int(),
  /** Capacity units, table and index together; a transaction counts double. */
  read: z.number(),
  write: z.number(),
  /** The same units by the kind of partition (bench/servers/heat.ts). */
  heat: z.record(z.string(), z.object({ read: z.number(), write: z.number() })).optional(),
});
export type Action = z.infer<typeof actionSchema>;

const profileSchema = z.object({
  stack: z.enum(["ours", "peer"]),
  updates: z.number().int(),
  /** Busy, in all. */
  milliseconds: z.number(),
  parts: z.array(z.object({ where: z.string(), share: z.number() })),
});
/** Where processor time goes in the main dialogue. */
export type Profile = z.infer<typeof profileSchema>;

export const reportSchema = z.object({
  made: z.string(),
  /** A short run has too few repetitions to judge by. */
  short: z.boolean(),
  machine: z.object({
    cores: z.number().int(),
    processor: z.string(),
    memory: z.string(),
    node: z.string(),
    java: z.string(),
    pinned: z.boolean(),
    load: z.number(),
  }),
  figures: z.array(figureSchema),
  actions: z.array(actionSchema),
  profiles: z.array(profileSchema),
});
export type Report = z.infer<typeof reportSchema>;

/** @throws Error when there is nothing to take the middle of */
export function sample(values: readonly number[]): Sample {
  if (values.length === 0) throw new Error("nothing was measured");
  const sorted = values.toSorted((a, b) => a - b);
  return { median: at(sorted, 0.5), low: at(sorted, 0.25), high: at(sorted, 0.75), runs: values.length };
}

/** The value below which this share of the sorted values lies, interpolated if necessary. */
export function at(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export function meets(value: number, target: Target): boolean {
  return "most" in target ? value <= target.most : value >= target.least;
}

/** Ours compared with the peer's, from the same run. */
export function compared(
  id: string,
  what: string,
  unit: string,
  ours: Sample,
  peer: Sample,
  target?: Target,
  note?: string,
): Figure {
  const ratio = ours.median / peer.median;
  return {
    id,
    what,
    unit,
    ours,
    peer,
    ratio,
    ...(target && { target, met: meets(ratio, target) }),
    ...(note !== undefined && { note }),
  };
}

/** Ours alone. @param target of the median itself */
export function only(
  id: string,
  what: string,
  unit: string,
  ours: Sample,
  target?: Target,
  note?: string,
): Figure {
  return {
    id,
    what,
    unit,
    ours,
    ...(target && { target, met: meets(ours.median, target) }),
    ...(note !== undefined && { note }),
  };
}

/** How far a cost may drift as the table grows (our limit): a twentieth. */
const DRIFT = 0.05;

/**
 * A cost with a full table ÷ the same with an almost empty one: flat if it stays within the drift, either way.
 * @param drift as a share; a twentieth unless there is a reason
 */
export function grown(id: string, what: string, ratio: number, note?: string, drift = DRIFT): Figure {
  return {
    id,
    what,
    unit: "",
    ours: sample([ratio]),
    ratio,
    target: { most: 1 + drift },
    met: Math.abs(ratio - 1) <= drift,
    ...(note !== undefined && { note }),
  };
}
