import { createContext, useContext } from "react";
import type { Member, SlackMessage, SlackPress } from "../../api.ts";
import type { Values } from "./fields.ts";

/** The member who looks at Slack, and what she can do with what she sees. */
export interface Desk {
  me: Member;
  bot: Member;
  /**
   * Reports a press on a message (its ts), on "home" or in a modal (its id), in the last case with what is filled in.
   */
  press: (at: string, action: SlackPress, channel?: string, values?: Values) => Promise<unknown>;
  openThread: (message: SlackMessage) => void;
  /** The address of a Slack file's bytes. */
  fileUrl: (file: { id?: string; url?: string }) => string;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk outside Slack");
  return desk;
}

/** Where a block is: a message's ts, "home", or a modal's id. */
export interface Place {
  at: string;
  channel?: string;
}

/** What is open in the middle of the workspace. */
export type Open = { at: "channel"; id: string } | { at: "home" } | { at: "app" };

export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

export function isReply(message: SlackMessage): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

export function sentAt(ts: string): Date {
  return new Date(Number(ts) * 1000);
}
