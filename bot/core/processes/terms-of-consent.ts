import { addDays, type Instant } from "../calendar/time.ts";
import type { Asked } from "./stage.ts";
import { dayIn, morningOf } from "./terms.ts";

/** Days after which those who have to agree are reminded, and after which it is decided without the others (our limits). */
const REMINDED_AFTER = 7;
const DECIDED_AFTER = 14;

/** When the clock looks at a row that waits for a yes. */
export function asksAgainAt({ on, reminded }: Pick<Asked, "on" | "reminded">): Instant {
  return morningOf(addDays(dayIn(on), reminded ? DECIDED_AFTER : REMINDED_AFTER));
}
