import { needs, nothing, whisper } from "../../core/decision.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import type { Field, Form } from "../../core/model/card.ts";
import { withDigits } from "../../core/model/digits.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import { type Message, say } from "../../core/model/message.ts";
import { cardScreen, type ProcessCard, processId } from "../../core/model/process.ts";
import { textIn } from "../../core/officials/form-values.ts";
import { deskAt } from "../../core/officials/office.ts";
import { inEveryLanguage } from "../../core/officials/previews.ts";
import { begun } from "../../core/processes/begin-process.ts";
import { cardFields, readCard } from "../../core/processes/card-form.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { manifestoKind } from "./manifesto.ts";
import { AGES, NAME } from "./names.ts";
import type { Manifesto } from "./state.ts";

/**
 * /manifest: an organiser opens a manifesto. Not without a complete card, and not before it was previewed as residents
 * will see it.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

const GROUP = { least: 12, most: 16 };

export function begin(input: Extract<OfficialInput, { type: "commanded" }>, context: Context): Decision {
  const room = input.channel && { id: input.channel, name: input.channelName };
  const desk = room && deskAt(room, context.office);
  if (!desk) return whisper(say("officials:manifesto.noDesk"));
  return { effects: [{ do: "open", form: openForm(desk.id, startValues, context) }] };
}

const startValues: Values = {
  level: "advise",
  phase: "prepare",
  from: String(AGES.alone),
  to: String(AGES.most),
  least: String(GROUP.least),
  most: String(GROUP.most),
};

export function opened(input: Submitted, context: Context): Decision {
  const desk = input.form.ref ?? "";
  const { values } = input;
  const read = readCard(values, context);
  const numbers = readNumbers(values);
  const errors = { ...read.errors, ...numbers.errors };
  if (!read.card || !numbers.found)
    return { effects: [{ do: "open", form: openForm(desk, values, context, undefined, errors) }] };
  const seen = fingerprint(JSON.stringify([read.card, numbers.found]));
  if (seen !== input.form.seen)
    return { effects: [{ do: "open", form: openForm(desk, values, context, { seen, card: read.card }) }] };
  // The same form submitted twice creates one manifesto: its number is derived from the form.
  const id = processId(`${input.id}#${input.official}`);
  const known = context.seen.process[id];
  if (known === undefined) return needs({ see: "process", id });
  if (known) return known.handled.includes(input.id) ? nothing : whisper(say("officials:refused.old"));
  return begun(
    manifestoKind,
    {
      id,
      card: read.card,
      desk,
      organiser: input.official,
      filled: numbers.found,
      by: input.official,
      who: { actor: "organiser", official: input.official },
    },
    context,
  ).turn;
}

type Numbers = Pick<Manifesto, "from" | "to" | "least" | "most">;

function readNumbers(values: Values): { found?: Numbers; errors: Record<string, Message> } {
  const number = (name: string) => {
    const value = withDigits(textIn(values, name));
    return /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN;
  };
  const [from, to, least, most] = [number("from"), number("to"), number("least"), number("most")];
  const errors: Record<string, Message> = {};
  const between = (value: number, low: number, high: number) => value >= low && value <= high;
  if (!between(from, AGES.least, AGES.most))
    errors.from = say("officials:manifesto.error.number", { from: AGES.least, to: AGES.most });
  if (!between(to, Math.max(from || AGES.least, AGES.alone), AGES.most))
    errors.to = say("officials:manifesto.error.number", { from: AGES.alone, to: AGES.most });
  if (!between(least, 3, 40)) errors.least = say("officials:manifesto.error.number", { from: 3, to: 40 });
  if (!between(most, least || 3, 40))
    errors.most = say("officials:manifesto.error.number", { from: least || 3, to: 40 });
  return Object.keys(errors).length > 0 ? { errors } : { found: { from, to, least, most }, errors };
}

function openForm(
  desk: string,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly card: ProcessCard },
  errors?: Form["errors"],
): Form {
  const { town } = context;
  const number = (name: string): Field => {
    const value = values[name];
    return {
      kind: "text",
      name,
      label: say(`officials:manifesto.field.begin.${name}`),
      hint: say(`officials:manifesto.hint.${name}`),
      max: 3,
      value: typeof value === "string" ? value : undefined,
    };
  };
  return {
    id: { instrument: NAME, form: "open", ref: desk, seen: preview?.seen },
    title: say("officials:manifesto.title"),
    submit: say(preview ? "officials:manifesto.open" : "officials:see"),
    intro: [say("officials:manifesto.intro")],
    fields: [...cardFields(values, context), number("from"), number("to"), number("least"), number("most")],
    preview: preview && inEveryLanguage((language) => cardScreen(preview.card, language, town), town),
    errors,
  };
}
