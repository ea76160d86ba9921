import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { Undeliverable, Wait } from "../ports/errors.ts";

/** Refusals that stay the same however often it is tried again: the place, the person or the moment is gone. */
const lasting = new Set([
  "account_inactive",
  "cannot_dm_bot",
  "cannot_update_message",
  "cant_update_message",
  "channel_not_found",
  "edit_window_closed",
  "exchanged",
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

/** Slack's answer `ratelimited` without saying for how long. */
const WAIT_SECONDS = 30;
/** Seconds to wait when Slack itself is in trouble, or was not reached. */
const PAUSE = 2;

/** Slack's code for why it refused, when it was Slack that refused. */
export function refusal(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/**
 * Does one call to Slack, and says in our own words why it did not work.
 * @throws Wait when trying again can help: too busy, in trouble over there, or not reached; Undeliverable; or
 *   what was thrown, when it is a mistake of ours
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

/** Takes something away; that it is gone already is fine. */
export async function goneAfter(call: Promise<unknown>, alreadyGone: readonly string[]): Promise<void> {
  try {
    await ask(call);
  } catch (error) {
    const reason = refusal(error instanceof Undeliverable ? error.cause : error);
    if (reason === undefined || !alreadyGone.includes(reason)) throw error;
  }
}
