import { townClock } from "../calendar/time.ts";
import { inEvaluation } from "../counting/ballot.ts";
import { evaluated } from "../counting/evaluation.ts";
import { needs } from "../decision.ts";
import type { Decision } from "../turn.ts";
import { evaluationWakes } from "./evaluation.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { recorded, showCard } from "./record.ts";

/** Counts the answers to “was it what was promised?” once none can change any more. */
export function countsEvaluation(kind: AnyKind, standing: Standing): Decision | undefined {
  const { process, state, context } = standing;
  const { evaluation, desk, id } = process;
  const at = evaluationWakes(process);
  if (!evaluation || at === undefined || at > context.now) return undefined;
  const subject = inEvaluation(id);
  const count = context.seen.recount[subject];
  if (!count) return needs({ see: "recount", process: subject });
  const counted = evaluated(count);
  const month = townClock(context.now).day.slice(0, 7);
  const changed = recorded(
    kind,
    { ...standing, process: { ...process, evaluation: { ...evaluation, counted } } },
    state,
    "evaluated",
    {
      actor: "clock",
      ...(counted !== "few" && { counts: { event: "evaluated", desk, month, ...counted } }),
    },
  );
  return { processes: [changed.process], entries: [changed.entry], effects: [showCard(process)] };
}
