import { daysBetween } from "../../../core/calendar/time.ts";
import { addWorkingDays } from "../../../core/calendar/working-days.ts";
import { needs } from "../../../core/decision.ts";
import { type Contribution, shownNumber } from "../../../core/model/contribution.ts";
import type { ClockInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { hearersOf, toMember, toResident } from "../../../core/processes/telling.ts";
import { dayIn, morningOf } from "../../../core/processes/terms.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { recordTopic, showCard } from "../record.ts";
import { topicKept } from "../retention.ts";
import { isEnding, readManifesto, readTopic, type Topic } from "../state.ts";

/** A topic that nobody has reviewed yet: its author was promised a day. */

/** Days after which the clerk hears too, and the vote does not wait for it any longer (our limit). */
const CLERK_AFTER = 7;

/** Whether nobody looked at it, long after the day that was promised. */
export function isMissed({ dueAt }: Contribution, now: Context["now"]): boolean {
  return dueAt !== undefined && daysBetween(dayIn(dueAt), dayIn(now)) >= CLERK_AFTER;
}

/**
 * The desk is reminded every working morning, and each week the clerk; its author hears once that the day has passed.
 * When people vote already it is too late, and she hears that too.
 */
export function topicWaits(_input: ClockInput, contribution: Contribution, context: Context): Decision {
  const topic = readTopic(contribution);
  if (topic.status.at !== "proposed") return topicKept(contribution, context);
  const process = context.seen.process[topic.process];
  if (process === undefined) return needs({ see: "process", id: topic.process });
  const manifesto = process && readManifesto(process);
  const isOpen = manifesto?.at === "collecting" || manifesto?.at === "clustering";
  const canBeAnswered = isOpen || (topic.objected && manifesto && !isEnding(manifesto));
  if (!canBeAnswered && isMissed(contribution, context.now))
    return neverLookedAt(contribution, topic, context);
  const { now, town } = context;
  const number = shownNumber(contribution.id);
  const to = hearersOf("colleagues", { organiser: "", desk: contribution.desk }, context);
  const message = say("officials:manifesto.topicWaits", { number });
  const late = daysBetween(dayIn(contribution.dueAt ?? contribution.created), dayIn(now));
  const next = morningOf(addWorkingDays(dayIn(now), 1, town.promise.closedDays));
  const changed = recordTopic(
    contribution,
    { ...topic, nudged: true },
    "nudge",
    { actor: "clock" },
    context,
    next,
  );
  const clerk = late >= CLERK_AFTER && late % CLERK_AFTER === 0 && process;
  return {
    contributions: [changed.contribution],
    entries: [changed.entry],
    effects: [
      { do: "notify", notice: { kind: "nudge", contribution: contribution.id, to: [...to], message } },
      ...(clerk ? hearersOf("clerk", clerk, context).map((one) => toMember(one, message, clerk)) : []),
      ...(topic.nudged ? [] : tellsAuthor(contribution, say("manifesto:notice.waits", { number }))),
      showCard(contribution.id),
    ],
  };
}

function neverLookedAt(contribution: Contribution, topic: Topic, context: Context): Decision {
  const status = { at: "refused", reason: "unseen", text: "", on: context.now } as const;
  const changed = recordTopic(contribution, { ...topic, status }, "refuse", { actor: "clock" }, context);
  const number = shownNumber(contribution.id);
  return {
    contributions: [changed.contribution],
    entries: [changed.entry],
    effects: [
      ...tellsAuthor(contribution, say("manifesto:notice.unseen", { number })),
      showCard(contribution.id),
    ],
  };
}

function tellsAuthor({ by, id }: Contribution, line: Message) {
  return by === undefined ? [] : [toResident(by, { about: id, lines: [line] })];
}
