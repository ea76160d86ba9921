import { needs, whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Card, CardAction } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import { isProcessId } from "../model/process.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import type { Context, Decision } from "../turn.ts";
import { facilitatorChoices } from "./facilitated.ts";
import { limitLines, type Worker } from "./group-limits.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { recorded, showCard, standingOf } from "./record.ts";
import { titleOf } from "./shown-values.ts";
import { toResident } from "./telling.ts";

/** The organiser decides on youth workers, each by name: lets her in, or takes her out (`worker-out.ts`). */

type Chose = Extract<OfficialInput, { type: "chose" }>;

/** What its history says of youth workers, who asks for it first. */
export const workerEvents = [
  "workerAsked",
  "workerApproved",
  "workerRefused",
  "workerRevoked",
  "workerOutWithAll",
] as const;

export interface Named {
  readonly standing: Standing;
  readonly worker: Worker;
  readonly at: number;
}

/** The youth worker that a button or a form names. @param says `revoke:2.1x9…` */
export function workerNamed(
  kind: AnyKind,
  { ref, says, official }: { readonly ref: string; readonly says: string; readonly official: string },
  context: Context,
): Named | { readonly decision: Decision } {
  const process = context.seen.process[ref];
  if (process === undefined && isProcessId(ref)) return { decision: needs({ see: "process", id: ref }) };
  const refused = (line: Message) => ({ decision: whisper(line) });
  if (process?.instrument !== kind.table.name) return refused(say("officials:refused.gone"));
  const closed = refusedAsClosed(official, process, context);
  if (closed) return refused(closed);
  const standing = standingOf(kind, process, context);
  const { workers = [] } = standing.state.facilitated ?? {};
  const at = workers.findIndex((one, n) => decisionsOn(one, n).includes(says));
  const worker = workers[at];
  return worker ? { standing, worker, at } : refused(say("officials:refused.old"));
}

/** What its buttons do for a youth worker who waits, and for one who was let in. */
function actsOn({ approved }: Worker): readonly ("approve" | "refuse" | "revoke")[] {
  return approved === undefined ? ["approve", "refuse"] : ["revoke"];
}

/**
 * What a button does, and for whom: her number in the list, so that no id of a resident stands in Slack, and a
 * fingerprint, so that a button from before the list changed is not about somebody else.
 */
export function decisionOn(act: string, { resident }: Worker, n: number): string {
  return `${act === "approve" ? "approve" : "revoke"}:${n + 1}.${fingerprint(resident)}`;
}

function decisionsOn(worker: Worker, n: number): readonly string[] {
  return actsOn(worker).map((act) => decisionOn(act, worker, n));
}

export function withWorkers(
  kind: AnyKind,
  standing: Standing,
  workers: readonly Worker[],
  event: (typeof workerEvents)[number],
  official: string,
) {
  const { facilitated } = standing.state;
  const next = facilitated && { ...facilitated, workers: [...workers] };
  const state = { ...standing.state, ...(next && { facilitated: next }) };
  return recorded(kind, standing, state, event, { actor: "organiser", official });
}

/** Lets her in: she hears for how many groups she can enter something. */
export function approvesWorker(kind: AnyKind, input: Chose, context: Context): Decision {
  const { official, press } = input;
  const found = workerNamed(kind, { ref: press.ref ?? "", says: press.option, official }, context);
  if ("decision" in found) return found.decision;
  const { standing, worker, at } = found;
  const { workers = [] } = standing.state.facilitated ?? {};
  const approved = workers.with(at, { ...worker, approved: official });
  const { process, entry } = withWorkers(kind, standing, approved, "workerApproved", official);
  const lines = [
    say("common:process.facilitated.approved", titleOf(process)),
    say("common:process.facilitated.rules"),
    ...limitLines(kind),
  ];
  const now = standingOf(kind, process, context);
  const choices = facilitatorChoices(kind, now, worker);
  return {
    processes: [process],
    entries: [entry],
    effects: [toResident(worker.resident, { lines, choices }), showCard(process)],
  };
}

const base = "process.facilitated";

/** Buttons for each youth worker on the card of a process. */
export function workerActions(kind: AnyKind, { process, state }: Standing): readonly CardAction[] {
  return (state.facilitated?.workers ?? []).flatMap((worker, n) =>
    actsOn(worker).map(
      (act): CardAction => ({
        label: say(`officials:${base}.${act}`, { name: worker.name }),
        press: {
          instrument: kind.table.name,
          version: kind.version,
          step: "worker",
          option: decisionOn(act, worker, n),
          ref: process.id,
        },
        rank: act === "approve" ? "plain" : "more",
      }),
    ),
  );
}

/** Each youth worker with what she entered, and what was entered before anybody was let in by name. */
export function workerFacts({ state }: Pick<Standing, "state">): Card["facts"] {
  const { workers = [], votes = [] } = state.facilitated ?? {};
  const byLink = votes.filter((one) => one.byLink).length;
  const rows = [
    ...workers.map((worker) =>
      worker.approved === undefined
        ? say(`officials:${base}.waits`, { name: worker.name })
        : say(`officials:${base}.row`, {
            name: worker.name,
            votes: votes.filter(({ by }) => by === worker.resident).length,
            brought: worker.brought?.length ?? 0,
          }),
    ),
    ...(byLink > 0 ? [say(`officials:${base}.byLink`, { count: byLink })] : []),
  ];
  return rows.length === 0 ? [] : [{ label: say(`officials:${base}.fact`), value: { rows } }];
}
