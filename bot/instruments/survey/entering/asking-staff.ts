import { townClock } from "../../../core/calendar/time.ts";
import type { Response } from "../../../core/counting/response.ts";
import { needs, nothing, whisper } from "../../../core/decision.ts";
import { LEAST_SHOWN } from "../../../core/disclosure/disclosure.ts";
import type { Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { isProcessId, type Process } from "../../../core/model/process.ts";
import { submittedProcess } from "../../../core/processes/submitted-process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { freshResponse } from "../answering/fresh-response.ts";
import { keptUntil } from "../days.ts";
import { NAME } from "../names.ts";
import { shownQuotes } from "../returning/quotes.ts";
import { actRows, resultLines } from "../returning/result-screen.ts";
import { actedOn, readSurvey, type Survey } from "../state.ts";
import { notes } from "../taking.ts";
import { entryFields, missing, readEntries, skippingOpen, type Values, valuesOf } from "./entry-fields.ts";
import { callsIn, canAnswer, STAFF_STEP } from "./staff-card.ts";

/**
 * Asks colleagues the same questions in Slack, so that residents' experience can be compared with what the town hall
 * thinks. Anyone in the workspace can answer, with or without a role. Nobody sees whose answer is whose, and colleagues
 * are counted separately from residents.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function isForEverybody(input: OfficialInput): boolean {
  if (input.type === "chose") return input.press.step === STAFF_STEP;
  return input.type === "submitted" && input.form.form === STAFF_STEP;
}

export function askForm(process: Process, { office }: Context): Form {
  const asked = readSurvey(process).staff?.channels ?? [];
  const open = office.desks.filter(({ channel }) => !asked.includes(channel));
  const options = open.map(({ id, name }) => ({
    value: id,
    label: say("common:as_is", { text: { localized: name } }),
  }));
  return {
    id: { instrument: NAME, form: "askStaff", ref: process.id },
    title: say("officials:survey.act.askStaff"),
    submit: say("officials:send"),
    intro: [say(open.length === 0 ? "officials:survey.staff.allAsked" : "officials:survey.staff.intro")],
    fields:
      open.length === 0
        ? []
        : [
            {
              kind: "choices",
              name: "desks",
              label: say("officials:survey.field.desks"),
              options,
              value: options.map((one) => one.value),
            },
          ],
  };
}

export function asked(input: Submitted, process: Process, context: Context): Decision {
  const before = readSurvey(process).staff?.channels ?? [];
  const picked = input.values.desks ?? [];
  const more = context.office.desks.flatMap(({ id, channel }) =>
    picked.includes(id) && !before.includes(channel) ? [channel] : [],
  );
  const channels = [...before, ...new Set(more)];
  if (channels.length === before.length) return nothing;
  return notes("askStaff", input, process, context, {
    becomes: { staff: { channels } },
    also: { effects: callsIn(process.id, channels.slice(before.length)) },
  });
}

/** Handles a button on such a card. */
export function pressedByStaff(
  { press: { option, ref = "" } }: Extract<OfficialInput, { type: "chose" }>,
  context: Context,
): Decision {
  const process = isProcessId(ref) ? context.seen.process[ref] : null;
  if (process === undefined) return needs({ see: "process", id: ref });
  if (process?.instrument !== NAME) return whisper(say("officials:refused.gone"));
  if (option !== "asked" && option !== "reminded") return heard(process, context);
  const found = mine(process, context);
  if ("decision" in found) return found.decision;
  const { response, survey } = found;
  return open(staffForm(process, survey, valuesOf(response, survey.definition), response.version > 0));
}

/** Shows the results as residents read them, and what is done with them. */
function heard(process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const quotes = shownQuotes(survey);
  const acted = actedOn(survey);
  if (!quotes) return whisper(say("officials:survey.staff.notYet"));
  return open({
    id: { instrument: NAME, form: STAFF_STEP, ref: process.id, seen: "heard" },
    title: say("officials:survey.title"),
    submit: say("officials:survey.seen"),
    intro: [
      ...resultLines(process, survey, quotes, townClock(context.now).day),
      ...(survey.at === "acted_on" && acted
        ? [say("survey:tells.actOn", { title: { localized: process.card.title } }), ...actRows(acted)]
        : []),
    ],
    fields: [],
  });
}

/** The acting colleague's answers, if she can answer now. */
function mine(
  process: Process,
  context: Context,
): { survey: Survey; response: Response } | { decision: Decision } {
  const survey = readSurvey(process);
  if (!canAnswer(survey, context.now)) return { decision: whisper(say("officials:survey.staff.closed")) };
  const seen = context.seen.response[process.id];
  if (!seen) return { decision: needs({ see: "response", process: process.id }) };
  const { language = "nl" } = context;
  const fresh = freshResponse(process, survey, { via: "staff", language, voter: seen.voter }, context);
  return { survey, response: seen.response ?? fresh };
}

function staffForm(
  process: Process,
  { definition }: Survey,
  values: Values,
  again: boolean,
  errors?: Form["errors"],
): Form {
  return {
    id: { instrument: NAME, form: STAFF_STEP, ref: process.id },
    title: say("officials:survey.title"),
    submit: say("officials:send"),
    intro: [
      say("officials:survey.staff.formIntro", { question: { localized: process.card.question } }),
      say("officials:survey.staff.apart", { least: LEAST_SHOWN }),
    ],
    fields: entryFields("staff", definition, values, again),
    errors,
  };
}

/** Handles a submitted form: all her answers become as in the form, including those she cleared. */
export function answeredByStaff(input: Submitted, context: Context): Decision {
  // None of this goes into the survey's history, which says who did what; here nobody may know.
  const about = submittedProcess(input, NAME, context);
  if ("refusal" in about) return about.refusal;
  if (input.form.seen === "heard") return nothing;
  const { process } = about;
  const found = mine(process, context);
  if ("decision" in found) return found.decision;
  const { survey, response: before } = found;
  const { definition, edition } = survey;
  const blank: Response = {
    ...before,
    answers: {},
    aside: undefined,
    edition,
    at: townClock(context.now).day,
    expires: keptUntil(survey, context),
  };
  const { response, errors } = readEntries("staff", blank, definition, input.values);
  Object.assign(errors, missing(response, definition));
  const takesAway = before.version > 0 && Object.values(input.values).every((value) => value.length === 0);
  if (!takesAway && Object.keys(errors).length > 0)
    return open(staffForm(process, survey, input.values, before.version > 0, errors));
  const kept = takesAway ? blank : skippingOpen(response, definition);
  const told: Message = say(`officials:survey.staff.${takesAway ? "takenAway" : "kept"}`, {
    day: { day: survey.closesOn },
  });
  return { responses: [kept], effects: [{ do: "whisper", message: told }] };
}

function open(form: Form): Decision {
  return { effects: [{ do: "open", form }] };
}
