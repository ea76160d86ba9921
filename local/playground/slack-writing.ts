/** Members write, or open the app's home: events, for which nobody in Slack waits. */
import { randomBytes } from "node:crypto";
import type { SlackMessage } from "./api.ts";
import { type Ground, Problem } from "./ground.ts";
import { short } from "./short.ts";
import type { Requests } from "./slack-requests.ts";
import {
  asApi,
  directChannel,
  findChannel,
  findMessage,
  memberOf,
  memberOfDirect,
  putMessage,
  type SlackState,
} from "./slack-state.ts";
import { showView } from "./slack-views.ts";

export function createSlackWriting(ground: Ground, state: SlackState, requests: Requests) {
  return {
    home(member: string): { taken: Promise<boolean> } {
      const { name } = memberOf(state, member);
      const home = state.homes.get(member);
      const view = home ? { view: showView({ ...home, root: home.id }) } : {};
      const event = {
        type: "app_home_opened",
        user: member,
        channel: directChannel(member),
        tab: "home",
        ...view,
      };
      return { taken: requests.event(event, `${name} opens the app's home`) };
    },

    message(
      member: string,
      channelGiven: string,
      text: string,
      thread?: string,
    ): { message: SlackMessage; taken: Promise<boolean> } {
      const channel = findChannel(state, channelGiven);
      if (!channel) throw new Problem("There is no such channel.");
      if (text.trim() === "") throw new Problem("There is nothing to send yet.");
      if (thread !== undefined && !findMessage(state, channel.id, thread))
        throw new Problem("That thread is gone.");
      const escaped = text.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      const { name } = memberOf(state, member);
      const message = putMessage(ground, state, {
        channel: channel.id,
        user: member,
        text: escaped,
        ...(thread ? { thread_ts: thread } : {}),
      });
      const type = memberOfDirect(state, channel.id) ? "im" : "channel";
      const event = {
        ...asApi(message),
        channel: channel.id,
        channel_type: type,
        client_msg_id: randomBytes(16).toString("hex"),
      };
      const words = `${name} writes ${thread ? "in a thread" : `in #${channel.name}`}: “${short(text)}”`;
      return { message, taken: requests.event(event, words) };
    },
  };
}
