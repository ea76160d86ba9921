import type { OfficialInput } from "../model/input.ts";

/** What was filled in in a form, read field by field. */

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

/** What stands in a field, without space around it; "" when that is nothing, or no text. */
export function textIn(values: Values, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value.trim() : "";
}

/** What was chosen in a field that takes several. */
export function severalIn(values: Values, name: string): string[] {
  const value = values[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : [...value];
}
