/** The Web API: each method gives its result or throws Slack's error code. */
import type { KnownBlock } from "@slack/types";
import type { Member, SlackMessage } from "./api.ts";
import type { Ground } from "./ground.ts";
import { asNumber, asText, isTrue, unfold } from "./request-body.ts";
import { short } from "./short.ts";
import { checkBlocks } from "./slack-blocks.ts";
import { SlackError } from "./slack-error.ts";
import { createFileMethods } from "./slack-files.ts";
import {
  APP,
  asApi,
  BOT_ID,
  BOT_USER,
  directChannel,
  findChannel,
  findMessage,
  memberOfDirect,
  putMessage,
  type SlackState,
  TEAM,
  withBlockIds,
} from "./slack-state.ts";
import { createViewMethods } from "./slack-views.ts";

type Values = Record<string, unknown>;

/** Slack refuses longer texts. */
const MAX_TEXT = 40_000;

export function createSlackMethods(ground: Ground, state: SlackState) {
  const knownFile = (id: string) => state.files.get(id)?.complete === true;

  function channelIn(values: Values): { id: string; name: string } {
    const channel = findChannel(state, asText(values.channel) ?? "");
    if (!channel) throw new SlackError("channel_not_found");
    return channel;
  }

  /** Text and blocks of a message. @throws SlackError no_text, msg_too_long, invalid_blocks */
  function content(values: Values): { text: string; blocks?: KnownBlock[] } {
    const text = asText(values.text) ?? "";
    const blocks = unfold(values.blocks);
    if (blocks !== undefined && blocks !== "") {
      const errors = checkBlocks(blocks, "message", knownFile);
      if (errors.length > 0) throw new SlackError("invalid_blocks", errors);
    }
    const list =
      Array.isArray(blocks) && blocks.length > 0 ? withBlockIds(blocks as KnownBlock[]) : undefined;
    if (text === "" && !list) throw new SlackError("no_text");
    if (text.length > MAX_TEXT) throw new SlackError("msg_too_long");
    return { text, ...(list ? { blocks: list } : {}) };
  }

  function where(channel: { id: string; name: string }): string {
    const member = memberOfDirect(state, channel.id);
    return member ? `To ${member.name}` : `In #${channel.name}`;
  }

  function ownMessage(
    values: Values,
    verb: "update" | "delete",
  ): { channel: { id: string; name: string }; message: SlackMessage } {
    const channel = channelIn(values);
    const message = findMessage(state, channel.id, asText(values.ts) ?? "");
    if (!message || message.visible_to) throw new SlackError("message_not_found");
    if (message.user !== BOT_USER) throw new SlackError(`cant_${verb}_message`);
    return { channel, message };
  }

  function threadIn(channel: string, values: Values): { thread_ts?: string } {
    const thread = asText(values.thread_ts);
    if (thread === undefined || thread === "") return {};
    const parent = findMessage(state, channel, thread);
    if (!parent) throw new SlackError("thread_not_found");
    return { thread_ts: parent.thread_ts ?? thread };
  }

  const showMember = (member: Member, withLocale: boolean) => ({
    id: member.id,
    team_id: TEAM,
    name: member.name.toLowerCase(),
    real_name: member.name,
    deleted: false,
    is_bot: member.is_bot === true,
    is_restricted: member.is_restricted === true,
    is_ultra_restricted: false,
    profile: { real_name: member.name, display_name: member.name },
    tz: "Europe/Amsterdam",
    ...(withLocale ? { locale: member.locale } : {}),
  });
  const showChannel = (channel: SlackState["channels"][number]) => ({
    id: channel.id,
    name: channel.name,
    is_channel: true,
    is_member: true,
    is_archived: false,
    is_private: false,
    topic: { value: channel.topic ?? "" },
  });

  return {
    "auth.test": () => ({
      url: "https://playground.slack.com/",
      team: `Gemeente ${ground.settings.municipality}`,
      user: ground.settings.bot.username,
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: BOT_ID,
      is_enterprise_install: false,
    }),
    "api.test": () => ({}),
    "chat.postMessage"(values: Values) {
      const channel = channelIn(values);
      const body = content(values);
      const message = putMessage(ground, state, {
        channel: channel.id,
        user: BOT_USER,
        ...body,
        ...threadIn(channel.id, values),
      });
      const place = `${channel.id} ${message.thread_ts ?? ""}`;
      ground.books.posts(place, [body.text, withoutIds(body.blocks)], firstButton(body.blocks));
      const thread = message.thread_ts ? ", in a thread" : "";
      ground.addStep({
        lane: "slack-out",
        text: `${where(channel)}${thread}: ${short(body.text)}`,
        detail: message,
      });
      return { channel: channel.id, ts: message.ts, message: asApi(message) };
    },
    "chat.update"(values: Values) {
      const { channel, message } = ownMessage(values, "update");
      const body = content(values);
      Object.assign(message, body, { edited: true });
      if (!body.blocks) delete message.blocks;
      ground.addStep({
        lane: "slack-out",
        text: `${where(channel)}, changed in place: ${short(body.text)}`,
        detail: message,
      });
      return { channel: channel.id, ts: message.ts, text: message.text, message: asApi(message) };
    },
    "chat.delete"(values: Values) {
      const { channel, message } = ownMessage(values, "delete");
      ground.addStep({
        lane: "slack-out",
        text: `${where(channel)}: a message is taken away`,
        detail: { ...message },
      });
      if (state.messages.some((one) => one.channel === channel.id && one.thread_ts === message.ts)) {
        // Slack leaves a stone where a thread hangs on it.
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
      const channel = channelIn(values);
      const member = state.members.find((one) => one.id === asText(values.user));
      if (!member) throw new SlackError("user_not_in_channel");
      const body = content(values);
      const ephemeral = {
        channel: channel.id,
        user: BOT_USER,
        visible_to: member.id,
        ...body,
        ...threadIn(channel.id, values),
      };
      const message = putMessage(ground, state, ephemeral);
      ground.addStep({
        lane: "slack-out",
        text: `Only ${member.name} sees: ${short(body.text)}`,
        detail: message,
      });
      return { message_ts: message.ts };
    },
    "conversations.open"(values: Values) {
      const member = state.members.find(
        (one) => one.id === (asText(values.users) ?? "").split(",")[0] && !one.is_bot,
      );
      if (!member) throw new SlackError("user_not_found");
      return { channel: { id: directChannel(member.id) } };
    },
    "conversations.list"(values: Values) {
      const start = asNumber(values.cursor) ?? 0;
      const end = start + Math.min(asNumber(values.limit) ?? 100, 1000);
      const next = end < state.channels.length ? String(end) : "";
      return {
        channels: state.channels.slice(start, end).map(showChannel),
        response_metadata: { next_cursor: next },
      };
    },
    "conversations.info"(values: Values) {
      const id = asText(values.channel) ?? "";
      const channel = state.channels.find((one) => one.id === id);
      if (channel) return { channel: showChannel(channel) };
      const member = memberOfDirect(state, id);
      if (!member) throw new SlackError("channel_not_found");
      return { channel: { id, is_im: true, user: member.id } };
    },
    "conversations.join"(values: Values) {
      const channel = state.channels.find((one) => one.id === asText(values.channel));
      if (!channel) throw new SlackError("channel_not_found");
      return { channel: showChannel(channel) };
    },
    "conversations.members"(values: Values) {
      channelIn(values);
      return { members: state.members.map((member) => member.id), response_metadata: { next_cursor: "" } };
    },
    "users.info"(values: Values) {
      const member = state.members.find((one) => one.id === asText(values.user));
      if (!member) throw new SlackError("user_not_found");
      return { user: showMember(member, isTrue(values.include_locale)) };
    },
    "users.list": (values: Values) => ({
      members: state.members.map((member) => showMember(member, isTrue(values.include_locale))),
      response_metadata: { next_cursor: "" },
    }),
    "bots.info": () => ({
      bot: { id: BOT_ID, app_id: APP, user_id: BOT_USER, name: ground.settings.bot.name },
    }),
    ...createViewMethods(ground, state, knownFile),
    ...createFileMethods(ground, state),
  };
}

/** What the first button carries: a card keeps it, whatever else changes. */
function firstButton(blocks: KnownBlock[] = []): string | undefined {
  const elements = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
  const button = elements.find((element) => element.type === "button");
  return button?.type === "button" ? button.value : undefined;
}

/** Blocks as the app gave them: the ids that we made up are not part of what they say. */
function withoutIds(blocks: KnownBlock[] = []): unknown[] {
  return blocks.map(({ block_id: _id, ...block }) => block);
}
