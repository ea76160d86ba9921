import * as z from "zod/mini";
import { after, DAY, type Instant, instantSchema } from "../../../core/calendar/time.ts";
import { type Contribution, isOf, type Of } from "../../../core/model/contribution.ts";

/** A youth worker who was let in by name, to report for groups of people who have no chat or are younger than 16. */

export const NAME = "worker";
export const VERSION = 1;

/** How long the link works that she is let in with (our limit). */
const LINK_WORKS = 14 * DAY;

export const workerSchema = z.object({
  /** `out`: she is no longer let in, or never came. */
  at: z.enum(["invited", "admitted", "out"]),
  /** As the organiser wrote it; "" once she is out. */
  name: z.string(),
  organisation: z.string(),
  /** The member of the workspace who let her in. */
  admittedBy: z.string(),
  /** Which link it is: an older one does not work any more. */
  link: z.int(),
  /** Since when that link works. */
  linkedOn: instantSchema,
});
export type Worker = z.infer<typeof workerSchema>;
export type OfWorker = Of<typeof NAME>;

export function readWorker(contribution: OfWorker): Worker {
  return workerSchema.parse(contribution.state);
}

/** What the code of her link is derived from. */
export function linkNameOf(contribution: OfWorker): string {
  return `${contribution.id}#${NAME}${readWorker(contribution).link}`;
}

/** Until when her link works. */
export function linkUntil({ linkedOn }: Worker): Instant {
  return after(linkedOn, LINK_WORKS);
}

/** Whether this is somebody's admission, and it still holds. */
export function isAdmitted(found: Contribution | null | undefined, resident: string): boolean {
  return isOf(found, NAME) && found.by === resident && readWorker(found).at === "admitted";
}
