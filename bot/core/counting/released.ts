import { LEAST_SHOWN } from "../disclosure/disclosure.ts";
import { ALL, type Results, STAFF } from "./response.ts";

/**
 * What is shown of answers while they still come in. A figure that moved with every answer would give each of them away
 * to whoever looks before and after it. So figures move in steps: each is of at least `LEAST_SHOWN` people more than the
 * one before, and at least so many have answered who are in none yet. Then the results at the close differ from
 * whatever was shown by so many people too (docs/adr/0005-figures-in-steps.md).
 */

/** What was counted of one question. */
type Numbers = Readonly<Record<string, number>>;

/** What is shown, and what is shown when `LEAST_SHOWN` more have answered. */
export interface Step {
  readonly shown: Numbers;
  readonly next: Numbers;
}

/** Of one question, apart for residents and for colleagues: each has steps of its own. */
export interface Steps {
  readonly residents: Step;
  readonly staff: Step;
}

const none: Step = { shown: {}, next: {} };
export const noSteps: Steps = { residents: none, staff: none };

/** Numbers of one group: by group nothing is shown before the close. Age and neighbourhood together begin otherwise. */
const OF_GROUP = /^[lanv]:[^|]*\|/;

/** How many people a question's numbers are of. */
function measureOf(question: string): string {
  return question === ALL ? "begun" : "answered";
}

/**
 * @param before the steps as they are kept
 * @param running what is counted of the question now
 * @returns undefined when nothing changes
 */
export function stepped(before: Steps, question: string, running: Numbers): Steps | undefined {
  const ofStaff = `${STAFF}|`;
  const measure = measureOf(question);
  const residents = after(before.residents, running, measure, (name) => !OF_GROUP.test(name));
  const staff = after(before.staff, running, `${ofStaff}${measure}`, (name) => name.startsWith(ofStaff));
  if (residents === before.residents && staff === before.staff) return undefined;
  return { residents, staff };
}

function after(before: Step, running: Numbers, measure: string, isOfThese: (name: string) => boolean): Step {
  const more = (running[measure] ?? 0) - (before.next[measure] ?? 0);
  if (more < LEAST_SHOWN) return before;
  const next = Object.fromEntries(Object.entries(running).filter(([name]) => isOfThese(name)));
  return { shown: before.next, next };
}

/** Whether the steps of a question can change with this: only somebody more who answered takes them on. */
export function takesOn(question: string, added: Numbers): boolean {
  const measure = measureOf(question);
  return (added[measure] ?? 0) > 0 || (added[`${STAFF}|${measure}`] ?? 0) > 0;
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
