import type { OfficialInput } from "../model/input.ts";
import type { Language, Localized } from "../model/message.ts";

/** The same text in several languages, as an official fills it in: a field for each, “why_nl”, “why_en”. */

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

/** What was filled in, without spaces around it; a language in which nothing was is absent. */
export function textsIn(name: string, values: Values, languages: readonly Language[]): Localized {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const text = values[`${name}_${language}`];
      return typeof text === "string" && text.trim() !== "" ? [[language, text.trim()]] : [];
    }),
  );
}
