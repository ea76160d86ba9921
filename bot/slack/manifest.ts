import * as z from "zod/mini";
import { type Language, say } from "../core/model/message.ts";
import type { OrganiserCommand } from "../core/officials/commands.ts";
import type { Words } from "../text/words.ts";

/**
 * The bot scopes each Slack method requires (docs.slack.dev, "Scopes" of each method). The app asks for these and
 * nothing more: it cannot read any conversation between officials.
 */
export const methodScopes = {
  "auth.test": [],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "conversations.open": ["im:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.completeUploadExternal": ["files:write"],
  "files.delete": ["files:write"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
} as const satisfies Record<string, readonly string[]>;

/** All scopes of the app, in the order of the alphabet. */
export const botScopes = [...new Set<string>(["commands", ...Object.values(methodScopes).flat()])].sort();

/** The events the app subscribes to. Not messages: thread replies stay internal. */
const events = ["app_home_opened"];

/** A slash command as Slack lists it. */
export interface SlashCommand {
  /** With the slash. */
  readonly command: string;
  readonly description: string;
  /** What can be typed after it. */
  readonly hint?: string;
}

/**
 * The slash commands of the app: the office's own, and one for each way of taking part that an organiser can begin.
 * Slack shows them in one language only, so that is the town's own.
 * @param organisers from the registry, by `commandsOf`
 */
export function slashCommands(
  organisers: readonly OrganiserCommand[],
  words: Words,
  language: Language,
): readonly SlashCommand[] {
  const office = {
    command: "/samenspel",
    description: words.render(say("officials:samenspel.command"), language),
    hint: "help",
  };
  return [
    office,
    ...organisers.map(({ command, about }) => ({
      command: `/${command}`,
      description: words.render(about, language),
    })),
  ];
}

export interface ManifestOptions {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly SlashCommand[];
  /**
   * The address Slack posts everything to: events, buttons, forms, commands and searches. Not needed with Socket Mode.
   */
  readonly requestUrl?: string | undefined;
  /** Socket Mode is for trying things out locally; when deployed, Slack posts to `requestUrl`. */
  readonly socketMode?: boolean | undefined;
}

/** Slack's limits on the texts of a manifest. */
const optionsSchema = z
  .object({
    name: z.string().check(z.minLength(1), z.maxLength(35)),
    description: z.string().check(z.minLength(1), z.maxLength(140)),
    requestUrl: z.optional(z.url({ protocol: /^https$/ })),
    socketMode: z.optional(z.boolean()),
  })
  .check(
    z.refine(
      (one) => one.socketMode || one.requestUrl !== undefined,
      "a requestUrl is needed without Socket Mode",
    ),
  );

/**
 * Builds the manifest of the app that one municipality installs in its own workspace. Each has its own app: apps
 * distributed to several workspaces outside Slack's Marketplace get lower limits.
 */
export function slackManifest(options: ManifestOptions) {
  const { name, description, requestUrl, socketMode = false } = optionsSchema.parse(options);
  const { commands } = options;
  const url = socketMode ? undefined : requestUrl;
  const command = (name: string, about: string, hint: string | undefined) => ({
    command: name,
    description: about,
    ...(hint !== undefined && { usage_hint: hint }),
    // Members and channels mentioned in a command arrive as ids.
    should_escape: true,
    ...(url ? { url } : {}),
  });
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: { name, description },
    features: {
      // The messages tab only shows what the app sends; nothing typed there is read.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: name, always_online: true },
      slash_commands: [...commands.map((one) => command(one.command, one.description, one.hint))],
    },
    oauth_config: {
      scopes: { bot: botScopes },
    },
    settings: {
      event_subscriptions: { bot_events: events, ...(url ? { request_url: url } : {}) },
      interactivity: {
        is_enabled: true,
        ...(url ? { request_url: url, message_menu_options_url: url } : {}),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}
