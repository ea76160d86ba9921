import type { Card } from "../core/model/card.ts";
import { say } from "../core/model/message.ts";
import type { Posted } from "../core/model/notice.ts";
import type { Media } from "../core/model/screen.ts";
import { type CleanFile, cleanFile, UnreadableFile } from "../media/clean-file.ts";
import { commitSurely } from "../outbox/sure-commits.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { MISSING, ON_ITS_WAY } from "./desk-moves.ts";

/** Photos and recordings of a card: cleaned, stored in the bucket and shown in its thread. */

/** Characters of a photo's key in the bucket that distinguish it from others on the same card: 80 bits. */
const KEY = 20;

/** The card with the detected types of its files, whatever type they were sent as. */
export function typed(card: Card, { types }: Posted): Card {
  return { ...card, media: card.media.map((one) => ({ ...one, type: types?.[one.stored ?? ""] })) };
}

/** Gives each file its key in the bucket. The key is derived from the file, so storing it twice stores it once. */
export function withKeys({ secrecy }: Pick<Ports, "secrecy">, card: Card, id: string): Card {
  const keyed = card.media.map((one) => ({
    ...one,
    stored: one.stored ?? `media/${id}/${secrecy.derive("media", one.source ?? "").slice(0, KEY)}`,
  }));
  return { ...card, media: keyed };
}

export function createCardMedia({
  store,
  workplace,
  channel,
  media,
  log,
  town,
}: Pick<Ports, "store" | "workplace" | "channel" | "media" | "log" | "town">) {
  const townLanguage = town.languages[0] ?? "nl";

  /** Cleans photos and recordings, stores each in the bucket once and adds it to the card's thread. */
  async function addMedia(list: readonly Media[], before: Posted): Promise<Posted> {
    let posted = before;
    for (const [index, one] of list.entries()) {
      const key = one.stored;
      if (!key || (posted.files[key] && posted.files[key] !== ON_ITS_WAY)) continue;
      // Recorded before it is in the bucket: an erasure must find it, whatever happens in between.
      if (!posted.files[key]) posted = await withFile(posted, key, ON_ITS_WAY);
      const n = index + 1;
      try {
        const { bytes, type, extension } = await keep(one, key);
        const name = `${one.kind}-${n}.${extension}`;
        const alt = say(`officials:media.${one.kind}`, { n });
        const file = await workplace.upload(posted, { name, bytes, type, alt }, townLanguage);
        posted = await withFile({ ...posted, types: { ...posted.types, [key]: type } }, key, file);
      } catch (error) {
        await workplace.thread(posted, say(`officials:media.${whyMissing(error)}`, { n }), townLanguage);
        posted = await withFile(posted, key, MISSING);
      }
    }
    return posted;
  }

  /**
   * What the desk is told about a file it will not get. @throws an error that is no reason to go on without the file
   */
  function whyMissing(error: unknown): "refused" | "missing" {
    if (error instanceof UnreadableFile) {
      log.info("media_refused", { reason: error.message });
      return "refused";
    }
    if (!(error instanceof Undeliverable)) throw error;
    log.error("media_missing", error);
    return "missing";
  }

  async function withFile(before: Posted, key: string, file: string): Promise<Posted> {
    const posted = { ...before, files: { ...before.files, [key]: file } };
    await commitSurely(store, [{ put: posted }]);
    return posted;
  }

  /** Cleans a file already in the bucket as well: an earlier version may have stored it as received. */
  async function keep(one: Media, key: string): Promise<CleanFile> {
    const known = await media.get(key);
    const file = cleanFile(one.kind, known ?? (await channel.fetch(one)));
    if (!known) await media.put(key, file.bytes, file.type);
    return file;
  }

  return { addMedia };
}
