import { addDays, type Day, isDay, townClock } from "../../../core/calendar/time.ts";
import { needs, nothing, whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import { codeFrom } from "../../../core/model/access-code.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { cardScreen, type ProcessCard, processId } from "../../../core/model/process.ts";
import { deskAt } from "../../../core/officials/office.ts";
import { inEveryLanguage } from "../../../core/officials/previews.ts";
import { type Beginning, begun as beginProcess } from "../../../core/processes/begin-process.ts";
import { cardFields, readCard } from "../../../core/processes/card-form.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { dayProblems, heardBy } from "../days.ts";
import { NAME } from "../names.ts";
import { templates } from "../questions/templates.ts";
import { readWhom, whomFields } from "../reaching/audience.ts";
import { readQuotas } from "../reaching/quotas.ts";
import type { Survey } from "../state.ts";
import { survey } from "../survey.ts";

/** /peiling: an organiser creates a survey. It is a draft until a colleague has reviewed it. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** Days that a survey is open, unless somebody chooses others. */
const USUAL = 14;

export function begin(input: Extract<OfficialInput, { type: "commanded" }>, context: Context): Decision {
  const room = input.channel && { id: input.channel, name: input.channelName };
  const desk = room && deskAt(room, context.office);
  if (!desk) return whisper(say("officials:survey.noDesk"));
  const today = townClock(context.now).day;
  const values: Values = {
    template: "sample",
    level: "consult",
    phase: "prepare",
    opensOn: today,
    closesOn: addDays(today, USUAL),
  };
  return { effects: [{ do: "open", form: openForm(desk.id, values, context) }] };
}

export function begun(input: Submitted, context: Context): Decision {
  const desk = input.form.ref ?? "";
  const { values } = input;
  const read = readCard(values, context);
  const plan = readPlan(values, read.card, context);
  const errors = { ...read.errors, ...plan.errors };
  if (!read.card || !plan.found || Object.keys(errors).length > 0)
    return { effects: [{ do: "open", form: openForm(desk, values, context, undefined, errors) }] };
  const seen = fingerprint(JSON.stringify([read.card, plan.found]));
  if (seen !== input.form.seen)
    return { effects: [{ do: "open", form: openForm(desk, values, context, { seen, card: read.card }) }] };
  // Submitting the same form twice makes one survey: its id is derived from the form.
  const id = processId(`${input.id}#${input.official}`);
  const known = context.seen.process[id];
  if (known === undefined) return needs({ see: "process", id });
  if (known) return known.handled.includes(input.id) ? nothing : whisper(say("officials:refused.old"));
  const definition = templates[plan.found.template] ?? { questions: [] };
  const draft = { id, card: read.card, desk, official: input.official };
  return begins(draft, { ...plan.found, definition }, context);
}

/** A draft with these questions: nobody sees it before it opens. */
export function begins(
  { id, card, desk, official }: Pick<Beginning, "id" | "card" | "desk"> & { readonly official: string },
  own: Plan & Pick<Survey, "definition" | "baseline">,
  context: Context,
): Decision {
  const { opensOn, closesOn } = own;
  const kept: Partial<Survey> = {
    ...own,
    edition: 1,
    resultsBy: heardBy(closesOn),
    code: codeFrom(context.seed, "own"),
    groupCode: codeFrom(context.seed, "group"),
  };
  const kind = { ...survey, change: { ...survey.change, begin: () => kept } };
  const who = { actor: "organiser", official } as const;
  const filled = { opensOn, closesOn };
  return beginProcess(kind, { id, card, desk, organiser: official, by: official, filled, who }, context).turn;
}

type Plan = Pick<
  Survey,
  | "campaign"
  | "earlier"
  | "template"
  | "opensOn"
  | "closesOn"
  | "ages"
  | "neighbourhoods"
  | "languages"
  | "quotas"
>;

function readPlan(
  values: Values,
  card: ProcessCard | undefined,
  context: Context,
): { found?: Plan; errors: Record<string, Message> } {
  const { town } = context;
  const errors: Record<string, Message> = {};
  const text = (name: string) => (typeof values[name] === "string" ? values[name] : "");
  const template = text("template");
  if (!(template in templates)) errors.template = say("officials:error.required");
  const days = readDays(values, context, card?.answerBy);
  Object.assign(errors, days.errors);
  const whom = readWhom(values, town);
  const campaign = text("campaign").trim();
  const earlier = values.earlier === "never" || values.earlier === "before" ? values.earlier : undefined;
  const { quotas, error } = readQuotas(text("quotas"), whom, town);
  if (error) errors.quotas = error;
  return Object.keys(errors).length > 0 || !days.days
    ? { errors }
    : {
        errors,
        found: {
          template,
          opensOn: days.days.opensOn,
          closesOn: days.days.closesOn,
          ...whom,
          ...(campaign !== "" && { campaign }),
          ...(earlier && { earlier }),
          ...(quotas && Object.keys(quotas).length > 0 && { quotas }),
        },
      };
}

/**
 * Reads the first day, the last day and the day of the answer: each must be after the one before.
 * @param answers the day of the answer, if already read
 */
export function readDays(
  values: Values,
  { now }: Context,
  answers?: string,
): {
  days?: { opensOn: Day; closesOn: Day; answerBy: Day };
  errors?: Record<string, Message>;
} {
  const errors: Record<string, Message> = {};
  const text = (name: string) => (typeof values[name] === "string" ? values[name] : "");
  const [opensOn, closesOn, answerBy] = [text("opensOn"), text("closesOn"), answers ?? text("answerBy")];
  if (!isDay(opensOn)) errors.opensOn = say("officials:error.day");
  else if (opensOn < townClock(now).day) errors.opensOn = say("officials:error.past");
  if (!isDay(closesOn)) errors.closesOn = say("officials:error.day");
  if (!isDay(answerBy)) errors.answerBy = say("officials:error.day");
  if (isDay(opensOn) && isDay(closesOn) && isDay(answerBy))
    Object.assign(errors, dayProblems({ opensOn, closesOn }, answerBy));
  if (!isDay(opensOn) || !isDay(closesOn) || !isDay(answerBy) || Object.keys(errors).length > 0)
    return { errors };
  return { days: { opensOn, closesOn, answerBy } };
}

function openForm(
  desk: string,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly card: ProcessCard },
  errors?: Form["errors"],
): Form {
  const { town } = context;
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const day = (name: string): Field => ({
    kind: "day",
    name,
    label: say(`officials:survey.field.${name}`),
    value: text(name),
  });
  return {
    id: { instrument: NAME, form: "open", ref: desk, seen: preview?.seen },
    title: say("officials:survey.title"),
    submit: say(preview ? "officials:save" : "officials:see"),
    intro: [say("officials:survey.intro")],
    fields: [
      {
        kind: "choice",
        name: "template",
        label: say("officials:survey.field.template"),
        options: Object.keys(templates).map((value) => ({
          value,
          label: say(`officials:survey.template.${value}`),
        })),
        value: text("template"),
      },
      ...cardFields(values, context),
      day("opensOn"),
      day("closesOn"),
      ...whomFields(values, town),
      {
        kind: "text",
        name: "campaign",
        label: say("officials:survey.field.campaign"),
        hint: say("officials:survey.hint.campaign"),
        optional: true,
        max: 60,
        value: text("campaign"),
      },
      {
        kind: "choice",
        name: "earlier",
        label: say("officials:survey.field.earlier"),
        optional: true,
        options: (["never", "before"] as const).map((value) => ({
          value,
          label: say(`officials:survey.earlier.${value}`),
        })),
        value: text("earlier"),
      },
      {
        kind: "text",
        name: "quotas",
        label: say("officials:survey.field.quotas"),
        hint: say("officials:survey.hint.quotas"),
        optional: true,
        max: 500,
        value: text("quotas"),
      },
    ],
    preview: preview && inEveryLanguage((language) => cardScreen(preview.card, language, town), town),
    errors,
  };
}
