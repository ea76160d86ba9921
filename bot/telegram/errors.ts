import { GrammyError, HttpError } from "grammy";
import { Undeliverable, Wait } from "../ports/errors.ts";

/**
 * Two worlds of trouble: Telegram said no (GrammyError), or Telegram was never reached (HttpError).
 * Whatever leaves this folder carries no bot token (grammY's network errors quote the URL, which
 * holds it) and no words of a resident (grammY's refusals quote the whole request).
 */

/** Seconds to wait when Telegram itself is in trouble and does not say how long. */
const PAUSE = 2;

/** 400s that mean: this person is not there any more. All other 400s are mistakes of ours. */
const GONE = /chat not found|user not found|user is deactivated|input_user_deactivated|peer_id_invalid/i;

/** Performs a call to Telegram. @throws Undeliverable, Wait, or what happened without token and words */
export async function ask<T>(token: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw inOurTerms(error, token);
  }
}

/** What an error of grammY's means to the loop. */
export function inOurTerms(error: unknown, token: string): unknown {
  if (error instanceof Undeliverable || error instanceof Wait) return error;
  if (!(error instanceof GrammyError)) return withoutToken(error, token);
  const cause = withoutWords(error, token);
  const { error_code: code, description, parameters } = error;
  if (code === 429) return new Wait(parameters.retry_after ?? PAUSE, { cause, refused: true });
  if (code >= 500) return new Wait(PAUSE, { cause });
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

/** Whether Telegram refused the request itself, in one of these ways. */
export function refused(error: unknown, how: RegExp): error is GrammyError {
  return error instanceof GrammyError && error.error_code === 400 && how.test(error.description);
}

/** The refusal, without the request that it was about. */
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

/** The same error with the bot token taken out of it and of everything that caused it. */
export function withoutToken(error: unknown, token: string, depth = 0): unknown {
  if (typeof error === "string") return scrub(error, token);
  if (!(error instanceof Error) || depth > 4) return new Error("unknown trouble");
  const inner = error instanceof HttpError ? error.error : error.cause;
  const cause = inner === undefined ? undefined : withoutToken(inner, token, depth + 1);
  const message = scrub(error.message, token);
  const clean = error instanceof HttpError ? new HttpError(message, cause) : new Error(message, { cause });
  clean.name = error.name;
  if (error.stack) clean.stack = scrub(error.stack, token);
  // ECONNREFUSED and the like: what somebody needs to know to mend it.
  if ("code" in error && typeof error.code === "string") Object.assign(clean, { code: error.code });
  return clean;
}

/** A token is `<bot id>:<secret>`; the secret part may also stand alone, or behind an encoded colon. */
function scrub(text: string, token: string): string {
  const secret = token.slice(token.indexOf(":") + 1);
  return [token, secret]
    .filter((part) => part !== "")
    .reduce((rest, part) => rest.replaceAll(part, "<token>"), text);
}
