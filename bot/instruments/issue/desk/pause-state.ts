import { addDays, type Day, type Instant, townClock } from "../../../core/calendar/time.ts";
import type { Entry } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Context } from "../../../core/turn.ts";
import type { Issue } from "../state.ts";

/** Characters of the reason that she is given. */
export const LONGEST_REASON = 1000;

/** Whether she is paused now. */
export function isPaused({ pause }: Issue, now: Instant): boolean {
  return pause !== undefined && pause.until > now;
}

/** Whether she objected to the pause and nobody has answered yet. */
export function isObjectedTo(issue: Issue, now: Instant): boolean {
  return isPaused(issue, now) && issue.pause?.objection?.answered === false;
}

/**
 * What somebody needs to look at a pause again: why it is there, and what was said against it.
 * @param history of the contribution, in order
 */
export function reasonsOf(history: readonly Entry[]): Message[] {
  const from = history.findLastIndex((one) => one.event === "pause");
  const [paused, ...later] = from < 0 ? [] : history.slice(from);
  const objections = later.flatMap(({ event, words }) => (event === "objection" && words ? [words] : []));
  return [
    ...(paused?.why ? [say("officials:pause.because", { reason: paused.why })] : []),
    ...objections.map((words) => say("officials:pause.said", { words })),
  ];
}

/** The last day until which somebody can be paused now. */
export function lastDay({ now, town }: Pick<Context, "now" | "town">): Day {
  return addDays(townClock(now).day, town.limits.pauseDays);
}
