import type { Card } from "../../core/card.ts";
import { LEAST_SHOWN } from "../../core/makeup.ts";
import { say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { endOfDay } from "./change.ts";
import { press } from "./names.ts";
import { readSurvey, type Survey } from "./state.ts";

/** What colleagues see of a survey in the channels where they are asked. */

/** Of buttons and forms that are for everybody in the workspace. */
export const STAFF_STEP = "staff";

/** In every channel where colleagues were asked, how it stands now. */
export function callStaff({ id }: Process, { staff }: Survey): Effect[] {
  return callsIn(id, staff?.channels ?? []);
}

export function callsIn(id: string, channels: readonly string[]): Effect[] {
  return channels.map((channel) => ({ do: "notify", notice: { kind: "call", contribution: id, channel } }));
}

/** What colleagues see of it: a question while it is open, what was heard later, and what is done in the end. */
export function staffCard(process: Process, { now }: Pick<Context, "now">): Card | undefined {
  const survey = readSurvey(process);
  const { card } = process;
  const isOpen = canAnswer(survey, now);
  if (!isOpen && !survey.quotes) return undefined;
  const base = {
    ref: process.id,
    title: say("officials:survey.staff.card", { title: { localized: card.title } }),
    media: [],
  };
  if (isOpen)
    return {
      ...base,
      facts: [
        {
          label: say("officials:survey.fact.questions"),
          value: say("officials:survey.questionCount", { count: survey.definition.questions.length }),
        },
        {
          label: say("officials:survey.staff.anonymous"),
          value: say("officials:survey.staff.apart", { least: LEAST_SHOWN }),
        },
      ],
      status: say(`officials:survey.staff.${survey.reminder === undefined ? "asked" : "reminded"}`, {
        day: { day: survey.closesOn },
      }),
      actions: [
        {
          label: say("officials:survey.staff.fill"),
          press: press(STAFF_STEP, "answer", process.id),
          rank: "main",
        },
      ],
    };
  return {
    ...base,
    facts: [],
    status:
      survey.at === "acted_on"
        ? say("officials:survey.staff.acted")
        : say(`officials:survey.staff.${survey.late ? "late" : "heard"}`, { day: { date: card.answerBy } }),
    actions: [
      {
        label: say("officials:survey.staff.see"),
        press: press(STAFF_STEP, "heard", process.id),
        rank: "main",
      },
    ],
  };
}

/** Whether colleagues can answer now. */
export function canAnswer({ at, closesOn }: Survey, now: string): boolean {
  return at === "open" && now < endOfDay(closesOn);
}
