import { retainedUntil } from "../../core/calendar/retention.ts";
import { after, DAY, type Instant } from "../../core/calendar/time.ts";
import { needs } from "../../core/decision.ts";
import type { Contribution } from "../../core/model/contribution.ts";
import { residentId } from "../../core/model/ids.ts";
import type { Process } from "../../core/model/process.ts";
import { withoutWorkers } from "../../core/processes/forgetting.ts";
import { keptUntil } from "../../core/processes/retention.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { record } from "./record.ts";
import { coreOf, type Manifesto, readManifesto, readTopic } from "./state.ts";
import { erasedTopic } from "./topics/own-topic.ts";

/**
 * The legal retention period is over. The document stays as it was handed over; who brought in what, and what was said
 * around it, goes.
 */

/** Milliseconds. While a manifesto is in progress its authors still hear what comes of it: checked again after this. */
const LOOK_AGAIN = 30 * DAY;
/** DynamoDB accepts 100 items in one transaction. */
const EMPTIED_AT_ONCE = 50;

export function topicKept(contribution: Contribution, context: Context): Decision {
  const topic = readTopic(contribution);
  const sleeps = (wakeAt: Instant | undefined): Decision => ({
    contributions: [{ ...contribution, wakeAt }],
    effects: [],
  });
  if (topic.erased) return sleeps(undefined);
  const process = context.seen.process[topic.process];
  if (process === undefined) return needs({ see: "process", id: topic.process });
  if (process?.open) return sleeps(after(context.now, LOOK_AGAIN));
  const until = process
    ? keptUntil({}, process, readManifesto(process), context)
    : retainedUntil(contribution.created, context.town);
  if (until > context.now) return sleeps(until);
  const history = context.seen.history[contribution.id];
  if (!history) return needs({ see: "history", id: contribution.id });
  const worded = history.filter((one) => one.actor === "resident" && one.words !== undefined);
  const emptied = worded.slice(0, EMPTIED_AT_ONCE).map((one) => ({ ...one, words: undefined }));
  // The alarm stays as it is and rings again for the rest.
  if (worded.length > EMPTIED_AT_ONCE)
    return { contributions: [contribution], entries: emptied, effects: [] };
  const { contribution: erased, entry } = erasedTopic(contribution, context, "clock");
  return {
    contributions: [erased],
    entries: [...emptied, entry],
    effects: [{ do: "notify", notice: { kind: "unpublish", contribution: contribution.id } }],
  };
}

/** The members of the core group are forgotten; only their number and ages stay, and their reasons go. */
export function manifestoKept(process: Process, manifesto: Manifesto, context: Context): Decision {
  const history = context.seen.history[process.id];
  if (!history) return needs({ see: "history", id: process.id });
  const worded = history.filter((one) => one.actor === "resident" && one.words !== undefined);
  const emptied = worded.slice(0, EMPTIED_AT_ONCE).map((one) => ({ ...one, words: undefined }));
  if (worded.length > EMPTIED_AT_ONCE) return { processes: [process], entries: emptied, effects: [] };
  const { facilitated } = manifesto;
  const members = coreOf(manifesto).map(({ on }) => ({ resident: residentId(""), on }));
  const items = manifesto.themes?.map((one) =>
    one.commitment?.doubts ? { ...one, commitment: { ...one.commitment, doubts: [] } } : one,
  );
  const changed = record(
    process,
    {
      ...manifesto,
      group: { code: "", members },
      ...(facilitated && { facilitated: { ...withoutWorkers(facilitated, () => true), code: "" } }),
      themes: items,
      asked: undefined,
      reasons: undefined,
      forgotten: true,
    },
    "forget",
    { actor: "clock" },
    context,
  );
  return {
    processes: [changed.process],
    entries: [...emptied, changed.entry],
    effects: [{ do: "notify", notice: { kind: "unpublish", contribution: process.id } }],
  };
}
