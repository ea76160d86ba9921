import { fingerprint } from "../../../core/fingerprint.ts";
import { shortened } from "../../../core/model/characters.ts";
import { type Contribution, isOf } from "../../../core/model/contribution.ts";
import { type Localized, type Message, say } from "../../../core/model/message.ts";
import { button, type Screen } from "../../../core/model/screen.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { NewItem, QuoteTold } from "../../../core/processes/item.ts";
import { itemOf } from "../../../core/processes/items.ts";
import type { Item, RowForm, Standing, Values } from "../../../core/processes/kind.ts";
import { NAME, press } from "../names.ts";
import { quoteShown, type Survey } from "../state.ts";

/**
 * Open answers that stand in the results, looked at again: one that should not be there is hidden, or its words about a
 * person are masked. Nobody knows who wrote it: everybody who read the results reads why.
 */

type Now = Standing<Survey>;

const LIST = "quotes";

/** A quote that has a card of its own; undefined for a recording that somebody has to hear. */
export function quoteItem(row: Contribution | null | undefined): Item | undefined {
  if (!isOf(row, NAME) || typeof row.state !== "object" || row.state === null) return undefined;
  return "quoted" in row.state ? itemOf({}, row) : undefined;
}

/** Quotes that have no card yet, by what is kept of each. */
function without({ quotes = [] }: Pick<Survey, "quotes">) {
  return quotes.filter(({ n }) => n === undefined).map(({ text }) => [fingerprint(text), text] as const);
}

export function anyQuote({ state }: Now): boolean {
  return without(state).length > 0;
}

/** An official chooses which quote gets a card, where it can be hidden or masked. */
export const quoteForm: RowForm<Survey> = {
  submit: "officials:save",
  says: () => [say("officials:survey.about.quote")],
  own: {
    fields: ({ state }) => [
      {
        kind: "choice",
        name: "quote",
        label: say("officials:survey.field.quote.quote"),
        options: without(state).map(([value, text]) => ({
          value,
          label: say("common:as_is", { text: shortened(text, 70) }),
        })),
      },
    ],
    read: ({ state }, values) => {
      const quote = textIn(values, "quote");
      const errors: Record<string, Message> = without(state).some(([one]) => one === quote)
        ? {}
        : { quote: say("officials:error.required") };
      return { filled: { quote }, errors };
    },
  },
};

/** The quote that was chosen, as something that can be looked at. */
export function quoteMade({ state, context: { town } }: Now, { quote }: Values): readonly NewItem[] {
  const [own = "nl"] = town.languages;
  return without(state)
    .filter(([print]) => print === quote)
    .map(([quoted, text]) => ({ list: LIST, words: { [own]: text }, quoted }));
}

/** The quote remembers its card. */
export function quoteNumbered({ state }: Now, { quote }: Values): Partial<Survey> {
  const n = (state.items?.[LIST] ?? 0) + 1;
  return {
    quotes: state.quotes?.map((one) =>
      one.n === undefined && fingerprint(one.text) === quote ? { ...one, n } : one,
    ),
  };
}

/** How it stands in the results from now on. */
export function quoteChanged({ state }: Now, { state: { n, at, words, quoted } }: Item) {
  if (quoted === undefined) return undefined;
  const [text = ""] = Object.values(words);
  const quotes = state.quotes?.map((one) => {
    const { hidden: _, ...shown } = one;
    return one.n === n ? { ...shown, text, ...(at === "refused" && { hidden: true as const }) } : one;
  });
  return { change: { quotes, papers: (state.papers ?? 0) + 1 }, event: "quoted" };
}

/** What everybody reads of it. */
export function quoteTold(
  { process }: Pick<Now, "process">,
  told: QuoteTold,
  { row, state }: Item,
  { reason }: Values,
): Screen {
  const [words = ""] = Object.values(state.words);
  const against = told === "hide" || told === "mask";
  return {
    lines: [
      say(`survey:quote.${told}`, {
        title: { localized: process.card.title },
        words,
        reason: { localized: (reason ?? {}) as Localized },
      }),
      ...(against ? [say("survey:quote.howToObject")] : []),
    ],
    ...(against && { choices: [[button(say("survey:quote.mine"), press("object", row.id, process.id))]] }),
  };
}

/** The quotes that stand in the results now. */
export function shownQuotes({ quotes }: Pick<Survey, "quotes">) {
  return quotes?.filter(quoteShown);
}
