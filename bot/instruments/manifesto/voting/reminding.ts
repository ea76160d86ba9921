import { after, MINUTE } from "../../../core/calendar/time.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { button } from "../../../core/model/screen.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { titleOf } from "../core-group/core-group.ts";
import { press } from "../names.ts";
import { record } from "../record.ts";
import type { Manifesto } from "../state.ts";
import { stepOf } from "./rounds.ts";

/**
 * The vote closes soon. All participants are told, including those who have voted: ballots are kept apart from people,
 * so nobody can know whom to leave out.
 */
export function remind(process: Process, manifesto: Manifesto, context: Context): Turn {
  const { voteUntil = context.now } = manifesto;
  const changed = record(process, { ...manifesto, reminded: true }, "remind", { actor: "clock" }, context);
  // The clock was very late: what is over is not announced.
  if (voteUntil <= context.now)
    return { processes: [changed.process], entries: [changed.entry], effects: [] };
  const screen = {
    lines: [
      say("manifesto:vote.soon", { ...titleOf(process), day: { moment: after(voteUntil, -MINUTE) } }),
      say("manifesto:vote.soonVoted"),
    ],
    choices: [[button(say("manifesto:vote.start"), press(stepOf("show", manifesto), "0", process.id))]],
  };
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, screen, process.organiser, context)],
    effects: [],
  };
}
