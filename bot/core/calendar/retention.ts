import { after, DAY, type Instant } from "./time.ts";

/** Days in an average month. */
const MONTH_DAYS = 30.44;

/** How long the town keeps what somebody brought in, counted from its end (`retention.contributionMonths`). */
export function retainedUntil(
  from: Instant,
  town: { readonly retention: { readonly contributionMonths: number } },
): Instant {
  return after(from, town.retention.contributionMonths * MONTH_DAYS * DAY);
}
