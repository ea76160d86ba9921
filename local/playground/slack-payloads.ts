/** What Slack tells an app about who acted, and where. */
import { randomBytes } from "node:crypto";
import type { SlackMessage } from "./api.ts";
import { type Ground, Problem } from "./ground.ts";
import type { Values } from "./slack-form.ts";
import { APP, asApi, findChannel, findMessage, memberOf, type SlackState, TEAM } from "./slack-state.ts";
import { showView } from "./slack-views.ts";

export function createPayloads(ground: Ground, state: SlackState) {
  function common(member: string): Record<string, unknown> {
    const { name } = memberOf(state, member);
    return {
      user: { id: member, username: name.toLowerCase(), name: name.toLowerCase(), team_id: TEAM },
      team: { id: TEAM, domain: "playground" },
      api_app_id: APP,
      token: "playground",
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  function responseUrl(member: string, channel: string, message?: SlackMessage): string {
    const id = randomBytes(9).toString("base64url");
    const thread = message?.thread_ts;
    state.responses.set(id, {
      member,
      channel,
      ...(message ? { ts: message.ts } : {}),
      ...(thread ? { thread } : {}),
      at: ground.now(),
      uses: 0,
    });
    return `${ground.origin}/slack/response/${id}`;
  }

  /** Describes where a button was pressed. */
  function place(
    member: string,
    at: string,
    channel: string | undefined,
    values?: Values,
  ): { payload: Record<string, unknown>; blocks: unknown } {
    if (at === "home") {
      const home = state.homes.get(member);
      if (!home) throw new Problem("This home is still empty.");
      const view = showView({ ...home, root: home.id }, values);
      return { payload: { container: { type: "view", view_id: home.id }, view }, blocks: home.view.blocks };
    }
    const open = state.modals.get(member)?.find((one) => one.id === at);
    if (open) {
      return {
        payload: { container: { type: "view", view_id: open.id }, view: showView(open, values) },
        blocks: open.view.blocks,
      };
    }
    const found = channel === undefined ? undefined : findChannel(state, channel);
    const message = found
      ? findMessage(state, found.id, at)
      : state.messages.find(
          (one) => one.ts === at && (one.visible_to === undefined || one.visible_to === member),
        );
    if (!message || (message.visible_to && message.visible_to !== member))
      throw new Problem("That message is gone.");
    const where = findChannel(state, message.channel) ?? { id: message.channel, name: "directmessage" };
    return {
      payload: {
        container: {
          type: "message",
          message_ts: message.ts,
          channel_id: message.channel,
          is_ephemeral: message.visible_to !== undefined,
          ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
        },
        channel: where,
        // Slack leaves out the ephemeral message itself.
        ...(message.visible_to ? {} : { message: asApi(message) }),
        state: { values: values ?? {} },
        response_url: responseUrl(member, message.channel, message),
      },
      blocks: message.blocks,
    };
  }

  return { common, responseUrl, place };
}
