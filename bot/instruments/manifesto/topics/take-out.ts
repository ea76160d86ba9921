import { needs, reply } from "../../../core/decision.ts";
import { type Contribution, shownNumber } from "../../../core/model/contribution.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { record, showCard } from "../record.ts";
import { readManifesto, readTopic } from "../state.ts";
import { apart, toSee } from "./items.ts";

/** "My topic is not the same": separates it again, as long as nobody votes yet. */
export function takenOut(contribution: Contribution, lane: Lane, context: Context): Decision {
  // A button can be forged: only what is hers.
  if (contribution.by !== lane.resident) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  const number = shownNumber(contribution.id);
  const { process: id } = readTopic(contribution);
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  const before = process && readManifesto(process);
  const items = before?.themes ?? [];
  const together = items.some((one) => one.topics.includes(contribution.id) && one.topics.length > 1);
  if (!process || before?.at !== "clustering" || !together)
    return { lane, effects: reply({ lines: [say("manifesto:item.notOut", { number })] }) };
  const unseen = toSee(items, contribution.id, context);
  if (unseen.length > 0) return needs(...unseen);
  const changed = record(
    process,
    { ...before, themes: apart(items, contribution.id, context), asked: undefined },
    "takeOut",
    { actor: "resident", why: number },
    context,
  );
  return {
    lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({ lines: [say("manifesto:tells.split", { number })], about: contribution.id, usesUp: true }),
      showCard(process.id),
    ],
  };
}
