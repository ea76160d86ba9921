import * as z from "zod/mini";
import { broadcastSchema } from "../core/broadcasts/broadcast.ts";
import { chunkSchema, progressSchema } from "../core/broadcasts/progress.ts";
import { instantSchema } from "../core/calendar/time.ts";
import { ballotSchema } from "../core/counting/ballot.ts";
import { responseSchema } from "../core/counting/response.ts";
import { listenerSchema, participantSchema } from "../core/model/audience.ts";
import { contributionSchema, entrySchema } from "../core/model/contribution.ts";
import { laneSchema } from "../core/model/lane.ts";
import { noticeSchema, postedSchema } from "../core/model/notice.ts";
import { processSchema } from "../core/model/process.ts";
import { officeSchema, staffSchema } from "../core/model/staff.ts";
import { markSchema } from "../core/residents/erasure-mark.ts";
import type { Row } from "../ports/rows.ts";

/** What the rows of each kind look like. A row of another shape than this version writes is read by these. */

const deadSchema = z.object({
  row: z.literal("dead"),
  id: z.string(),
  at: instantSchema,
  who: z.optional(z.string()),
  sealed: z.string(),
  error: z.string(),
});

const schemas = {
  lane: laneSchema,
  contribution: contributionSchema,
  entry: entrySchema,
  staff: staffSchema,
  office: officeSchema,
  notice: noticeSchema,
  posted: postedSchema,
  broadcast: broadcastSchema,
  chunk: chunkSchema,
  progress: progressSchema,
  listener: listenerSchema,
  participant: participantSchema,
  process: processSchema,
  mark: markSchema,
  ballot: ballotSchema,
  response: responseSchema,
  dead: deadSchema,
} as const satisfies { readonly [Kind in Row["row"]]: z.ZodMiniType<Extract<Row, { row: Kind }>> };

const [first, ...others] = Object.values(schemas) as [
  (typeof schemas)[Row["row"]],
  ...(typeof schemas)[Row["row"]][],
];

/** Every kind once; `npm run shapes` takes the fingerprint of each. */
export const rowSchema = z.discriminatedUnion("row", [first, ...others]);

/**
 * The schema that reads a body, by the kind that the body says it is: the union would make those of all kinds to read
 * one row. Only what says no kind that exists goes to the union, which says so.
 */
export function schemaFor(body: unknown): z.ZodMiniType<Row> {
  const kind = typeof body === "object" && body !== null && "row" in body ? body.row : undefined;
  return isKind(kind) ? schemas[kind] : rowSchema;
}

const isKind = (kind: unknown): kind is Row["row"] =>
  typeof kind === "string" && Object.hasOwn(schemas, kind);
