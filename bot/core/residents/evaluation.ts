import { townClock } from "../calendar/time.ts";
import { inEvaluation } from "../counting/ballot.ts";
import { grades } from "../counting/evaluation.ts";
import { needs, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Press } from "../model/screen.ts";
import type { Context, Decision } from "../turn.ts";
import { staleButton } from "./current-question.ts";
import { ownBallot } from "./own-ballot.ts";

/**
 * She answers “was it what was promised?”, or answers it anew. Her answer is a ballot: nobody sees whose it is.
 */
export function evaluates(
  { option, ref = "" }: Press,
  lane: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Decision {
  const process = context.seen.process[ref];
  if (process === undefined) return needs({ see: "process", id: ref });
  const grade = grades.find((one) => String(one) === option);
  const evaluation = process?.evaluation;
  // A number can be forged: who did not take part is not asked.
  if (!process || !evaluation || grade === undefined || !lane.takesPart?.includes(ref))
    return staleButton(lane, context, instruments);
  const { until, counted } = evaluation;
  if (counted !== undefined || townClock(context.now).day > until)
    return { lane, effects: reply({ lines: [say("common:process.evaluation.over")] }) };
  const mine = ownBallot(inEvaluation(ref), process, false, lane, context);
  if ("needs" in mine) return mine;
  const answer = say(`common:process.evaluation.grade.${grade}`);
  return {
    lane,
    ballots: mine.ballot.choices[0] === grade ? [] : [{ ...mine.ballot, choices: [grade] }],
    effects: reply({ lines: [say("common:process.evaluation.thanks", { answer, day: { day: until } })] }),
  };
}
