import type { Process } from "../../core/model/process.ts";
import type { Step } from "../../core/processes/lifecycle.ts";
import { refusedNow } from "../../core/processes/may-take.ts";
import { shownStanding } from "../../core/processes/process-card.ts";
import { isFrom, stateIs } from "../../core/processes/rows.ts";
import type { Context } from "../../core/turn.ts";
import { survey as table } from "./lifecycle.ts";
import { amendment, readSurvey } from "./state.ts";
import { survey } from "./survey.ts";

/** The acts possible on a survey, and when: the rows of its table. */

/** What only shows what people said. Nothing is done by it: it is possible also while everybody hears how it ends. */
export const shown = {
  results: {
    from: ["open", "stopping", "closed", "results_published", "acted_on"],
    by: ["organiser", "clerk"],
  },
  texts: { from: ["closed", "results_published", "acted_on"], by: ["organiser", "clerk"] },
} as const satisfies Readonly<Record<string, Step>>;

export function isShown(act: string): act is keyof typeof shown {
  return Object.hasOwn(shown, act);
}

/** In the order of the buttons; the first that is possible is the primary one. */
export const acts = [
  "propose",
  "approve",
  "sendBack",
  "takeBack",
  "publish",
  "actOn",
  "invite",
  "results",
  "texts",
  "quote",
  "enterPaper",
  "enterGroup",
  "askStaff",
  "tellHelpers",
  "questions",
  "addQuestion",
  "removeQuestion",
  "days",
  "repeat",
  "edit",
  "discard",
  "stop",
] as const satisfies readonly (keyof typeof table.steps | keyof typeof shown)[];
export type OfficialAct = (typeof acts)[number];

/** The acts now possible, in the order of the buttons. */
export function possibleActs(
  process: Process,
  card: Pick<Context, "town" | "office" | "now">,
): readonly OfficialAct[] {
  const { at, definition } = readSurvey(process);
  const standing = shownStanding(survey, process, card);
  const steps = stepsOf(process);
  const possible = acts.filter((name) =>
    isShown(name)
      ? isFrom(table, shown[name], at)
      : refusedNow(survey, { name, step: steps[name] }, standing) === undefined,
  );
  const isEmpty = definition.questions.length === 0;
  const first = isEmpty ? "addQuestion" : stateIs(table, at) === "over" ? "repeat" : undefined;
  return possible.toSorted((a, b) => Number(b === first) - Number(a === first));
}

/** While people answer, three buttons are about other questions than they are asked: a colleague looks at those first. */
export function stepsOf(process: Process): Readonly<Record<keyof typeof table.steps, Step>> {
  const survey = readSurvey(process);
  const { questions, approve, sendBack } = table.steps;
  const open = { from: "open", to: undefined } as const;
  if (survey.at !== "open") return table.steps;
  return {
    ...table.steps,
    questions: { ...questions, ...open },
    ...(amendment(survey) && {
      approve: { ...approve, ...open },
      sendBack: { ...sendBack, ...open },
    }),
  };
}
