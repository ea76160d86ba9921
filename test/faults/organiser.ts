import { isProcessId } from "../../bot/core/model/process.ts";
import type { SlackMessage } from "../../local/playground/api.ts";
import type { Playground } from "../../local/playground/world.ts";
import type { Figures } from "./figures.ts";
import { buttonOn, type Fields, openHands } from "./hands.ts";
import { OPTIONS, type Poll } from "./poll-votes.ts";

/** Simulates who opens polls with `/stemming` and answers their results. */
export function createOrganiser(
  member: string,
  parts: { playground: Playground; figures: Figures; note: (line: string) => void },
) {
  const { slack, form, sees, submits, insists, presses, cards } = openHands(member, parts);

  /** Where the card of each poll is, by its title: known by a button of the poll on it. */
  const places = new Map<string, string>();

  function cardOf(title: string): SlackMessage | undefined {
    const place = places.get(title);
    if (place !== undefined) return cards().find((one) => placeOf(one) === place);
    const found = cards().find((one) => holds(one, title) && holds(one, '["poll",'));
    if (found) places.set(title, placeOf(found));
    return found;
  }

  const button = (card: SlackMessage, option: string) => buttonOn(card, (press) => press.option === option);

  return {
    /** Opens a poll; the form shows what residents read, and is sent again then. */
    async opens(n: number, fields: Fields): Promise<Poll> {
      const title = { nl: `Het plein ${n}x`, en: `The square ${n}x` };
      const all = { ...fields, title_nl: title.nl, title_en: title.en };
      const id = await insists(
        `open poll ${n}`,
        async () => {
          if (!form()) await slack.commands(member, "C0DESK1", "/stemming", "");
          await submits(all);
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
          if (!form() && card && found) await presses(card, found);
          await submits({ answer_nl: words, answer_en: words });
        },
        // Its card has no such button any more.
        () => {
          const card = cardOf(poll.title.nl ?? "");
          return form() || !card || button(card, "answer") ? undefined : true;
        },
      );
    },

    /** Lets in whoever waits for it on a card, of each the youth worker who asked first. */
    async letsIn(): Promise<void> {
      for (const card of cards()) {
        const waits = buttonOn(
          card,
          ({ step, option }) => step === "worker" && option.startsWith("approve:"),
        );
        if (waits) await presses(card, waits);
      }
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

const placeOf = ({ channel, ts }: SlackMessage) => `${channel} ${ts}`;

const holds = (card: SlackMessage, text: string) =>
  JSON.stringify(card.blocks).replaceAll('\\"', '"').includes(text);

/** The poll that a card is about. */
function idOn(card: SlackMessage | undefined): string | undefined {
  return JSON.stringify(card?.blocks ?? [])
    .match(/P\d{7}/g)
    ?.find(isProcessId);
}
