import { say } from "../../../../core/model/message.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import { remarksOn } from "../../../../core/officials/remarks.ts";
import { pause, wasLate } from "../../answer-deadline.ts";
import { replyChoice, type Telling } from "../../notices.ts";
import { type DeskAct, type DeskButton, eventsTo, owned, wherePathLeads } from "../act.ts";
import { longText, requiredText } from "../fields.ts";

const isInPath = wherePathLeads("ask");

export const askButton: DeskButton = {
  rank: "plain",
  // Only the one who raised it is asked, so she has to be there.
  isPossible: (contribution, issue, context) =>
    contribution.by !== undefined && !issue.left && isInPath(contribution, issue, context),
};

/** A question to the one who raised it; the town's days stand still until she answers. */
export const ask: DeskAct = {
  button: askButton,
  fields: ({ values }) => [longText("question", values)],
  check: ({ values }) => ({ question: requiredText(values, "question") }),
  prepare: (attempt, actor) => {
    const { issue, context } = attempt;
    const question = textIn(attempt.values, "question");
    return {
      next: {
        ...pause(owned(attempt), context.now, context.town),
        overdue: undefined,
        late: wasLate(issue, context.now) || undefined,
        status: { at: "info_requested", question, on: context.now, reminded: false },
      },
      events: eventsTo("ask", issue, actor),
      note: { words: question },
      news: { tells: () => asked(question), hearers: "maker", question: "asks", counts: true },
      advice: remarksOn(question, attempt.context.town),
    };
  },
};

function asked(question: string): Telling {
  return ({ number, team, ref }) => ({
    lines: [
      say("issue:notice.asked", { number, team }),
      say("common:quote", { text: question }),
      say("issue:notice.askedHow"),
    ],
    choices: replyChoice(ref),
  });
}
