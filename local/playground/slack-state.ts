/** What Slack stores about the workspace. */
import { randomBytes } from "node:crypto";
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import type { Member, SlackMessage, SlackValue, Workspace } from "./api.ts";
import { type Ground, Problem } from "./ground.ts";

export const TEAM = "T0PLAYGROUND";
export const APP = "A0SAMENSPEL";
export const BOT_USER = "U0SAMENSPEL";
export const BOT_ID = "B0SAMENSPEL";

/** A modal that is open for somebody. */
export interface OpenView {
  id: string;
  view: ModalView;
  hash: string;
  root: string;
  previous?: string;
  errors?: Record<string, string>;
}

/** The address for responding to a pressed button later: five times, within half an hour. */
export interface Response {
  member: string;
  channel: string;
  ts?: string;
  thread?: string;
  at: number;
  uses: number;
}

export interface SlackFile {
  id: string;
  name: string;
  length: number;
  alt?: string;
  title?: string;
  complete: boolean;
}

export interface SlackState {
  members: Member[];
  channels: Workspace["channels"];
  messages: SlackMessage[];
  modals: Map<string, OpenView[]>;
  homes: Map<string, { id: string; view: HomeView; hash: string }>;
  triggers: Map<string, { member: string; at: number; used: boolean }>;
  responses: Map<string, Response>;
  files: Map<string, SlackFile>;
  lastTs: number;
}

export function createSlackState(ground: Ground): SlackState {
  const bot: Member = { id: BOT_USER, name: ground.settings.bot.name, locale: "nl-NL", is_bot: true };
  return {
    members: [...ground.settings.members.filter((member) => member.id !== BOT_USER), bot],
    channels: ground.settings.channels.map((channel) => ({
      ...channel,
      name: channel.name.replace(/^#/, ""),
    })),
    messages: [],
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responses: new Map(),
    files: new Map(),
    lastTs: 0,
  };
}

/** A new timestamp in Slack's format, later than all before: "1767225600.000100". */
export function nextTs(ground: Ground, state: SlackState): string {
  const micro = Math.max(Math.floor(ground.now()) * 1000, state.lastTs + 1);
  state.lastTs = micro;
  const text = String(micro);
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
}

/** The direct message channel between a member and the app. */
export function directChannel(member: string): string {
  return `D${member.slice(1)}`;
}

export function memberOfDirect(state: SlackState, channel: string): Member | undefined {
  return state.members.find((member) => !member.is_bot && directChannel(member.id) === channel);
}

/** Finds a channel by id, "#name", name or member id. @returns the channel's id and name */
export function findChannel(
  state: SlackState,
  given: string,
): { id: string; name: string; is_private?: boolean } | undefined {
  const name = given.replace(/^#/, "");
  const channel = state.channels.find((one) => one.id === given || one.name === name);
  if (channel) return channel;
  const member = memberOfDirect(state, given) ?? state.members.find((one) => one.id === given && !one.is_bot);
  return member && { id: directChannel(member.id), name: "directmessage" };
}

/** @throws Problem when nobody has this id */
export function memberOf(state: SlackState, id: string): Member {
  const member = state.members.find((one) => one.id === id);
  if (!member || member.is_bot) throw new Problem(`There is no member ${id} in this workspace.`);
  return member;
}

export function findMessage(state: SlackState, channel: string, ts: string): SlackMessage | undefined {
  return state.messages.find((message) => message.channel === channel && message.ts === ts);
}

export function putMessage(
  ground: Ground,
  state: SlackState,
  message: Omit<SlackMessage, "ts">,
): SlackMessage {
  const member = memberOfDirect(state, message.channel);
  const put: SlackMessage = {
    ...message,
    ts: nextTs(ground, state),
    ...(member ? { dm_with: member.id } : {}),
  };
  state.messages.push(put);
  ground.changed();
  return put;
}

/** Slack gives a block an id if the app gave none. */
export function withBlockIds(blocks: KnownBlock[]): KnownBlock[] {
  return blocks.map((block) =>
    block.block_id ? block : { ...block, block_id: randomBytes(3).toString("hex") },
  );
}

/** A message as Slack's API and payloads show it. */
export function asApi(message: SlackMessage): Record<string, unknown> {
  const { channel: _channel, visible_to, dm_with: _dm, edited, files, ...rest } = message;
  const fromBot = message.user === BOT_USER;
  return {
    type: "message",
    ...rest,
    ...(fromBot ? { bot_id: BOT_ID, app_id: APP } : {}),
    team: TEAM,
    ...(visible_to ? { is_ephemeral: true } : {}),
    ...(edited ? { edited: { user: message.user, ts: message.ts } } : {}),
    ...(files
      ? {
          files: files.map((file) => ({
            id: file.id,
            name: file.name,
            mimetype: file.mimetype,
            alt_txt: file.alt,
          })),
        }
      : {}),
  };
}

export function newTrigger(ground: Ground, state: SlackState, member: string): string {
  const id = `${state.triggers.size + 1}.${TEAM}.${randomBytes(8).toString("hex")}`;
  state.triggers.set(id, { member, at: ground.now(), used: false });
  return id;
}

export function newViewId(): string {
  return `V0${randomBytes(5).toString("hex").toUpperCase()}`;
}

export function newHash(ground: Ground): string {
  return `${Math.floor(ground.now() / 1000)}.${randomBytes(4).toString("hex")}`;
}

/** The values of the modals' inputs, by block and action; an untouched one has its initial value. */
export function viewState(
  view: { blocks: readonly unknown[] },
  given: Record<string, Record<string, SlackValue>> = {},
): Record<string, Record<string, SlackValue>> {
  const values: Record<string, Record<string, SlackValue>> = {};
  for (const one of view.blocks) {
    const block = one as {
      type: string;
      block_id?: string;
      element?: InputElement;
      elements?: InputElement[];
    };
    const elements =
      block.type === "input" && block.element
        ? [block.element]
        : block.type === "actions"
          ? (block.elements ?? [])
          : [];
    for (const element of elements) {
      if (!block.block_id || !element.action_id || element.type === "button" || element.type === "overflow")
        continue;
      const own = values[block.block_id] ?? {};
      own[element.action_id] = given[block.block_id]?.[element.action_id] ?? untouched(element);
      values[block.block_id] = own;
    }
  }
  for (const [block, actions] of Object.entries(given)) values[block] = { ...actions, ...values[block] };
  return values;
}

interface InputElement {
  type: string;
  action_id?: string;
  initial_value?: string;
  initial_date?: string;
  initial_option?: SlackValue["selected_option"];
  initial_options?: SlackValue["selected_options"];
  initial_user?: string;
  initial_users?: string[];
}

function untouched(element: InputElement): SlackValue {
  const { type } = element;
  if (/text_input$|^number_input$/.test(type)) return { type, value: element.initial_value ?? null };
  if (type === "datepicker") return { type, selected_date: element.initial_date ?? null };
  if (type === "users_select") return { type, selected_user: element.initial_user ?? null };
  if (type === "multi_users_select") return { type, selected_users: element.initial_users ?? [] };
  if (type === "checkboxes" || type.startsWith("multi_"))
    return { type, selected_options: element.initial_options ?? [] };
  return { type, selected_option: element.initial_option ?? null };
}

/** Whether an input is empty. */
export function isEmpty(value: SlackValue | undefined): boolean {
  if (!value) return true;
  const { type: _type, ...held } = value;
  return Object.values(held).every(
    (one) => one === null || one === undefined || one === "" || (Array.isArray(one) && one.length === 0),
  );
}

/** Whether a block may show this file: it has been uploaded completely. */
export function fileKnown(state: SlackState): (id: string) => boolean {
  return (id) => state.files.get(id)?.complete === true;
}
