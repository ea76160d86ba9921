import { fingerprint } from "../fingerprint.ts";
import type { Form } from "../model/card.ts";
import type { Localized, Message } from "../model/message.ts";
import { say } from "../model/message.ts";
import type { Screen } from "../model/screen.ts";
import { inEveryLanguage } from "../officials/previews.ts";
import { remarksOn } from "../officials/remarks.ts";
import type { Context, Decision } from "../turn.ts";
import type { Sent, Submitted } from "./filled.ts";
import type { Values } from "./kind.ts";
import type { Asks } from "./lifecycle.ts";
import { fieldsOf, type Labels } from "./row-form.ts";
import { readFields } from "./row-values.ts";

/**
 * The form of a decision that is no row of a table: a no with its reason, what becomes of a contribution. What a resident
 * will read of it is shown before it is sent.
 */
export interface DecisionForm {
  readonly id: Pick<Form["id"], "instrument" | "form" | "ref">;
  readonly title: Message;
  readonly intro: readonly Message[];
  readonly asks: Asks;
  readonly labels: Labels;
  /** Absent: no resident reads it. */
  readonly screen?: ((filled: Values) => Screen | undefined) | undefined;
}

interface Shown {
  readonly errors?: Form["errors"];
  readonly seen?: string;
  readonly filled?: Values;
}

/** Opens it. @param values what stands in its fields */
export function opensDecision(
  form: DecisionForm,
  values: Submitted,
  context: Context,
  { errors, seen, filled }: Shown = {},
): Decision {
  const { id, title, intro, asks, labels } = form;
  const screen = filled && form.screen?.(filled);
  const reason = filled?.reason as Localized | undefined;
  const opened: Form = {
    id: { ...id, ...(seen !== undefined && { seen }) },
    title,
    submit: say(form.screen && !screen ? "officials:see" : "officials:send"),
    intro,
    fields: fieldsOf(asks, labels, values, context),
    ...(screen && {
      preview: {
        ...inEveryLanguage(() => screen, context.town),
        ...(reason && { advice: remarksOn(reason) }),
      },
    }),
    ...(errors && { errors }),
  };
  return { effects: [{ do: "open", form: opened }] };
}

/** It was sent: it is carried out once nothing is missing, and once it was previewed where a resident reads it. */
export function sentDecision(
  form: DecisionForm,
  { form: { seen }, values }: Sent,
  context: Context,
  done: (filled: Values) => Decision,
): Decision {
  const { filled, errors } = readFields(form.asks, values, context);
  if (Object.keys(errors).length > 0) return opensDecision(form, values, context, { errors });
  const print = fingerprint(JSON.stringify([form.id.form, filled]));
  return form.screen && print !== seen
    ? opensDecision(form, values, context, { seen: print, filled })
    : done(filled);
}
