/**
 * Codes that let somebody in: behind a link to a survey, to a core group, or for whoever enters what a group says.
 * 16 hexadecimal digits are 64 bits: nobody finds one by trying. With what stands in front of it a link has less than
 * the 64 characters that Telegram takes behind `start=`.
 */

/** Up to two of one seed (64 hexadecimal digits), from a part of it that nothing else shows. */
export function codeFrom(seed: string, which: "own" | "group"): string {
  const at = which === "own" ? 20 : 36;
  return seed.slice(at, at + 16);
}

/** How a code looks; earlier versions made shorter ones, which hold as long as what they lead to is open. */
export const CODE = "[0-9a-f]{16}|[0-9a-f]{12}|[0-9a-f]{8}";
