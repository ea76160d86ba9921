/** Files: requesting an upload address, uploading the bytes, sharing and deleting. */
import { randomBytes } from "node:crypto";
import type { Ground } from "./ground.ts";
import { asNumber, asRecord, asText, unfold } from "./request-body.ts";
import { SlackError } from "./slack-error.ts";
import {
  BOT_USER,
  findChannel,
  findMessage,
  putMessage,
  type SlackFile,
  type SlackState,
} from "./slack-state.ts";

type Values = Record<string, unknown>;

export function createFileMethods(ground: Ground, state: SlackState) {
  const show = (file: SlackFile) => ({
    id: file.id,
    name: file.name,
    title: file.title ?? file.name,
    mimetype: typeOf(file.name),
    size: file.length,
    user: BOT_USER,
    alt_txt: file.alt ?? null,
    url_private: `${ground.origin}/playground/files/${file.id}`,
    permalink: `${ground.origin}/playground/files/${file.id}`,
  });
  return {
    "files.getUploadURLExternal"(values: Values) {
      const name = asText(values.filename);
      const length = asNumber(values.length);
      if (!name) throw new SlackError("invalid_arguments", ["[ERROR] missing required field: filename"]);
      if (length === undefined || length <= 0)
        throw new SlackError("invalid_arguments", ["[ERROR] missing required field: length"]);
      const alt = asText(values.alt_text) ?? asText(values.alt_txt);
      const id = `F0${randomBytes(5).toString("hex").toUpperCase()}`;
      state.files.set(id, { id, name, length, ...(alt ? { alt } : {}), complete: false });
      return { upload_url: `${ground.origin}/slack/upload/${id}`, file_id: id };
    },
    "files.completeUploadExternal"(values: Values) {
      const list = unfold(values.files);
      if (!Array.isArray(list) || list.length === 0)
        throw new SlackError("invalid_arguments", ["[ERROR] missing required field: files"]);
      const files = list.map((one: unknown) => {
        const file = state.files.get(asText(asRecord(one).id) ?? "");
        if (!file) throw new SlackError("file_not_found");
        if (!ground.files.has(file.id)) throw new SlackError("file_upload_incomplete");
        file.title = asText(asRecord(one).title) ?? file.name;
        return file;
      });
      const target = asText(values.channel_id) ?? asText(values.channels)?.split(",")[0];
      const channel = target === undefined ? undefined : findChannel(state, target);
      if (target !== undefined && !channel) throw new SlackError("channel_not_found");
      const thread = asText(values.thread_ts);
      if (thread && channel && !findMessage(state, channel.id, thread))
        throw new SlackError("thread_not_found");
      for (const file of files) file.complete = true;
      if (channel) {
        const message = putMessage(ground, state, {
          channel: channel.id,
          user: BOT_USER,
          text: asText(values.initial_comment) ?? "",
          ...(thread ? { thread_ts: thread } : {}),
          files: files.map((file) => ({
            id: file.id,
            name: file.title ?? file.name,
            mimetype: typeOf(file.name),
            url: `/playground/files/${file.id}`,
            ...(file.alt ? { alt: file.alt } : {}),
          })),
        });
        ground.addStep({
          lane: "slack-out",
          text: `In #${channel.name}: ${files.length === 1 ? "a file" : `${files.length} files`}`,
          detail: message,
        });
      }
      return { files: files.map(show) };
    },
    "files.info"(values: Values) {
      const file = state.files.get(asText(values.file) ?? "");
      if (!file?.complete) throw new SlackError("file_not_found");
      return { file: show(file) };
    },
    "files.delete"(values: Values) {
      const id = asText(values.file) ?? "";
      if (!state.files.get(id)?.complete) throw new SlackError("file_not_found");
      state.files.delete(id);
      ground.files.delete(id);
      for (const message of state.messages) {
        const left = message.files?.filter((file) => file.id !== id);
        if (left && left.length > 0) message.files = left;
        else delete message.files;
      }
      state.messages = state.messages.filter((message) => message.text || message.blocks || message.files);
      ground.addStep({ lane: "slack-out", text: "A file is taken away" });
      return {};
    },
  };
}

/** Receives the bytes at an upload address. @returns whether Slack accepts them */
export function takeUpload(ground: Ground, state: SlackState, id: string, bytes: Uint8Array): boolean {
  const file = state.files.get(id);
  if (!file || file.complete || bytes.length !== file.length) return false;
  ground.files.set(id, { id, name: file.name, type: typeOf(file.name), bytes });
  return true;
}

function typeOf(name: string): string {
  const types: Record<string, string> = {
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    png: "image/png",
    gif: "image/gif",
    webp: "image/webp",
    ogg: "audio/ogg",
    oga: "audio/ogg",
    mp3: "audio/mpeg",
    m4a: "audio/mp4",
    wav: "audio/wav",
    csv: "text/csv",
    txt: "text/plain",
    pdf: "application/pdf",
    json: "application/json",
  };
  return types[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
