import { addDays, townClock } from "../../../core/calendar/time.ts";
import { button, corePress } from "../../../core/decision.ts";
import type { Actor, Entry } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Context } from "../../../core/turn.ts";
import { endOfDay } from "../answer-deadline.ts";
import { whoReads } from "../following/objecting.ts";
import { deskName } from "../names.ts";
import type { OfIssue } from "../record.ts";
import type { Issue } from "../state.ts";
import type { Values } from "./forms.ts";
import type { Prepared } from "./perform.ts";

/** An official pauses whoever sends reports, without learning who it is: by the report alone. */

/** Characters of the reason that she reads. */
export const LONGEST_REASON = 1000;

/** Whether a pause of hers runs. */
export function isPaused({ pause }: Issue, now: string): boolean {
  return pause !== undefined && pause.until > now;
}

/** Whether she objected to it and nobody has answered yet. */
export function isObjectedTo(issue: Issue, now: string): boolean {
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
export function lastDay({ now, town }: Pick<Context, "now" | "town">): string {
  return addDays(townClock(now).day, town.limits.pauseDays);
}

type Ready = Pick<Prepared, "next" | "events" | "told" | "screen" | "pauses">;

export function preparePause(
  contribution: OfIssue,
  issue: Issue,
  values: Values,
  member: string,
  actor: Actor,
  context: Context,
): Ready {
  const { desk, id } = contribution;
  const until = endOfDay(textIn(values, "until"));
  const reason = textIn(values, "grounds");
  return {
    next: { ...issue, pause: { until, by: member } },
    events: ["pause"],
    told: { actor, official: member, why: reason },
    pauses: { ref: id, desk, until },
    screen: {
      about: id,
      lines: [
        say("common:pause.told", { team: deskName(desk, context.office), day: { moment: until } }),
        say("common:quote", { text: reason }),
        say("common:pause.what"),
        say("common:pause.how"),
        ...whoReads(contribution, context),
      ],
      choices: [[button(say("common:pause.object"), corePress("pause", "object", id))]],
    },
  };
}

/** Somebody looks at the pause again: after an objection, or because it can end. */
export function prepareUnpause(
  contribution: OfIssue,
  issue: Issue,
  values: Values,
  member: string,
  actor: Actor,
): Ready {
  const { desk, id } = contribution;
  const ends = textIn(values, "ends") === "yes";
  const reason = textIn(values, "grounds");
  const { pause } = issue;
  const objection = pause?.objection && { ...pause.objection, answered: true };
  return {
    next: { ...issue, pause: ends || !pause ? undefined : { ...pause, objection } },
    events: [ends ? "unpause" : "pauseStays"],
    told: { actor, official: member, why: reason },
    ...(ends && { pauses: { ref: id, desk } }),
    screen: {
      about: id,
      lines: [
        ends ? say("common:pause.ended") : say("common:pause.stays", { day: { moment: pause?.until ?? "" } }),
        say("common:quote", { text: reason }),
      ],
    },
  };
}
