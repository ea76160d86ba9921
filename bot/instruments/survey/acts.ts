import { isFrom, rowOf, stateIs } from "../../core/processes/rows.ts";
import { survey as table } from "./lifecycle.ts";
import { amendment, type Survey } from "./state.ts";

/**
 * The acts possible on a survey, and when: the rows of the table, and what only shows or changes a part. Who may do them
 * is in `bot/core/model/official-acts.ts`.
 */

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
] as const;
export type OfficialAct = (typeof acts)[number];

export function isAct(option: string): option is OfficialAct {
  return acts.some((one) => one === option);
}

/** The acts now possible, in the order of the buttons. */
export function possibleActs(survey: Survey): OfficialAct[] {
  if (survey.closing) return ["results"];
  const possible = acts.filter((act) => isPossible(act, survey));
  const isEmpty = survey.definition.questions.length === 0;
  const first = isEmpty ? "addQuestion" : stateIs(table, survey.at) === "over" ? "repeat" : undefined;
  return possible.toSorted((a, b) => Number(b === first) - Number(a === first));
}

/** States in which its answers are final. */
const CLOSED = ["closed", "results_published", "acted_on"];

function isPossible(act: OfficialAct, survey: Survey): boolean {
  const { at, definition, result } = survey;
  const questions = definition.questions.length;
  const isClosed = result !== undefined || CLOSED.includes(at);
  switch (act) {
    case "enterPaper":
    case "enterGroup":
    case "askStaff":
      return at === "open";
    case "results":
      return isClosed || at === "open" || at === "stopping";
    case "texts":
      return isClosed;
    case "addQuestion":
      return at === "draft";
    case "removeQuestion":
      return at === "draft" && questions > 0;
    case "propose":
      return takenFrom("propose", at) && questions > 0;
    case "approve":
    case "sendBack":
      return takenFrom(act, at) || amendment(survey) !== undefined;
    case "questions":
      return takenFrom("questions", at) || takenFrom("amend", at);
    case "tellHelpers":
      // Only for surveys that ask people whether they would help.
      return takenFrom(act, at) && definition.questions.some(({ kind }) => kind === "pledge");
    default:
      return takenFrom(act, at);
  }
}

function takenFrom(name: string, at: string): boolean {
  const row = rowOf(table, name);
  return row !== undefined && isFrom(table, row, at);
}
