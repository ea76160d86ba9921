import { say } from "../../../../core/model/message.ts";
import { button } from "../../../../core/model/screen.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import { remarksOn } from "../../../../core/officials/remarks.ts";
import { ownPress } from "../../names.ts";
import { clearChoices, type Telling } from "../../notices.ts";
import { isRefusal, type Outcome, outcomes } from "../../state.ts";
import { type DeskAct, type DeskButton, eventsTo, owned, wherePathLeads } from "../act.ts";
import { countedAnswer } from "../counted-answer.ts";
import { choiceField, longText, requiredChoice, requiredText } from "../fields.ts";

export const answerButton: DeskButton = {
  rank: "main",
  isPossible: wherePathLeads("answer"),
};

/** What came of it, in words for the resident. */
export const answer: DeskAct = {
  button: answerButton,
  fields: ({ values }) => [
    choiceField(
      "outcome",
      values,
      outcomes.map((value) => ({ value, label: say(`officials:outcome.${value}`) })),
    ),
    longText("reason", values),
  ],
  check: ({ values }) => ({
    outcome: requiredChoice(values, "outcome", outcomes),
    reason: requiredText(values, "reason", say("officials:error.reason")),
  }),
  prepare: (attempt, actor) => {
    const { issue, values, context } = attempt;
    const outcome = outcomes.find((one) => one === textIn(values, "outcome")) ?? "done";
    const reason = textIn(values, "reason");
    return {
      next: {
        ...owned(attempt),
        status: { at: "answered", outcome, text: reason, on: context.now },
        dueAt: undefined,
        daysLeft: undefined,
        overdue: undefined,
      },
      events: eventsTo("answer", issue, actor),
      note: { why: reason, counts: countedAnswer(issue, context) },
      news: {
        tells: () => answered(outcome, reason),
        hearers: "everybody",
        question: "settles",
        counts: true,
      },
      advice: remarksOn(reason, attempt.context.town),
    };
  },
};

function answered(outcome: Outcome, text: string): Telling {
  return ({ number, team, ref }) => ({
    lines: [
      say("issue:notice.answered", { number, team }),
      say(`issue:outcome.${outcome}`),
      say("common:quote", { text }),
      say(isRefusal(outcome) ? "issue:notice.isItClear" : "issue:notice.doesItHelp"),
    ],
    choices: isRefusal(outcome)
      ? clearChoices(ref)
      : [
          [
            button(say("issue:helps.yes"), ownPress("helps", ref)),
            button(say("issue:helps.no"), ownPress("not_yet", ref)),
          ],
        ],
  });
}
