/** What members do in Slack. Every action throws a Problem, in a plain sentence, when it fails for them. */
import { randomBytes } from "node:crypto";
import type { KnownBlock, ModalView } from "@slack/types";
import type { SlackMessage, SlackPress } from "./api.ts";
import { type Ground, Problem } from "./ground.ts";
import { asRecord, asText } from "./request-body.ts";
import { short } from "./short.ts";
import { checkBlocks, checkView } from "./slack-blocks.ts";
import { findByValue, findElement, missingInputs, type Values } from "./slack-form.ts";
import { createPayloads } from "./slack-payloads.ts";
import { type Answer, inWords, type Requests } from "./slack-requests.ts";
import {
  APP,
  asApi,
  BOT_USER,
  directChannel,
  findChannel,
  findMessage,
  memberOf,
  memberOfDirect,
  newHash,
  newTrigger,
  type OpenView,
  putMessage,
  type SlackState,
  TEAM,
  viewState,
  withBlockIds,
} from "./slack-state.ts";
import { pushView, showView } from "./slack-views.ts";

type Option = { text: { type: string; text: string }; value: string };

export function createMembers(ground: Ground, state: SlackState, requests: Requests) {
  const { common, responseUrl, place } = createPayloads(ground, state);
  const knownFile = (id: string) => state.files.get(id)?.complete === true;
  const name = (id: string) => memberOf(state, id).name;

  /** @throws Problem unless the app took it in time */
  function taken(answer: Answer): Extract<Answer, { kind: "answered" }> {
    if (answer.kind === "answered" && answer.status === 200) return answer;
    const words = inWords(answer);
    ground.addStep({ lane: "slack-in", text: words });
    throw new Problem(`${words}.`);
  }

  function modalOf(member: string, id: string): { open: OpenView; stack: OpenView[] } {
    const stack = state.modals.get(member) ?? [];
    const open = stack.find((one) => one.id === id);
    if (!open) throw new Problem("That form is no longer open.");
    return { open, stack };
  }

  function closeTop(member: string, open: OpenView): void {
    const left = (state.modals.get(member) ?? []).filter((one) => one !== open);
    if (left.length > 0) state.modals.set(member, left);
    else state.modals.delete(member);
    ground.changed();
  }

  /** Answers `update`, `push`, `clear`, `errors`. @throws Problem when Slack could not make sense of it */
  function follow(member: string, open: OpenView, body: Record<string, unknown>): void {
    const trouble = (detail: unknown): never => {
      ground.addStep({ lane: "slack-in", text: "Slack cannot use the app's answer to the form", detail });
      throw new Problem("We had some trouble connecting. Try again?");
    };
    const readView = (): ModalView => {
      const errors = checkView(body.view, knownFile);
      if (errors.length > 0) trouble(errors);
      const view = asRecord(body.view);
      return { ...view, blocks: withBlockIds(view.blocks as KnownBlock[]) } as ModalView;
    };
    switch (body.response_action) {
      case undefined:
        closeTop(member, open);
        return;
      case "clear":
        state.modals.delete(member);
        ground.changed();
        return;
      case "update":
        Object.assign(open, { view: readView(), hash: newHash(ground), errors: undefined });
        ground.changed();
        return;
      case "push":
        pushView(ground, state, member, readView());
        return;
      case "errors": {
        const errors = asRecord(body.errors) as Record<string, string>;
        const inputs = new Set(
          open.view.blocks.flatMap((block) => (block.type === "input" ? [block.block_id] : [])),
        );
        if (Object.keys(errors).length === 0 || Object.keys(errors).some((id) => !inputs.has(id)))
          trouble(errors);
        open.errors = errors;
        ground.addStep({
          lane: "slack-in",
          text: `The form is sent back: ${Object.values(errors).join(" ")}`,
          detail: errors,
        });
        return;
      }
      default:
        trouble(body);
    }
  }

  return {
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
      taken(answer);
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
        // Slack tells the name of a public channel only.
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
      const body = asRecord(answer.json);
      const words = asText(body.text) ?? (answer.json === undefined ? answer.body.trim() : "");
      if (words !== "" || Array.isArray(body.blocks)) {
        const errors = body.blocks === undefined ? [] : checkBlocks(body.blocks, "message", knownFile);
        if (errors.length > 0) throw new Problem(`Slack cannot show the answer: ${errors.join(", ")}`);
        putMessage(ground, state, {
          channel: channel.id,
          user: BOT_USER,
          text: words,
          ...(Array.isArray(body.blocks) ? { blocks: withBlockIds(body.blocks as KnownBlock[]) } : {}),
          ...(body.response_type === "in_channel" ? {} : { visible_to: member }),
        });
      }
    },

    async submit(member: string, modal: string, values: Values): Promise<void> {
      const { open, stack } = modalOf(member, modal);
      if (stack.at(-1) !== open) throw new Problem("Another form lies on top of this one.");
      const filled = viewState(open.view, values);
      const missing = missingInputs(open.view, filled);
      if (Object.keys(missing).length > 0) {
        open.errors = missing;
        ground.changed();
        throw new Problem("Some fields of the form still need attention.");
      }
      ground.addStep({
        lane: "slack-in",
        text: `${name(member)} submits “${open.view.title.text}”`,
        detail: filled,
      });
      open.errors = undefined;
      const answer = await requests.interaction({
        type: "view_submission",
        ...common(member),
        trigger_id: newTrigger(ground, state, member),
        view: showView(open, values),
        response_urls: [],
      });
      follow(member, open, asRecord(taken(answer).json));
    },

    /** The close button: only the top form goes. */
    async close(member: string, modal: string): Promise<void> {
      const { open } = modalOf(member, modal);
      closeTop(member, open);
      if (open.view.notify_on_close !== true) return;
      ground.addStep({ lane: "slack-in", text: `${name(member)} closes “${open.view.title.text}”` });
      taken(
        await requests.interaction({
          type: "view_closed",
          ...common(member),
          view: showView(open),
          is_cleared: false,
        }),
      );
    },

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

    async options(
      member: string,
      modal: string,
      block_id: string,
      action_id: string,
      value: string,
    ): Promise<Option[]> {
      const { open } = modalOf(member, modal);
      const answer = await requests.interaction({
        type: "block_suggestion",
        ...common(member),
        container: { type: "view", view_id: open.id },
        view: showView(open),
        action_id,
        block_id,
        value,
      });
      const body = asRecord(taken(answer).json);
      const groups = Array.isArray(body.option_groups)
        ? body.option_groups.flatMap((group) => asRecord(group).options)
        : undefined;
      const list = groups ?? body.options;
      if (!Array.isArray(list)) throw new Problem("The app gave no options.");
      const select = { type: "static_select", action_id, options: list };
      const errors =
        list.length === 0 ? [] : checkBlocks([{ type: "actions", elements: [select] }], "modal", () => true);
      if (errors.length > 0) throw new Problem(`Slack cannot show these options: ${errors.join(", ")}`);
      return list as Option[];
    },
  };
}
