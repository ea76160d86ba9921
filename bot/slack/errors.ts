import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { Undeliverable, Wait } from "../ports/errors.ts";

/** Permanent errors, which no retry can change: the place, the person or the moment is gone. */
const lasting = new Set([
  "account_inactive",
  "cannot_dm_bot",
  "cannot_update_message",
  "cant_update_message",
  "channel_not_found",
  "edit_window_closed",
  "exchanged_trigger_id",
  "expired_trigger_id",
  "file_type_not_allowed",
  "file_upload_size_restricted",
  "file_uploads_disabled",
  "file_uploads_except_images_disabled",
  "invalid_trigger_id",
  "is_archived",
  "message_not_found",
  "not_in_channel",
  "restricted_action",
  "restricted_action_read_only_channel",
  "thread_locked",
  "trigger_expired",
  "trigger_exchanged",
  "user_disabled",
  "user_not_found",
  "user_not_in_channel",
  "users_not_found",
]);

/** Seconds to wait when Slack responds `ratelimited` without saying for how long. */
const WAIT_SECONDS = 30;
/** Seconds to wait when Slack itself is in trouble or cannot be reached. */
const PAUSE = 2;

/** Slack's error code, when the error is a refusal by Slack. */
export function refusal(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/**
 * Makes one call to Slack, translating its errors into ours.
 * @throws Wait when retrying can help: Slack is too busy, in trouble or unreachable; Undeliverable; or the original
 * error, when the fault is ours
 */
export async function ask<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError)
      throw new Wait(error.retryAfter, { cause: error, refused: true });
    if (error instanceof WebAPIRequestError || (error instanceof WebAPIHTTPError && error.statusCode >= 500))
      throw new Wait(PAUSE, { cause: error });
    const reason = refusal(error);
    if (reason === "ratelimited" || reason === "rate_limited")
      throw new Wait(WAIT_SECONDS, { cause: error, refused: true });
    if (reason !== undefined && lasting.has(reason)) throw new Undeliverable(reason, { cause: error });
    throw error;
  }
}

/** Deletes something; it is fine if it is already gone. */
export async function ensureDeleted(call: Promise<unknown>, alreadyGone: readonly string[]): Promise<void> {
  try {
    await ask(call);
  } catch (error) {
    const reason = refusal(error instanceof Undeliverable ? error.cause : error);
    if (reason === undefined || !alreadyGone.includes(reason)) throw error;
  }
}
