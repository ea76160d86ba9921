import type { Language, Namespace } from "../core/model/message.ts";
import { perLanguage } from "./per-language.ts";

/**
 * Texts in i18next's JSON format (v4), which translation tools read and write: keys in layers, `{{name}}` for a
 * parameter, and a plural form as the end of a key. Which form a number takes in a language is known by `Intl`.
 */

/**
 * The text at a path, in the form that goes with a count.
 * @param path the keys of the layers, joined by dots
 * @param count without it only the text of exactly this name
 * @returns undefined when there is none; `_other` where the language's own form for this count has not been written
 * @see https://www.i18next.com/misc/json-format
 */
export function findText(
  texts: Namespace,
  path: string,
  language: Language,
  count?: number,
): string | undefined {
  const layers = path.split(".");
  const name = layers.pop() ?? "";
  let within: Namespace | string | undefined = texts;
  for (const layer of layers) {
    if (within === undefined || typeof within === "string") return undefined;
    within = Object.hasOwn(within, layer) ? within[layer] : undefined;
  }
  if (within === undefined || typeof within === "string") return undefined;
  for (const form of count === undefined ? [""] : formsFor(count, language)) {
    const text = Object.hasOwn(within, name + form) ? within[name + form] : undefined;
    if (typeof text === "string") return text;
  }
  return undefined;
}

/** The endings to look for, the best first. A language may have words of its own for nothing at all. */
function formsFor(count: number, language: Language): readonly string[] {
  const form = `_${pluralRules(language).select(count)}`;
  return [...(count === 0 ? ["_zero"] : []), form, "_other", ""];
}

const pluralRules = /* @__PURE__ */ perLanguage((language) => new Intl.PluralRules(language));

/**
 * Fills in the parameters, in one pass: what somebody typed is never read as a text of ours, whatever she typed.
 * A parameter that is not given stays as it is written, so that whoever reads a transcript sees it.
 */
export function interpolate(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (written, name: string) =>
    Object.hasOwn(params, name) ? (params[name] ?? written) : written,
  );
}
