/** Photos, recordings and documents that a bot sends: by id, or as bytes. */
import type { Message } from "@grammyjs/types";
import type { Ground } from "./ground.ts";
import { asNumber, asText, type Fields } from "./request-body.ts";
import { badRequest } from "./telegram-error.ts";
import { documentOf, type FileKind, keepFile, kindOf, photoSizes, voiceOf } from "./telegram-files.ts";

type Values = Fields["values"];

/** @returns a reader that throws a TelegramError when there is no such file, or it is of another kind */
export function createMediaReader(ground: Ground) {
  /** A file id, or the bytes that came along under `attach://` or the field's own name. */
  function readFile(fields: Fields, value: unknown, kind: FileKind, field: string): string {
    const given = asText(value) ?? "";
    const upload = fields.uploads.get(given.startsWith("attach://") ? given.slice(9) : field);
    if (upload) {
      if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
      const type = {
        photo: "image/jpeg",
        voice: "audio/ogg",
        document: "application/octet-stream",
        sticker: "image/webp",
      }[kind];
      return keepFile(ground, kind, upload.bytes, type, upload.name);
    }
    if (given === "") throw badRequest(`there is no ${kind} in the request`);
    if (!ground.files.has(given)) throw badRequest("wrong file identifier/HTTP URL specified");
    if (kindOf(given) !== kind) {
      throw badRequest(`can't use file of type ${capital(kindOf(given) ?? "document")} as ${capital(kind)}`);
    }
    return given;
  }

  function media(fields: Fields, values: Values, kind: FileKind, field: string): Partial<Message> {
    const file = readFile(fields, values[field], kind, field);
    if (kind === "photo") return { photo: photoSizes(ground, file) };
    if (kind === "voice") return { voice: voiceOf(ground, file, asNumber(values.duration) ?? 1) };
    return { document: documentOf(ground, file) };
  }

  return media;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
