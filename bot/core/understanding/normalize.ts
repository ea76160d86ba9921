import { withDigits } from "../model/digits.ts";

/**
 * How typed words and labels are compared: without capitals, accents and signs, and with one space between words; where
 * only signs stand, these. Two labels that are one so cannot be told apart by whoever types.
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
