import { type Age, ageLabel, ages } from "../../core/age.ts";
import { type Message, type Param, say } from "../../core/message.ts";
import type { Municipality } from "../../core/municipality.ts";
import type { Cell, Results } from "../../core/response.ts";
import type { Question } from "./definition.ts";
import { answeredTo, response } from "./result-lines.ts";
import { shownGroups } from "./tables.ts";

/** Who begins and who gives up, by language, age and neighbourhood: of groups of which that may be told. */

/** A group is named at a question when it differs so much from everybody (percent points). */
const DIFFERS = 10;

type Town = Pick<Municipality, "neighbourhoods">;

export function responseByGroup(results: Results, town: Town): Message[] {
  const rows = shownGroups(results).map((cell): Param => {
    const { begun, done } = response(results, cell);
    return say("officials:survey.groupRow", {
      name: nameOf(cell, town),
      count: begun,
      percent: percentOf(done, begun),
    });
  });
  return rows.length > 0 ? [say("officials:survey.byGroup", { rows: { rows } })] : [];
}

/** Groups of which more, or fewer, came to this question than of everybody. */
export function passedByGroup(question: Question, results: Results, town: Town): Message[] {
  // Of a question that not everybody is asked nobody can say who did not come to it.
  if (question.when) return [];
  const all = reached(question, results);
  const groups = shownGroups(results)
    .map((cell) => ({ cell, percent: reached(question, results, cell) }))
    .filter(({ percent }) => Math.abs(percent - all) >= DIFFERS);
  if (groups.length === 0) return [];
  const list = groups.map(({ cell, percent }) =>
    say("officials:survey.reachedBy", { name: nameOf(cell, town), percent }),
  );
  return [say("officials:survey.reached", { percent: all, groups: { list } })];
}

/** What part of those who began came to this question: whole percents. */
function reached(question: Question, results: Results, cell?: Cell): number {
  const { answered, skipped } = answeredTo(question, results, cell);
  return percentOf(answered + skipped, response(results, cell).begun);
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}

function nameOf(cell: Cell, { neighbourhoods }: Town): Message | string {
  const key = cell.slice(2);
  if (cell.startsWith("l:")) return say(`common:language.${key}`);
  const age = ages.find((one): one is Age => one === key);
  if (cell.startsWith("a:") && age) return ageLabel(age);
  if (key === "elsewhere") return say("common:onboarding.elsewhere");
  return neighbourhoods.find((one) => one.key === key)?.name ?? key;
}
