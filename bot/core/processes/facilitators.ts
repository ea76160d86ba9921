import { needs, whisper } from "../decision.ts";
import type { CardAction } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import { isProcessId } from "../model/process.ts";
import type { Context, Decision } from "../turn.ts";
import { workerOf } from "./facilitated.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { recorded, showCard, standingOf } from "./record.ts";
import { titleOf } from "./shown-values.ts";
import { toResident } from "./telling.ts";

/** The organiser decides on youth workers, each by name. */

/** Approves a youth worker or revokes her, on the card. */
export function decidedOnWorker(
  kind: AnyKind,
  input: Extract<OfficialInput, { type: "chose" }>,
  context: Context,
): Decision {
  const { ref = "", option } = input.press;
  const [says, resident = ""] = option.split(":");
  const process = context.seen.process[ref];
  if (process === undefined && isProcessId(ref)) return needs({ see: "process", id: ref });
  if (process?.instrument !== kind.table.name) return whisper(say("officials:refused.gone"));
  const standing = standingOf(kind, process, context);
  const { facilitated } = standing.state;
  const worker = workerOf(standing.state, resident);
  if (!facilitated || !worker) return whisper(say("officials:refused.old"));
  const others = facilitated.workers.filter((one) => one !== worker);
  const approves = says === "approve";
  const workers = approves ? [...others, { ...worker, approved: input.official }] : others;
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

/** Buttons for each youth worker on the card of a process. */
export function workerActions(kind: AnyKind, { process, state }: Standing): readonly CardAction[] {
  return (state.facilitated?.workers ?? []).map(({ resident, name, approved }): CardAction => {
    const act = approved === undefined ? "approve" : "revoke";
    return {
      label: say(`officials:process.facilitated.${act}`, { name }),
      press: {
        instrument: kind.table.name,
        version: kind.version,
        step: "worker",
        option: `${act}:${resident}`,
        ref: process.id,
      },
      rank: approved === undefined ? "plain" : "more",
    };
  });
}
