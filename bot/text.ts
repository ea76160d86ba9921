import i18next, { type i18n } from "i18next";
import type { Language, Localized, Message, Param, Vocabulary } from "./core/message.ts";
import { type Instant, TIME_ZONE } from "./core/time.ts";

/** Turns keys into words. Used by the adapters only: everything before them speaks in keys. */
export interface Words {
  /** @param shield applied to whatever a person filled in, never to our own text */
  render(message: Message, language: Language, shield?: (text: string) => string): string;
  /** Languages that have texts of their own. */
  readonly languages: readonly Language[];
  /** What people type, in every language that has texts: `heard.json`. */
  readonly vocabulary: Readonly<Record<Language, Vocabulary>>;
}

/** Namespaces of one language, as in `locales/`; `heard` is no namespace, but the vocabulary. */
type Resources = Readonly<Record<string, unknown>> & { readonly heard?: Vocabulary };

/** What people type, in each language. A language without lists has an empty one. */
export function vocabulary(
  resources: Readonly<Record<Language, Resources>>,
): Readonly<Record<Language, Vocabulary>> {
  return Object.fromEntries(
    Object.entries(resources).map(([language, { heard }]) => [language, heard ?? {}]),
  );
}

const rightToLeft = new Set(["ar", "fa", "prs", "ur", "ckb", "ps", "he"]);

/** Whether a language is written from right to left. */
export function isRightToLeft(language: Language): boolean {
  return rightToLeft.has(language.split("-")[0] ?? language);
}

/** First strong isolate … pop: a name or number inside a right-to-left sentence keeps its own direction. */
const ISOLATE = "\u2068";
const POP = "\u2069";

/**
 * @param resources namespaces per language, as in `locales/`; what people type (`heard`) is none of them
 * @param fallback the language that is always complete
 */
export function createWords(
  resources: Readonly<Record<Language, Resources>>,
  fallback: Language = "nl",
): Words {
  const texts = Object.fromEntries(
    Object.entries(resources).map(([language, { heard: _, ...namespaces }]) => [language, namespaces]),
  );
  const engine: i18n = i18next.createInstance();
  void engine.init({
    resources: structuredClone(texts) as Record<string, Record<string, Record<string, unknown>>>,
    lng: fallback,
    fallbackLng: fallback,
    supportedLngs: false,
    ns: [...new Set(Object.values(texts).flatMap((one) => Object.keys(one)))],
    defaultNS: "common",
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof engine.init>[0]);

  function render(message: Message, language: Language, shield = (text: string) => text): string {
    const filled: Record<string, string | number> = {};
    for (const [name, param] of Object.entries(message.params ?? {})) {
      // `count` chooses the plural form and is formatted by the language itself.
      if (name === "count" && typeof param === "number") filled.count = param;
      else filled[name] = isolated(value(param, language, shield), language);
    }
    return engine.t(message.key, { ...filled, lng: language });
  }

  function value(param: Param, language: Language, shield: (text: string) => string): string {
    if (typeof param === "string") return shield(param);
    if (typeof param === "number") return numbers(language).format(param);
    if ("key" in param) return render(param, language, shield);
    if ("localized" in param) return shield(inLanguage(param.localized, language, fallback));
    if ("day" in param) return showDay(`${param.day}T12:00:00Z`, language);
    if ("date" in param) return dates(language).format(new Date(`${param.date}T12:00:00Z`));
    if ("moment" in param) return showDay(param.moment, language);
    if ("rows" in param) return param.rows.map((one) => value(one, language, shield)).join("\n");
    const items = param.list.map((one) => value(one, language, shield));
    return lists(language).format(items);
  }

  return { render, languages: Object.keys(resources), vocabulary: vocabulary(resources) };
}

function isolated(text: string, language: Language): string {
  return isRightToLeft(language) ? ISOLATE + text + POP : text;
}

/** The text in this language, or else in the town's own. */
export function inLanguage(text: Localized, language: Language, fallback: Language): string {
  return (
    text[language] ??
    text[language.split("-")[0] ?? language] ??
    text[fallback] ??
    Object.values(text)[0] ??
    ""
  );
}

/** English as it is written in Europe: "Monday 4 May", not "Monday, May 4". */
function formatsOf(language: Language): string {
  return language === "en" ? "en-GB" : language;
}

/** Made once for each language: making one takes longer than all of its use in a message. */
function perLanguage<Format>(make: (language: Language) => Format): (language: Language) => Format {
  const made = new Map<Language, Format>();
  return (language) => {
    const format = made.get(language) ?? make(language);
    made.set(language, format);
    return format;
  };
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

/** A day in the town's own time zone: "maandag 4 mei". Nobody is promised an hour. */
function showDay(instant: Instant, language: Language): string {
  return days(language).format(new Date(instant));
}

/**
 * Which option somebody meant who typed instead of pressing a button: its number, or its words without
 * capitals, accents and signs. Undefined when none fits, or when more than one could be meant.
 */
export function hears(
  words: Words,
  text: string,
  options: readonly Message[],
  language: Language,
): number | undefined {
  const typed = plain(text);
  if (typed === "") return undefined;
  const labels = options.map((option) => plain(words.render(option, language)));
  // What stands on a button is meant before the place of another: options can be numbers themselves.
  const same = labels.indexOf(typed);
  if (same >= 0) return same;
  if (/^\d{1,2}$/.test(typed)) {
    const index = Number(typed) - 1;
    return index >= 0 && index < options.length ? index : undefined;
  }
  if (typed.length < 3) return undefined;
  const beginning = labels.flatMap((label, index) =>
    label.split(" ").some((word) => word.startsWith(typed)) ? [index] : [],
  );
  return beginning.length === 1 ? beginning[0] : undefined;
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
}
