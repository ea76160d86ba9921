import type { KnownBlock } from "@slack/types";
import type { SlackPress } from "./api.ts";
import { type Ground, Problem } from "./ground.ts";
import { asRecord, asText } from "./request-body.ts";
import { short } from "./short.ts";
import { checkBlocks } from "./slack-blocks.ts";
import { findByValue, findElement, type Values } from "./slack-form.ts";
import { createForms } from "./slack-forms.ts";
import { createPayloads } from "./slack-payloads.ts";
import { type Answer, inWords, type Requests } from "./slack-requests.ts";
import {
  APP,
  BOT_USER,
  fileKnown,
  findChannel,
  memberOf,
  newTrigger,
  putMessage,
  type SlackState,
  TEAM,
  withBlockIds,
} from "./slack-state.ts";
import { taken } from "./slack-taken.ts";
import { createSlackWriting } from "./slack-writing.ts";

export function createMembers(ground: Ground, state: SlackState, requests: Requests) {
  const { common, responseUrl, place } = createPayloads(ground, state);
  const name = (id: string) => memberOf(state, id).name;

  return {
    ...createForms(ground, state, requests),
    ...createSlackWriting(ground, state, requests),

    async press(
      member: string,
      at: string,
      action: SlackPress,
      options: { channel?: string; values?: Values } = {},
    ): Promise<void> {
      const { payload, blocks } = place(member, at, options.channel, options.values);
      const element =
        findElement(blocks, action.block_id, action.action_id) ??
        findByValue(blocks, action.value ?? action.selected_option?.value);
      if (!element) throw new Problem("There is no such button here any more.");
      const label =
        asText(asRecord(element.text).text) ?? action.selected_option?.text.text ?? action.action_id;
      ground.addStep({ lane: "slack-in", text: `${name(member)} chooses “${short(label)}”`, detail: action });
      const answer = await requests.interaction({
        type: "block_actions",
        ...common(member),
        trigger_id: newTrigger(ground, state, member),
        ...payload,
        actions: [
          {
            ...(element.text === undefined ? {} : { text: element.text }),
            ...action,
            action_ts: String(ground.now() / 1000),
          },
        ],
      });
      taken(ground, answer);
    },

    async command(member: string, channelGiven: string, command: string, text: string): Promise<void> {
      const channel = findChannel(state, channelGiven);
      if (!channel) throw new Problem("There is no such channel.");
      if (!ground.settings.commands.some((one) => one.command === command))
        throw new Problem(`${command} is not a valid command.`);
      ground.addStep({ lane: "slack-in", text: `${name(member)} types ${command} ${short(text)}`.trim() });
      const answer = await requests.form({
        token: "playground",
        team_id: TEAM,
        team_domain: "playground",
        channel_id: channel.id,
        // Slack gives the name of a public channel only.
        channel_name: channel.is_private ? "privategroup" : channel.name,
        user_id: member,
        user_name: name(member).toLowerCase(),
        command,
        text,
        api_app_id: APP,
        is_enterprise_install: "false",
        response_url: responseUrl(member, channel.id),
        trigger_id: newTrigger(ground, state, member),
      });
      if (answer.kind !== "answered" || answer.status !== 200) {
        ground.addStep({ lane: "slack-in", text: inWords(answer) });
        const code = answer.kind === "timeout" ? "operation_timeout" : "dispatch_failed";
        throw new Problem(`${command} failed with the error "${code}". ${inWords(answer)}.`);
      }
      showAnswer(ground, state, channel.id, member, answer);
    },
  };
}

/**
 * Shows the app's response to a command: to its member only, or in the channel. @throws Problem when Slack cannot show
 * it
 */
function showAnswer(
  ground: Ground,
  state: SlackState,
  channel: string,
  member: string,
  answer: Extract<Answer, { kind: "answered" }>,
): void {
  const body = asRecord(answer.json);
  const words = asText(body.text) ?? (answer.json === undefined ? answer.body.trim() : "");
  if (words !== "" || Array.isArray(body.blocks)) {
    const errors = body.blocks === undefined ? [] : checkBlocks(body.blocks, "message", fileKnown(state));
    if (errors.length > 0) throw new Problem(`Slack cannot show the answer: ${errors.join(", ")}`);
    putMessage(ground, state, {
      channel,
      user: BOT_USER,
      text: words,
      ...(Array.isArray(body.blocks) ? { blocks: withBlockIds(body.blocks as KnownBlock[]) } : {}),
      ...(body.response_type === "in_channel" ? {} : { visible_to: member }),
    });
  }
}
