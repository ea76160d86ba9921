import { say } from "../../../../core/model/message.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import { remarksOn } from "../../../../core/officials/remarks.ts";
import { clearChoices, type Telling } from "../../notices.ts";
import { declineReasons, type Status } from "../../state.ts";
import { type DeskAct, type DeskButton, eventsTo, owned, wherePathLeads } from "../act.ts";
import { countedAnswer } from "../counted-answer.ts";
import { choiceField, longText, requiredChoice, requiredText, shortText } from "../fields.ts";

/** Characters of the place where she can go instead. */
const LONGEST_PLACE = 300;

export const declineButton: DeskButton = {
  rank: "more",
  isPossible: wherePathLeads("decline"),
};

/** It is not taken up: why, and where she can go instead. */
export const decline: DeskAct = {
  button: declineButton,
  fields: ({ values }) => [
    choiceField(
      "why",
      values,
      declineReasons.map((value) => ({ value, label: say(`officials:decline.${value}`) })),
    ),
    longText("reason", values),
    shortText("place", values, LONGEST_PLACE),
  ],
  check: ({ values }) => ({
    why: requiredChoice(values, "why", declineReasons),
    reason: requiredText(values, "reason", say("officials:error.reason")),
    // Somebody who is refused for how it was said need not be sent elsewhere.
    place: textIn(values, "why") === "house_rules" ? undefined : requiredText(values, "place"),
  }),
  prepare: (attempt, actor) => {
    const { issue, values, context } = attempt;
    const text = textIn(values, "reason");
    const status: Declined = {
      at: "declined",
      reason: declineReasons.find((one) => one === textIn(values, "why")) ?? "other",
      text,
      place: textIn(values, "place"),
      on: context.now,
    };
    return {
      next: { ...owned(attempt), status, dueAt: undefined, overdue: undefined },
      events: eventsTo("decline", issue, actor),
      note: { why: text, counts: countedAnswer(issue, context) },
      news: { tells: () => declined(status), hearers: "everybody", question: "settles", counts: true },
      advice: remarksOn(text, attempt.context.town),
    };
  },
};

type Declined = Extract<Status, { at: "declined" }>;

function declined({ reason, text, place }: Declined): Telling {
  return ({ number, ref }) => ({
    lines: [
      say("issue:notice.declined", { number }),
      say(`issue:declined.${reason}`),
      say("common:quote", { text }),
      ...(place ? [say("issue:notice.rightPlace", { place })] : []),
      say("issue:notice.isItClear"),
    ],
    choices: clearChoices(ref),
  });
}
