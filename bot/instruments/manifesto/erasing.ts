import type { Entry } from "../../core/model/contribution.ts";
import type { Lane } from "../../core/model/lane.ts";
import { say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { inCore, tellOrganiser, titleOf } from "./core-group/core-group.ts";
import { NAME } from "./names.ts";
import { record, showCard } from "./record.ts";
import { type Item, type Manifesto, readManifesto, readTopic } from "./state.ts";
import { withoutTopic } from "./topics/arranging.ts";

/** Replaces her own words: an item that was voted on keeps its place and its points. */
const ERASED = "…";

/**
 * She erases herself. The core group goes on without her, her words are removed from the items and the history, and the
 * organiser is told if the group has become too small.
 */
export function leave(
  process: Process,
  lane: Lane,
  context: Context,
): { process: Process; entries: readonly Entry[]; effects: readonly Effect[] } | undefined {
  const before = readManifesto(process);
  const others = (list: readonly string[]) => list.filter((one) => one !== lane.resident);
  const { motion, reasons = [] } = before;
  const hers = new Set(reasons.filter((one) => one.resident === lane.resident).map((one) => one.entry));
  const items = itemsWithout(before, topicsOf(process, context), context);
  if (!inCore(before, lane) && hers.size === 0 && items === before.items) return undefined;
  const core = before.core.filter((one) => one.resident !== lane.resident);
  const next: Manifesto = {
    ...before,
    core,
    items,
    reasons: reasons.filter((one) => one.resident !== lane.resident),
    // Nobody agreed to a list without her topics.
    motion:
      motion && items === before.items
        ? { ...motion, agreed: others(motion.agreed), against: others(motion.against) }
        : undefined,
  };
  const { process: changed, entry } = record(process, next, "left", { actor: "resident" }, context);
  const emptied = (context.seen.history[process.id] ?? [])
    .filter((one) => hers.has(one.n))
    .map((one) => ({ ...one, words: undefined }));
  const small = core.length < before.least && before.core.length >= before.least;
  return {
    process: changed,
    entries: [...emptied, entry],
    effects: [
      // Nothing says which line of the thread is hers: everything that residents wrote there goes.
      hers.size > 0
        ? { do: "notify", notice: { kind: "unpublish", contribution: process.id } }
        : showCard(process.id),
      ...(small ? [tellOrganiser(process, say("officials:manifesto.tooSmall", titleOf(process)))] : []),
    ],
  };
}

function topicsOf(process: Process, { seen }: Context): readonly string[] {
  return (seen.mine ?? [])
    .filter((one) => one.instrument === NAME && readTopic(one).process === process.id)
    .map((one) => one.id);
}

/** Before a vote her topics go; after that only her words, because others gave their votes to the item. */
function itemsWithout(
  { at, items }: Manifesto,
  topics: readonly string[],
  context: Context,
): Item[] | undefined {
  if (!items?.some((one) => one.topics.some((topic) => topics.includes(topic)))) return items;
  if (at === "clustering")
    return topics.reduce<Item[]>((list, topic) => withoutTopic(list, topic, context), items);
  return items.map((one) =>
    one.topics.length === 1 && topics.includes(one.topics[0] ?? "") ? { ...one, words: ERASED } : one,
  );
}
