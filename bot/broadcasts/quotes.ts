import * as z from "zod/mini";
import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import type { Message, Param } from "../core/model/message.ts";
import { isProcessId } from "../core/model/process.ts";
import { itemSchema } from "../core/processes/item.ts";
import { itemWords } from "../core/processes/item-words.ts";
import { type Quoted, quotedIn } from "../core/processes/quoted.ts";
import { wordsAndMedia } from "../core/processes/spoken.ts";
import { stageSchema } from "../core/processes/stage.ts";
import type { Ports } from "../ports/ports.ts";

/** The words of residents that a message to many quotes, looked up when it is sent. */

type Reads = Pick<Ports["store"], "contribution" | "process">;

/** What an item and a process both keep of what was filled in. */
const filledSchema = z.looseObject({ filled: stageSchema.shape.filled });

/** The broadcast with the words that are still there; whatever was erased reads as "what somebody wrote". */
export async function withQuotes(broadcast: Broadcast, store: Reads): Promise<Broadcast> {
  const { screen } = broadcast;
  if (!screen) return broadcast;
  const lines = await Promise.all(screen.lines.map((line) => filledIn(line, store)));
  return { ...broadcast, screen: { ...screen, lines } };
}

async function filledIn(line: Message, store: Reads): Promise<Message> {
  if (!line.params) return line;
  const params = await Promise.all(
    Object.entries(line.params).map(async ([name, param]): Promise<[string, Param]> => {
      const where = quotedIn(param);
      return [name, (where && (await wordsAt(where, store))) ?? param];
    }),
  );
  return { ...line, params: Object.fromEntries(params) };
}

async function wordsAt({ of, row, field }: Quoted, store: Reads): Promise<Param | undefined> {
  const found = isProcessId(of) ? await store.process(of) : await store.contribution(of);
  if (!found) return undefined;
  if (row === undefined || field === undefined) {
    const item = itemSchema.safeParse(found.state);
    return item.success && !item.data.erased ? itemWords(item.data) : undefined;
  }
  const read = filledSchema.safeParse(found.state);
  const value = read.success ? read.data.filled[row]?.values?.[field] : undefined;
  if (typeof value === "string") return value;
  const { words } = wordsAndMedia(value);
  return Object.keys(words).length > 0 ? { localized: words } : undefined;
}
