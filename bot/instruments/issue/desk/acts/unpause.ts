import { say } from "../../../../core/model/message.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import { refusedAsSame } from "../../../../core/officials/permissions.ts";
import type { DeskAct, DeskButton } from "../act.ts";
import { choiceField, longText, requiredText } from "../fields.ts";
import { isObjectedTo, isPaused, LONGEST_REASON, reasonsOf } from "../pause-state.ts";

export const unpauseButton: DeskButton = {
  rank: "more",
  // Also of somebody who had herself erased: the pause goes on, and she can object to it.
  isPossible: (_contribution, issue, { now }) => isPaused(issue, now),
};

/** Somebody looks at the pause again: after an objection, or because it can end. */
export const unpause: DeskAct = {
  button: unpauseButton,
  refuses: ({ issue: { pause }, member }) =>
    pause?.objection && !pause.objection.answered
      ? refusedAsSame("issue.unpause", member, [pause.by])
      : undefined,
  // She reads why it is there and what is said against it, and nothing of what was told.
  isForClerk: isObjectedTo,
  sees: ({ contribution: { id }, context }) => (context.seen.history[id] ? [] : [{ see: "history", id }]),
  intro: ({ contribution: { id }, context }) => reasonsOf(context.seen.history[id] ?? []),
  fields: ({ values }) => [
    choiceField("ends", values, [
      { value: "yes", label: say("officials:pause.ends") },
      { value: "no", label: say("officials:pause.stays") },
    ]),
    longText("grounds", values, LONGEST_REASON),
  ],
  check: ({ values }) => ({
    ends: requiredText(values, "ends"),
    grounds: requiredText(values, "grounds", say("officials:error.reason")),
  }),
  prepare: ({ contribution, issue, values }) => {
    const { desk, id } = contribution;
    const ends = textIn(values, "ends") === "yes";
    const reason = textIn(values, "grounds");
    const { pause } = issue;
    const objection = pause?.objection && { ...pause.objection, answered: true };
    return {
      next: { ...issue, pause: ends || !pause ? undefined : { ...pause, objection } },
      events: [ends ? "unpause" : "pauseStays"],
      note: { why: reason },
      news: {
        ...(ends && { pauses: { ref: id, desk } }),
        screen: {
          about: id,
          lines: [
            ends
              ? say("common:pause.ended")
              : say("common:pause.stays", { day: pause ? { moment: pause.until } : "" }),
            say("common:quote", { text: reason }),
          ],
        },
      },
    };
  },
};
