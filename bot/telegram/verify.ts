import { hash, timingSafeEqual } from "node:crypto";

/** `unsigned`: it carries no secret. `wrong`: it carries another than ours. */
export type Refusal = "unsigned" | "wrong";

/** @returns why a call is not believed; undefined when it is */
export function refusalOf(header: string | undefined, secret: string | undefined): Refusal | undefined {
  if (isFromTelegram(header, secret)) return undefined;
  return header ? "wrong" : "unsigned";
}

/**
 * Whether a webhook call carries the secret that Telegram was given (header `X-Telegram-Bot-Api-Secret-Token`).
 * Takes equally long for every wrong guess, so that nobody can feel their way to it. False when either is
 * empty: a forgotten setting closes the door instead of opening it.
 */
export function isFromTelegram(header: string | undefined, secret: string | undefined): boolean {
  if (!header || !secret) return false;
  return timingSafeEqual(digest(header), digest(secret));
}

/** Equal lengths for the comparison, whatever was sent. */
function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
