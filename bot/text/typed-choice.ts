import { inDigits, withDigits } from "../core/model/digits.ts";
import type { Language, Vocabularies } from "../core/model/message.ts";
import type { Context } from "../core/turn.ts";
import { normalized } from "../core/understanding/normalize.ts";
import type { Words } from "./words.ts";

/**
 * What a rule compares typed words with.
 * @param languages those of the town, its own first: nothing is read in another
 */
export function createHearing(
  words: Words,
  languages: readonly Language[],
): Pick<Context, "typedChoice" | "says" | "vocabularies"> {
  const vocabularies: Vocabularies = () => languages.map(words.vocabulary);
  return {
    typedChoice(text, options, language) {
      const shown = options.map((option) => words.render(option, language));
      return typedChoice(vocabularies, text, shown);
    },
    says: (text, label, language) => normalized(text) === normalized(words.render(label, language)),
    vocabularies,
  };
}

/**
 * Finds the option meant by somebody who typed instead of pressing a button: by its words, ignoring case, accents and
 * punctuation; by its number, or its position when no option has a number; or by a single word when that is
 * unambiguous. Undefined when none fits, or when more than one could be meant.
 */
function typedChoice(
  vocabularies: Vocabularies,
  text: string,
  options: readonly string[],
): number | undefined {
  const typed = normalized(text);
  if (typed === "") return undefined;
  const shown = options.map(withDigits);
  // A button's label takes precedence over another's position: options can be numbers themselves.
  const labels = shown.map(normalized);
  const same = labels.indexOf(typed);
  if (same >= 0) return same;
  if (/^\d+$/.test(typed)) return numbered(Number(typed), shown);
  const isListed = (word: string, list: "functionWord" | "negation") =>
    vocabularies().some((lists) => lists[list]?.includes(word));
  // “Twee keer”, “lijn12”, “2x”; “een” by itself is not a number.
  const counted = (isListed(typed, "functionWord") ? typed : inDigits(typed, vocabularies))
    .replace(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, " ")
    .replace(/^(\d+) x$/, "$1");
  if (counted !== typed) {
    const place = labels.indexOf(counted);
    if (place >= 0) return place;
    if (/^\d+$/.test(counted)) return numbered(Number(counted), shown);
  }
  const [only, ...others] = labels.flatMap((label, index) => (hasWord(label, typed) ? [index] : []));
  if (only === undefined || others.length > 0) return undefined;
  // “Not” reverses a label: someone who leaves it out does not mean that label.
  const negates = (label: string) => label.split(" ").some((word) => isListed(word, "negation"));
  if (negates(labels[only] ?? "") && !negates(typed)) return undefined;
  // Both “yes” and “once” can mean “Yes, once”; a “not” or “the” from the middle of a label means nothing.
  if ((shown[only] ?? "").split(/[,;:.–—]/).some((clause) => normalized(clause) === typed)) return only;
  if (typed.includes(" ")) return undefined;
  const meansLittle = typed.length < 3 || isListed(typed, "functionWord") || isListed(typed, "negation");
  return meansLittle ? undefined : only;
}

/**
 * The index of the only option with this number; when no option has a number, the option at this position, counted from
 * 1.
 */
function numbered(number: number, shown: readonly string[]): number | undefined {
  const borne = shown.map((label) => (label.match(/\d+(?:[.,]\d+)*/g) ?? []).map(numberOf));
  if (borne.every((one) => one.length === 0))
    return number >= 1 && number <= shown.length ? number - 1 : undefined;
  const [only, ...others] = borne.flatMap((one, index) => (one.includes(number) ? [index] : []));
  return others.length === 0 ? only : undefined;
}

/** Parses a number: “1.000” is a thousand and “1,5” one and a half, whatever the language's own separators. */
function numberOf(written: string): number {
  const isGrouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(written);
  return Number(isGrouped ? written.replace(/[.,]/g, "") : written.replace(",", "."));
}

/** Whether a typed word occurs in this label or, from three letters on, starts one of its words. */
function hasWord(label: string, typed: string): boolean {
  if (` ${label} `.includes(` ${typed} `)) return true;
  return typed.length >= 3 && label.split(" ").some((word) => word.startsWith(typed));
}
