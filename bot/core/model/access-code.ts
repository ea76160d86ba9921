/**
 * Codes that admit somebody: behind a link to a survey, to a core group, or for a facilitator who enters what a group
 * says. 16 hexadecimal digits are 64 bits: nobody finds one by guessing. With its prefix, a link stays under the 64
 * characters that Telegram allows after `start=`.
 */

/** Derives one of up to two codes from a seed (64 hexadecimal digits), from a part of it that nothing else reveals. */
export function codeFrom(seed: string, which: "own" | "group"): string {
  const at = which === "own" ? 20 : 36;
  return seed.slice(at, at + 16);
}

/** The format of a code; earlier versions made shorter ones, which stay valid while what they lead to is open. */
export const CODE = "[0-9a-f]{16}|[0-9a-f]{12}|[0-9a-f]{8}";
