import { GrammyError, HttpError } from "grammy";
import { Undeliverable, Unpaid, Wait } from "../ports/errors.ts";

/**
 * Translates two kinds of errors: Telegram refused (GrammyError), or Telegram was never reached (HttpError). No error
 * that leaves this folder contains the bot token (grammY's network errors quote the URL, which holds it) or a
 * resident's words (grammY's refusals quote the whole request).
 */

/** Seconds to wait when Telegram itself is in trouble and does not say how long. */
const PAUSE = 2;

/** The 400s that mean this person is gone. All other 400s are mistakes of ours. */
const GONE = /chat not found|user not found|user is deactivated|input_user_deactivated|peer_id_invalid/i;

/**
 * Refusals of a message that was to be paid for. Telegram documents no text for them; when it says something else, the
 * message counts as one whose arrival is not certain, and after three of those the sender pauses.
 */
const UNPAID = /balance|\bstars?\b|paid|payment/i;

/**
 * Makes one call to Telegram, translating its errors into ours. @throws Undeliverable, Wait, or the original error
 * without token or words
 */
export async function ask<T>(token: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw inOurTerms(error, token);
  }
}

/** Translates a grammY error into one of ours. */
export function inOurTerms(error: unknown, token: string): unknown {
  if (error instanceof Undeliverable || error instanceof Wait) return error;
  if (!(error instanceof GrammyError)) return withoutToken(error, token);
  const cause = withoutWords(error, token);
  const { error_code: code, description, parameters } = error;
  if (code === 429) return new Wait(parameters.retry_after ?? PAUSE, { cause, refused: true });
  if (code >= 500) return new Wait(PAUSE, { cause });
  if (UNPAID.test(description)) return new Unpaid(cause);
  if (code === 403)
    return new Undeliverable(
      /deactivated/i.test(description)
        ? "deactivated"
        : /blocked/i.test(description)
          ? "blocked"
          : "forbidden",
      { cause },
    );
  if (code === 400 && GONE.test(description))
    return new Undeliverable(/deactivated/i.test(description) ? "deactivated" : "not found", { cause });
  return cause;
}

/** Whether Telegram refused the request itself, for a reason that matches `how`. */
export function refused(error: unknown, how: RegExp): error is GrammyError {
  return error instanceof GrammyError && error.error_code === 400 && how.test(error.description);
}

/** The refusal without the request it quotes. */
function withoutWords(error: GrammyError, token: string): GrammyError {
  const description = scrub(error.description, token);
  const clean = new GrammyError(
    `Call to '${error.method}' failed!`,
    { ok: false, error_code: error.error_code, description, parameters: error.parameters },
    error.method,
    {},
  );
  return clean;
}

/** The same error with the bot token removed from it and from all its causes. */
export function withoutToken(error: unknown, token: string, depth = 0): unknown {
  if (typeof error === "string") return scrub(error, token);
  if (!(error instanceof Error) || depth > 4) return new Error("unknown trouble");
  const inner = error instanceof HttpError ? error.error : error.cause;
  const cause = inner === undefined ? undefined : withoutToken(inner, token, depth + 1);
  const message = scrub(error.message, token);
  const clean = error instanceof HttpError ? new HttpError(message, cause) : new Error(message, { cause });
  clean.name = error.name;
  if (error.stack) clean.stack = scrub(error.stack, token);
  // ECONNREFUSED and the like: what somebody needs to know to fix it.
  if ("code" in error && typeof error.code === "string") Object.assign(clean, { code: error.code });
  return clean;
}

/**
 * Removes the token from a text. A token is `<bot id>:<secret>`; the secret may also appear alone, or after an encoded
 * colon.
 */
function scrub(text: string, token: string): string {
  const secret = token.slice(token.indexOf(":") + 1);
  return [token, secret]
    .filter((part) => part !== "")
    .reduce((rest, part) => rest.replaceAll(part, "<token>"), text);
}
