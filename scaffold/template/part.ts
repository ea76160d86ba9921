import type { ResidentPart } from "../../bot/core/processes/kind.ts";
import { stageSchema } from "../../bot/core/processes/stage.ts";
import { sample } from "./lifecycle.ts";

/**
 * The code of what residents do. The function that serves them loads this file and the table, and nothing of what
 * officials do.
 */
export const samplePart: ResidentPart<typeof sample> = {
  table: sample,
  // Goes up when the shape of what it keeps changes.
  version: 1,
  schema: stageSchema,
  // A check for each guard of a row that residents take.
  guards: {},
  lists: {},
  // Do they vote? Then `ballot` says here on what, as in bot/instruments/poll/part.ts.
};
