import * as z from "zod";
import type { Lane } from "../../core/resident.ts";
import { NAME } from "./names.ts";

/** Where somebody is in a survey, as her conversation keeps it. */

const openSchema = z.object({
  process: z.string(),
  question: z.string(),
  /** The question that was answered just now with an album, whose other photos may still come. */
  last: z.object({ question: z.string(), album: z.string() }).optional(),
  /** Her keyboard has a button that shares where she is. */
  place: z.boolean().optional(),
});
export type OpenQuestion = z.infer<typeof openSchema>;

/** The question of a survey that is open in her conversation; undefined when there is none. */
export function openQuestion({ dialogue }: Pick<Lane, "dialogue">): OpenQuestion | undefined {
  return dialogue?.instrument === NAME ? openSchema.safeParse(dialogue.answers).data : undefined;
}
