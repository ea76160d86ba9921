import { needs } from "../../core/decision.ts";
import { residentId } from "../../core/model/ids.ts";
import type { Process } from "../../core/model/process.ts";
import { withoutWorkers } from "../../core/processes/forgetting.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { record } from "./record.ts";
import { coreOf, type Manifesto } from "./state.ts";

/**
 * The legal retention period is over. The document stays as it was handed over; who brought in what, and what was said
 * around it, goes.
 */

/** DynamoDB accepts 100 items in one transaction. */
const EMPTIED_AT_ONCE = 50;

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
