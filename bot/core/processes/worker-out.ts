import { needs, nothing } from "../decision.ts";
import { type Contribution, entryOf } from "../model/contribution.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Localized, type Message, say } from "../model/message.ts";
import type { Context, Decision } from "../turn.ts";
import { type DecisionForm, opensDecision, sentDecision } from "./decision-form.ts";
import { decisionOn, type Named, withWorkers, workerNamed } from "./facilitators.ts";
import type { Sent } from "./filled.ts";
import { votesOf, type Worker } from "./group-limits.ts";
import { changedItem, itemAmong } from "./items.ts";
import type { AnyKind, Item, Standing, Values } from "./kind.ts";
import type { Asks } from "./lifecycle.ts";
import { showCard } from "./record.ts";
import { itemWakes } from "./retention.ts";
import { titleOf } from "./shown-values.ts";
import { toResident } from "./telling.ts";

/**
 * The organiser takes a youth worker out, with a reason that she reads. What she entered for groups stays or goes with
 * her, as the organiser chooses; what was counted by then stays in its result.
 */

type Chose = Extract<OfficialInput, { type: "chose" }>;

const base = "process.facilitated";

/** What is asked before she is taken out: whoever entered nothing yet leaves nothing. */
function asksOf(worker: Worker, standing: Standing): Asks {
  const entered = votesOf(worker, standing.state).length + (worker.brought?.length ?? 0);
  return { ...(entered > 0 && { entered: ["stays", "goes"] as const }), reason: "words" };
}

/** Opens the form in which she is taken out. */
export function pressedTakingOut(kind: AnyKind, input: Chose, context: Context): Decision {
  const { official, press } = input;
  const found = workerNamed(kind, { ref: press.ref ?? "", says: press.option, official }, context);
  if ("decision" in found) return found.decision;
  return opensDecision(formOf(kind, found), {}, context);
}

/** The form, sent: a preview first of what she reads. */
export function sentTakingOut(kind: AnyKind, input: Sent, context: Context): Decision {
  const { official, form } = input;
  const ref = form.ref ?? "";
  // Slack repeats what got no reply: it was done the first time.
  if (context.seen.process[ref]?.handled.includes(input.id)) return nothing;
  const found = workerNamed(kind, { ref, says: form.form.replace("worker.", ""), official }, context);
  if ("decision" in found) return found.decision;
  return sentDecision(formOf(kind, found), input, context, (filled) =>
    takesOut(kind, found, filled, official),
  );
}

function takesOut(
  kind: AnyKind,
  { standing, worker, at }: Named,
  filled: Values,
  official: string,
): Decision {
  const { state, context } = standing;
  const goes = filled.entered === "goes";
  const brought = goes ? (worker.brought ?? []) : [];
  const unseen = brought.filter((id) => context.seen.contribution[id] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "contribution" as const, id })));
  const gone = brought.flatMap((id) => hidden(kind, context.seen.contribution[id], context));
  let left = state;
  for (const item of gone) {
    // What is kept beside it follows: a list that is voted on.
    const found = kind.itemChanged?.({ ...standing, state: left }, item);
    if (found && "needs" in found) return found;
    left = { ...left, ...found?.change };
  }
  const { facilitated } = left;
  const hers = new Set(goes ? votesOf(worker, state) : []);
  const without = facilitated && {
    ...facilitated,
    ...(facilitated.votes && { votes: facilitated.votes.filter((one) => !hers.has(one)) }),
  };
  const { process, entry } = withWorkers(
    kind,
    { ...standing, state: { ...left, ...(without && { facilitated: without }) } },
    (facilitated?.workers ?? []).toSpliced(at, 1),
    worker.approved === undefined ? "workerRefused" : goes ? "workerOutWithAll" : "workerRevoked",
    official,
  );
  const out = { at: context.now, event: "outWithWorker", actor: "organiser", official } as const;
  return {
    processes: [process],
    contributions: gone.map(({ row }) => ({ ...row, entries: row.entries + 1 })),
    entries: [entry, ...gone.map(({ row }) => entryOf(row, out))],
    effects: [
      toResident(worker.resident, { lines: linesFor(worker, filled, standing) }),
      showCard(process),
      ...gone.map(({ row }) => showCard(row)),
    ],
  };
}

/** Something that she brought in for a group is not shown any longer; what became part of something else stays there. */
function hidden(kind: AnyKind, row: Contribution | null | undefined, context: Context): readonly Item[] {
  const item = itemAmong(kind, row);
  if (!item || item.state.erased || (item.state.at !== "shown" && item.state.at !== "waits")) return [];
  const { objection: _, ...before } = item.state;
  const state = { ...before, at: "refused" as const };
  return [{ row: { ...changedItem(kind, item, state, context), wakeAt: itemWakes(context.now) }, state }];
}

/** What she reads of it. */
function linesFor(
  worker: Worker,
  filled: Values,
  { process }: Pick<Standing, "process">,
): readonly Message[] {
  const reason = { localized: (filled.reason ?? {}) as Localized };
  const key = worker.approved === undefined ? "refused" : "revoked";
  return [
    say(`common:process.facilitated.${key}`, { ...titleOf(process), reason }),
    ...(filled.entered === undefined ? [] : [say(`common:process.facilitated.${String(filled.entered)}`)]),
  ];
}

function formOf(kind: AnyKind, { standing, worker, at }: Named): DecisionForm {
  const { approved, name, brought = [] } = worker;
  const { process, state } = standing;
  const act = approved === undefined ? "refuse" : "revoke";
  return {
    id: {
      instrument: kind.table.name,
      form: `worker.${decisionOn("revoke", worker, at)}`,
      ref: process.id,
    },
    title: say(`officials:${base}.title.${act}`),
    intro: [
      say(`officials:${base}.about.${act}`, { name }),
      ...(approved === undefined
        ? []
        : [
            say(`officials:${base}.entered`, {
              votes: votesOf(worker, state).length,
              brought: brought.length,
            }),
          ]),
    ],
    asks: asksOf(worker, standing),
    labels: { fields: `officials:${base}.field`, choices: `officials:${base}.choice` },
    screen: (filled) => ({ lines: linesFor(worker, filled, standing) }),
  };
}
