import { type Message, say } from "../model/message.ts";
import type { Context } from "../turn.ts";

/**
 * Tells a resident who writes about a decision of the town that this is not a formal objection, so that nobody misses
 * its time limit unknowingly (Algemene wet bestuursrecht, articles 3:16 and 6:7: six weeks).
 * @param words what she wrote
 */
export function formalWay(words: string, { phrases, town }: Pick<Context, "phrases" | "town">): Message[] {
  return phrases.formal(words) ? [say("common:formal", { website: town.contact.website })] : [];
}
