import type { OfficialInput, ResidentInput } from "../core/model/input.ts";
import type { Language } from "../core/model/message.ts";
import type { Effect } from "../core/turn.ts";
import type { BroadcastPart } from "./outbox.ts";
import type { Companion, Row } from "./rows.ts";
import type { NoticeInQueue } from "./store.ts";

/** An input from a resident's chat. */
export interface FromChat {
  readonly input: ResidentInput;
  readonly channel: "telegram";
  /** The chat's address in clear text; only here and in the adapter. */
  readonly chat: string;
  readonly pressed?: { readonly message: number; readonly callback: string };
}

/** The immediate response to an official's act. */
export type Immediate = Extract<Effect, { do: "open" | "whisper" | "found" | "home" }>;

/** The loop, as its entry points see it. */
export interface App {
  resident(from: FromChat): Promise<void>;
  official(input: OfficialInput): Promise<{ effects: readonly Immediate[]; language: Language }>;
  /**
   * Stores an input that could not be handled, sealed, and tells the person that people will look at it.
   * @param chat whose it is, when nothing else could be read
   */
  setAside(body: string, error: unknown, from?: FromChat, chat?: string): Promise<void>;
  /** From the table's stream. */
  react(
    changes: readonly {
      readonly row: Row;
      readonly isNew: boolean;
      readonly before?: Row | undefined;
      /** What a commit of it left to the stream. */
      readonly pending?: readonly Companion[] | undefined;
    }[],
  ): Promise<void>;
  /**
   * Delivers a notice.
   * @param attempt how many times the queue has handed it out, including this one
   * @param timeLeft milliseconds until the process is ended
   * @param along what waits next for the same reader, in order, none of it tried before
   * @returns how many of those, from the first on, were delivered in the same message
   * @throws Wait when it has to be tried later, or whatever prevented delivery
   */
  deliver(
    ref: NoticeInQueue,
    attempt?: number,
    timeLeft?: () => number,
    along?: readonly NoticeInQueue[],
  ): Promise<number>;
  /**
   * Counts or sends one part of a broadcast.
   * @param timeLeft milliseconds this run may still take
   * @param attempt how many times the queue has handed it out, including this one
   * @throws Wait when the rest has to be done later
   */
  broadcast(part: BroadcastPart, timeLeft: () => number, attempt?: number): Promise<void>;
  /**
   * One tick of the clock: handles everything that is due, as far as time allows.
   * @param timeLeft milliseconds this tick may still take; unlimited without it
   * @returns how many timers were handled
   */
  tick(timeLeft?: () => number): Promise<number>;
}
