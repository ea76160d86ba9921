import { type Message, say } from "../model/message.ts";
import type { Context } from "../turn.ts";

/**
 * Who writes about a decision of the town reads that this is no formal objection, so that nobody misses the time limit of
 * one without knowing (Algemene wet bestuursrecht, articles 3:16 and 6:7: six weeks).
 * @param words what she told
 */
export function formalWay(words: string, { phrases, town }: Pick<Context, "phrases" | "town">): Message[] {
  return phrases.formal(words) ? [say("common:formal", { website: town.contact.website })] : [];
}
