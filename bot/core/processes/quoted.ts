import { type Message, say } from "../model/message.ts";

/**
 * A resident's words in a message to many: the row of the broadcast keeps only where they are. They are looked up when it
 * is sent, so that nothing of hers stays in it, and nothing goes out that she had erased meanwhile.
 */

/** Reads as "what somebody wrote" wherever nothing is looked up, or nothing is there any more. */
const QUOTED = "common:process.quoted";

export interface Quoted {
  /** The number of an item, or of a process. */
  readonly of: string;
  /** Where it was filled in; absent: what the item says. */
  readonly row?: string;
  readonly field?: string;
}

export function quoted(where: Quoted): Message {
  return say(QUOTED, { ...where });
}

/** What a parameter of a text quotes; undefined when it quotes nothing. */
export function quotedIn(param: unknown): Quoted | undefined {
  const { key, params } = ((typeof param === "object" ? param : undefined) ?? {}) as Partial<Message>;
  // Only `quoted` makes a message of this name.
  return key === QUOTED ? (params as unknown as Quoted) : undefined;
}
