import { type Instant, isDay } from "../../../core/calendar/time.ts";
import type { Field } from "../../../core/model/card.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { endOfDay } from "../answer-deadline.ts";
import type { Values } from "./act.ts";

/** The fields of the forms at a desk. What stands at a field has the field's name in its key. */

/** Characters: Slack's longest plain text input. */
const LONGEST_TEXT = 3000;

export function longText(name: string, values: Values, longest = LONGEST_TEXT): Field {
  return { ...shortText(name, values, longest), long: true };
}

/** @param longest in characters */
export function shortText(name: string, values: Values, longest: number) {
  return {
    kind: "text" as const,
    name,
    label: say(`officials:field.${name}`),
    hint: say(`officials:hint.${name}`),
    max: longest,
    value: filledIn(values, name),
  };
}

/** @param proposed the day that stands there until another is chosen */
export function dayField(name: string, values: Values, proposed: string, hint?: Message): Field {
  return {
    kind: "day",
    name,
    label: say(`officials:field.${name}`),
    hint: hint ?? say(`officials:hint.${name}`),
    value: filledIn(values, name) ?? proposed,
  };
}

export function choiceField(
  name: string,
  values: Values,
  options: readonly { readonly value: string; readonly label: Message }[],
  proposed?: string,
) {
  return {
    kind: "choice" as const,
    name,
    label: say(`officials:field.${name}`),
    options,
    value: filledIn(values, name) ?? proposed,
  };
}

/** What is wrong where nothing was filled in; nothing when something was. */
export function requiredText(
  values: Values,
  name: string,
  problem = say("officials:error.required"),
): Message | undefined {
  return textIn(values, name) ? undefined : problem;
}

/** What is wrong where none of these was chosen; nothing when one was. */
export function requiredChoice(
  values: Values,
  name: string,
  options: readonly string[],
): Message | undefined {
  return options.includes(textIn(values, name)) ? undefined : say("officials:error.required");
}

/** What is wrong with a day that has to be ahead; nothing when it is. */
export function dayProblem(values: Values, name: string, now: Instant): Message | undefined {
  const day = textIn(values, name);
  if (!isDay(day)) return say("officials:error.day");
  return endOfDay(day) <= now ? say("officials:error.past") : undefined;
}

function filledIn(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}
