import type { Message } from "../../bot/core/model/message.ts";
import type { Playground } from "../../local/playground/world.ts";
import type { Choice } from "./ballots.ts";
import type { Chance } from "./chance.ts";
import type { Poll, Vote } from "./poll-votes.ts";
import type { Given, GroupTalks } from "./survey.ts";

/** A word that occurs nowhere else, so that it can be found again in the table. */
export interface Marker {
  readonly word: string;
  readonly chat: number;
  readonly how: "report" | "more" | "edit" | "answer" | "survey" | "group";
}

/** All words of this chat up to this number have to be gone, or may be, as long as she has not heard that they are. */
export interface Erased {
  readonly chat: number;
  readonly upTo: number;
  readonly sure: boolean;
}

/** The polls of a run, as everybody in it knows them. */
export interface PollsPlayed {
  /** In which residents can vote. */
  readonly open: Poll[];
  /** What residents last saw of their votes, by poll and chat. */
  readonly votes: Map<string, Map<string, Vote>>;
  /** Those that were counted and told. */
  readonly counted: Set<string>;
}

/** Shared by all residents. */
export interface Stage {
  readonly playground: Playground;
  /** Words that Telegram knows to have been accepted by the town (2xx). */
  readonly accepted: Marker[];
  /** What residents last saw on their ballots, by chat. */
  readonly choices: Map<string, Choice>;
  /** What residents last saw of their answers to the survey, by chat. */
  readonly answers: Map<string, Given>;
  readonly polls: PollsPlayed;
  /** What was sent for groups. */
  readonly talks: GroupTalks;
  /** The organiser lets in the youth workers who wait for it. */
  readonly letsIn: () => Promise<void>;
  /** Nothing promised before this moment (milliseconds) need reach these chats: blocked for ever, or erased. */
  readonly left: Map<string, number>;
  /** The residents who erased themselves, with the number of their last message before it. */
  readonly erased: Erased[];
  /** Milliseconds since the beginning of the run. */
  readonly now: () => number;
  /** The same sentence in each language, as residents read it. */
  readonly inEachLanguage: (message: Message) => readonly string[];
  /** Whether enough has been said. */
  readonly enough: () => boolean;
  /** Milliseconds. Nobody waits longer than this for the bot's answer. */
  readonly patience: number;
  /** For the log of a run: what a resident does or misses that nobody else sees. */
  readonly note: (id: number, what: string) => void;
}

/** Milliseconds between two looks of a resident at her phone while she waits. */
const GLANCE = 25;

interface Button {
  readonly message: number;
  readonly data: string;
}

export type Phone = ReturnType<typeof openPhone>;

/** What a resident sees on her phone, and how she presses and types: slowly, and again when nothing happens. */
export function openPhone(id: number, chance: Chance, stage: Stage) {
  const { playground, accepted, patience } = stage;
  const { telegram } = playground;
  let told = 0;
  /** The newest of her words that can be found again. */
  const lastWord = () => `w${id}x${told}q`;

  const messages = () => telegram.resident(id)?.messages ?? [];
  const newest = () => messages().at(-1)?.message_id ?? 0;

  /** The newest button whose data matches, below a message no older than `since`. */
  function button(part: RegExp, since = 0): Button | undefined {
    for (const message of messages().toReversed()) {
      if (message.message_id < since) return undefined;
      const markup = message.reply_markup;
      const found =
        markup && "inline_keyboard" in markup
          ? markup.inline_keyboard
              .flat()
              .filter((one) => "callback_data" in one)
              .filter((one) => part.test(one.callback_data))
          : [];
      if (found.length > 0) return { message: message.message_id, data: chance.pick(found).callback_data };
    }
    return undefined;
  }

  async function sees<Found>(look: () => Found | undefined): Promise<Found | undefined> {
    for (const until = performance.now() + patience; performance.now() < until; ) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, GLANCE));
    }
    return undefined;
  }

  /** Records what she sees when the bot does not say what she is waiting for. */
  function stuck(at: string): false {
    stage.note(
      id,
      `stuck at ${at}; she sees: ${JSON.stringify(
        messages()
          .slice(-3)
          .map((one) => [
            one.from_bot,
            one.text,
            JSON.stringify(one.reply_markup)?.match(/callback_data":"[^"]*/g),
          ]),
      )}`,
    );
    return false;
  }

  /** @returns whether there was such a button to press, and Telegram could deliver the press */
  async function presses(part: RegExp, since = 0): Promise<boolean> {
    const found = await sees(() => button(part, since));
    if (!found) return stuck(String(part));
    // A press expires after 150 seconds, if the town cannot be reached for that long; a person presses again.
    return telegram.presses(id, found.message, found.data).then(
      () => true,
      (error: unknown) => {
        stage.note(id, `pressed ${found.data} in vain: ${error instanceof Error ? error.message : error}`);
        return false;
      },
    );
  }

  /** @returns whether the town said this to her, in any language */
  async function hears(message: Message, since: number): Promise<boolean> {
    const texts = stage.inEachLanguage(message);
    return (await sees(() => hasHeard(texts, since) || undefined)) ?? false;
  }

  function hasHeard(texts: readonly string[], since: number): boolean {
    return messages().some(
      (one) =>
        one.from_bot && one.message_id > since && texts.some((text) => one.text?.includes(text) === true),
    );
  }

  /** Says something with a word that can be found again. @returns the message's id */
  async function tells(how: Marker["how"], text: string, replyTo?: number): Promise<number> {
    told += 1;
    const word = lastWord();
    const message = await telegram.says(id, `${text} ${word}`, replyTo);
    accepted.push({ word, chat: id, how });
    return message.message_id;
  }

  async function edits(own: number, text: string): Promise<void> {
    told += 1;
    const word = lastWord();
    await telegram.edits(id, own, `${text} ${word}`);
    accepted.push({ word, chat: id, how: "edit" });
  }

  return {
    id,
    chance,
    stage,
    messages,
    newest,
    button,
    sees,
    hears,
    hasHeard,
    stuck,
    presses,
    tells,
    edits,
    says: (text: string) => telegram.says(id, text),
    lastWord,
    /** How many retrievable words she has said. */
    told: () => told,
  };
}
