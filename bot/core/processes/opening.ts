import { needs, nothing, whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Form } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import { type ProcessCard, processId } from "../model/process.ts";
import { deskAt } from "../officials/office.ts";
import { inEveryLanguage } from "../officials/previews.ts";
import { remarksOn } from "../officials/remarks.ts";
import type { Context, Decision } from "../turn.ts";
import { beginning, begun, newProcess } from "./begin-process.ts";
import { cardFields, readCard } from "./card-form.ts";
import { asksFor, waitsForYes } from "./consent-asking.ts";
import { emptyCard } from "./empty-card.ts";
import type { Submitted } from "./filled.ts";
import { cardRead } from "./group-limits.ts";
import { whyNot } from "./guards.ts";
import type { AnyKind } from "./kind.ts";
import { actsAs, memberActing, whoOf } from "./may-take.ts";
import { fieldsOf } from "./row-form.ts";
import { formErrors } from "./row-preview.ts";
import { readFields } from "./row-values.ts";

/** Somebody of the municipality begins a process: not without a complete card, nor before it was previewed. */

/** Marks the desk in the reference of the form, which is a process's or an item's otherwise. */
const DESK = "desk:";

/** Whether a form begins a process: it says for which desk. */
export function isBeginning({ form }: Pick<Extract<OfficialInput, { type: "submitted" }>, "form">): boolean {
  return form.ref?.startsWith(DESK) ?? false;
}

export function beginForm(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "commanded" }>,
  context: Context,
): Decision {
  const room = input.channel && { id: input.channel, name: input.channelName };
  const desk = room && deskAt(room, context.office);
  if (!desk) return whisper(say("officials:process.noDesk"));
  const blank = {
    id: "",
    card: emptyCard(kind, context),
    desk: desk.id,
    organiser: input.official,
    filled: {},
  };
  const start = kind.forms?.[beginning(kind).name]?.starts?.(newProcess(kind, blank, context));
  return opens(openForm(kind, desk.id, { level: "consult", phase: "prepare", ...start }, context));
}

function opens(form: Form): Decision {
  return { effects: [{ do: "open", form }] };
}

export function begunByMember(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "submitted" }>,
  context: Context,
): Decision {
  const { values } = input;
  const desk = (input.form.ref ?? "").slice(DESK.length);
  const row = beginning(kind);
  const read =
    kind.table.card === false
      ? { card: emptyCard(kind, context), errors: undefined }
      : readCard(values, context);
  const own = readFields(row.step.asks ?? {}, values, context);
  const id = processId(`${input.id}#${input.official}`);
  const again = (errors: Record<string, Message>) =>
    opens(openForm(kind, desk, values, context, undefined, errors));
  const blank = {
    id,
    card: read.card ?? emptyCard(kind, context),
    desk,
    organiser: input.official,
    filled: own.filled,
  };
  const first = newProcess(kind, blank, context);
  const problems = kind.forms?.[row.name]?.problems?.(first, own.filled);
  const errors = { ...read.errors, ...problems, ...own.errors };
  if (!read.card || Object.keys(errors).length > 0) return again(errors);
  const why = whyNot(kind, row.step, first, own.filled);
  if (why) return again({ ...formErrors(kind, row, first, why) });
  const seen = fingerprint(JSON.stringify([read.card, own.filled]));
  if (seen !== input.form.seen)
    return opens(openForm(kind, desk, values, context, { seen, card: read.card }));
  const known = context.seen.process[id];
  if (known === undefined) return needs({ see: "process", id });
  // The same form submitted twice begins one process: its number is derived from the form.
  if (known) return known.handled.includes(input.id) ? nothing : whisper(say("officials:refused.old"));
  const acting = memberActing(input, { context });
  const who = whoOf(acting, actsAs(row, acting, first) ?? "organiser");
  const one = {
    id,
    card: read.card,
    desk,
    organiser: input.official,
    filled: own.filled,
    by: input.official,
    who,
  };
  if (row.step.agreed === undefined) return begun(kind, one, context).turn;
  // Whoever has to agree sees it; residents do not.
  const turn = asksFor(kind, first, { row, filled: own.filled, by: input.official }, who);
  return { ...turn, effects: [waitsForYes, ...turn.effects] };
}

function openForm(
  kind: AnyKind,
  desk: string,
  values: Submitted,
  context: Context,
  preview?: { readonly seen: string; readonly card: ProcessCard },
  errors?: Form["errors"],
): Form {
  const { name, card } = kind.table;
  const row = beginning(kind);
  const form = kind.forms?.[row.name];
  const labels = {
    fields: `officials:${name}.field.${row.name}`,
    choices: `officials:${name}.choice`,
    hints: form?.hints,
  };
  const { town } = context;
  return {
    id: { instrument: name, form: row.name, ref: `${DESK}${desk}`, ...(preview && { seen: preview.seen }) },
    title: say(`officials:${name}.title`),
    submit: say(preview ? (form?.submit ?? "officials:process.begin") : "officials:see"),
    intro: [say(`officials:${name}.intro`)],
    fields: [
      ...(card === false ? [] : cardFields(values, context)),
      ...fieldsOf(row.step.asks ?? {}, labels, values, context),
    ],
    ...(preview &&
      card !== false && {
        preview: {
          ...inEveryLanguage((language) => cardRead(kind, preview.card, language, town), town),
          advice: [preview.card.question, preview.card.open, preview.card.fixed].flatMap((text) =>
            remarksOn(text),
          ),
        },
      }),
    ...(errors && { errors }),
  };
}
