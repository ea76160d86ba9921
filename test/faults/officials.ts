import { decodePress } from "../../bot/slack/action-value.ts";
import type { SlackMessage, SlackValue } from "../../local/playground/api.ts";
import type { Playground } from "../../local/playground/world.ts";
import type { Chance } from "./chance.ts";
import type { Figures } from "./figures.ts";
import { buttonOn, openHands } from "./hands.ts";

/** An official gives up after pressing in vain this many times, and comes back to the card later. */
const ATTEMPTS = 8;
/** Milliseconds between two looks at the channels. */
const GLANCE = 100;

/** After this many acts she sends news to everybody who allows it, as often as the town's weekly limit lets her. */
const NEWS_AFTER = [4, 40, 90];
/** How long she waits for the card that says how many people get it (milliseconds). */
const COUNTING = 90_000;

/** A press on a report, as the value of a button in JSON. */
const OF_A_REPORT = /\[\\"issue\\",/;

/** What an official did and saw succeed. */
export interface Deed {
  /** Number of the report. */
  readonly about: string;
  readonly act: "ask" | "plan" | "answer" | "council";
  /** What she typed, to the letter. */
  readonly words: string;
}

/** Her typed text: with everything that markup could change, and a word to find it again by. */
function typed(word: string): string {
  return `Beste inwoner,\n\nDit is bericht ${word}: 5 < 6 & 7 > 3, “één” *euro* [per](stuk), 50 % ’s avonds, naïef ✓.`;
}

/** What she asks of the council has one line. */
const wordsOf = (act: Deed["act"], word: string) =>
  act === "council" ? `Doe iets aan dit, ${word}: 5 < 6 & 7 > 3, “één” *euro*.` : typed(word);

/** Of this many new cards one goes to the council, until enough went. */
const TO_COUNCIL = 5;

/** Simulates the official who handles all cards, in the order in which they come. */
export function createOfficial(
  member: string,
  chance: Chance,
  parts: {
    playground: Playground;
    figures: Figures;
    day: string;
    /** At least this many acts, as far as there are cards for them. */
    least: number;
    /** Reports that she brings before the council, at most. */
    questions: number;
    note: (line: string) => void;
  },
) {
  const { slack, presses, closesForms } = openHands(member, parts);
  const deeds: Deed[] = [];
  const seen = new Set<string>();
  const waiting: { card: SlackMessage; act: Deed["act"] }[] = [];
  let done = 0;
  let written = 0;
  let cards = 0;
  let questions = 0;

  function fresh(): void {
    for (const card of slack.messages()) {
      if (
        !card.blocks ||
        card.thread_ts ||
        card.dm_with ||
        sendButton(card) ||
        seen.has(`${card.channel} ${card.ts}`)
      )
        continue;
      seen.add(`${card.channel} ${card.ts}`);
      // Polls and their invitations are their organiser's (organiser.ts).
      if (!OF_A_REPORT.test(JSON.stringify(card.blocks))) continue;
      const dice = chance.next();
      cards += 1;
      if (cards % TO_COUNCIL === 0 && questions < parts.questions) {
        questions += 1;
        waiting.push({ card, act: "council" });
        continue;
      }
      if (dice < 0.3) waiting.push({ card, act: "ask" }, { card, act: "answer" });
      else if (dice < 0.45) waiting.push({ card, act: "plan" }, { card, act: "answer" });
      else if (dice < 0.8) waiting.push({ card, act: "answer" });
    }
  }

  /** @returns what went through, as Slack said; "nothing" when there was nothing to press or to write */
  async function acts(
    card: SlackMessage,
    act: Deed["act"],
    word: string,
  ): Promise<Deed | "nothing" | undefined> {
    await closesForms();
    const found = buttonOn(card, ({ instrument, option }) => instrument === "issue" && option === act);
    if (!found) return "nothing"; // somebody already did, or it is over
    await presses(card, found);
    let [submitted, wrote] = [0, false];
    for (let page = 0; page < 3; page++) {
      const modal = slack.view().modals[member]?.at(-1);
      if (!modal) break;
      const state: Record<string, Record<string, SlackValue>> = {};
      for (const block of modal.view.blocks) {
        if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
        const { type, action_id: id } = block.element;
        state[block.block_id] = { [id]: filled(type, block.block_id, wordsOf(act, word)) };
        wrote ||= type === "plain_text_input";
      }
      await slack.submits(member, modal.id, state);
      submitted += 1;
    }
    if ((slack.view().modals[member] ?? []).length > 0) return undefined;
    // Instead of a form she was told why not; and a date for which something is planned has no words.
    return submitted > 0 && wrote
      ? { about: referenceOf(found.value), act, words: wordsOf(act, word) }
      : "nothing";
  }

  /** Her open forms, for the log. */
  function shownForm(): string {
    const modal = slack.view().modals[member]?.at(-1);
    return modal ? JSON.stringify(modal).slice(0, 600) : "no form";
  }

  /** Fills in the open form, in each language and for all neighbourhoods, and sends it. */
  async function submitsNews(word: string): Promise<void> {
    const modal = slack.view().modals[member]?.at(-1);
    if (!modal) throw new Error("no form opened");
    const state: Record<string, Record<string, SlackValue>> = {};
    for (const block of modal.view.blocks) {
      if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
      const { type, action_id: id } = block.element;
      state[block.block_id] = {
        [id]:
          type === "plain_text_input"
            ? { type, value: `Nieuws ${word} voor de buurt.` }
            : { type, selected_options: [] },
      };
    }
    await slack.submits(member, modal.id, state);
  }

  const cardOf = (word: string) =>
    slack.messages().find((one) => one.blocks && !one.thread_ts && JSON.stringify(one.blocks).includes(word));

  function sendButton(card: SlackMessage) {
    for (const block of card.blocks ?? [])
      if (block.type === "actions")
        for (const one of block.elements)
          if (one.type === "button" && one.value?.includes('"news"') && one.value.includes('"send"'))
            return { block_id: block.block_id ?? "", action_id: one.action_id ?? "", value: one.value };
    return undefined;
  }

  /** Writes news, waits until it is counted and presses Send; repeats each step that fails. */
  async function sendsNews(word: string): Promise<void> {
    if (!cardOf(word)) {
      await closesForms();
      await slack.commands(member, "C0DESK1", "/samenspel", "nieuws");
      await submitsNews(word);
      await submitsNews(word);
    }
    for (const until = performance.now() + COUNTING; performance.now() < until; ) {
      const card = cardOf(word);
      const button = card && sendButton(card);
      if (card && button) {
        await slack.presses(member, card.ts, { type: "button", ...button }, { channel: card.channel });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, GLANCE));
    }
    throw new Error("the news was not counted in time");
  }

  function filled(type: string, field: string, words: string): SlackValue {
    if (type === "datepicker") return { type, selected_date: parts.day };
    if (type === "plain_text_input") return { type, value: words };
    const option = field === "outcome" ? "done" : "";
    return { type, selected_option: { value: option, text: { type: "plain_text", text: option } } };
  }

  /** Repeats an act until it goes through, and gives up in the end. */
  async function insists(act: () => Promise<void>): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        await act();
        parts.figures["officials' acts"] += 1;
        return;
      } catch (error) {
        parts.note(
          `official ${member}: ${error instanceof Error ? error.message : error}; ${shownForm()}; said to her: ${JSON.stringify(slack.messages().findLast((one) => one.dm_with === member)?.text)}`,
        );
        parts.figures["officials' presses that failed"] += 1;
        await new Promise((resolve) => setTimeout(resolve, 1000 * attempt));
      }
    }
  }

  return {
    deeds,
    /** Handles cards until `over`, and at least this many; the others wait for tomorrow. */
    async works(over: () => boolean): Promise<void> {
      while (!over() || (done < parts.least && waiting.length > 0)) {
        fresh();
        const news = NEWS_AFTER.indexOf(done);
        if (news >= written) {
          written = news + 1;
          await insists(() => sendsNews(`news${written}q`));
        }
        const next = waiting.shift();
        if (!next) {
          await new Promise((resolve) => setTimeout(resolve, GLANCE));
          continue;
        }
        const word = `o${++done}q`;
        await insists(async () => {
          const deed = await acts(next.card, next.act, word);
          if (deed === undefined) throw new Error("the form stayed open");
          if (deed !== "nothing") deeds.push(deed);
        });
      }
    },
  };
}

/** The number in the data of a card's button. */
function referenceOf(value = ""): string {
  const { ref } = decodePress(value) ?? {};
  if (ref === undefined) throw new Error("the button carries no number");
  return ref;
}
