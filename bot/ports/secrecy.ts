import type { FromChat } from "./app.ts";

/** Keeps what may not be read: addresses, dead letters. */
export interface Secrecy {
  /** Finds a lane without telling whose it is. */
  laneKey(channel: string, chat: string): string;
  /** Under which names it may lie as long as keys are being renewed, the newest first. None at any other time. */
  olderLaneKeys(channel: string, chat: string): readonly string[];
  /** A short text that cannot be guessed from the outside, the same for the same input. */
  derive(purpose: string, text: string): string;
  /** The same under each key, the newest first: for what has to be found again after keys were renewed. */
  deriveAll(purpose: string, text: string): readonly [string, ...string[]];
  seal(text: string): string;
  open(sealed: string): string;
  /** The same for what is no text. The same bytes are sealed differently each time. @throws Error when it cannot be opened */
  sealBytes(bytes: Uint8Array): Uint8Array;
  openBytes(sealed: Uint8Array): Uint8Array;
}

/** What a store needs of it, for rows that may not be read by whoever has the table. */
export type Seals = Pick<Secrecy, "sealBytes" | "openBytes">;

/**
 * Who voted or answered, as ballots and answers name her. Nobody can work this out without the town's key, also
 * nobody who has the whole table.
 */
export interface VoterTokens {
  /**
   * Under which tokens the ballot or the answers of a chat may lie, the one for a new ballot first. The others are of
   * earlier keys: what lies under one of those stays there, so that she has one vote.
   */
  of(who: Pick<FromChat, "channel" | "chat">, process: string): readonly [string, ...string[]];
  /**
   * By these a ballot is known as that of a resident, by the random id that she has until she erases herself; the one for
   * a new ballot first, the others of earlier keys.
   */
  lives(resident: string, process: string): readonly [string, ...string[]];
  /** By this a ballot recognises an input that it has had, and nobody else can tell which input that was. */
  repeat(input: string, process: string): string;
}
