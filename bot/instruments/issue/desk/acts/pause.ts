import { type Message, say } from "../../../../core/model/message.ts";
import { button, corePress } from "../../../../core/model/screen.ts";
import { refusedAsOtherDesk } from "../../../../core/officials/desk-membership.ts";
import { dayIn, textIn } from "../../../../core/officials/form-values.ts";
import { endOfDay } from "../../answer-deadline.ts";
import { whoReads } from "../../following/objecting.ts";
import { deskName } from "../../names.ts";
import { isOpen } from "../../state.ts";
import type { Attempt, DeskAct, DeskButton } from "../act.ts";
import { dayField, dayProblem, longText, requiredText } from "../fields.ts";
import { isPaused, LONGEST_REASON, lastDay } from "../pause-state.ts";

export const pauseButton: DeskButton = {
  rank: "more",
  // Somebody who answers without a name cannot be paused.
  isPossible: (contribution, issue, { now }) =>
    isOpen(issue.status.at) && contribution.by !== undefined && !isPaused(issue, now),
};

/** An official pauses somebody who sends reports, without learning who it is: by the report alone. */
export const pause: DeskAct = {
  button: pauseButton,
  refuses: ({ contribution, member, context }) => refusedAsOtherDesk(member, contribution, context),
  fields: ({ values, context }) => [
    longText("grounds", values, LONGEST_REASON),
    dayField(
      "until",
      values,
      lastDay(context),
      say("officials:hint.until", { day: { day: lastDay(context) } }),
    ),
  ],
  check: (attempt) => ({
    grounds: requiredText(attempt.values, "grounds", say("officials:error.reason")),
    until: dayProblem(attempt.values, "until", attempt.context.now) ?? tooLong(attempt),
  }),
  prepare: ({ contribution, issue, member, values, context }) => {
    const { desk, id } = contribution;
    const until = endOfDay(dayIn(values, "until"));
    const reason = textIn(values, "grounds");
    return {
      next: { ...issue, pause: { until, by: member } },
      events: ["pause"],
      note: { why: reason },
      news: {
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
      },
    };
  },
};

function tooLong({ values, context }: Attempt): Message | undefined {
  const last = lastDay(context);
  return textIn(values, "until") > last
    ? say("officials:error.pauseTooLong", { day: { day: last } })
    : undefined;
}
