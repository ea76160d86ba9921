import { say } from "../../../core/model/message.ts";
import { button, type Screen } from "../../../core/model/screen.ts";
import type { Standing } from "../../../core/processes/kind.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import { numberOfItem, onALine, press } from "../names.ts";
import type { Manifesto, Result } from "../state.ts";
import { voteButton } from "../told.ts";
import { inOrderOf } from "./counting.ts";
import { ballotPoints, groupedLines, pointsTold, youngPeople } from "./told-figures.ts";

/** What everybody reads when a round is over. */

type S = Pick<Standing<Manifesto>, "process" | "state">;

/** The items that fit in one message with their points; the whole list is in the document. */
const TOLD = 15;

/** The items that got in, or go on, with their points. */
function rowsOf(result: Result, state: Manifesto) {
  return inOrderOf(result, state)
    .filter((one) => result.adopted.includes(one.n))
    .slice(0, TOLD)
    .map((one) =>
      say("manifesto:result.row", {
        n: numberOfItem(one),
        words: onALine(one.words),
        points: (result.grouped > 0 ? pointsTold : ballotPoints)(one, result, state.agreement),
      }),
    );
}

/** The vote is over. */
export function resultScreen({ process, state }: S): Screen {
  const { result } = state;
  if (!result) return { lines: [say("manifesto:vote.tooLate")] };
  return {
    lines: [
      say("manifesto:tells.closeVote", { ...titleOf(process), young: youngPeople(result.voters) }),
      ...groupedLines(result, state.agreement),
      ...(result.adopted.length > 0
        ? [
            say("manifesto:result.top", { rows: { rows: rowsOf(result, state) } }),
            say("manifesto:result.next"),
          ]
        : [say("manifesto:result.nothing")]),
    ],
    choices: [[button(say("manifesto:result.mine"), press("mine", "ballot", process.id))]],
  };
}

/** Everybody votes again, on the items with the most; for the same number of days, from today. */
export function secondRoundScreen({ process, state }: S): Screen {
  const { firstRound: result, voteUntil } = state;
  if (!result || voteUntil === undefined) return { lines: [say("manifesto:vote.tooLate")] };
  return {
    lines: [
      say("manifesto:tells.secondRound", { ...titleOf(process), young: youngPeople(result.voters) }),
      ...groupedLines(result, state.agreement),
      say("manifesto:result.goesOn", { rows: { rows: rowsOf(result, state) } }),
      say("manifesto:vote.second", { day: { day: voteUntil } }),
      say("manifesto:vote.secret"),
    ],
    choices: [[voteButton(process, state)]],
  };
}
