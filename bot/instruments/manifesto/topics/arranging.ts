import { needs, whisper } from "../../../core/decision.ts";
import type { Field } from "../../../core/model/card.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { button, type Screen } from "../../../core/model/screen.ts";
import { severalIn, textIn } from "../../../core/officials/form-values.ts";
import type { Sent, Submitted } from "../../../core/processes/filled.ts";
import type { RowForm, Standing, Values } from "../../../core/processes/kind.ts";
import { toResident } from "../../../core/processes/telling.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { numberOfItem, onALine, press } from "../names.ts";
import { record, showCard } from "../record.ts";
import type { Item, Manifesto } from "../state.ts";
import { apart, inOrder } from "./items.ts";

/**
 * Merging similar topics, and separating them again. People do it; the software only suggests. Sources stay linked, and
 * the author of a topic is told and can take it out.
 */

type S = Standing<Manifesto>;

/** Slack shows at most 100 options, and nobody chooses well among more items. */
const SHOWN = 100;
/** Pairs of similar topics suggested at a time (our limit). */
const SUGGESTED = 8;
/** Topics merged at a time: their authors are told in the same commit, and DynamoDB accepts 100 items in one. */
const MERGED = 60;

export const mergeForm: RowForm<Manifesto> = {
  submit: "officials:send",
  opens: ({ state }) => nothingTo("merge", itemsOf(state).length < 2),
  says: ({ state, context }) => [say("officials:manifesto.about.merge"), ...alike(itemsOf(state), context)],
  own: {
    fields: ({ state }, values) => [
      {
        kind: "choices",
        name: "items",
        label: say("officials:manifesto.whichItems"),
        options: optionsOf(itemsOf(state)),
        value: severalIn(values, "items"),
      },
      {
        kind: "text",
        name: "words",
        label: say("officials:manifesto.field.merge.words"),
        hint: say("officials:manifesto.hint.itemWords"),
        long: true,
        max: 500,
        value: textIn(values, "words"),
      },
    ],
    read: ({ state }, values) => {
      const parts = chosen(values, itemsOf(state));
      const topics = parts.flatMap((one) => one.topics);
      const words = textIn(values, "words");
      const errors: Record<string, Message> = {};
      if (parts.length < 2) errors.items = say("officials:manifesto.error.two");
      if (topics.length > MERGED)
        errors.items = say("officials:manifesto.error.tooManyMerged", { most: MERGED });
      if (!words) errors.words = say("officials:error.required");
      return { filled: { words, topics }, errors };
    },
  },
  // Each author reads the number of her own topic; the organiser sees the preview with the first one's.
  preview: (s, filled) => {
    const { item } = mergedIn(s, filled);
    return mergedScreen(item, item.topics[0] ?? "");
  },
  does: (s, filled, input) => {
    const { item, left } = mergedIn(s, filled);
    return arranged("merge", s, input, inOrder([...left, item]), item.topics, (topic) =>
      mergedScreen(item, topic),
    );
  },
};

export const splitForm: RowForm<Manifesto> = {
  submit: "officials:save",
  opens: ({ state }) => nothingTo("split", several(state).length === 0),
  says: () => [say("officials:manifesto.splitIntro")],
  own: {
    fields: ({ state }, values): readonly Field[] => [
      {
        kind: "choice",
        name: "items",
        label: say("officials:manifesto.whichItem"),
        options: optionsOf(several(state)),
        value: textIn(values, "items"),
      },
    ],
    read: ({ state }, values) => {
      const [whole] = chosen(values, several(state));
      return { filled: { topics: whole?.topics }, errors: whole ? {} : required("items") };
    },
  },
  preview: (_s, { topics }) => splitScreen(String([topics].flat()[0])),
  does: (s, filled, input) => {
    const topics = filled.topics as readonly string[];
    const unseen = unseenOf(topics, s.context);
    if (unseen.length > 0) return needs(...unseen);
    const items = topics.reduce((list, topic) => apart(list, topic, s.context), itemsOf(s.state));
    return arranged("split", s, input, items, topics, splitScreen);
  },
};

function required(field: string): Readonly<Record<string, Message>> {
  return { [field]: say("officials:error.required") };
}

function itemsOf({ themes = [] }: Manifesto): Item[] {
  return themes;
}

function several(state: Manifesto): Item[] {
  return itemsOf(state).filter((one) => one.topics.length > 1);
}

function nothingTo(act: "merge" | "split", isNothing: boolean): Decision | undefined {
  return isNothing ? whisper(say(`officials:manifesto.nothingTo.${act}`)) : undefined;
}

/** What becomes of what was filled in: one item of several, and those that stay. */
function mergedIn({ state, context }: S, { words, topics }: Values): { item: Item; left: Item[] } {
  const items = itemsOf(state);
  const all = topics as string[];
  const parts = items.filter((one) => one.topics.some((topic) => all.includes(topic)));
  const item: Item = {
    n: Math.max(...items.map((one) => one.n)) + 1,
    words: String(words),
    topics: all,
    since: parts.map((one) => one.since).toSorted()[0] ?? context.now,
  };
  return { item, left: items.filter((one) => !parts.includes(one)) };
}

/** Nobody agreed to a list with other items. Whoever brought in one of these topics hears what became of it. */
function arranged(
  event: "merge" | "split",
  { process, state, context }: S,
  { official }: Sent,
  themes: Item[],
  topics: readonly string[],
  screen: (topic: string) => Screen,
): Decision {
  const unseen = unseenOf(topics, context);
  if (unseen.length > 0) return needs(...unseen);
  const next = { ...state, themes, asked: undefined };
  const changed = record(process, next, event, { actor: "organiser", official }, context);
  const told = topics.flatMap((topic): readonly Effect[] => {
    const by = context.seen.contribution[topic]?.by;
    return by === undefined ? [] : [toResident(by, screen(topic))];
  });
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...told, showCard(process.id)],
  };
}

function unseenOf(topics: readonly string[], { seen }: Context) {
  return topics
    .filter((topic) => seen.contribution[topic] === undefined)
    .map((id) => ({ see: "contribution" as const, id }));
}

function mergedScreen(item: Item, topic: string): Screen {
  return {
    about: topic,
    lines: [
      say("manifesto:tells.merge", {
        number: shownNumber(topic),
        count: item.topics.length - 1,
      }),
      say("common:quote", { text: item.words }),
      say("manifesto:item.mergedHow"),
    ],
    choices: [[button(say("manifesto:item.takeOut"), press("own", "apart", topic))]],
  };
}

function splitScreen(topic: string): Screen {
  return { about: topic, lines: [say("manifesto:tells.split", { number: shownNumber(topic) })] };
}

function chosen(values: Submitted, items: readonly Item[]): readonly Item[] {
  const list = [values.items ?? []].flat();
  return items.filter((one) => list.includes(String(one.n)));
}

const optionsOf = (items: readonly Item[]) =>
  items.slice(0, SHOWN).map((one) => ({
    value: String(one.n),
    label: say("officials:manifesto.itemOption", { n: numberOfItem(one), words: onALine(one.words) }),
  }));

/** Pairs that look alike. */
function alike(items: readonly Item[], context: Context): readonly Message[] {
  const rows = context
    .similarPairs(items.map((one) => one.words))
    .slice(0, SUGGESTED)
    .map(([a, b]) =>
      say("officials:manifesto.alikeRow", {
        a: items[a]?.n ?? 0,
        first: onALine(items[a]?.words ?? ""),
        b: items[b]?.n ?? 0,
        second: onALine(items[b]?.words ?? ""),
      }),
    );
  return rows.length > 0 ? [say("officials:manifesto.alike"), say("common:rows", { rows: { rows } })] : [];
}
