import { needs } from "../../../core/decision.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { inviteToProcess } from "../../../core/processes/announcements.ts";
import { clockRows } from "../../../core/processes/dues.ts";
import { whyNot } from "../../../core/processes/guards.ts";
import type { AnyKind, Standing } from "../../../core/processes/kind.ts";
import { take } from "../../../core/processes/take.ts";
import type { Decision } from "../../../core/turn.ts";
import { fullGroups } from "../answering/beginning.ts";
import { endOfDay } from "../days.ts";
import { callStaff } from "../entering/staff-card.ts";
import { press } from "../names.ts";
import type { Survey } from "../state.ts";

/**
 * Sends the reminder once its day has come: to everybody who was invited or has started and has not finished. In a full
 * group only those who have started get it: the others could no longer answer. If nobody was invited, likewise.
 */
export function reminds(kind: AnyKind, standing: Standing<Survey>): Decision | undefined {
  const { process, state, context } = standing;
  const row = clockRows(kind, standing).find(({ name }) => name === "remind");
  if (!row?.when || row.when.at > context.now || whyNot(kind, row.step, standing)) return undefined;
  const results = context.seen.results[process.id];
  if (state.quotas && !results) return needs({ see: "results", process: process.id });
  const full = fullGroups(state.quotas ?? {}, results ?? {});
  const broadcast = inviteToProcess(
    process,
    reminder(process, state),
    state.invitation === undefined ? undefined : { full },
    endOfDay(state.closesOn),
    process.organiser,
    true,
    context,
  );
  const reminded: Survey = { ...state, reminder: broadcast.id };
  const decision = take(
    kind,
    { row: { name: row.name, step: { ...row.step, tells: [] } }, filled: {}, who: { actor: "clock" } },
    { ...standing, state: reminded },
  );
  if ("needs" in decision) return decision;
  return {
    ...decision,
    broadcasts: [broadcast],
    effects: [...decision.effects, ...callStaff(process, state)],
  };
}

function reminder({ id, card }: Process, { closesOn }: Pick<Survey, "closesOn">): Screen {
  return {
    lines: [say("survey:tells.remind", { title: { localized: card.title }, closesOn: { day: closesOn } })],
    choices: [[button(say("survey:begin"), press("start", "go", id))]],
  };
}
