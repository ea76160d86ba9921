/** The addresses that Slack gives an app with a press or a command, for responding later. */
import type { KnownBlock } from "@slack/types";
import type { Ground } from "./ground.ts";
import { asText, isTrue } from "./request-body.ts";
import { checkBlocks } from "./slack-blocks.ts";
import { SlackError } from "./slack-error.ts";
import {
  BOT_USER,
  fileKnown,
  findMessage,
  putMessage,
  type SlackState,
  withBlockIds,
} from "./slack-state.ts";

/** Milliseconds. Slack allows such an address to be used for half an hour, and five times. */
const RESPONSE_LIFE = 30 * 60_000;
const RESPONSE_USES = 5;

/** Handles what an app writes to a response_url. @throws SlackError */
export function respond(ground: Ground, state: SlackState, id: string, body: Record<string, unknown>): void {
  const response = state.responses.get(id);
  if (!response) throw new SlackError("invalid_url");
  response.uses += 1;
  if (ground.now() - response.at > RESPONSE_LIFE) throw new SlackError("expired_url");
  if (response.uses > RESPONSE_USES) throw new SlackError("used_url");
  const original = response.ts ? findMessage(state, response.channel, response.ts) : undefined;
  if (isTrue(body.delete_original) && original) {
    state.messages.splice(state.messages.indexOf(original), 1);
    ground.addStep({ lane: "slack-out", text: "A message is taken away" });
    return;
  }
  const text = asText(body.text) ?? "";
  const errors = body.blocks === undefined ? [] : checkBlocks(body.blocks, "message", fileKnown(state));
  if (errors.length > 0) throw new SlackError("invalid_blocks", errors);
  const blocks = Array.isArray(body.blocks) ? { blocks: withBlockIds(body.blocks as KnownBlock[]) } : {};
  if (text === "" && !("blocks" in blocks)) throw new SlackError("no_text");
  if (isTrue(body.replace_original) && original) {
    delete original.blocks;
    Object.assign(original, { text, ...blocks }, original.visible_to ? {} : { edited: true });
    ground.addStep({
      lane: "slack-out",
      text: "The message with the button changes in place",
      detail: original,
    });
    return;
  }
  const thread = asText(body.thread_ts) ?? response.thread;
  const message = putMessage(ground, state, {
    channel: response.channel,
    user: BOT_USER,
    text,
    ...blocks,
    ...(thread ? { thread_ts: thread } : {}),
    ...(body.response_type === "in_channel" ? {} : { visible_to: response.member }),
  });
  ground.addStep({ lane: "slack-out", text: "An answer to a press", detail: message });
}
