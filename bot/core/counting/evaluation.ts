import { LEAST_SHOWN, mayBeShown, meanAmong } from "../disclosure/disclosure.ts";
import { type Message, say } from "../model/message.ts";
import type { Evaluation } from "../model/process.ts";
import type { Count } from "./ballot.ts";

/**
 * “Was it what was promised?”, from 1 to 5: what came in, as one figure. It is counted once, when no answer can change
 * any more, so nothing follows from two figures of one process (docs/adr/0005-figures-in-steps.md).
 */

/** The answers, from “not at all” to “completely”. */
export const grades = [1, 2, 3, 4, 5] as const;

/** What is kept of the answers: of fewer than may be told, nothing. */
export function evaluated({ voters, points }: Count): NonNullable<Evaluation["counted"]> {
  if (!mayBeShown(voters)) return "few";
  return { answers: voters, sum: grades.reduce((sum, grade) => sum + grade * (points[grade] ?? 0), 0) };
}

/**
 * What is told of it; undefined as long as it is not counted.
 * @param to whose texts to use
 */
export function evaluationLine({ counted }: Evaluation, to: "common" | "officials"): Message | undefined {
  if (counted === undefined) return undefined;
  if (counted === "few" || !mayBeShown(counted.answers))
    return say(`${to}:process.evaluation.few`, { least: LEAST_SHOWN });
  const { answers, sum } = counted;
  return say(`${to}:process.evaluation.figure`, { mean: meanAmong(sum, answers), answers });
}
