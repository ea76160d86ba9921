import type { WebClient } from "@slack/web-api";
import { Undeliverable, Wait } from "../ports/errors.ts";
import type { Workplace } from "../ports/workplace.ts";
import type { Words } from "../text/words.ts";
import { needed } from "./answers.ts";
import { plainText } from "./blocks.ts";
import { ask } from "./errors.ts";
import { withinLimits } from "./limits.ts";
import { mrkdwn, rendered, split } from "./mrkdwn.ts";

/** Characters per message: our limit, under Slack's 3,000 per section and its advised 4,000 per message. */
const PIECE = 2800;

/** What is needed to post messages. */
export interface Posting {
  readonly client: WebClient;
  readonly words: Words;
  /** Waits for a turn in a channel. */
  readonly turn: (channel: string) => Promise<void>;
}

/** Sends text messages: in a thread, in private, or visible to one person in a channel. */
export function messages({ client, words, turn }: Posting): Pick<Workplace, "thread" | "tell" | "whisper"> {
  /** Posts one message. Nothing in it mentions anybody or unfurls a link, except the mentions made by `mrkdwn`. */
  async function post(channel: string, piece: string, mentions: boolean, thread?: string): Promise<string> {
    await turn(channel);
    const posted = await ask(
      client.chat.postMessage({
        channel,
        ...messageOf(piece, mentions),
        ...(thread ? { thread_ts: thread } : {}),
        ...quiet,
      }),
    );
    return needed(posted.ts, "ts");
  }

  async function inPrivate(member: string, pieces: readonly string[], mentions: boolean): Promise<void> {
    const opened = await ask(client.conversations.open({ users: member }));
    const channel = needed(opened.channel?.id, "channel");
    for (const piece of pieces) await post(channel, piece, mentions);
  }

  return {
    async thread(at, message, language) {
      const text = rendered(words, message, language);
      const posted: string[] = [];
      for (const piece of split(text.marked, PIECE))
        posted.push(await post(at.channel, piece, text.mentions, at.ts));
      return posted;
    },

    async tell(member, message, language) {
      const text = rendered(words, message, language);
      await inPrivate(member, split(text.marked, PIECE), text.mentions);
    },

    async whisper(channel, member, message, language) {
      const text = rendered(words, message, language);
      const pieces = split(text.marked, PIECE);
      for (const [at, piece] of pieces.entries()) {
        try {
          await ask(
            client.chat.postEphemeral({
              channel,
              user: member,
              ...messageOf(piece, text.mentions),
              parse: "none",
            }),
          );
        } catch (error) {
          // A command can be given in a channel the app is not a member of, or that is too busy, while what she did is
          // already done: then she is told in private.
          if (!(error instanceof Undeliverable || error instanceof Wait)) throw error;
          return await inPrivate(member, pieces.slice(at), text.mentions);
        }
      }
    },
  };
}

/** Message options that keep links from unfurling and names from becoming mentions. */
export const quiet = { unfurl_links: false, unfurl_media: false, parse: "none", link_names: false } as const;

function messageOf(piece: string, mentions: boolean) {
  const text = mrkdwn(piece);
  const shown = mentions ? ({ type: "mrkdwn", text, verbatim: true } as const) : plainText(piece);
  return withinLimits("message", { text, blocks: [{ type: "section" as const, text: shown }] });
}
