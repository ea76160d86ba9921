import { withDigits } from "../model/digits.ts";

/**
 * Normalises typed words and labels for comparison: without capitals, accents and punctuation, and with one space
 * between words; punctuation is kept where there is nothing else. Two labels that become equal cannot be told apart by
 * typing.
 */
export function normalized(text: string): string {
  const letters = withDigits(text)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/(?<=\p{L})['’ʼ](?=\p{L})/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
  return letters === "" ? text.replace(/\s|\u{FE0F}|[\u{1F3FB}-\u{1F3FF}]/gu, "") : letters;
}
