import * as z from "zod/mini";
import type { FormRef } from "../core/model/input.ts";

/**
 * The parts of Slack's payloads that we read. Everything else Slack sends is dropped, so names, e-mail addresses and
 * message texts from the workspace get no further than this.
 */

export const commandSchema = z.object({
  command: z.string(),
  text: z._default(z.string(), ""),
  user_id: z.string(),
  channel_id: z.optional(z.string()),
  channel_name: z.optional(z.string()),
  trigger_id: z.string(),
  response_url: z.optional(z.string()),
});

const user = z.object({ id: z.string() });
const option = z.object({ value: z.optional(z.string()) });

/** Slack sends null for fields left empty. */
const elementState = z.object({
  type: z.string(),
  value: z.nullish(z.string()),
  selected_date: z.nullish(z.string()),
  selected_option: z.nullish(option),
  selected_options: z.nullish(z.array(option)),
  selected_user: z.nullish(z.string()),
  selected_users: z.nullish(z.array(z.string())),
});
export type ElementState = z.infer<typeof elementState>;

const view = z.object({
  id: z.string(),
  hash: z._default(z.string(), ""),
  type: z.string(),
  private_metadata: z._default(z.string(), ""),
  state: z.optional(z.object({ values: z.record(z.string(), z.record(z.string(), elementState)) })),
});
export type View = z.infer<typeof view>;

const action = z.object({
  type: z.string(),
  action_id: z.string(),
  action_ts: z.optional(z.string()),
  value: z.nullish(z.string()),
  selected_option: z.nullish(option),
});
export type Action = z.infer<typeof action>;

export const interactionSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("block_actions"),
    user,
    trigger_id: z.optional(z.string()),
    response_url: z.optional(z.string()),
    channel: z.nullish(z.object({ id: z.string() })),
    container: z.optional(z.object({ channel_id: z.optional(z.string()) })),
    view: z.optional(view),
    actions: z.array(action),
  }),
  z.object({ type: z.literal("view_submission"), user, trigger_id: z.optional(z.string()), view }),
  z.object({
    type: z.literal("block_suggestion"),
    user,
    block_id: z.string(),
    value: z._default(z.string(), ""),
    view: z.optional(view),
  }),
]);
export type Interaction = z.infer<typeof interactionSchema>;

export const challengeSchema = z.object({ type: z.literal("url_verification"), challenge: z.string() });

export const homeOpenedSchema = z.object({
  type: z.literal("event_callback"),
  event_id: z.string(),
  event: z.object({ type: z.literal("app_home_opened"), tab: z.literal("home"), user: z.string() }),
});

/** Just enough of a payload to name one that is not handled. */
export const anySchema = z.object({
  type: z.optional(z.string()),
  event: z.optional(z.object({ type: z.string() })),
});

const formRefSchema: z.ZodMiniType<FormRef> = z.object({
  instrument: z.string(),
  form: z.string(),
  ref: z.optional(z.string()),
  seen: z.optional(z.string()),
});

/** Identifies a form from its metadata; undefined when it is not ours. */
export function readFormRef(metadata: string): FormRef | undefined {
  try {
    const parsed = formRefSchema.safeParse(JSON.parse(metadata));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
