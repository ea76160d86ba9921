import * as z from "zod/mini";

/**
 * The parts of Slack's app manifest (version 1) that ours uses: which fields exist, which are required, and how long
 * each may be. They follow the schema Slack publishes at github.com/slackapi/manifest-schema
 * (schemas/manifest.schema.1.0.0.json, read in November 2026). It is not on npm, so it is transcribed here; fields that
 * Slack has but we do not use are rejected.
 */

const text = (least: number, most: number) => z.string().check(z.minLength(least), z.maxLength(most));
const address = (most: number) =>
  z.string().check(z.regex(/^https:\/\//, "must start with https://"), z.maxLength(most));
const names = (most: number) => z.array(z.string().check(z.maxLength(50))).check(z.maxLength(most));

export const manifestShape = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1), minor_version: z.int() }),
  display_information: z.strictObject({ name: text(1, 35), description: text(1, 140) }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(1, 80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(2, 32).check(z.regex(/^\//, "must start with /")),
          url: z.optional(address(3000)),
          description: text(1, 2000),
          usage_hint: z.optional(text(1, 1000)),
          should_escape: z.optional(z.boolean()),
        }),
      )
      .check(z.minLength(1), z.maxLength(50)),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: names(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: z.optional(address(3500)),
      bot_events: names(100).check(
        z.refine((events) => new Set(events).size === events.length, "names one twice"),
      ),
    }),
    interactivity: z.strictObject({
      is_enabled: z.boolean(),
      request_url: z.optional(address(3500)),
      message_menu_options_url: z.optional(address(3500)),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});
