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

/** What the rows of each kind look like. A row of another shape than this version writes is read by these. */

const deadSchema = z.object({
  row: z.literal("dead"),
  id: z.string(),
  at: instantSchema,
  who: z.optional(z.string()),
  sealed: z.string(),
  error: z.string(),
});

/** Every kind once; `npm run shapes` takes the fingerprint of each. */
export const rowSchema = z.discriminatedUnion("row", [
  laneSchema,
  contributionSchema,
  entrySchema,
  staffSchema,
  officeSchema,
  noticeSchema,
  postedSchema,
  broadcastSchema,
  chunkSchema,
  progressSchema,
  listenerSchema,
  participantSchema,
  processSchema,
  markSchema,
  ballotSchema,
  responseSchema,
  deadSchema,
]);
