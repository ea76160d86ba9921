import type { ResidentId, VoterToken } from "../core/model/ids.ts";
import type { FromChat } from "./app.ts";

/** Encryption and pseudonyms for what must stay private: addresses, dead letters. */
export interface Secrecy {
  /** Finds a lane without revealing whose it is. */
  laneKey(channel: string, chat: string): string;
  /** The other names it may be stored under while keys are being rotated, newest first. Empty at any other time. */
  olderLaneKeys(channel: string, chat: string): readonly string[];
  /** A short text that outsiders cannot guess, the same for the same input. */
  derive(purpose: string, text: string): string;
  /** The same under each key, newest first: for what has to be found again after a key rotation. */
  deriveAll(purpose: string, text: string): readonly [string, ...string[]];
  seal(text: string): string;
  open(sealed: string): string;
  /** The same for bytes. The same bytes are sealed differently each time. @throws Error when it cannot be opened */
  sealBytes(bytes: Uint8Array): Uint8Array;
  openBytes(sealed: Uint8Array): Uint8Array;
}

/** What a store needs of it, for rows that somebody with access to the table must not be able to read. */
export type Seals = Pick<Secrecy, "sealBytes" | "openBytes">;

/**
 * The identity of a voter or respondent, as ballots and responses name her. Nobody can work it out without the town's
 * key, not even with the whole table.
 */
export interface VoterTokens {
  /**
   * The tokens that a chat's ballot or answers may be stored under, the one for a new ballot first. The others come
   * from earlier keys: what is stored under one of those stays there, so that she has one vote.
   */
  of(who: Pick<FromChat, "channel" | "chat">, process: string): readonly [VoterToken, ...VoterToken[]];
  /**
   * The values that mark a ballot as a resident's own, from the random id that she has until she erases herself; the
   * one for a new ballot first, the others from earlier keys.
   */
  lives(resident: ResidentId, process: string): readonly [string, ...string[]];
  /** The mark by which a ballot recognises an input it has handled; nobody else can tell which input that was. */
  repeat(input: string, process: string): string;
}
