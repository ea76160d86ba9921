import type { Vocabularies } from "./message.ts";

/** Code points of the zero of each script whose digits people type besides ours; the other nine follow it. */
const NOUGHTS = [
  0x0660, // Arabic-Indic: ٠
  0x06f0, // Persian and Urdu: ۰
  0x0966, // Devanagari: ०
  0x09e6, // Bengali: ০
  0xff10, // Full width, from Chinese and Japanese keyboards: ０
];

/**
 * Replaces every digit by 0 to 9: somebody who writes “٣” has typed a three. For reading what was typed; what is stored
 * stays as she wrote it.
 */
export function withDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const nought = NOUGHTS.find((one) => code >= one && code < one + 10);
    return nought === undefined ? digit : String(code - nought);
  });
}

/**
 * Replaces small numbers written as words by digits: “twee keer” becomes “2 keer”. The list `numberWord` of each
 * language counts from zero; one number can have several words.
 */
export function inDigits(text: string, vocabularies: Vocabularies): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const plain = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    for (const { numberWord = [] } of vocabularies()) {
      const number = numberWord.findIndex((words) => words.split(" ").includes(plain));
      if (number >= 0) return String(number);
    }
    return word;
  });
}
