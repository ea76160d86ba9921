import { needs } from "../../../core/decision.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { inviteToProcess } from "../../../core/processes/announcements.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { fullGroups } from "../answering/beginning.ts";
import { callStaff } from "../entering/staff-card.ts";
import { press } from "../names.ts";
import { endOfDay, record } from "../record.ts";
import type { Survey } from "../state.ts";

/**
 * Sends a reminder three days before the end to everybody who was invited or has started and has not finished. In a
 * full group only those who have started get it: the others could no longer answer.
 */
export function remind(process: Process, survey: Survey, context: Context): Decision {
  const { invitation, quotas } = survey;
  const results = context.seen.results[process.id];
  if (quotas && !results) return needs({ see: "results", process: process.id });
  const full = fullGroups(quotas ?? {}, results ?? {});
  const screen: Screen = {
    lines: [
      say("survey:reminder", {
        title: { localized: process.card.title },
        day: { day: survey.closesOn },
      }),
    ],
    choices: [[button(say("survey:begin"), press("start", "go", process.id))]],
  };
  const broadcast = inviteToProcess(
    process,
    screen,
    invitation === undefined ? undefined : { full },
    endOfDay(survey.closesOn),
    process.organiser,
    true,
    context,
  );
  const changed = record(
    process,
    { ...survey, reminder: broadcast.id },
    "remind",
    { actor: "clock" },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [broadcast],
    effects: callStaff(process, survey),
  };
}
