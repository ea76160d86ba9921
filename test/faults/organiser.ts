import { isProcessId } from "../../bot/core/model/process.ts";
import { decodePress } from "../../bot/slack/action-value.ts";
import type { SlackMessage, SlackValue } from "../../local/playground/api.ts";
import type { Playground } from "../../local/playground/world.ts";
import type { Figures } from "./figures.ts";
import { OPTIONS, type Poll } from "./poll-votes.ts";

/** How often she tries again what did not go through, as long as a run may wait. */
const ATTEMPTS = 12;
/** Milliseconds she waits for a card before she looks at her form again. */
const PATIENCE = 20_000;
const GLANCE = 100;

type Fields = Readonly<Record<string, string>>;

/** Simulates who opens polls with `/stemming` and answers their results. */
export function createOrganiser(
  member: string,
  parts: { playground: Playground; figures: Figures; note: (line: string) => void },
) {
  const { slack } = parts.playground;
  const form = () => slack.view().modals[member]?.at(-1);
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  async function sees<Found>(look: () => Found | undefined, most = PATIENCE): Promise<Found | undefined> {
    for (const until = performance.now() + most; performance.now() < until; await pause(GLANCE)) {
      const found = look();
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Fills in the open form, the fields in the order in which they stand, and sends it. */
  async function submits(fields: Fields): Promise<void> {
    const open = form();
    if (!open) return;
    const state: Record<string, Record<string, SlackValue>> = {};
    for (const block of open.view.blocks) {
      if (!("element" in block) || !block.block_id || !block.element.action_id) continue;
      const { type, action_id: id } = block.element;
      state[block.block_id] = { [id]: slackValue(type, fields[block.block_id] ?? "") };
    }
    await slack.submits(member, open.id, state);
  }

  /** Repeats an act until `seen` says that it went through; whatever fails on the way is tried again. */
  async function insists<Found>(
    what: string,
    act: () => Promise<void>,
    seen: () => Found | undefined,
  ): Promise<Found> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        await act();
        parts.figures["officials' acts"] += 1;
      } catch (error) {
        parts.figures["officials' presses that failed"] += 1;
        parts.note(`organiser, ${what}: ${error instanceof Error ? error.message : error}`);
      }
      // With a form still open it surely did not go through, and the same form can be sent again.
      const found = await sees(seen, form() ? 1000 : PATIENCE);
      if (found !== undefined) return found;
    }
    throw new Error(`the organiser could not ${what}: ${JSON.stringify(form() ?? "no form").slice(0, 600)}`);
  }

  /** Where the card of each poll is, by its title: known by a button of the poll on it. */
  const places = new Map<string, string>();

  function cardOf(title: string): SlackMessage | undefined {
    const cards = slack.messages().filter((one) => one.blocks && !one.thread_ts && !one.dm_with);
    const place = places.get(title);
    if (place !== undefined) return cards.find((one) => placeOf(one) === place);
    const found = cards.find((one) => holds(one, title) && holds(one, '["poll",'));
    if (found) places.set(title, placeOf(found));
    return found;
  }

  function button(card: SlackMessage, option: string) {
    for (const block of card.blocks ?? [])
      if (block.type === "actions")
        for (const one of block.elements)
          if (one.type === "button" && decodePress(one.value ?? "")?.option === option)
            return { block_id: block.block_id ?? "", action_id: one.action_id ?? "", value: one.value };
    return undefined;
  }

  return {
    /** Opens a poll; the form shows what residents read, and is sent again then. */
    async opens(n: number, fields: Fields): Promise<Poll> {
      const title = { nl: `Het plein ${n}x`, en: `The square ${n}x` };
      const all = { ...fields, title_nl: title.nl, title_en: title.en };
      const id = await insists(
        `open poll ${n}`,
        async () => {
          if (!form()) await slack.commands(member, "C0DESK1", "/stemming", "");
          for (let page = 0; page < 2 && form(); page++) await submits(all);
        },
        () => idOn(cardOf(title.nl)),
      );
      return { id, title, word: `answer${n}q` };
    },

    async answers(poll: Poll): Promise<void> {
      const words = `Dit doen wij: ${poll.word}.`;
      await insists(
        `answer ${poll.id}`,
        async () => {
          const card = cardOf(poll.title.nl ?? "");
          const found = card && button(card, "answer");
          if (!form() && card && found)
            await slack.presses(member, card.ts, { type: "button", ...found }, { channel: card.channel });
          for (let page = 0; page < 2 && form(); page++)
            await submits({ answer_nl: words, answer_en: words });
        },
        // Its card has no such button any more.
        () => {
          const card = cardOf(poll.title.nl ?? "");
          return form() || !card || button(card, "answer") ? undefined : true;
        },
      );
    },

    /** Waits until the card of a poll that was counted asks for an answer. */
    isAsked: (poll: Poll, most: number) =>
      sees(() => {
        const card = cardOf(poll.title.nl ?? "");
        return card && button(card, "answer") ? true : undefined;
      }, most),
  };
}

/** What a poll says that is the same in all of them. @param voteUntil and `answerBy`: days */
export function fieldsOf(days: { voteUntil: string; answerBy: string }): Fields {
  const inBoth = (name: string, nl: string, en: string) => ({ [`${name}_nl`]: nl, [`${name}_en`]: en });
  return {
    ...inBoth("question", "Wat komt er op het plein?", "What comes on the square?"),
    ...inBoth("open", "Wat er op het plein komt.", "What comes on the square."),
    ...inBoth("fixed", "Het geld: er is 20.000 euro.", "The money: there is 20,000 euros."),
    ...inBoth("decides", "het college", "the executive"),
    ...inBoth("answers", "de wethouder", "the alderman"),
    ...inBoth("options", OPTIONS.map(({ nl }) => nl).join("\n"), OPTIONS.map(({ en }) => en).join("\n")),
    level: "consult",
    phase: "prepare",
    ...days,
  };
}

function slackValue(type: string, text: string): SlackValue {
  if (type === "datepicker") return { type, selected_date: text };
  if (type === "plain_text_input") return { type, value: text };
  if (type.startsWith("multi") || type === "checkboxes") return { type, selected_options: [] };
  return { type, selected_option: { value: text, text: { type: "plain_text", text } } };
}

const placeOf = ({ channel, ts }: SlackMessage) => `${channel} ${ts}`;

const holds = (card: SlackMessage, text: string) =>
  JSON.stringify(card.blocks).replaceAll('\\"', '"').includes(text);

/** The poll that a card is about. */
function idOn(card: SlackMessage | undefined): string | undefined {
  return JSON.stringify(card?.blocks ?? [])
    .match(/P\d{7}/g)
    ?.find(isProcessId);
}
