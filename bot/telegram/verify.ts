import { hash, timingSafeEqual } from "node:crypto";

/**
 * Whether a webhook call carries the secret that Telegram was given (header `X-Telegram-Bot-Api-Secret-Token`).
 * Takes equally long for every wrong guess, so that nobody can feel their way to it. False when either is
 * empty: a forgotten setting closes the door instead of opening it.
 */
export function hasSecret(header: string | undefined, secret: string | undefined): boolean {
  if (!header || !secret) return false;
  return timingSafeEqual(digest(header), digest(secret));
}

/** Equal lengths for the comparison, whatever was sent. */
function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
