import { asNumber, asText } from "./request-body.ts";
import { SlackError } from "./slack-error.ts";
import { directChannel, findChannel, memberOfDirect, type SlackState } from "./slack-state.ts";

type Values = Record<string, unknown>;

/** @throws SlackError channel_not_found */
export function channelIn(state: SlackState, values: Values): { id: string; name: string } {
  const channel = findChannel(state, asText(values.channel) ?? "");
  if (!channel) throw new SlackError("channel_not_found");
  return channel;
}

const showChannel = (channel: SlackState["channels"][number]) => ({
  id: channel.id,
  name: channel.name,
  is_channel: true,
  is_member: true,
  is_archived: false,
  is_private: false,
  topic: { value: channel.topic ?? "" },
});

export function createConversationMethods(state: SlackState) {
  return {
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
      channelIn(state, values);
      return { members: state.members.map((member) => member.id), response_metadata: { next_cursor: "" } };
    },
  };
}
