import { addDays, townClock } from "../../core/calendar/time.ts";
import type { Field } from "../../core/model/card.ts";
import { type Message, say } from "../../core/model/message.ts";
import { textIn } from "../../core/officials/form-values.ts";
import type { RowForm, Values } from "../../core/processes/kind.ts";
import { AGES, numberOfItem, onALine } from "./names.ts";
import { type Manifesto, manifestoSchema } from "./state.ts";
import { adoptedItems, pointLines } from "./voting/points.ts";

/** What the forms of a manifesto start with, and between which numbers each field lies. */

/** Least and most, for each field; the youngest age and the smallest group are the least of what follows them. */
type Limits = Readonly<Record<string, readonly [least: number, most: number]>>;

function outside(filled: Values, limits: Limits): Record<string, Message> {
  return Object.fromEntries(
    Object.entries(limits).flatMap(([field, [from, to]]) => {
      const value = Number(filled[field]);
      return value >= from && value <= to
        ? []
        : [[field, say("officials:manifesto.error.number", { from, to })]];
    }),
  );
}

const number = (value: unknown, otherwise: number) => (typeof value === "number" ? value : otherwise);

function agesIn({ from }: Values): Limits {
  return {
    from: [AGES.least, AGES.most],
    to: [Math.max(number(from, AGES.least), AGES.alone), AGES.most],
  };
}

const CORE = { least: 3, most: 40 };

/** An organiser opens a manifesto. */
export const beginForm: RowForm = {
  submit: "officials:manifesto.submit.begin",
  hints: {
    from: "officials:manifesto.hint.begin.from",
    to: "officials:manifesto.hint.begin.to",
    least: "officials:manifesto.hint.begin.least",
    most: "officials:manifesto.hint.begin.most",
  },
  starts: () => ({
    level: "advise",
    from: String(AGES.alone),
    to: String(AGES.most),
    least: "12",
    most: "16",
  }),
  problems: (_s, filled) =>
    outside(filled, {
      ...agesIn(filled),
      least: [CORE.least, CORE.most],
      most: [number(filled.least, CORE.least), CORE.most],
    }),
};

/** Votes per person. A rule of thumb from the field: with fewer there is no choice, and nobody keeps track of more. */
const VOTES = [1, 20] as const;
const ADOPT = [1, 30] as const;
const VOTING = [3, 60] as const;

/** The form of the manifesto: the organiser proposes it, and the core group agrees or does not. */
export const agreeForm: RowForm = {
  hints: {
    votes: "officials:manifesto.hint.agree.votes",
    votingDays: "officials:manifesto.hint.agree.votingDays",
    adopt: "officials:manifesto.hint.agree.adopt",
  },
  starts: ({ state, context: { now } }) => {
    const { from, to } = manifestoSchema.parse(state);
    return {
      from: String(from),
      to: String(to),
      counting: "votes",
      rounds: "1",
      votes: "10",
      votingDays: "14",
      adopt: "10",
      collectUntil: addDays(townClock(now).day, 28),
    };
  },
  problems: ({ context: { now } }, filled) => ({
    ...outside(filled, { ...agesIn(filled), votes: VOTES, adopt: ADOPT, votingDays: VOTING }),
    ...(filled.collectUntil === townClock(now).day && { collectUntil: say("officials:error.past") }),
  }),
};

/** The text of a topic that came in: what should be done, and by whom. What was written so far stands above it. */
export const writeForm: RowForm<Manifesto> = {
  says: ({ state }) => [say("officials:manifesto.about.write"), ...pointLines(adoptedItems(state))],
  own: {
    fields: ({ state }, values) => {
      const items = adoptedItems(state);
      const label = (name: string) => say(`officials:manifesto.field.write.${name}`);
      const hint = (name: string) => say(`officials:manifesto.fieldHint.${name}`);
      const text = (name: "action" | "addressee"): Field => ({
        kind: "text",
        name,
        label: label(name),
        hint: hint(name),
        long: name === "action",
        max: name === "action" ? 1000 : 150,
        value: textIn(values, name),
      });
      return [
        {
          kind: "choice",
          name: "item",
          label: label("item"),
          options: items.map(({ n, words }) => ({
            value: String(n),
            label: say("officials:manifesto.itemOption", { n: numberOfItem({ n }), words: onALine(words) }),
          })),
          value: textIn(values, "item"),
        },
        text("action"),
        text("addressee"),
      ];
    },
    read: ({ state }, values) => {
      const filled = Object.fromEntries(
        ["item", "action", "addressee"].map((name) => [name, textIn(values, name)]),
      );
      const isKnown = adoptedItems(state).some(({ n }) => String(n) === filled.item);
      const missing = Object.keys(filled).filter(
        (name) => filled[name] === "" || (name === "item" && !isKnown),
      );
      return {
        filled,
        errors: Object.fromEntries(missing.map((name) => [name, say("officials:error.required")])),
      };
    },
  },
};

export const handOverForm: RowForm = { hints: { to: "officials:manifesto.fieldHint.to" } };
