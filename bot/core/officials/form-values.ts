import { type Day, isDay } from "../calendar/time.ts";
import type { OfficialInput } from "../model/input.ts";

/** Reads the values of a submitted form, field by field. */

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

/** The text in a field, trimmed; "" when there is none. */
export function textIn(values: Values, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value.trim() : "";
}

/** The values chosen in a field that takes several. */
export function severalIn(values: Values, name: string): string[] {
  const value = values[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : [...value];
}

/**
 * The day in a field that was checked before.
 * @throws Error when it holds none
 */
export function dayIn(values: Values, name: string): Day {
  const day = textIn(values, name);
  if (!isDay(day)) throw new Error(`the field ${name} of a form that was checked holds no day`);
  return day;
}
