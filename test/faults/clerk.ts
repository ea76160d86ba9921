import type { Playground } from "../../local/playground/world.ts";
import type { Figures } from "./figures.ts";
import { buttonOn, type Fields, openHands } from "./hands.ts";

/**
 * Simulates the clerk: she brings what reports ask of the council on its way, and its answers back, each on its card. She
 * sees the cards and nothing of the table, so she does what a card asks of her until it asks for something else.
 */

/** Milliseconds between two looks at the cards. */
const GLANCE = 500;

/** What stands in the answer to a question and nowhere else, made from the word that stands in the question. */
export const answerWord = (asked: string) => `raad${asked}`;
export const promiseWord = (asked: string) => `lamp${asked}`;
/** The word that an official put into a question. */
const ASKED = /\bo\d+q\b/;

/** What she fills in, by row. @param asked the word of the question */
function fieldsOf(row: string, asked: string, days: ClerkDays, member: string): Fields {
  const both = (name: string, text: string) => ({ [`${name}_nl`]: text, [`${name}_en`]: text });
  switch (row) {
    case "route":
      return { to: "council", addressee: member };
    case "schedule":
      return { day: days.discussed, link: "https://waterkant.example/raad" };
    case "answer":
      return {
        outcome: "accepted",
        ...both("reason", "De raad vindt het nodig."),
        ...both("promises_1_what", promiseWord(asked)),
        promises_1_owner: member,
        promises_1_due: days.promised,
      };
    case "check":
      return both("words", `De raad zegt ja: ${answerWord(asked)}.`);
    default:
      return {};
  }
}

export interface ClerkDays {
  readonly discussed: string;
  readonly promised: string;
}

/** Rows that she takes while residents talk, and those with which she brings the answer back. */
export const BEFORE = ["receive", "route", "schedule"];
export const AFTER = ["answer", "check", "send"];

export function createClerk(
  member: string,
  parts: { playground: Playground; figures: Figures; days: ClerkDays; note: (line: string) => void },
) {
  const { submits, presses, closesForms, cards, pause } = openHands(member, parts);

  /** How often each button was pressed: the card of a point keeps its button when the whole question went on. */
  const tries = new Map<string, number>();

  /** Of all that cards ask, of these rows, what was tried least. */
  function asked(rows: readonly string[]) {
    const all = cards().flatMap((card) =>
      rows.flatMap((row) => {
        const found = buttonOn(card, ({ instrument, option }) => instrument === "response" && option === row);
        return found ? [{ card, row, found, key: `${card.channel} ${card.ts} ${row}` }] : [];
      }),
    );
    const times = ({ key }: (typeof all)[number]) => tries.get(key) ?? 0;
    const [next] = all.toSorted((one, other) => times(one) - times(other));
    if (next) tries.set(next.key, times(next) + 1);
    return next;
  }

  return {
    /** Does what cards ask, of these rows, until `over`. */
    async works(rows: readonly string[], over: () => Promise<boolean>): Promise<void> {
      for (; !(await over()); await pause(GLANCE)) {
        const next = asked(rows);
        if (!next) continue;
        try {
          await closesForms();
          await presses(next.card, next.found);
          const [word = ""] = ASKED.exec(JSON.stringify(next.card.blocks)) ?? [];
          await submits(fieldsOf(next.row, word, parts.days, member));
          parts.figures["officials' acts"] += 1;
        } catch (error) {
          parts.figures["officials' presses that failed"] += 1;
          parts.note(`clerk, ${next.row}: ${error instanceof Error ? error.message : error}`);
        }
      }
    },
  };
}
