import { type Instant, TIME_ZONE } from "../core/calendar/time.ts";
import { type EmergencyNumbers, emergencyNumbers } from "../core/model/emergency-numbers.ts";
import type {
  Language,
  Localized,
  Message,
  Namespace,
  Param,
  Texts,
  Vocabulary,
} from "../core/model/message.ts";
import { findText, interpolate } from "./catalog.ts";
import { perLanguage } from "./per-language.ts";

/** Turns message keys into words. Used by the adapters only: everything before them works with keys. */
export interface Words {
  /** @param shield applied to anything a person filled in, never to our own text */
  render(message: Message, language: Language, shield?: (text: string) => string): string;
  /** The languages that have texts; the fallback first. */
  readonly languages: readonly Language[];
  /** Words that people type in a language. Empty when it has no lists. */
  vocabulary(language: Language): Vocabulary;
}

const rightToLeft = new Set(["ar", "fa", "prs", "ur", "ckb", "ps", "he"]);

/** Whether a language is written from right to left. */
export function isRightToLeft(language: Language): boolean {
  return rightToLeft.has(language.split("-")[0] ?? language);
}

/** First strong isolate … pop: keeps a name or number in a right-to-left sentence in its own direction. */
const ISOLATE = "\u2068";
const POP = "\u2069";

/**
 * Reads a namespace of a language when a text in it is first rendered, and the fallback's only when that language lacks
 * the key: a process that starts for one resident waits for nothing that she does not see.
 * @param texts what there is to read
 * @param fallback the language whose texts are always complete
 * @param called phone numbers for emergencies; every text may name them
 * @throws Error when the fallback has no texts: everybody would be shown keys
 */
export function createWords(
  texts: Texts,
  fallback: Language = "nl",
  called: EmergencyNumbers = emergencyNumbers,
): Words {
  if (!texts.languages.includes(fallback))
    throw new Error(`there are no texts in the language “${fallback}”`);
  const languages = [fallback, ...texts.languages.filter((one) => one !== fallback)];
  const loaded = perLanguage(() => new Map<string, Namespace | undefined>());
  function namespaceOf(language: Language, name: string): Namespace | undefined {
    const ofLanguage = loaded(language);
    if (!ofLanguage.has(name)) ofLanguage.set(name, texts.namespace(language, name));
    return ofLanguage.get(name);
  }

  /** The languages to look in, the best first. */
  const candidates = perLanguage((language) => {
    const all = [...narrowing(language), fallback].filter((one) => languages.includes(one));
    return [...new Set(all)];
  });

  function render(message: Message, language: Language, shield = (text: string) => text): string {
    const [namespace = "", path = ""] = message.key.split(":");
    const { count } = message.params ?? {};
    const counted = typeof count === "number" ? count : undefined;
    for (const one of candidates(language)) {
      const inOne = namespaceOf(one, namespace);
      const text = inOne && findText(inOne, path, one, counted);
      if (text === undefined) continue;
      const filled: Record<string, string> = { ...called };
      for (const [name, param] of Object.entries(message.params ?? {}))
        filled[name] = isolated(value(param, language, shield), language);
      return interpolate(text, filled);
    }
    return message.key;
  }

  function value(param: Param, language: Language, shield: (text: string) => string): string {
    // Texts stored earlier may contain half a character, which no channel accepts.
    if (typeof param === "string") return shield(param.toWellFormed());
    if (typeof param === "number") return numbers(language).format(param);
    if ("key" in param) return render(param, language, shield);
    if ("localized" in param) return shield(inLanguage(param.localized, language, fallback));
    if ("day" in param) return showDay(`${param.day}T12:00:00Z`, language);
    if ("date" in param) return dates(language).format(new Date(`${param.date}T12:00:00Z`));
    if ("moment" in param) return showDay(param.moment, language);
    if ("rows" in param) return param.rows.map((one) => value(one, language, shield)).join("\n");
    // Each separately: two words of another direction would otherwise swap places, taking the numbers between them
    // along.
    const items = param.list.map((one) => apart(value(one, language, shield), language));
    return lists(language).format(items);
  }

  return { render, languages, vocabulary: perLanguage((language) => texts.vocabulary(language)) };
}

/** From the narrowest to the widest: "zh-Hant-TW", "zh-Hant", "zh" (RFC 4647, lookup). */
function narrowing(language: Language): readonly Language[] {
  const parts = language.split("-");
  return parts.map((_, at) => parts.slice(0, parts.length - at).join("-"));
}

function isolated(text: string, language: Language): string {
  return isRightToLeft(language) ? ISOLATE + text + POP : text;
}

/** Right-to-left letters: Hebrew, Arabic, Syriac, Thaana, N’Ko, Adlam and the like. */
const FROM_RIGHT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** An item of a list, isolated when its direction may differ from the sentence's. */
function apart(text: string, language: Language): string {
  return isRightToLeft(language) || FROM_RIGHT.test(text) ? ISOLATE + text + POP : text;
}

/** The text in this language, or else in the town's own language. */
function inLanguage(text: Localized, language: Language, fallback: Language): string {
  return (
    text[language] ??
    text[language.split("-")[0] ?? language] ??
    text[fallback] ??
    Object.values(text)[0] ??
    ""
  );
}

/** The locale for formatting. English as written in Europe: "Monday 4 May", not "Monday, May 4". */
function formatsOf(language: Language): string {
  return language === "en" ? "en-GB" : language;
}

const numbers = /* @__PURE__ */ perLanguage((language) => new Intl.NumberFormat(language));
const lists = /* @__PURE__ */ perLanguage(
  (language) => new Intl.ListFormat(language, { type: "conjunction" }),
);
const DAY = { timeZone: TIME_ZONE, weekday: "long", day: "numeric", month: "long" } as const;
const days = /* @__PURE__ */ perLanguage((language) => new Intl.DateTimeFormat(formatsOf(language), DAY));
const dates = /* @__PURE__ */ perLanguage(
  (language) => new Intl.DateTimeFormat(formatsOf(language), { ...DAY, year: "numeric" }),
);

/** Formats a day in the town's own time zone: "maandag 4 mei". Nobody is promised an hour. */
function showDay(instant: Instant, language: Language): string {
  return days(language).format(new Date(instant));
}
