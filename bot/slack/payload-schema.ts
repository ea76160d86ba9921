import * as z from "zod";
import type { FormRef } from "../core/model/input.ts";

/**
 * The parts of Slack's payloads that we read. Everything else Slack sends is dropped, so names, e-mail addresses and
 * message texts from the workspace get no further than this.
 */

export const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(""),
  user_id: z.string(),
  channel_id: z.string().optional(),
  channel_name: z.string().optional(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});

const user = z.object({ id: z.string() });
const option = z.object({ value: z.string().optional() });

/** Slack sends null for fields left empty. */
const elementState = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
});
export type ElementState = z.infer<typeof elementState>;

const view = z.object({
  id: z.string(),
  hash: z.string().default(""),
  type: z.string(),
  private_metadata: z.string().default(""),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), elementState)) }).optional(),
});
export type View = z.infer<typeof view>;

const action = z.object({
  type: z.string(),
  action_id: z.string(),
  action_ts: z.string().optional(),
  value: z.string().nullish(),
  selected_option: option.nullish(),
});
export type Action = z.infer<typeof action>;

export const interactionSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("block_actions"),
    user,
    trigger_id: z.string().optional(),
    response_url: z.string().optional(),
    channel: z.object({ id: z.string() }).nullish(),
    container: z.object({ channel_id: z.string().optional() }).optional(),
    view: view.optional(),
    actions: z.array(action),
  }),
  z.object({ type: z.literal("view_submission"), user, trigger_id: z.string().optional(), view }),
  z.object({
    type: z.literal("block_suggestion"),
    user,
    block_id: z.string(),
    value: z.string().default(""),
    view: view.optional(),
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
  type: z.string().optional(),
  event: z.object({ type: z.string() }).optional(),
});

const formRefSchema: z.ZodType<FormRef> = z.object({
  instrument: z.string(),
  form: z.string(),
  ref: z.string().optional(),
  seen: z.string().optional(),
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
