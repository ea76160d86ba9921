import { after, type Day, type Instant, MINUTE } from "../calendar/time.ts";
import { grades } from "../counting/evaluation.ts";
import { say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import { button, corePress, type Screen } from "../model/screen.ts";
import type { AnyKind, Row, Standing } from "./kind.ts";
import { some, stateIs } from "./rows.ts";
import { dayAfter, dayIn, endOf } from "./terms.ts";

/**
 * “Was it what was promised?”, from 1 to 5: asked of everybody who took part, in the message that tells how it ended. A
 * kind does nothing for it; its card promised something, or there is nothing to ask.
 */

/** How long an answer can be given and changed (our limit). */
const TERM = "14 days";

/** Milliseconds. An answer that was given in time may still be on its way to the table (our limit). */
const COUNT_AFTER = 2 * MINUTE;

/**
 * Whether the message of a row asks it: the row ends what residents saw. What stands under another asks nothing.
 * @param to the state to which the row leads
 */
export function asksEvaluation(
  { table }: Pick<AnyKind, "table">,
  { step }: Row,
  to: string,
  { process, state }: Pick<Standing, "process" | "state">,
): boolean {
  if (table.card === false || state.under !== undefined || process.evaluation?.counted !== undefined)
    return false;
  return (
    some(step.tells).includes("participants") &&
    ["open", "paused"].includes(stateIs(table, state.at)) &&
    stateIs(table, to) === "over"
  );
}

/** The last day of an answer, when it is asked now. */
export function evaluatedUntil({ now, town }: Standing["context"]): Day {
  return dayAfter(dayIn(now), TERM, town);
}

/** A message with the question and its answers behind what it says. */
export function withEvaluation(screen: Screen, { process, context }: Standing): Screen {
  const day = { day: evaluatedUntil(context) };
  return {
    ...screen,
    lines: [...screen.lines, say("common:process.evaluation.ask", { day })],
    choices: [
      ...(screen.choices ?? []),
      ...grades.map((grade) => [
        button(
          say(`common:process.evaluation.grade.${grade}`),
          corePress("evaluate", String(grade), process.id),
        ),
      ]),
    ],
  };
}

/** When the answers are counted; undefined when there is nothing to count. */
export function evaluationWakes({ evaluation }: Pick<Process, "evaluation">): Instant | undefined {
  return evaluation && evaluation.counted === undefined
    ? after(endOf(evaluation.until), COUNT_AFTER)
    : undefined;
}
