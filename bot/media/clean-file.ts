import type { Media } from "../core/model/screen.ts";
import { type Format, UnreadableFile } from "./bytes.ts";
import { jpeg } from "./jpeg.ts";
import { mp3 } from "./mp3.ts";
import { mp4 } from "./mp4.ts";
import { ogg } from "./ogg.ts";
import { png } from "./png.ts";
import { wav } from "./wav.ts";
import { webp } from "./webp.ts";

export { UnreadableFile } from "./bytes.ts";

/**
 * Photos and recordings without the personal data that phones hide in them: place, time, owner, thumbnails. The format
 * of a file is determined by its bytes, never by what the sender calls it. Nothing is re-encoded: every format has a
 * list of what is kept, and everything else goes, including anything after its end. A format that is not on this list,
 * or a file that cannot be read to its end, is refused.
 *
 * The pixels and the sound themselves stay as they are: a face is still a face, and a voice can be recognised.
 */
const formats: readonly Format[] = [jpeg, png, webp, ogg, mp3, mp4, wav];

/** Bytes. The largest file of each kind. Telegram gives bots no more than this. */
const MOST: Readonly<Record<Media["kind"], number>> = { photo: 20 * 1024 * 1024, voice: 20 * 1024 * 1024 };

/** A file that may be kept and passed on, with our own name for its format. */
export interface CleanFile {
  readonly bytes: Uint8Array;
  /** MIME type */
  readonly type: string;
  /** File extension, without a dot. */
  readonly extension: string;
}

/**
 * @param kind what it was sent as: a picture is not a recording, whatever it contains
 * @throws UnreadableFile for anything but a complete photo or recording in a format that can be cleaned
 */
export function cleanFile(kind: Media["kind"], bytes: Uint8Array): CleanFile {
  if (bytes.length > MOST[kind]) throw new UnreadableFile("This file is too large.");
  const format = formats.find((one) => one.kind === kind && one.starts(bytes));
  if (!format)
    throw new UnreadableFile(
      kind === "photo"
        ? "This is not a JPEG, PNG or WebP picture."
        : "This is not an Opus, MP3, M4A or WAV recording.",
    );
  return { bytes: format.clean(bytes), type: format.type, extension: format.extension };
}
