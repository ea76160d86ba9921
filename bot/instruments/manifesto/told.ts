import { after, MINUTE } from "../../core/calendar/time.ts";
import { type Localized, say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { button, type Screen } from "../../core/model/screen.ts";
import type { Standing, Values } from "../../core/processes/kind.ts";
import { titleOf } from "../../core/processes/shown-values.ts";
import { paperButton } from "./document/paper-copy.ts";
import { press } from "./names.ts";
import { handoverIn, type Manifesto, voteEnds } from "./state.ts";
import { adoptedItems, figureLines, pointLines } from "./voting/points.ts";
import { stepOf } from "./voting/rounds.ts";

/** What everybody reads when a manifesto has come further. */

type S = Pick<Standing<Manifesto>, "process" | "state">;

/** Topics can be brought in. */
export function openScreen({ process, state }: S): Screen {
  const day = state.agreement?.collectUntil;
  return {
    lines: [
      say("manifesto:tells.agree", titleOf(process)),
      say("manifesto:collecting.open", { day: day === undefined ? "" : { day } }),
    ],
    choices: [[button(say("manifesto:item.topic.start"), press("topic", "start", process.id))]],
  };
}

/** All participants can vote. */
export function voteScreen({ process, state }: S): Screen {
  const { agreement, voteUntil } = state;
  return {
    lines: [
      say("manifesto:tells.openVote", {
        ...titleOf(process),
        voteUntil: voteUntil === undefined ? "" : { day: voteUntil },
      }),
      say(`manifesto:agreement.${agreement?.counting ?? "votes"}`, { count: agreement?.votes ?? 1 }),
      say("manifesto:vote.secret"),
    ],
    choices: [[voteButton(process, state)]],
  };
}

export function voteButton({ id }: Pick<Process, "id">, state: Pick<Manifesto, "round">) {
  return button(say("manifesto:vote.start"), press(stepOf("show", state), "0", id));
}

/**
 * The vote closes soon. All participants are told, including those who have voted: ballots are kept apart from people,
 * so nobody can know whom to leave out.
 */
export function soonScreen({ process, state }: S): Screen {
  const ends = voteEnds(state);
  return {
    lines: [
      say("manifesto:tells.remind", {
        ...titleOf(process),
        day: ends === undefined ? "" : { moment: after(ends, -MINUTE) },
      }),
      say("manifesto:vote.soonVoted"),
    ],
    choices: [[voteButton(process, state)]],
  };
}

/** The text is what the core group wants to say. */
export function ratifiedScreen({ process, state }: S): Screen {
  return {
    lines: [
      say("manifesto:tells.ratify", titleOf(process)),
      ...pointLines(adoptedItems(state)),
      say("manifesto:ratified.next"),
    ],
    choices: [[paperButton(process)]],
  };
}

/** Every promise has been kept or explained, and it ends. */
export function closedScreen(process: Process, state: Manifesto): Screen {
  return {
    lines: [
      say("manifesto:tells.close", titleOf(process)),
      ...figureLines(state),
      say("manifesto:closed.thanks"),
    ],
    choices: [[paperButton(process)]],
  };
}

/** The clerk has confirmed that it was handed over. */
export function handedOverScreen({ process }: S, filled: Values): Screen {
  const { to, day } = handoverIn(filled);
  return {
    lines: [
      say("manifesto:tells.handOver", { ...titleOf(process), to, day: { day } }),
      say("manifesto:council.next"),
    ],
  };
}

/** A clerk ends it although not everything was done: why, and what came of it until then. */
export function forcedScreen({ process, state }: S, filled: Values): Screen {
  const reason = { localized: (filled.reason ?? {}) as Localized };
  return {
    lines: [
      say("common:process.tells.forceEnd", { ...titleOf(process), reason }),
      ...figureLines(state),
      say("manifesto:closed.thanks"),
    ],
    choices: [[paperButton(process)]],
  };
}
