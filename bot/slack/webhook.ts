import type { Instant } from "../core/calendar/time.ts";
import type { App, Immediate } from "../ports/app.ts";
import { Conflict, Unavailable, Undeliverable, Wait } from "../ports/errors.ts";
import type { Log } from "../ports/log.ts";
import type { Workplace } from "../ports/workplace.ts";
import { answer, json, notNow, type Request, type Response, tryAgain } from "../runtime/http-request.ts";
import type { Words } from "../text/words.ts";
import { type Arrival, BadPayload, type Payload, readPayload } from "./inbound.ts";
import { escapeMrkdwn } from "./mrkdwn.ts";
import { submissionResponse, suggestionResponse } from "./responses.ts";
import { refusalOf } from "./verify.ts";

export interface SlackParts {
  readonly app: Pick<App, "official" | "setAside">;
  readonly workplace: Workplace;
  readonly words: Words;
  readonly log: Log;
  readonly now: () => Instant;
}

/**
 * Handles Slack's webhook. The signature over the raw bytes comes first: nothing is parsed before it is verified. Slack
 * waits three seconds, so anything slower goes through the queue.
 */
export function slackWebhook(
  parts: SlackParts & { signingSecret: string },
): (request: Request) => Promise<Response> {
  return async (request) => {
    const signed = {
      body: request.body,
      timestamp: request.header("x-slack-request-timestamp"),
      signature: request.header("x-slack-signature"),
    };
    const refused = refusalOf(signed, parts.signingSecret, parts.now());
    if (refused !== undefined) {
      // Two separate log messages: a wrong secret on our side must be noticed, a stranger trying the address need not
      // be.
      parts.log.info(refused === "unsigned" ? "stranger" : "refused", { why: refused });
      return answer(401);
    }
    let payload: Payload;
    try {
      payload = readPayload(request.header("content-type"), request.body, parts.now());
    } catch (error) {
      if (error instanceof BadPayload) return answer(400, error.message);
      throw error;
    }
    return handlePayload(payload, request.body, parts);
  };
}

/** Handles a payload that is already authenticated, such as one received over a socket. */
export async function handlePayload(payload: Payload, body: string, parts: SlackParts): Promise<Response> {
  if ("challenge" in payload) return json({ challenge: payload.challenge });
  if ("ignored" in payload) return answer(200);
  try {
    const { effects, language } = await parts.app.official(payload.input);
    return await perform(payload, effects, language, parts);
  } catch (error) {
    if (error instanceof Wait) {
      // We hit Slack's rate limit and were told how long to wait: nobody needs to look at that.
      parts.log.info("try_again", { seconds: error.seconds });
      return notNow(error.seconds);
    }
    if (error instanceof Unavailable || error instanceof Conflict) {
      parts.log.error("try_again", error);
      return tryAgain();
    }
    // The three seconds in which a form can be opened are over. Slack says so, and pressing again helps.
    if (error instanceof Undeliverable) {
      parts.log.error("too_late", error);
      return answer(500);
    }
    return failed(body, error, parts);
  }
}

/**
 * The response after an error. What was typed is not lost: Slack keeps the form open when it gets no valid response.
 */
async function failed(body: string, error: unknown, { app, log }: SlackParts): Promise<Response> {
  try {
    await app.setAside(body, error);
    return answer(500);
  } catch (second) {
    log.error("not_set_aside", second, { alarm: true });
    return tryAgain();
  }
}

async function perform(
  from: Arrival,
  effects: readonly Immediate[],
  language: string,
  parts: SlackParts,
): Promise<Response> {
  const { workplace, words } = parts;
  const { input } = from;
  const kept = input.type === "submitted" ? from.fields?.[0] : undefined;
  let response = from.modal ? json(submissionResponse("clear", words, language)) : answer(200);
  for (const effect of effects) {
    switch (effect.do) {
      case "open":
        if (from.modal) response = json(submissionResponse({ form: effect.form }, words, language));
        else if (from.trigger) await workplace.openForm(from.trigger, effect.form, language);
        break;
      case "whisper":
        if (effect.refused && kept !== undefined) {
          // Somebody else was first, or it is no longer possible: what she typed stays in the form, and she reads why.
          response = json(submissionResponse({ errors: { [kept]: effect.message } }, words, language));
        } else if (input.type === "commanded") {
          const text = words.render(effect.message, language, escapeMrkdwn);
          response = json({ response_type: "ephemeral", text });
        } else if (input.channel)
          await workplace.whisper(input.channel, input.official, effect.message, language);
        else await workplace.tell(input.official, effect.message, language);
        break;
      case "found":
        response = json(suggestionResponse(effect.options, words, language));
        break;
      case "home":
        await workplace.showHome(input.official, effect.home, language);
        break;
    }
  }
  if (input.type === "searched" && !effects.some((one) => one.do === "found"))
    return json(suggestionResponse([], words, language));
  return response;
}
