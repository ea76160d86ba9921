import { jargon } from "./jargon.ts";
import { sentencesOf, wordsOf } from "./sentences.ts";

/**
 * Points for an official to consider before a text goes to residents. It is advice: the writer knows her readers and
 * decides, and no text is held back because of it.
 */
export interface Advice {
  readonly sentences: number;
  /** Words per sentence, to one decimal; 0 when there is no sentence. */
  readonly average: number;
  /** Words in the longest sentence. */
  readonly longest: number;
  /** Each once, as first written, in the order of the text. */
  readonly jargon: readonly { readonly word: string; readonly instead: string }[];
  /** Words of more than `LONG_WORD` letters, each once; a hyphenated word counts as its parts. */
  readonly long: readonly string[];
}

/** Letters. Longer words are often two or three in one (our limit). */
const LONG_WORD = 14;

/**
 * Average words per sentence above which shorter sentences are advised. For Dutch at level B1, 10 to 15 is the usual
 * advice; for English it is 15 (Australian Government Style Manual, “Sentence length”).
 */
const enough: ReadonlyMap<string, number> = new Map([
  ["nl", 15],
  ["en", 15],
]);

/**
 * Measures what makes a text hard to read.
 *
 * @param text what residents would read; any text will do
 * @param language its BCP 47 tag; without a list of jargon for it none is found
 */
export function adviceOn(text: string, language: string): Advice {
  const whole = text.normalize("NFC");
  const lengths = sentencesOf(whole).map(({ length }) => length);
  const words = lengths.reduce((sum, length) => sum + length, 0);
  return {
    sentences: lengths.length,
    average: lengths.length === 0 ? 0 : Math.round((words / lengths.length) * 10) / 10,
    longest: lengths.reduce((most, length) => Math.max(most, length), 0),
    jargon: jargonIn(whole, tongue(language)),
    long: longIn(whole),
  };
}

/** Whether shorter sentences are advised; never in a language whose usual advice we do not know. */
export function hasLongSentences({ average }: Pick<Advice, "average">, language: string): boolean {
  return average > (enough.get(tongue(language)) ?? Number.POSITIVE_INFINITY);
}

/** “nl” of “nl-BE”. */
function tongue(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}

function jargonIn(text: string, language: string): Advice["jargon"] {
  const list = jargon.get(language);
  if (list === undefined) return [];
  const found = new Map<string, { word: string; instead: string }>();
  for (const [written] of text.matchAll(lookingFor(list))) {
    const word = written.replaceAll(/\s+/g, " ");
    const instead = list.get(word.toLowerCase());
    if (instead !== undefined && !found.has(word.toLowerCase()))
      found.set(word.toLowerCase(), { word, instead });
  }
  return [...found.values()];
}

/**
 * Matches whole words only: no letter, digit or hyphen on either side. “Participatieraad”, “participatie-avond” and
 * “participatie- en inspraakavond” are other words, often names.
 */
function lookingFor(list: ReadonlyMap<string, string>): RegExp {
  const words = [...list.keys()].toSorted((one, other) => other.length - one.length);
  const any = words.map((word) => word.replaceAll(" ", "\\s+")).join("|");
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}-])(?:${any})(?![\\p{L}\\p{M}\\p{N}-])`, "giu");
}

function longIn(text: string): readonly string[] {
  const found = new Map<string, string>();
  for (const word of wordsOf(text).filter((one) => !isAddress(one))) {
    for (const [part] of word.matchAll(/[\p{L}\p{M}]+/gu)) {
      const letters = part.replaceAll(/\p{M}/gu, "");
      const key = part.toLowerCase();
      if ([...letters].length > LONG_WORD && !found.has(key)) found.set(key, part);
    }
  }
  return [...found.values()];
}

/** A web or e-mail address: nobody can shorten it. */
function isAddress(word: string): boolean {
  return word.includes("@") || word.includes("://") || /^\P{L}*www\./iu.test(word);
}
