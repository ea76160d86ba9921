import type { OfficialInput } from "../model/input.ts";
import type { Language, Localized } from "../model/message.ts";

/** The same text in several languages, as an official fills it in: one field per language, “why_nl”, “why_en”. */

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

/** The text filled in per language, trimmed; a language left empty is absent. */
export function textsIn(name: string, values: Values, languages: readonly Language[]): Localized {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const text = values[`${name}_${language}`];
      return typeof text === "string" && text.trim() !== "" ? [[language, text.trim()]] : [];
    }),
  );
}
