import type { Message } from "grammy/types";
import * as z from "zod/mini";

/** The parts of Telegram's `Update` (Bot API 10.3) that we read. Everything else is ignored. */

const userSchema = z.object({
  id: z.number(),
  is_bot: z.optional(z.boolean()),
  language_code: z.optional(z.string()),
});
const chatSchema = z.object({ id: z.number(), type: z.string() });
const fileSchema = z.object({
  file_id: z.string().check(z.minLength(1)),
  file_size: z.optional(z.number()),
  mime_type: z.optional(z.string()),
});
export type TelegramFile = z.infer<typeof fileSchema>;

const recordingSchema = z.extend(fileSchema, { duration: z.optional(z.number()) });
const locationSchema = z.object({
  latitude: z.number().check(z.minimum(-90), z.maximum(90)),
  longitude: z.number().check(z.minimum(-180), z.maximum(180)),
});

/** The possible contents of a message. */
const contents = {
  message_id: z.int(),
  from: z.optional(userSchema),
  text: z.optional(z.string()),
  caption: z.optional(z.string()),
  media_group_id: z.optional(z.string()),
  photo: z.optional(z.array(z.extend(fileSchema, { width: z.number(), height: z.number() }))),
  voice: z.optional(recordingSchema),
  audio: z.optional(recordingSchema),
  document: z.optional(fileSchema),
};
const contentSchema = z.looseObject(contents);
export type TelegramContent = z.infer<typeof contentSchema>;

/** Loose, because the names of its fields show what a message is. */
const messageSchema = z.looseObject({
  ...contents,
  chat: chatSchema,
  /** When it was sent, in seconds since 1970. */
  date: z.catch(z.optional(z.int().check(z.minimum(0), z.maximum(4_102_444_800))), undefined),
  /** Set when sent through an inline bot, by a bot on somebody's behalf, or by Telegram itself while she was away. */
  via_bot: z.optional(userSchema),
  sender_business_bot: z.optional(userSchema),
  is_from_offline: z.optional(z.boolean()),
  forward_origin: z.optional(z.looseObject({ type: z.string(), sender_user: z.optional(userSchema) })),
  reply_to_message: z.optional(contentSchema),
  location: z.optional(locationSchema),
  venue: z.optional(z.object({ location: locationSchema, title: z.string(), address: z.string() })),
});
export type TelegramMessage = z.infer<typeof messageSchema>;

const updateSchema = z.object({
  update_id: z.int(),
  message: z.optional(messageSchema),
  edited_message: z.optional(messageSchema),
  callback_query: z.optional(
    z.object({
      id: z.string(),
      from: userSchema,
      message: z.optional(messageSchema),
      data: z.optional(z.string()),
    }),
  ),
  my_chat_member: z.optional(
    z.object({ chat: chatSchema, from: userSchema, new_chat_member: z.object({ status: z.string() }) }),
  ),
});
export type TelegramUpdate = z.infer<typeof updateSchema>;

/** A body that is not a Telegram update. Names the invalid fields, never their content. */
export class BadUpdate extends Error {
  override name = "BadUpdate";
}

/** @throws BadUpdate */
export function parseUpdate(body: unknown): TelegramUpdate {
  const parsed = updateSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join(".") || "the body");
  throw new BadUpdate(`not an update: ${[...new Set(fields)].slice(0, 5).join(", ")}`);
}

const hasChat = z.catch(z.optional(z.object({ chat: z.object({ id: z.int() }) })), undefined);
const whoseSchema = z.object({
  message: hasChat,
  edited_message: hasChat,
  callback_query: z.catch(z.optional(z.object({ message: hasChat })), undefined),
  my_chat_member: hasChat,
});

/** The chat an update came from, even if nothing else in it can be read. */
export function chatIn(body: unknown): string | undefined {
  const parsed = whoseSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { message, edited_message, callback_query, my_chat_member } = parsed.data;
  const chat = (message ?? edited_message ?? callback_query?.message ?? my_chat_member)?.chat;
  return chat && String(chat.id);
}

/**
 * Fields of Telegram's service messages: nobody said anything, so nobody gets a reply. Content on neither list is
 * answered with "I can't read this", because silence toward a person is worse than one message too many.
 */
const serviceFields = [
  "pinned_message",
  "message_auto_delete_timer_changed",
  "write_access_allowed",
  "chat_background_set",
  "connected_website",
  "users_shared",
  "chat_shared",
  "new_chat_members",
  "left_chat_member",
  "new_chat_title",
  "new_chat_photo",
  "delete_chat_photo",
  "group_chat_created",
  "supergroup_chat_created",
  "channel_chat_created",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
  "successful_payment",
  "refunded_payment",
  "passport_data",
  "proximity_alert_triggered",
  "boost_added",
  "forum_topic_created",
  "forum_topic_edited",
  "forum_topic_closed",
  "forum_topic_reopened",
  "general_forum_topic_hidden",
  "general_forum_topic_unhidden",
  "giveaway_created",
  "giveaway_completed",
  "gift",
  "gift_upgrade_sent",
  "unique_gift",
  "paid_message_price_changed",
  "direct_message_price_changed",
  "checklist_tasks_done",
  "checklist_tasks_added",
  "poll_option_added",
  "poll_option_deleted",
  "suggested_post_approved",
  "suggested_post_approval_failed",
  "suggested_post_declined",
  "suggested_post_paid",
  "suggested_post_refunded",
  "managed_bot_created",
  "chat_owner_left",
  "chat_owner_changed",
  "community_chat_added",
  "community_chat_removed",
  "community_chat_joined",
  "video_chat_scheduled",
  "video_chat_started",
  "video_chat_ended",
  "video_chat_participants_invited",
  "web_app_data",
] as const satisfies readonly (keyof Message)[];

export function isServiceMessage(message: TelegramMessage): boolean {
  return serviceFields.some((field) => message[field] !== undefined);
}
