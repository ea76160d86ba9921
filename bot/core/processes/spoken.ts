import * as z from "zod/mini";
import type { Localized } from "../model/message.ts";
import { type Media, mediaSchema } from "../model/screen.ts";

/** Words that were spoken: a recording is an answer like any other, and nobody has written it down yet. */

/** Where recordings and photos are kept that came as words, one or several: no language has this name. */
export const VOICE = "$media";

/** The words and the recordings of a value that was asked as words. */
export function wordsAndMedia(value: unknown): {
  readonly words: Localized;
  readonly media: readonly Media[];
} {
  const { [VOICE]: media, ...words } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const read = z.union([mediaSchema, z.array(mediaSchema)]).safeParse(media);
  return { words: words as Localized, media: read.success ? [read.data].flat() : [] };
}
