import { addDays, type Day, isDay, townClock } from "../../../../core/calendar/time.ts";
import { shortened } from "../../../../core/model/characters.ts";
import { type Localized, say } from "../../../../core/model/message.ts";
import { button } from "../../../../core/model/screen.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import { remarksOn } from "../../../../core/officials/remarks.ts";
import { promises } from "../../council.ts";
import { ownPress } from "../../names.ts";
import { clearChoices, type Telling } from "../../notices.ts";
import { isRefusal, type Outcome, outcomes } from "../../state.ts";
import { type Attempt, type DeskAct, type DeskButton, eventsTo, owned, wherePathLeads } from "../act.ts";
import { countedAnswer } from "../counted-answer.ts";
import { choiceField, dayField, dayProblem, longText, requiredChoice, requiredText } from "../fields.ts";

/** Days from today that the form proposes for what will be done. */
const PROPOSED_DAYS = 28;
/** Characters of what was promised, as each later message names it. */
const LONGEST_PROMISE = 150;

export const answerButton: DeskButton = {
  rank: "main",
  isPossible: wherePathLeads("answer"),
};

/** What came of it, in words for the resident. */
export const answer: DeskAct = {
  button: answerButton,
  fields: (attempt) => [
    choiceField(
      "outcome",
      attempt.values,
      outcomes.map((value) => ({ value, label: say(`officials:outcome.${value}`) })),
    ),
    longText("reason", attempt.values),
    { ...dayField("doneBy", attempt.values, proposed(attempt)), optional: true },
  ],
  check: ({ values, context }) => ({
    outcome: requiredChoice(values, "outcome", outcomes),
    reason: requiredText(values, "reason", say("officials:error.reason")),
    doneBy:
      textIn(values, "outcome") === "planned" && textIn(values, "doneBy") !== ""
        ? dayProblem(values, "doneBy", context.now)
        : undefined,
  }),
  prepare: (attempt, actor) => {
    const { issue, values, context } = attempt;
    const outcome = outcomes.find((one) => one === textIn(values, "outcome")) ?? "done";
    const reason = textIn(values, "reason");
    const promise = outcome === "planned" ? promised(reason, attempt) : undefined;
    return {
      next: {
        ...owned(attempt),
        status: { at: "answered", outcome, text: reason, on: context.now },
        dueAt: undefined,
        daysLeft: undefined,
        overdue: undefined,
        ...(promise && { promise: promise.id, promisedBy: promise.due }),
      },
      events: eventsTo("answer", issue, actor),
      note: { why: reason, counts: countedAnswer(issue, context) },
      news: {
        tells: () => answered(outcome, reason, promise?.due),
        hearers: "everybody",
        question: "settles",
        counts: true,
      },
      advice: remarksOn(reason, attempt.context.town),
      ...(promise && { also: promise.turn }),
    };
  },
};

/** The day that stands there until another is chosen: the one it was planned for, if that is still ahead. */
function proposed({ issue: { status }, context: { now } }: Attempt): Day {
  const today = townClock(now).day;
  return status.at === "planned" && status.day >= today ? status.day : addDays(today, PROPOSED_DAYS);
}

/** What will be done is a promise with a day: it is watched until it is kept. */
function promised(reason: string, attempt: Attempt) {
  const { contribution, issue, member, values, context } = attempt;
  const chosen = textIn(values, "doneBy");
  const due = isDay(chosen) ? chosen : proposed(attempt);
  const [own = "nl"] = context.town.languages;
  const [line = ""] = reason.split("\n");
  // It stands in the middle of sentences.
  const what: Localized = { [own]: shortened(line.replace(/[.!]+$/u, ""), LONGEST_PROMISE) };
  const owner = issue.owner ?? member;
  return { due, ...promises({ what, owner, due }, contribution, member, context) };
}

function answered(outcome: Outcome, text: string, due: Day | undefined): Telling {
  return ({ number, team, ref }) => ({
    lines: [
      say("issue:notice.answered", { number, team }),
      say(`issue:outcome.${outcome}`, due && { day: { day: due } }),
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
