import { createHash } from "node:crypto";
import type { Instant } from "../core/calendar/time.ts";
import { parseWellFormed } from "../core/model/characters.ts";
import type { OfficialInput } from "../core/model/input.ts";
import { decodePress } from "./action-value.ts";
import { withEmoji } from "./emoji.ts";
import {
  type Action,
  anySchema,
  challengeSchema,
  commandSchema,
  type ElementState,
  homeOpenedSchema,
  type Interaction,
  interactionSchema,
  readFormRef,
  type View,
} from "./payload-schema.ts";

/** A parsed request from Slack. Slack redelivers what was not answered in time, with the same ids. */
export type Payload = Arrival | { readonly challenge: string } | { readonly ignored: string };

export interface Arrival {
  readonly input: OfficialInput;
  /** Slack's trigger id: opens one form, within 3 seconds. */
  readonly trigger?: string;
  /** The form or start page where it happened. */
  readonly view?: { readonly id: string; readonly hash: string };
  /** True when it happened in a form, so that the response to this request can change that form. */
  readonly modal?: boolean;
  /** Field names of a submitted form, in order: an error can be shown at one of them. */
  readonly fields?: readonly string[];
  /** Accepts up to 5 private replies within 30 minutes, even in channels the app is not a member of. */
  readonly responseUrl?: string;
}

/** A request Slack itself would not send. Answered with 400 and not stored. */
export class BadPayload extends Error {
  override name = "BadPayload";
}

/**
 * Reads a request from Slack whose signature has been checked.
 *
 * @param contentType header `content-type`; JSON for events, a form for commands and interactions
 * @param rawBody decoded if the gateway had encoded it as base64
 * @throws BadPayload when the body cannot be read
 */
export function readPayload(contentType: string | undefined, rawBody: string, now: Instant): Payload {
  const kind = contentType?.split(";")[0]?.trim().toLowerCase();
  if (kind === "application/json") return readEvent(parseJson(rawBody), now);
  if (kind !== "application/x-www-form-urlencoded") throw new BadPayload("neither JSON nor a form");
  const form = new URLSearchParams(rawBody);
  const payload = form.get("payload");
  if (payload !== null) return readInteraction(parseJson(payload), now);
  if (form.has("command")) return readCommand(Object.fromEntries(form), now);
  // Slack sends this occasionally to check the certificate.
  if (form.has("ssl_check")) return { ignored: "ssl_check" };
  throw new BadPayload("a form without a command or payload");
}

/**
 * Reads an event, which comes as JSON. Messages between officials are not ours to read: thread replies stay internal.
 */
export function readEvent(data: unknown, now: Instant): Payload {
  const challenge = challengeSchema.safeParse(data);
  if (challenge.success) return { challenge: challenge.data.challenge };
  const opened = homeOpenedSchema.safeParse(data);
  if (opened.success) {
    const { event, event_id } = opened.data;
    return { input: { type: "opened_home", id: event_id, at: now, official: event.user } };
  }
  const other = anySchema.safeParse(data);
  if (!other.success) throw new BadPayload("not an event");
  return { ignored: other.data.event?.type ?? other.data.type ?? "unknown" };
}

/** Reads a slash command, which comes as form fields. */
export function readCommand(data: unknown, now: Instant): Payload {
  const parsed = commandSchema.safeParse(data);
  if (!parsed.success) throw new BadPayload("a command with parts missing", { cause: parsed.error });
  const { command, text, user_id, channel_id, channel_name, trigger_id, response_url } = parsed.data;
  return {
    input: {
      type: "commanded",
      id: trigger_id,
      at: now,
      official: user_id,
      ...(channel_id ? { channel: channel_id } : {}),
      ...roomNamed(channel_id, channel_name),
      command: command.replace(/^\//, ""),
      rest: asTyped(text),
    },
    trigger: trigger_id,
    ...(response_url ? { responseUrl: response_url } : {}),
  };
}

/**
 * The name and kind of the channel a command was given in. Slack names public channels only: every direct message is
 * called "directmessage", every private channel "privategroup", and a group message "mpdm-" followed by its members'
 * names.
 */
function roomNamed(id = "", name = ""): Pick<OfficialInput, "channelName" | "channelKind"> {
  if (name === "directmessage" || id.startsWith("D")) return { channelKind: "direct" };
  if (name.startsWith("mpdm-")) return { channelKind: "group" };
  if (name === "privategroup") return { channelKind: "private" };
  return name ? { channelName: name } : {};
}

/** Reads a button press, a submitted form, or text typed in a search field. */
export function readInteraction(data: unknown, now: Instant): Payload {
  const parsed = interactionSchema.safeParse(data);
  if (parsed.success) return fromInteraction(parsed.data, now);
  const type = anySchema.safeParse(data).data?.type;
  if (type === undefined) throw new BadPayload("an interaction without a type");
  if (handled.has(type)) throw new BadPayload(`a ${type} with parts missing`, { cause: parsed.error });
  return { ignored: type };
}

const handled: ReadonlySet<string> = new Set(["block_actions", "view_submission", "block_suggestion"]);

function fromInteraction(payload: Interaction, now: Instant): Payload {
  switch (payload.type) {
    case "block_actions":
      return fromAction(payload, now);
    case "view_submission":
      return fromSubmission(payload, now);
    case "block_suggestion":
      return fromSuggestion(payload, now);
  }
}

function fromAction(payload: Extract<Interaction, { type: "block_actions" }>, now: Instant): Payload {
  const action = payload.actions.find((one) => one.type === "button" || one.type === "overflow");
  // Choosing a date or an option in a form means nothing yet: the form is submitted as a whole.
  if (!action) return { ignored: "input" };
  const value = pressed(action);
  if (value === undefined) return { ignored: "link" };
  const press = decodePress(value);
  if (!press) return { ignored: "unknown button" };
  const channel = payload.channel?.id ?? payload.container?.channel_id;
  return {
    input: {
      type: "chose",
      id: payload.trigger_id ?? [payload.user.id, action.action_id, action.action_ts].join(":"),
      at: now,
      official: payload.user.id,
      ...(channel ? { channel } : {}),
      press,
    },
    ...(payload.trigger_id ? { trigger: payload.trigger_id } : {}),
    ...(payload.view ? { view: seenView(payload.view), modal: payload.view.type === "modal" } : {}),
    ...(payload.response_url ? { responseUrl: payload.response_url } : {}),
  };
}

/** The value of an action, if any; buttons that only open a link carry none. */
function pressed(action: Action): string | undefined {
  return (action.type === "overflow" ? action.selected_option?.value : action.value) ?? undefined;
}

function fromSubmission(payload: Extract<Interaction, { type: "view_submission" }>, now: Instant): Payload {
  const { view, user, trigger_id } = payload;
  const form = readFormRef(view.private_metadata);
  if (!form) return { ignored: "unknown form" };
  return {
    input: {
      type: "submitted",
      id: `${view.id}:${view.hash}`,
      at: now,
      official: user.id,
      form,
      values: filledIn(view),
    },
    ...(trigger_id ? { trigger: trigger_id } : {}),
    view: seenView(view),
    modal: true,
    fields: Object.keys(view.state?.values ?? {}),
  };
}

function fromSuggestion(payload: Extract<Interaction, { type: "block_suggestion" }>, now: Instant): Payload {
  const { view, user, block_id, value } = payload;
  const form = view && readFormRef(view.private_metadata);
  if (!view || !form) return { ignored: "unknown form" };
  // Slack gives a search no id. The words are hashed because ids are logged.
  const words = createHash("sha256").update(value).digest("hex").slice(0, 16);
  return {
    input: {
      type: "searched",
      id: [view.id, view.hash, block_id, words].join(":"),
      at: now,
      official: user.id,
      form,
      field: block_id,
      words: withEmoji(value),
    },
    view: seenView(view),
    modal: view.type === "modal",
  };
}

function seenView(view: View): { id: string; hash: string } {
  return { id: view.id, hash: view.hash };
}

/** The values filled in, as typed; a field with only white space counts as empty. */
function filledIn(view: View): Record<string, string | readonly string[]> {
  const values: [string, string | readonly string[]][] = [];
  for (const [field, elements] of Object.entries(view.state?.values ?? {})) {
    for (const element of Object.values(elements)) {
      const value = chosenIn(element);
      if (value === undefined) continue;
      if (typeof value === "string" ? value.trim() !== "" : value.length > 0) values.push([field, value]);
    }
  }
  return Object.fromEntries(values);
}

function chosenIn(element: ElementState): string | readonly string[] | undefined {
  switch (element.type) {
    case "plain_text_input":
      return element.value == null ? undefined : withEmoji(element.value);
    case "datepicker":
      return element.selected_date ?? undefined;
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return element.selected_option?.value;
    case "checkboxes":
    case "multi_static_select":
      return element.selected_options?.flatMap((one) => one.value ?? []);
    case "users_select":
      return element.selected_user ?? undefined;
    case "multi_users_select":
      return element.selected_users ?? undefined;
    default:
      return undefined;
  }
}

/**
 * Restores text as typed. In commands Slack escapes `& < >`, to tell real mentions (`<@U…>`, `<#C…>`) from typed ones,
 * and replaces emoji by their names.
 */
function asTyped(text: string): string {
  return withEmoji(text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
}

function parseJson(text: string): unknown {
  try {
    return parseWellFormed(text);
  } catch (cause) {
    // The parser's message quotes the text, which may contain somebody's words.
    throw new BadPayload("JSON that cannot be read", cause instanceof Error ? { cause: cause.name } : {});
  }
}
