import type { WebClient } from "@slack/web-api";
import type { Language } from "../core/model/message.ts";
import type { Workplace } from "../ports/workplace.ts";
import type { Words } from "../text/words.ts";
import { homeView } from "./blocks.ts";
import { cards } from "./cards.ts";
import { channelRateLimit } from "./channel-rate-limit.ts";
import { ask } from "./errors.ts";
import { files } from "./files.ts";
import { createMembers } from "./members.ts";
import { messages } from "./messages.ts";
import { modalView } from "./modal.ts";

export interface SlackOptions {
  readonly client: WebClient;
  readonly words: Words;
  /** For members whose language is unknown. */
  readonly defaultLanguage: Language;
  /** Sends a file's bytes to the address Slack gives. */
  readonly fetch?: typeof fetch;
  /** Milliseconds on any monotonic clock. */
  readonly now?: () => number;
  /** Waits for a turn in a channel. */
  readonly turn?: (channel: string) => Promise<void>;
}

/** Implements the officials' workplace on Slack. */
export function slackWorkplace({
  client,
  words,
  defaultLanguage,
  fetch = globalThis.fetch,
  now = () => performance.now(),
  turn = channelRateLimit(),
}: SlackOptions): Workplace {
  const member = createMembers({ client, languages: words.languages, defaultLanguage, now });
  const posting = { client, words, turn };
  return {
    ...cards(posting),
    ...messages(posting),
    ...files({ client, words, fetch }),

    async openForm(trigger, form, language) {
      await ask(client.views.open({ trigger_id: trigger, view: modalView(form, words, language) }));
    },

    async showHome(member, home, language) {
      await ask(client.views.publish({ user_id: member, view: homeView(home, words, language) }));
    },

    member,

    async language(one) {
      return (await member(one)).language;
    },
  };
}
