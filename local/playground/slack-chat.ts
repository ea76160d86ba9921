/** The Web API methods that post, update and delete messages. */
import type { KnownBlock } from "@slack/types";
import type { SlackMessage } from "./api.ts";
import type { Ground } from "./ground.ts";
import { asText, unfold } from "./request-body.ts";
import { short } from "./short.ts";
import { checkBlocks } from "./slack-blocks.ts";
import { channelIn } from "./slack-conversations.ts";
import { SlackError } from "./slack-error.ts";
import {
  asApi,
  BOT_USER,
  fileKnown,
  findMessage,
  memberOfDirect,
  putMessage,
  type SlackState,
  withBlockIds,
} from "./slack-state.ts";

type Values = Record<string, unknown>;

/** Characters. Slack refuses longer texts. */
const MAX_TEXT = 40_000;

export function createChatMethods(ground: Ground, state: SlackState) {
  return {
    "chat.postMessage"(values: Values) {
      const channel = channelIn(state, values);
      const body = content(state, values);
      const message = putMessage(ground, state, {
        channel: channel.id,
        user: BOT_USER,
        ...body,
        ...threadIn(state, channel.id, values),
      });
      const place = { channel: channel.id, thread: message.thread_ts };
      ground.books.posts(place, [body.text, withoutIds(body.blocks)], firstButton(body.blocks));
      const thread = message.thread_ts ? ", in a thread" : "";
      ground.addStep({
        lane: "slack-out",
        text: `${where(state, channel)}${thread}: ${short(body.text)}`,
        detail: message,
      });
      return { channel: channel.id, ts: message.ts, message: asApi(message) };
    },
    "chat.update"(values: Values) {
      const { channel, message } = ownMessage(state, values, "update");
      const body = content(state, values);
      Object.assign(message, body, { edited: true });
      if (!body.blocks) delete message.blocks;
      ground.addStep({
        lane: "slack-out",
        text: `${where(state, channel)}, changed in place: ${short(body.text)}`,
        detail: message,
      });
      return { channel: channel.id, ts: message.ts, text: message.text, message: asApi(message) };
    },
    "chat.delete"(values: Values) {
      const { channel, message } = ownMessage(state, values, "delete");
      ground.books.takesAway({ channel: channel.id, thread: message.thread_ts }, firstButton(message.blocks));
      ground.addStep({
        lane: "slack-out",
        text: `${where(state, channel)}: a message is taken away`,
        detail: { ...message },
      });
      if (state.messages.some((one) => one.channel === channel.id && one.thread_ts === message.ts)) {
        // Slack leaves a tombstone if a thread hangs on it.
        message.text = "This message was deleted.";
        delete message.blocks;
        delete message.files;
      } else {
        state.messages.splice(state.messages.indexOf(message), 1);
      }
      ground.changed();
      return { channel: channel.id, ts: message.ts };
    },
    "chat.postEphemeral"(values: Values) {
      const channel = channelIn(state, values);
      const member = state.members.find((one) => one.id === asText(values.user));
      if (!member) throw new SlackError("user_not_in_channel");
      const body = content(state, values);
      const ephemeral = {
        channel: channel.id,
        user: BOT_USER,
        visible_to: member.id,
        ...body,
        ...threadIn(state, channel.id, values),
      };
      const message = putMessage(ground, state, ephemeral);
      ground.addStep({
        lane: "slack-out",
        text: `Only ${member.name} sees: ${short(body.text)}`,
        detail: message,
      });
      return { message_ts: message.ts };
    },
  };
}

/** Text and blocks of a message. @throws SlackError no_text, msg_too_long, invalid_blocks */
function content(state: SlackState, values: Values): { text: string; blocks?: KnownBlock[] } {
  const text = asText(values.text) ?? "";
  const blocks = unfold(values.blocks);
  if (blocks !== undefined && blocks !== "") {
    const errors = checkBlocks(blocks, "message", fileKnown(state));
    if (errors.length > 0) throw new SlackError("invalid_blocks", errors);
  }
  const list = Array.isArray(blocks) && blocks.length > 0 ? withBlockIds(blocks as KnownBlock[]) : undefined;
  if (text === "" && !list) throw new SlackError("no_text");
  if (text.length > MAX_TEXT) throw new SlackError("msg_too_long");
  return { text, ...(list ? { blocks: list } : {}) };
}

function where(state: SlackState, channel: { id: string; name: string }): string {
  const member = memberOfDirect(state, channel.id);
  return member ? `To ${member.name}` : `In #${channel.name}`;
}

function ownMessage(
  state: SlackState,
  values: Values,
  verb: "update" | "delete",
): { channel: { id: string; name: string }; message: SlackMessage } {
  const channel = channelIn(state, values);
  const message = findMessage(state, channel.id, asText(values.ts) ?? "");
  if (!message || message.visible_to) throw new SlackError("message_not_found");
  if (message.user !== BOT_USER) throw new SlackError(`cant_${verb}_message`);
  return { channel, message };
}

function threadIn(state: SlackState, channel: string, values: Values): { thread_ts?: string } {
  const thread = asText(values.thread_ts);
  if (thread === undefined || thread === "") return {};
  const parent = findMessage(state, channel, thread);
  if (!parent) throw new SlackError("thread_not_found");
  return { thread_ts: parent.thread_ts ?? thread };
}

/** The data of the first button: a card keeps it, whatever else changes. */
function firstButton(blocks: KnownBlock[] = []): string | undefined {
  const elements = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
  const button = elements.find((element) => element.type === "button");
  return button?.type === "button" ? button.value : undefined;
}

/** Blocks as the app sent them: the ids that we added are not part of their content. */
function withoutIds(blocks: KnownBlock[] = []): unknown[] {
  return blocks.map(({ block_id: _id, ...block }) => block);
}
