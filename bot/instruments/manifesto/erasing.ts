import type { Entry } from "../../core/model/contribution.ts";
import type { Lane } from "../../core/model/lane.ts";
import { say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { withoutWorkers } from "../../core/processes/forgetting.ts";
import { titleOf } from "../../core/processes/shown-values.ts";
import type { Asked } from "../../core/processes/stage.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { inCore, tellOrganiser } from "./core-group/core-group.ts";
import { NAME } from "./names.ts";
import { record, showCard } from "./record.ts";
import { coreOf, ERASED, type Item, type Manifesto, readManifesto, readTopic } from "./state.ts";
import { withoutTopic } from "./topics/items.ts";

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
  const { reasons = [] } = before;
  const hers = new Set(reasons.filter((one) => one.resident === lane.resident).map((one) => one.entry));
  const without = itemsWithout(before, topicsOf(process, context), context);
  const items = withoutDoubts(without, lane);
  const { facilitated } = before;
  const entered = facilitated && withoutWorkers(facilitated, (one) => one === lane.resident);
  const isWorker = facilitated?.workers.length !== entered?.workers.length;
  const isKnown = facilitated?.votes?.some(({ by }) => by === lane.resident) ?? false;
  if (!inCore(before, lane) && !isWorker && !isKnown && hers.size === 0 && items === before.themes)
    return undefined;
  const core = coreOf(before).filter((one) => one.resident !== lane.resident);
  // Nobody agreed to a list without her topics.
  const asked = without === before.themes ? before.asked : undefined;
  const others = (list: Asked["yes"]) => list.filter(({ by }) => by !== lane.resident);
  const next: Manifesto = {
    ...before,
    group: { code: before.group?.code ?? "", members: core },
    ...(entered && { facilitated: entered }),
    themes: items,
    reasons: reasons.filter((one) => one.resident !== lane.resident),
    asked: asked?.map((one) => ({ ...one, yes: others(one.yes), no: others(one.no) })),
  };
  const { process: changed, entry } = record(process, next, "left", { actor: "resident" }, context);
  const emptied = (context.seen.history[process.id] ?? [])
    .filter((one) => hers.has(one.n))
    .map((one) => ({ ...one, words: undefined }));
  const small = core.length < before.least && coreOf(before).length >= before.least;
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

/** That she disputed what was reported about a promise counts; that it was she is not known any more. */
function withoutDoubts(items: Item[] | undefined, { resident }: Lane): Item[] | undefined {
  if (!items?.some(({ commitment }) => commitment?.doubts?.some(({ by }) => by === resident))) return items;
  return items.map((item) => {
    const { commitment } = item;
    if (!commitment?.doubts) return item;
    return {
      ...item,
      commitment: { ...commitment, doubts: commitment.doubts.filter(({ by }) => by !== resident) },
    };
  });
}

/** Before a vote her topics go; after that only her words, because others gave their votes to the item. */
function itemsWithout(
  { at, themes: items }: Manifesto,
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
