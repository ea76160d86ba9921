import { type Api, HttpError } from "grammy";
import type { Media } from "../core/model/screen.ts";
import { Undeliverable, Wait } from "../ports/errors.ts";
import { ask, refused, withoutToken } from "./errors.ts";
import { MAX_DOWNLOAD_BYTES } from "./inbound.ts";

const TELEGRAM = "https://api.telegram.org";

/**
 * Our limit on one download: Telegram's 20 MB over a slow line. Downloads happen while a notice is delivered, never
 * while somebody waits for a reply.
 */
const DOWNLOAD_MILLISECONDS = 20_000;

/**
 * Downloads a photo or recording exactly as sent: a picture sent "as a file" still has its EXIF data. Neither its name
 * nor its sender can be trusted about what it is.
 * @throws Undeliverable when it is gone or over Telegram's 20 MB, Wait, HttpError when Telegram could not be reached
 */
export async function download(api: Api, fetch: typeof globalThis.fetch, media: Media): Promise<Uint8Array> {
  const { source } = media;
  if (source === undefined) throw new Undeliverable("not at Telegram");
  const file = await ask(api.token, () => whereabouts(api, source));
  if ((file.file_size ?? 0) > MAX_DOWNLOAD_BYTES) throw new Undeliverable("too large");
  if (!file.file_path) throw new Undeliverable("gone");
  const root = api.options?.apiRoot ?? TELEGRAM;
  return await bring(`${root}/file/bot${api.token}/${encodeURI(file.file_path)}`, fetch, api.token);
}

async function whereabouts(api: Api, source: string) {
  try {
    return await api.raw.getFile({ file_id: source });
  } catch (error) {
    if (refused(error, /too big/i)) throw new Undeliverable("too large");
    // "wrong file_id or the file is temporarily unavailable": Telegram does not say which, and a card
    // without its photo is better than a card that never comes.
    if (refused(error, /./)) throw new Undeliverable("gone");
    throw error;
  }
}

async function bring(url: string, fetch: typeof globalThis.fetch, token: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MILLISECONDS) });
    if (response.ok) return await upToLimit(response);
    await response.body?.cancel();
    if (response.status === 429 || response.status >= 500)
      throw new Wait(Number(response.headers.get("retry-after")) || 2);
    throw new Undeliverable("gone");
  } catch (error) {
    if (error instanceof Undeliverable || error instanceof Wait) throw error;
    throw new HttpError("Network request for a file failed!", withoutToken(error, token));
  }
}

/** Reads up to the limit, counting along the way, because the announced size is only a claim. */
async function upToLimit(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_DOWNLOAD_BYTES) throw new Undeliverable("too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
