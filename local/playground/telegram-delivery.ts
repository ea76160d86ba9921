import type { Update } from "@grammyjs/types";

export type UpdateKind = "message" | "edited_message" | "callback_query" | "my_chat_member";
export type UpdateContent = Omit<Update, "update_id">;

/** The outcome: taken by the bot (after this many attempts), or dropped by Telegram. */
export interface Delivery {
  delivered: boolean;
  attempts: number;
}

/** An update in its queue. */
export interface Waiting {
  update: Update;
  kind: UpdateKind;
  chat: number;
  words: string;
  expires: number;
  settle: (delivery: Delivery) => void;
}

export interface WebhookSettings {
  secret?: string;
  allowed?: string[];
  lastError?: { at: number; text: string };
}
