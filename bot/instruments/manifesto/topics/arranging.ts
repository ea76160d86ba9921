import { needs, whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Form } from "../../../core/model/card.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { refusedAsClosed } from "../../../core/officials/desk-membership.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { isMissed } from "../../../core/processes/item-clock.ts";
import { submittedProcess } from "../../../core/processes/submitted-process.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { motionScreen, questionFor } from "../core-group/motion-screen.ts";
import { puts } from "../core-group/proposing.ts";
import { NAME, numberOfItem, onALine, press } from "../names.ts";
import { record, showCard } from "../record.ts";
import { type Item, isEnding, type Manifesto, readManifesto, readTopic } from "../state.ts";
import { apart, inFull, inOrder, toSee, withTopics } from "./items.ts";

/**
 * Merging similar topics, and separating them again. People do it; the software only suggests. Sources stay linked, and
 * the author of a topic is told and can take it out.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** Slack shows at most 100 options, and nobody chooses well among more items. */
const SHOWN = 100;
const MOST_ITEMS = 50;
/** Pairs of similar topics suggested at a time (our limit). */
const SUGGESTED = 8;

/** Topics merged at a time: their authors are told in the same commit, and DynamoDB accepts 100 items in one. */
const MERGED = 60;

export function arrange(act: "merge" | "split" | "items", process: Process, context: Context): Decision {
  const manifesto = readManifesto(process);
  const { themes: items = [] } = manifesto;
  if (manifesto.at !== "clustering" || isEnding(manifesto))
    return whisper(say("officials:manifesto.notClustering"));
  if (act === "items") {
    const waiting = stillWaiting(process, context);
    if (typeof waiting !== "number") return waiting;
    if (waiting > 0) return whisper(say("officials:manifesto.stillWaiting", { count: waiting }));
    if (items.length === 0) return whisper(say("officials:manifesto.noItems"));
    if (items.length > MOST_ITEMS)
      return whisper(say("officials:manifesto.tooManyItems", { count: items.length, most: MOST_ITEMS }));
    return { effects: [{ do: "open", form: itemsForm(process, manifesto, context) }] };
  }
  const enough = act === "merge" ? items.length > 1 : items.some((one) => one.topics.length > 1);
  if (!enough) return whisper(say(`officials:manifesto.nothingTo.${act}`));
  const form = act === "merge" ? mergeForm(process, items, {}, context) : splitForm(process, items, {});
  return { effects: [{ do: "open", form }] };
}

/** Handles one of these forms when it is submitted. */
export function arranged(input: Submitted, context: Context): Decision {
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const { process } = found;
  const closed = refusedAsClosed(input.official, process, context);
  if (closed) return whisper(closed);
  const manifesto = readManifesto(process);
  if (manifesto.at !== "clustering" || isEnding(manifesto))
    return whisper(say("officials:manifesto.notClustering"));
  switch (input.form.form) {
    case "merge":
      return merged(input, process, manifesto, context);
    case "split":
      return split(input, process, manifesto, context);
    default:
      return proposedItems(input, process, manifesto, context);
  }
}

function merged(input: Submitted, process: Process, manifesto: Manifesto, context: Context): Decision {
  const { themes: items = [] } = manifesto;
  const { values } = input;
  const parts = chosen(values, items);
  const words = textIn(values, "words");
  const errors: Record<string, Message> = {};
  if (parts.length < 2) errors.items = say("officials:manifesto.error.two");
  if (parts.flatMap((one) => one.topics).length > MERGED)
    errors.items = say("officials:manifesto.error.tooManyMerged", { most: MERGED });
  if (!words) errors.words = say("officials:error.required");
  if (Object.keys(errors).length > 0)
    return { effects: [{ do: "open", form: mergeForm(process, items, values, context, undefined, errors) }] };
  const topics = parts.flatMap((one) => one.topics);
  const item: Item = {
    n: Math.max(...items.map((one) => one.n)) + 1,
    words,
    topics,
    since: parts.map((one) => one.since).toSorted()[0] ?? context.now,
  };
  // Each author reads the number of her own topic; the organiser sees the preview with the first one's.
  const screen = mergedScreen(item, topics[0] ?? "");
  const seen = fingerprint(JSON.stringify([item.words, topics]));
  if (seen !== input.form.seen)
    return { effects: [{ do: "open", form: mergeForm(process, items, values, context, { seen, screen }) }] };
  const unseen = topics.filter((topic) => context.seen.contribution[topic] === undefined);
  if (unseen.length > 0)
    return needs(...unseen.map((topic) => ({ see: "contribution" as const, id: topic })));
  const left = items.filter((one) => !parts.includes(one));
  return saved(
    process,
    { ...manifesto, themes: inOrder([...left, item]), asked: undefined },
    "merge",
    input,
    context,
    [...topics.flatMap((topic) => tellAuthor(topic, mergedScreen(item, topic), context))],
  );
}

function split(input: Submitted, process: Process, manifesto: Manifesto, context: Context): Decision {
  const { themes: items = [] } = manifesto;
  const [whole] = chosen(input.values, items);
  if (!whole)
    return {
      effects: [
        {
          do: "open",
          form: splitForm(process, items, input.values, { items: say("officials:error.required") }),
        },
      ],
    };
  const unseen = whole.topics.filter((topic) => context.seen.contribution[topic] === undefined);
  if (unseen.length > 0)
    return needs(...unseen.map((topic) => ({ see: "contribution" as const, id: topic })));
  const parts = whole.topics.reduce((list, topic) => apart(list, topic, context), items);
  return saved(process, { ...manifesto, themes: parts, asked: undefined }, "split", input, context, [
    ...whole.topics.flatMap((topic) =>
      tellAuthor(
        topic,
        { about: topic, lines: [say("manifesto:tells.split", { number: shownNumber(topic) })] },
        context,
      ),
    ),
  ]);
}

/**
 * The number of topics nobody has reviewed yet: they were sent in time, and belong in the vote if they follow the
 * rules. One that nobody looked at, whoever was asked to, is not waited for any longer.
 */
function stillWaiting({ id, desk }: Process, context: Context): number | Decision {
  const open = context.seen.desk[desk];
  if (!open) return needs({ see: "desk", desk });
  return open.filter((one) => {
    const topic = one.instrument === NAME ? readTopic(one) : undefined;
    return topic?.process === id && !topic.about && !isMissed(one, context.now);
  }).length;
}

function proposedItems(input: Submitted, process: Process, before: Manifesto, context: Context): Decision {
  const waiting = stillWaiting(process, context);
  if (typeof waiting !== "number") return waiting;
  if (waiting > 0) return whisper(say("officials:manifesto.stillWaiting", { count: waiting }));
  // The list of what others see lags slightly: something shown just before collecting was closed may be missing.
  const listed = context.seen.listed[process.id];
  if (!listed) return needs({ see: "listed", process: process.id, all: true });
  const all = withTopics(before.themes ?? [], listed);
  if (all.length > MOST_ITEMS)
    return whisper(say("officials:manifesto.tooManyItems", { count: all.length, most: MOST_ITEMS }));
  const unseen = all
    .filter((one) => one.topics.length === 1)
    .flatMap((one) => toSee(all, one.topics[0] ?? "", context));
  if (unseen.length > 0) return needs(...unseen);
  const manifesto: Manifesto = { ...before, themes: inFull(all, context) };
  return puts("openVote", process, manifesto, input.official, context);
}

function saved(
  process: Process,
  next: Manifesto,
  event: string,
  input: Submitted,
  context: Context,
  effects: readonly Effect[],
): Decision {
  const changed = record(process, next, event, { actor: "organiser", official: input.official }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...effects, showCard(process.id)],
  };
}

/** Tells the author of a topic what became of it. */
function tellAuthor(topic: string, screen: Screen, context: Context): Effect[] {
  const by = context.seen.contribution[topic]?.by;
  return by === undefined ? [] : [{ do: "notify", notice: { kind: "resident", resident: by, screen } }];
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

function chosen(values: Values, items: readonly Item[]): readonly Item[] {
  const picked = values.items ?? [];
  const list = typeof picked === "string" ? [picked] : picked;
  return items.filter((one) => list.includes(String(one.n)));
}

const optionsOf = (items: readonly Item[]) =>
  items.slice(0, SHOWN).map((one) => ({
    value: String(one.n),
    label: say("officials:manifesto.itemOption", { n: numberOfItem(one), words: onALine(one.words) }),
  }));

function mergeForm(
  process: Process,
  items: readonly Item[],
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly screen: Screen },
  errors?: Form["errors"],
): Form {
  const alike = context.similarPairs(items.map((one) => one.words)).slice(0, SUGGESTED);
  return {
    id: { instrument: NAME, form: "merge", ref: process.id, seen: preview?.seen },
    title: say("officials:manifesto.act.merge"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [
      say("officials:manifesto.about.merge"),
      ...(alike.length > 0
        ? [
            say("officials:manifesto.alike"),
            say("common:rows", {
              rows: {
                rows: alike.map(([a, b]) =>
                  say("officials:manifesto.alikeRow", {
                    a: items[a]?.n ?? 0,
                    first: onALine(items[a]?.words ?? ""),
                    b: items[b]?.n ?? 0,
                    second: onALine(items[b]?.words ?? ""),
                  }),
                ),
              },
            }),
          ]
        : []),
    ],
    fields: [
      {
        kind: "choices",
        name: "items",
        label: say("officials:manifesto.whichItems"),
        options: optionsOf(items),
        value: chosen(values, items).map((one) => String(one.n)),
      },
      {
        kind: "text",
        name: "words",
        label: say("officials:manifesto.field.merge.words"),
        hint: say("officials:manifesto.hint.itemWords"),
        long: true,
        max: 500,
        value: typeof values.words === "string" ? values.words : undefined,
      },
    ],
    preview: preview && { screen: preview.screen, language: context.town.languages[0] ?? "nl" },
    errors,
  };
}

function splitForm(process: Process, items: readonly Item[], values: Values, errors?: Form["errors"]): Form {
  const several = items.filter((one) => one.topics.length > 1);
  return {
    id: { instrument: NAME, form: "split", ref: process.id },
    title: say("officials:manifesto.act.split"),
    submit: say("officials:save"),
    intro: [say("officials:manifesto.splitIntro")],
    fields: [
      {
        kind: "choice",
        name: "items",
        label: say("officials:manifesto.whichItem"),
        options: optionsOf(several),
        value: typeof values.items === "string" ? values.items : undefined,
      },
    ],
    errors,
  };
}

function itemsForm(process: Process, manifesto: Manifesto, context: Context): Form {
  const [language = "nl"] = context.town.languages;
  return {
    id: { instrument: NAME, form: "items", ref: process.id },
    title: say("officials:manifesto.act.openVote"),
    submit: say("officials:send"),
    intro: [say("officials:manifesto.itemsIntro", { count: manifesto.themes?.length ?? 0 })],
    fields: [],
    preview: { screen: motionScreen(process, manifesto, questionFor("openVote", {}, context)), language },
  };
}
