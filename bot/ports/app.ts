import type { OfficialInput, ResidentInput } from "../core/model/input.ts";
import type { Language } from "../core/model/message.ts";
import type { Effect } from "../core/turn.ts";
import type { BroadcastPart } from "./outbox.ts";
import type { Row } from "./rows.ts";
import type { NoticeRef } from "./store.ts";

/** What came in from a resident's chat. */
export interface FromChat {
  readonly input: ResidentInput;
  readonly channel: "telegram";
  /** The chat's address in clear text; only here and in the adapter. */
  readonly chat: string;
  readonly pressed?: { readonly message: number; readonly callback: string };
}

/** What an official's act brings back at once. */
export type Immediate = Extract<Effect, { do: "open" | "whisper" | "found" | "home" }>;

/** The loop, as the doors see it. */
export interface App {
  resident(from: FromChat): Promise<void>;
  official(input: OfficialInput): Promise<{ effects: readonly Immediate[]; language: Language }>;
  /**
   * Something that could not be handled: kept sealed, and the person is told that people will look at it.
   * @param chat whose it is, when nothing but that could be read
   */
  setAside(body: string, error: unknown, from?: FromChat, chat?: string): Promise<void>;
  /** From the table's stream. */
  react(changes: readonly { row: Row; isNew: boolean; before?: Row | undefined }[]): Promise<void>;
  /**
   * @param attempt how often the queue has given it out, this time included
   * @param timeLeft milliseconds after which the process is ended
   * @throws Wait when it has to be tried later, or whatever kept it from being delivered
   */
  deliver(ref: NoticeRef, attempt?: number, timeLeft?: () => number): Promise<void>;
  /**
   * Counts or sends one part of a broadcast.
   * @param timeLeft milliseconds that this run may still take
   * @param attempt how often the queue has given it out, this time included
   * @throws Wait when the rest has to be done later
   */
  broadcast(part: BroadcastPart, timeLeft: () => number, attempt?: number): Promise<void>;
  /**
   * One ring of the clock: everything whose moment has come, as far as there is time.
   * @param timeLeft milliseconds that this ring may still take; without it there is no end to them
   * @returns how many timers were handled
   */
  tick(timeLeft?: () => number): Promise<number>;
}
