import type { Field, Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { heardBy } from "../days.ts";
import { NAME } from "../names.ts";
import { readSurvey } from "../state.ts";
import { takes } from "../taking.ts";
import { readDays } from "./opening.ts";

/** Changes the days, as long as it has not opened. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function daysForm(process: Process, values: Submitted["values"] = {}, errors?: Form["errors"]): Form {
  const survey = readSurvey(process);
  const day = (name: "opensOn" | "closesOn"): Field => {
    const value = values[name];
    return {
      kind: "day",
      name,
      label: say(`officials:survey.field.${name}`),
      value: typeof value === "string" ? value : survey[name],
    };
  };
  return {
    id: { instrument: NAME, form: "days", ref: process.id },
    title: say("officials:survey.act.days"),
    submit: say("officials:save"),
    fields: [day("opensOn"), day("closesOn")],
    errors,
  };
}

export function movedDays(input: Submitted, process: Process, context: Context): Decision {
  const { days, errors = {} } = readDays(input.values, context, process.card.answerBy);
  if (!days) {
    // The day of the answer is on the card, so its error is shown at the last day.
    const { answerBy, ...others } = errors;
    const shown = answerBy ? { closesOn: answerBy, ...others } : others;
    return { effects: [{ do: "open", form: daysForm(process, input.values, shown) }] };
  }
  const { opensOn, closesOn } = days;
  return takes("days", input, process, context, {
    filled: { opensOn, closesOn },
    becomes: { opensOn, closesOn, resultsBy: heardBy(closesOn) },
  });
}
