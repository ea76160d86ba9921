import type { WebClient } from "@slack/web-api";
import type { Language } from "../core/model/message.ts";
import { Wait } from "../ports/errors.ts";
import type { Workplace } from "../ports/workplace.ts";
import type { Words } from "../text/words.ts";
import { needed } from "./answers.ts";
import { ask, ensureDeleted } from "./errors.ts";
import { cut, rendered } from "./mrkdwn.ts";

/**
 * Our limit on one upload, in milliseconds. A photo may take longer than a message, because nobody is waiting at a
 * button for it.
 */
const UPLOAD_TIMEOUT = 20_000;
/** Slack's limit on the description of a file, in characters. */
const ALT_TEXT = 1000;

/** Uploads photos and recordings to a thread. @param options.fetch sends a file's bytes to the address Slack gives */
export function files(options: {
  readonly client: WebClient;
  readonly words: Words;
  readonly fetch: typeof fetch;
}): Pick<Workplace, "upload" | "give" | "removeFile"> {
  const { client, words, fetch: send } = options;

  async function share(
    file: Parameters<Workplace["upload"]>[1],
    language: Language,
    where: { readonly channel_id: string; readonly thread_ts?: string },
  ): Promise<string> {
    const alt = cut(rendered(words, file.alt, language).plain, ALT_TEXT);
    // Slack calls this field `alt_txt`; it ignores the SDK's `alt_text`.
    const place = await ask(
      client.apiCall("files.getUploadURLExternal", {
        filename: file.name,
        length: file.bytes.byteLength,
        alt_txt: alt,
      }),
    );
    const id = textIn(place, "file_id");
    const answer = await send(textIn(place, "upload_url"), {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: new Uint8Array(file.bytes),
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT),
    });
    if (answer.status === 429) throw new Wait(Number(answer.headers.get("retry-after")) || 30);
    if (!answer.ok) throw new Error(`Slack did not take the bytes of a file: HTTP ${answer.status}`);
    await ask(
      client.files.completeUploadExternal({
        files: [{ id, title: alt }],
        ...where,
      }),
    );
    return id;
  }

  return {
    upload: (at, file, language) => share(file, language, { channel_id: at.channel, thread_ts: at.ts }),

    async give(member, file, language) {
      const opened = await ask(client.conversations.open({ users: member }));
      await share(file, language, { channel_id: needed(opened.channel?.id, "channel") });
    },

    async removeFile(file) {
      await ensureDeleted(client.files.delete({ file }), ["file_not_found", "file_deleted"]);
    },
  };
}

function textIn(answer: object, name: string): string {
  const found: unknown = Reflect.get(answer, name);
  return needed(typeof found === "string" ? found : undefined, name);
}
