import { shortened } from "../../../core/model/characters.ts";
import type { Contribution } from "../../../core/model/contribution.ts";
import type { Need } from "../../../core/needs.ts";
import type { Context } from "../../../core/turn.ts";
import { type Item, readTopic, topicWords } from "../state.ts";

/** The items of a manifesto: each one topic, or several that say the same. Sources stay linked. */

/** Bytes for all items together, and for one without its words: a process is one row of at most 400 KB. */
const ROOM = 250_000;
const BESIDE_WORDS = 130;

/** Every topic that others can see, as an item of its own. */
export function itemsOf(topics: readonly Contribution[]): Item[] {
  return withTopics([], topics);
}

/**
 * Adds these topics to the items, each on its own, where they are not among them yet. If there are too many to fit in
 * one row the words of each are cut; `inFull` restores them once there are few enough to vote on.
 */
export function withTopics(items: readonly Item[], topics: readonly Contribution[]): Item[] {
  const known = new Set(items.flatMap((one) => one.topics));
  const missing = topics.filter((one) => !known.has(one.id));
  const n = Math.max(0, ...items.map((one) => one.n));
  // Two bytes at most per character of ours.
  const longest = Math.max(20, Math.floor(ROOM / (items.length + missing.length || 1) - BESIDE_WORDS) / 2);
  const added = missing.map((topic, index): Item => {
    const words = topicWords(readTopic(topic));
    return {
      n: n + index + 1,
      words: shortened(words, longest),
      topics: [topic.id],
      since: topic.created,
    };
  });
  return inOrder([...items, ...added]);
}

/** Restores the full words of single-topic items. The topics have to be seen. */
export function inFull(items: readonly Item[], context: Context): Item[] {
  return items.map((one) => {
    const [topic = "", ...more] = one.topics;
    const found = more.length > 0 ? undefined : context.seen.contribution[topic];
    return found ? { ...one, words: topicWords(readTopic(found)) } : one;
  });
}

/** The items with one topic separated again, in its own words; and likewise the rest, when that is a single topic. */
export function apart(items: readonly Item[], topic: string, context: Context): Item[] {
  const whole = items.find((one) => one.topics.includes(topic));
  if (!whole || whole.topics.length < 2) return [...items];
  const n = Math.max(...items.map((one) => one.n));
  const [only = "", ...more] = whole.topics.filter((one) => one !== topic);
  const rest = more.length > 0 ? { ...whole, topics: [only, ...more] } : alone(only, whole.n, context);
  return inOrder(items.flatMap((one) => (one === whole ? [rest, alone(topic, n + 1, context)] : [one])));
}

/** The items without one topic; those merged with it stay. */
export function withoutTopic(items: readonly Item[], topic: string, context: Context): Item[] {
  return items.flatMap((one) => {
    if (!one.topics.includes(topic)) return [one];
    const [only, ...more] = one.topics.filter((other) => other !== topic);
    if (only === undefined) return [];
    if (more.length > 0) return [{ ...one, topics: [only, ...more] }];
    return context.seen.contribution[only] ? [alone(only, one.n, context)] : [{ ...one, topics: [only] }];
  });
}

/** Topics that have to be seen before `apart` can be called for this one. */
export function toSee(items: readonly Item[], topic: string, context: Context): readonly Need[] {
  const topics = items.find((one) => one.topics.includes(topic))?.topics ?? [];
  return topics
    .filter((one) => context.seen.contribution[one] === undefined)
    .map((id) => ({ see: "contribution", id }));
}

function alone(topic: string, n: number, context: Context): Item {
  const found = context.seen.contribution[topic];
  return {
    n,
    words: found ? topicWords(readTopic(found)) : "",
    topics: [topic],
    since: found?.created ?? context.now,
  };
}

export function inOrder(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => a.since.localeCompare(b.since) || a.n - b.n);
}
