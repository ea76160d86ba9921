import { needs, whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { CardAction } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import { isProcessId } from "../model/process.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import type { Context, Decision } from "../turn.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { recorded, showCard, standingOf } from "./record.ts";
import { titleOf } from "./shown-values.ts";
import type { Stage } from "./stage.ts";
import { toResident } from "./telling.ts";

/** The organiser decides on youth workers, each by name. */

/** Approves a youth worker or revokes her, on the card. */
export function decidedOnWorker(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "chose" }>,
  context: Context,
): Decision {
  const { ref = "", option } = input.press;
  const [says] = option.split(":");
  const process = context.seen.process[ref];
  if (process === undefined && isProcessId(ref)) return needs({ see: "process", id: ref });
  if (process?.instrument !== kind.table.name) return whisper(say("officials:refused.gone"));
  const closed = refusedAsClosed(input.official, process, context);
  if (closed) return whisper(closed);
  const standing = standingOf(kind, process, context);
  const { facilitated } = standing.state;
  const approves = says === "approve";
  const at = (facilitated?.workers ?? []).findIndex((one, n) => option === decisionOn(one, n));
  const worker = facilitated?.workers[at];
  if (!facilitated || !worker) return whisper(say("officials:refused.old"));
  const workers = approves
    ? facilitated.workers.with(at, { ...worker, approved: input.official })
    : facilitated.workers.toSpliced(at, 1);
  const next = { ...standing.state, facilitated: { ...facilitated, workers } };
  const changed = recorded(kind, standing, next, approves ? "workerApproved" : "workerRevoked", {
    actor: "organiser",
    official: input.official,
  });
  const line = say(`common:process.facilitated.${approves ? "approved" : "revoked"}`, titleOf(process));
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [toResident(worker.resident, { lines: [line] }), showCard(process)],
  };
}

type Worker = NonNullable<Stage["facilitated"]>["workers"][number];

/**
 * What a button does, and for whom: her number in the list, so that no id of a resident stands in Slack, and a
 * fingerprint, so that a button from before the list changed is not about somebody else.
 */
function decisionOn({ resident, approved }: Worker, n: number): string {
  return `${approved === undefined ? "approve" : "revoke"}:${n + 1}.${fingerprint(resident)}`;
}

/** Buttons for each youth worker on the card of a process. */
export function workerActions(kind: AnyKind, { process, state }: Standing): readonly CardAction[] {
  return (state.facilitated?.workers ?? []).map((worker, n): CardAction => {
    const { name, approved } = worker;
    const act = approved === undefined ? "approve" : "revoke";
    return {
      label: say(`officials:process.facilitated.${act}`, { name }),
      press: {
        instrument: kind.table.name,
        version: kind.version,
        step: "worker",
        option: decisionOn(worker, n),
        ref: process.id,
      },
      rank: approved === undefined ? "plain" : "more",
    };
  });
}
