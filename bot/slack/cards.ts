import type { Workplace } from "../ports/workplace.ts";
import { needed } from "./answers.ts";
import { type CardMessage, cardMessage, withoutPhotos } from "./blocks.ts";
import { ask, ensureDeleted, refusal } from "./errors.ts";
import { type Posting, quiet } from "./messages.ts";

/** Posts cards in a channel and updates them in place. */
export function cards({
  client,
  words,
  turn,
}: Posting): Pick<Workplace, "postCard" | "updateCard" | "removeMessage"> {
  return {
    async postCard(channel, card, files, language) {
      await turn(channel);
      const message = cardMessage(card, files, words, language);
      const posted = await withPhotosIfPossible(message, (one) =>
        client.chat.postMessage({ channel, ...one, ...quiet }),
      );
      return { channel: needed(posted.channel, "channel"), ts: needed(posted.ts, "ts") };
    },

    async updateCard(at, card, files, language) {
      const message = cardMessage(card, files, words, language);
      await withPhotosIfPossible(message, (one) =>
        client.chat.update({ channel: at.channel, ts: at.ts, ...one, parse: "none" }),
      );
    },

    async removeMessage(channel, ts) {
      await ensureDeleted(client.chat.delete({ channel, ts }), ["message_not_found", "channel_not_found"]);
    },
  };
}

/**
 * Posts a card with its photos, or without them when Slack rejects a photo that is not ready yet; the photos are in its
 * thread in any case.
 */
async function withPhotosIfPossible<T>(
  message: CardMessage,
  call: (message: CardMessage) => Promise<T>,
): Promise<T> {
  const bare = withoutPhotos(message);
  try {
    return await ask(call(message));
  } catch (error) {
    if (refusal(error) !== "invalid_blocks" || bare.blocks.length === message.blocks.length) throw error;
    return await ask(call(bare));
  }
}
