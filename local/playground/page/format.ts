import { shortened } from "../../../bot/core/model/characters.ts";

/** Every time on the page is in the municipality's time zone. */
const timeZone = "Europe/Amsterdam";

export function clockTime(date: Date, language: string, seconds = false): string {
  const second = seconds ? ("2-digit" as const) : undefined;
  return date.toLocaleTimeString(plain(language), {
    hour: "2-digit",
    minute: "2-digit",
    second,
    hour12: false,
    timeZone,
  });
}

export function longDay(date: Date, language: string): string {
  return date.toLocaleDateString(plain(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone,
  });
}

export function fullDay(date: Date, language: string): string {
  const day = { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone } as const;
  return date.toLocaleDateString(plain(language), day);
}

export function sameDay(a: Date, b: Date): boolean {
  return a.toLocaleDateString("en-CA", { timeZone }) === b.toLocaleDateString("en-CA", { timeZone });
}

/** The name of a language in another language, its own by default: "українська". */
export function languageName(tag: string, inLanguage = tag): string {
  try {
    const name = new Intl.DisplayNames([inLanguage], { type: "language" }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(inLanguage) + name.slice(1);
  } catch {
    return tag;
  }
}

export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
}

/** en-GB, because a Dutch municipality does not write the month first. */
function plain(language: string): string {
  return language === "en" ? "en-GB" : language;
}

export function shorten(text: string, length: number): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return shortened(flat, length);
}
