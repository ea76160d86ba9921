import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/**
 * Telegram and Slack as far as a benchmark needs them: they respond at once and remember only the last buttons
 * of each chat. A separate process, so that none of it counts as work of a bot.
 *
 *     node bench/servers/chats.ts        reports its port, and answers questions, over IPC
 *
 * With `perSecond` in the environment it enforces Telegram's limit for a whole bot: a message that would be
 * one too many within any second is refused with 429 and `retry_after`, and counted as a flood.
 */

const inlineKeyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))),
});
const call = z.looseObject({
  chat_id: z.coerce.number().optional(),
  message_id: z.number().optional(),
  text: z.string().optional(),
  reply_markup: z.unknown().optional(),
});

export interface Seen {
  /** Calls by method, such as `sendMessage`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly floods: number;
  /** Messages that were accepted, and when the first and the last of them came (milliseconds since the start). */
  readonly taken: number;
  readonly first: number;
  readonly last: number;
  /** Chats that a broadcast sent more than `per` messages. */
  readonly doubled: number;
  /** The highest number of messages accepted within any second. */
  readonly busiest: number;
}

export interface Shown {
  readonly message: number;
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly data: string }[];
}

export type Question =
  | { readonly ask: "seen" }
  | { readonly ask: "shown"; readonly chat: number }
  | { readonly ask: "reset" };

const perSecond = Number(process.env.PER_SECOND ?? 0);
const calls: Record<string, number> = {};
const shown = new Map<number, Shown>();
const received = new Map<number, number>();
let messages = 0;
let floods = 0;
let busiest = 0;
/** When each message was accepted, in milliseconds. */
let times: number[] = [];

/** @returns undefined when it may be sent, otherwise how many seconds to wait */
function refusal(now: number): number | undefined {
  let inLastSecond = 0;
  for (let at = times.length - 1; at >= 0 && (times[at] ?? 0) > now - 1000; at--) inLastSecond++;
  if (perSecond > 0 && inLastSecond >= perSecond) {
    floods++;
    return 1;
  }
  times.push(now);
  busiest = Math.max(busiest, inLastSecond + 1);
  return undefined;
}

function telegram(method: string, given: z.infer<typeof call>): { status: number; body: unknown } {
  const { chat_id: chat = 0, text = "" } = given;
  if (method === "sendMessage") {
    const wait = refusal(performance.now());
    if (wait !== undefined)
      return {
        status: 429,
        body: {
          ok: false,
          error_code: 429,
          description: `Too Many Requests: retry after ${wait}`,
          parameters: { retry_after: wait },
        },
      };
    received.set(chat, (received.get(chat) ?? 0) + 1);
  }
  if (method === "answerCallbackQuery") return { status: 200, body: { ok: true, result: true } };
  const message = method === "sendMessage" ? ++messages : (given.message_id ?? 0);
  const markup = inlineKeyboard.safeParse(given.reply_markup);
  const buttons = markup.success
    ? markup.data.inline_keyboard
        .flat()
        .flatMap((one) => (one.callback_data ? [{ text: one.text, data: one.callback_data }] : []))
    : [];
  if (method === "sendMessage" || method === "editMessageText") shown.set(chat, { message, text, buttons });
  const result = { message_id: message, date: 1_795_338_000, chat: { id: chat, type: "private" }, text };
  return { status: 200, body: { ok: true, result } };
}

/** Slack says yes. Each method returns what its callers look at. */
function slack(method: string): unknown {
  switch (method) {
    case "auth.test":
      return {
        ok: true,
        user_id: "U0BOT",
        bot_id: "B0BOT",
        team_id: "T0",
        user: "bot",
        team: "town",
        url: "http://localhost/",
      };
    case "users.info":
      return { ok: true, user: { id: "U0ANA", locale: "nl-NL" } };
    case "chat.postMessage":
      return { ok: true, channel: "C0DESK1", ts: `1795338000.${String(++messages).padStart(6, "0")}` };
    default:
      return { ok: true };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    const [path = ""] = (request.url ?? "").split("?");
    const method = path.split("/").at(-1) ?? "";
    calls[method] = (calls[method] ?? 0) + 1;
    const answer = path.startsWith("/api/")
      ? { status: 200, body: slack(method) }
      : telegram(method, call.parse(JSON.parse(body || "{}")));
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
});
server.keepAliveTimeout = 60_000;

process.on("message", (question: Question) => {
  switch (question.ask) {
    case "shown":
      process.send?.(shown.get(question.chat) ?? { message: 0, text: "", buttons: [] });
      break;
    case "seen": {
      const seen: Seen = {
        calls,
        floods,
        taken: times.length,
        first: times[0] ?? 0,
        last: times.at(-1) ?? 0,
        doubled: [...received.values()].filter((count) => count > 1).length,
        busiest,
      };
      process.send?.(seen);
      break;
    }
    case "reset":
      for (const name of Object.keys(calls)) delete calls[name];
      received.clear();
      times = [];
      floods = 0;
      busiest = 0;
      process.send?.({});
      break;
  }
});
process.on("disconnect", () => process.exit());

server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
