import type { Instant } from "../../../core/calendar/time.ts";
import { LEAST_SHOWN, plain } from "../../../core/disclosure/disclosure.ts";
import type { Card } from "../../../core/model/card.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Effect } from "../../../core/turn.ts";
import { endOfDay } from "../days.ts";
import { press } from "../names.ts";
import { readSurvey, type Survey } from "../state.ts";

/** The card of a survey in the channels where colleagues are asked. */

/** The step of buttons and forms meant for everybody in the workspace. */
export const STAFF_STEP = "staff";

/** Posts the survey's current state in every channel where colleagues were asked. */
export function callStaff({ id }: Process, { staff }: Survey): Effect[] {
  return callsIn(id, staff?.channels ?? []);
}

export function callsIn(id: string, channels: readonly string[]): Effect[] {
  return channels.map((channel) => ({ do: "notify", notice: { kind: "call", contribution: id, channel } }));
}

/** The card colleagues see: a question while it is open, later the results, and finally what is done with them. */
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
  // The button includes the occasion, so that no two cards in a channel are identical.
  const occasion = occasionOf(survey, endOfDay(card.answerBy) <= now);
  return {
    ...base,
    facts: isOpen
      ? [
          {
            label: say("officials:survey.fact.questions"),
            value: say("officials:survey.questionCount", {
              count: plain(survey.definition.questions.length),
            }),
          },
          {
            label: say("officials:survey.staff.anonymous"),
            value: say("officials:survey.staff.apart", { least: LEAST_SHOWN }),
          },
        ]
      : [],
    status: say(`officials:survey.staff.${occasion}`, {
      day: isOpen ? { day: survey.closesOn } : { date: card.answerBy },
    }),
    actions: [
      {
        label: say(`officials:survey.staff.${isOpen ? "fill" : "see"}`),
        press: press(STAFF_STEP, occasion, process.id),
        rank: "main",
      },
    ],
  };
}

function occasionOf({ at, reminder }: Survey, isLate: boolean) {
  if (at === "open") return reminder === undefined ? "asked" : "reminded";
  return at === "acted_on" ? "acted" : isLate ? "late" : "heard";
}

/** Whether colleagues can answer now. */
export function canAnswer({ at, closesOn, closing }: Survey, now: Instant): boolean {
  return at === "open" && !closing && now < endOfDay(closesOn);
}
