import type { Response } from "../../../core/counting/response.ts";
import type { Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { freshResponse } from "../answering/fresh-response.ts";
import { NAME } from "../names.ts";
import { readSurvey } from "../state.ts";
import { notes } from "../taking.ts";
import { entryFields, readEntries, skippingOpen, type Values } from "./entry-fields.ts";
import { GROUP, readSize, type Via } from "./reading.ts";

/**
 * Lets a colleague enter answers on paper, and what a group said together, marked as such and without names. A group's
 * choices are counted separately from individuals'.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type ForOthers = Exclude<Via, "staff">;

const act = { paper: "enterPaper", group: "enterGroup" } as const;

export function enterForm(
  via: ForOthers,
  process: Process,
  values: Values,
  context: Context,
  errors?: Form["errors"],
): Form {
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    id: { instrument: NAME, form: act[via], ref: process.id },
    title: say(`officials:survey.act.${act[via]}`),
    submit: say("officials:save"),
    intro: [say(`officials:survey.enter.${via}`)],
    fields: [
      via === "group"
        ? {
            kind: "text",
            name: "size",
            label: say("officials:survey.field.size"),
            max: 3,
            value: text("size"),
          }
        : {
            kind: "choice",
            name: "language",
            label: say("officials:survey.field.language"),
            options: context.town.languages.map((value) => ({
              value,
              label: say(`common:language.${value}`),
            })),
            value: text("language") ?? context.town.languages[0],
          },
      ...entryFields(via, readSurvey(process).definition, values),
    ],
    errors,
  };
}

export function entered(via: ForOthers, input: Submitted, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const { definition } = survey;
  const { values } = input;
  const size = readSize(values.size);
  const language =
    context.town.languages.find((one) => one === values.language) ?? context.town.languages[0] ?? "nl";
  const blank: Response = {
    ...freshResponse(process, survey, { via, language }, context),
    ...(via === "group" && { size: size ?? 0 }),
  };
  const { response, errors } = readEntries(via, blank, definition, values, size);
  if (via === "group" && size === undefined) errors.size = say("officials:manifesto.error.number", GROUP);
  if (Object.keys(errors).length > 0)
    return { effects: [{ do: "open", form: enterForm(via, process, values, context, errors) }] };
  const kept = via === "paper" ? skippingOpen(response, definition) : response;
  return notes(act[via], input, process, context, { as: "official", also: { responses: [kept] } });
}
