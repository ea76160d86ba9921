import { LEAST_SHOWN } from "../disclosure/disclosure.ts";
import { inCell, readInCell } from "../model/groups.ts";
import { ALL, type Results, STAFF } from "./response.ts";

/**
 * What is shown of answers while they are still coming in. A figure that moved with every answer would give each of
 * them away to anybody who looks before and after it. So figures move in steps: each covers at least `LEAST_SHOWN`
 * people more than the one before, and at least that many have answered who are in none yet. The results at the close
 * then also differ from everything shown before by at least that many people (docs/adr/0005-figures-in-steps.md).
 */

/** The counts of one question. */
type Numbers = Readonly<Record<string, number>>;

/** What is shown now, and what will be shown once `LEAST_SHOWN` more people have answered. */
export interface Step {
  readonly shown: Numbers;
  readonly next: Numbers;
}

/** For one question, with separate steps for residents and for colleagues. */
export interface Steps {
  readonly residents: Step;
  readonly staff: Step;
}

const none: Step = { shown: {}, next: {} };
export const noSteps: Steps = { residents: none, staff: none };

/** How many people a question's counts cover. */
function measureOf(question: string): string {
  return question === ALL ? "begun" : "answered";
}

/**
 * Moves the steps of a question along with its running counts.
 * @param before the stored steps
 * @param running the current counts of the question
 * @returns undefined when nothing changes
 */
export function stepped(before: Steps, question: string, running: Numbers): Steps | undefined {
  const measure = measureOf(question);
  // By group nothing is shown before the close.
  const residents = after(before.residents, running, measure, (name) => readInCell(name) === undefined);
  const staff = after(
    before.staff,
    running,
    inCell(STAFF, measure),
    (name) => readInCell(name)?.cell === STAFF,
  );
  if (residents === before.residents && staff === before.staff) return undefined;
  return { residents, staff };
}

function after(before: Step, running: Numbers, measure: string, isOfThese: (name: string) => boolean): Step {
  const more = (running[measure] ?? 0) - (before.next[measure] ?? 0);
  if (more < LEAST_SHOWN) return before;
  const next = Object.fromEntries(Object.entries(running).filter(([name]) => isOfThese(name)));
  return { shown: before.next, next };
}

/** Whether this can change the steps of a question: only one more person who answers moves them on. */
export function takesOn(question: string, added: Numbers): boolean {
  const measure = measureOf(question);
  return (added[measure] ?? 0) > 0 || (added[inCell(STAFF, measure)] ?? 0) > 0;
}

/** What is shown now, by question. */
export function shownOf(steps: Readonly<Record<string, Steps>>): Results {
  return Object.fromEntries(
    Object.entries(steps).map(([question, { residents, staff }]) => [
      question,
      { ...residents.shown, ...staff.shown },
    ]),
  );
}
