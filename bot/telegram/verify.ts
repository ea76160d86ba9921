import { hash, timingSafeEqual } from "node:crypto";

/** Why a call is refused. `unsigned`: it carries no secret. `wrong`: it carries a secret that is not ours. */
export type Refusal = "unsigned" | "wrong";

/** @returns why a call is refused; undefined when it is genuine */
export function refusalOf(header: string | undefined, secret: string | undefined): Refusal | undefined {
  if (isFromTelegram(header, secret)) return undefined;
  return header ? "wrong" : "unsigned";
}

/**
 * Whether a webhook call carries the secret we gave Telegram (header `X-Telegram-Bot-Api-Secret-Token`). Compares in
 * constant time, so that the secret cannot be guessed bit by bit. False when either is empty: a forgotten setting fails
 * closed.
 */
export function isFromTelegram(header: string | undefined, secret: string | undefined): boolean {
  if (!header || !secret) return false;
  return timingSafeEqual(digest(header), digest(secret));
}

/** Hashes a text to a fixed length for the comparison. */
function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
