/** Anything residents send that is not text: photos, recordings, places, stickers. */
import { randomBytes } from "node:crypto";
import type { Message } from "@grammyjs/types";
import { type Ground, Problem, readDataUrl } from "./ground.ts";
import { type Actor, type Deed, together } from "./telegram-deeds.ts";
import { documentOf, keepFile, photoSizes, voiceOf, withoutExif } from "./telegram-files.ts";
import { detectEntities } from "./telegram-html.ts";
import { MAX_CAPTION } from "./telegram-limits.ts";

const MAX_ALBUM = 10;

export function createSharing(ground: Ground, { acting, send }: Actor) {
  return {
    photo(resident: number, images: string[], options: { caption?: string; asFile?: boolean } = {}): Deed {
      const account = acting(resident);
      if (images.length === 0) throw new Problem("Choose a photo first.");
      if (images.length > MAX_ALBUM) throw new Problem(`An album holds at most ${MAX_ALBUM} photos.`);
      if ((options.caption?.length ?? 0) > MAX_CAPTION)
        throw new Problem("That text is too long to go with a photo.");
      const read = images.map(readDataUrl);
      const album = images.length > 1 ? { media_group_id: randomBytes(8).readBigUInt64BE().toString() } : {};
      const deeds = read.map(({ type, bytes }, index) => {
        const caption = index === 0 && options.caption?.trim() ? { caption: options.caption.trim() } : {};
        const entities = caption.caption ? detectEntities(caption.caption) : [];
        const words = { ...caption, ...(entities.length ? { caption_entities: entities } : {}), ...album };
        if (options.asFile) {
          const name = `IMG_${index + 1}.${type.split("/")[1] ?? "bin"}`;
          const file = keepFile(ground, "document", bytes, type, name);
          return send(
            account,
            { document: documentOf(ground, file), ...words },
            `${account.name} sends a file`,
          );
        }
        const file = keepFile(ground, "photo", withoutExif(bytes), type);
        const text = album.media_group_id
          ? `${account.name} sends photo ${index + 1} of ${images.length}`
          : `${account.name} sends a photo`;
        return send(account, { photo: photoSizes(ground, file), ...words }, text);
      });
      return together(deeds);
    },

    voice(resident: number, audio: string, duration: number): Deed {
      const account = acting(resident);
      const { bytes, type } = readDataUrl(audio);
      // Telegram's apps record Opus in Ogg; a browser may send WAV, and only the label tells them apart here.
      const file = keepFile(ground, "voice", bytes, type.split(";")[0] ?? "audio/ogg");
      const length = Math.max(1, Math.round(duration));
      return send(
        account,
        { voice: voiceOf(ground, file, length) },
        `${account.name} records ${length} seconds`,
      );
    },

    place(
      resident: number,
      latitude: number,
      longitude: number,
      venue: { title?: string; address?: string } = {},
    ): Deed {
      const account = acting(resident);
      if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180))
        throw new Problem("That is not a place on earth.");
      const location = { latitude, longitude };
      const { title, address } = venue;
      if (!title) return send(account, { location }, `${account.name} shares a place`);
      const content = { location, venue: { location, title, address: address ?? "" } };
      return send(account, content, `${account.name} shares the place “${title}”`);
    },

    sticker(resident: number, emoji: string): Deed {
      const account = acting(resident);
      const file = keepFile(ground, "sticker", new Uint8Array(), "image/webp");
      const sticker: Message["sticker"] = {
        file_id: file,
        file_unique_id: `u${file.slice(-14)}`,
        type: "regular",
        width: 512,
        height: 512,
        is_animated: false,
        is_video: false,
        emoji,
      };
      return send(account, { sticker }, `${account.name} sends the sticker ${emoji}`);
    },
  };
}
