/** Photos, recordings and documents on Telegram's side. */
import { randomBytes } from "node:crypto";
import type { Document, PhotoSize, Voice } from "@grammyjs/types";
import type { Ground } from "./ground.ts";

export type FileKind = "photo" | "voice" | "document" | "sticker";

const FOLDERS: Record<FileKind, string> = {
  photo: "photos",
  voice: "voice",
  document: "documents",
  sticker: "stickers",
};

/** Stores bytes under a file id that only this playground knows. */
export function keepFile(
  ground: Ground,
  kind: FileKind,
  bytes: Uint8Array,
  type: string,
  name?: string,
): string {
  const id = `${kind}_${randomBytes(18).toString("base64url")}`;
  const extension = { photo: "jpg", voice: "oga", document: "bin", sticker: "webp" }[kind];
  ground.files.set(id, { id, name: name ?? `file_${ground.files.size}.${extension}`, type, bytes });
  return id;
}

export function kindOf(fileId: string): FileKind | undefined {
  const kind = fileId.split("_")[0];
  return kind === "photo" || kind === "voice" || kind === "document" || kind === "sticker" ? kind : undefined;
}

/** `photos/file_3.jpg`, as getFile returns it. It contains the id, so that the path can be resolved. */
export function filePath(ground: Ground, fileId: string): string {
  const kind = kindOf(fileId) ?? "document";
  const name = ground.files.get(fileId)?.name ?? "file";
  return `${FOLDERS[kind]}/${fileId}/${encodeURIComponent(name)}`;
}

export function fileAtPath(path: string): string | undefined {
  return path.split("/")[1];
}

function uniqueId(fileId: string): string {
  return `u${fileId.slice(-14)}`;
}

/** A photo in two sizes, smallest first. Both are the same bytes here. */
export function photoSizes(ground: Ground, fileId: string): PhotoSize[] {
  const bytes = ground.files.get(fileId)?.bytes ?? new Uint8Array();
  const { width, height } = imageSize(bytes);
  const small = Math.min(1, 320 / Math.max(width, height));
  const size = (factor: number, id: string): PhotoSize => ({
    file_id: id,
    file_unique_id: uniqueId(id) + (factor < 1 ? "s" : ""),
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
    file_size: bytes.length,
  });
  if (small === 1) return [size(1, fileId)];
  const smallId = `${fileId}-s`;
  const file = ground.files.get(fileId);
  if (file) ground.files.set(smallId, { ...file, id: smallId });
  return [size(small, smallId), size(1, fileId)];
}

export function voiceOf(ground: Ground, fileId: string, duration: number): Voice {
  const file = ground.files.get(fileId);
  return {
    file_id: fileId,
    file_unique_id: uniqueId(fileId),
    duration,
    mime_type: file?.type ?? "audio/ogg",
    file_size: file?.bytes.length ?? 0,
  };
}

export function documentOf(ground: Ground, fileId: string): Document {
  const file = ground.files.get(fileId);
  return {
    file_id: fileId,
    file_unique_id: uniqueId(fileId),
    file_name: file?.name ?? "file",
    mime_type: file?.type ?? "application/octet-stream",
    file_size: file?.bytes.length ?? 0,
  };
}

/** Width and height in pixels of a PNG or JPEG; 1280 × 960 for anything else. */
function imageSize(bytes: Uint8Array): { width: number; height: number } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length > 24 && view.readUInt32BE(0) === 0x89504e47) {
    return { width: view.readUInt32BE(16) || 1, height: view.readUInt32BE(20) || 1 };
  }
  if (view.length > 4 && view.readUInt16BE(0) === 0xffd8) {
    for (let at = 2; at + 9 < view.length && view[at] === 0xff; at += 2 + view.readUInt16BE(at + 2)) {
      const marker = view[at + 1] ?? 0;
      if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
        return { height: view.readUInt16BE(at + 5) || 1, width: view.readUInt16BE(at + 7) || 1 };
      }
    }
  }
  return { width: 1280, height: 960 };
}

/** A photo loses place and camera on its way through Telegram; a file keeps them. */
export function withoutExif(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return bytes;
  const kept: Buffer[] = [view.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= view.length && view[at] === 0xff && view[at + 1] !== 0xda) {
    const next = at + 2 + view.readUInt16BE(at + 2);
    if (view[at + 1] !== 0xe1) kept.push(view.subarray(at, next));
    at = next;
  }
  kept.push(view.subarray(at));
  return new Uint8Array(Buffer.concat(kept));
}
