import type { Actor } from "../../../core/model/contribution.ts";
import { say } from "../../../core/model/message.ts";
import { button, corePress } from "../../../core/model/screen.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Context } from "../../../core/turn.ts";
import { endOfDay } from "../answer-deadline.ts";
import { whoReads } from "../following/objecting.ts";
import { deskName } from "../names.ts";
import type { Issue, OfIssue } from "../state.ts";
import type { Values } from "./acts.ts";
import type { Prepared } from "./prepared.ts";

/** An official pauses whoever sends reports, without learning who it is: by the report alone. */

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
