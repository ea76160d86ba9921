import type { ResidentId } from "./ids.ts";

/** Somebody who hears what comes of something that was raised. */
export interface Hearer {
  readonly resident: ResidentId;
  /** The number under which this person knows it. */
  readonly ref: string;
}
