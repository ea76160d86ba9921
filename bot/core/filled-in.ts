import type { OfficialInput } from "./input.ts";

/** What was filled in in a form, read field by field. */

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

export function textIn(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value.trim() || undefined : undefined;
}

export function severalIn(values: Values, name: string): string[] {
  const value = values[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : [...value];
}
