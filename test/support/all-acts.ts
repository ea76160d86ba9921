import { actNames, type OfficialAct, rolesFor } from "../../bot/core/model/official-acts.ts";
import type { Role } from "../../bot/core/model/staff.ts";
import { rolesThat } from "../../bot/core/processes/rows.ts";
import { acts as ofSurveys, shown } from "../../bot/instruments/survey/acts.ts";
import { survey } from "../../bot/instruments/survey/lifecycle.ts";

/** Everything that members of the workspace do: the acts of the table, and what the table of surveys names. */

type OfSurveys = (typeof ofSurveys)[number] | "begin";
export type Act = OfficialAct | `survey.${OfSurveys}`;

const ofTable = Object.fromEntries(
  Object.entries({ ...survey.steps, ...shown }).map(([name, step]) => [`survey.${name}`, rolesThat(step)]),
);

export const allActs: readonly Act[] = [
  ...actNames,
  "survey.begin",
  ...ofSurveys.map((one) => `survey.${one}` as const),
];

/** The roles that may do it; undefined when everybody who works here may. */
export function rolesOfAct(act: Act): readonly Role[] | undefined {
  return ofTable[act] ?? rolesFor(act as OfficialAct);
}
