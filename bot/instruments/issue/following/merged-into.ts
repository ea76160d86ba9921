import { seen } from "../../../core/decision.ts";
import { isOf } from "../../../core/model/contribution.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import type { OfIssue } from "../state.ts";
import { MOST_JOINED, readIssue } from "../state.ts";

/**
 * Where a merged issue goes on: the one it was merged into, or the one that this was merged into in its turn.
 * An issue that was not merged is its own whole; null when it cannot be found.
 */
export function wholeOf(
  contribution: OfIssue,
  context: Context,
): { whole: OfIssue | null; ask?: undefined } | { whole?: undefined; ask: Decision } {
  let whole = contribution;
  // A whole can be merged again, and with each time one more joins it. The loop fetches one step at a time.
  for (let step = 0; step <= MOST_JOINED; step++) {
    const { status } = readIssue(whole);
    if (status.at !== "merged") return { whole };
    const { found, ask } = seen(context, status.into);
    if (ask) return { ask };
    if (!isOf(found, NAME)) return { whole: null };
    whole = found;
  }
  return { whole: null };
}
