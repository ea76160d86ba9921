import { ageLabel, ageOf, ages } from "../../core/age.ts";
import { button, needs, reply, rows } from "../../core/decide.ts";
import { say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { allows, type Lane } from "../../core/resident.ts";
import { ALL, cellsOf, type Results } from "../../core/response.ts";
import type { Screen } from "../../core/screen.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { press } from "./names.ts";
import { nextOf, routeOf } from "./route.ts";
import type { Survey } from "./state.ts";
import { asks, busy, ready } from "./taking-part.ts";

/** She begins, or goes on where she was; unless enough people of her group have answered. */
export function begin(
  process: Process,
  lane: Lane,
  context: Context,
  { ageAsked = false }: { ageAsked?: boolean } = {},
): Decision {
  const found = ready(process, lane, context);
  if ("decision" in found) return found.decision;
  const { survey, response } = found;
  const waits = busy(process, lane);
  if (waits) return waits;
  const isNew = Object.keys(response.answers).length === 0;
  // Whoever lets herself be counted is asked once how old she is, as a band; before a quota is looked at.
  if (isNew && !ageAsked && allows(lane, "count_group") && ageOf(lane) === undefined)
    return { lane, effects: reply(ageQuestion(process)) };
  if (isNew && survey.quotas && Object.keys(survey.quotas).length > 0) {
    const results = context.seen.results?.[process.id];
    if (!results) return needs({ see: "results", process: process.id });
    const full = fullGroups(survey.quotas, results);
    if (cellsOf(response).some((cell) => full.includes(cell)))
      return { lane, effects: reply({ lines: [say("survey:full"), say("survey:fullElse")] }) };
  }
  const next = nextOf(survey.definition, response.answers);
  const question = next ?? routeOf(survey.definition, response.answers)[0];
  if (!question) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  const before = isNew
    ? [
        say(
          survey.definition.questions.some((one) => one.required) ? "survey:helloRequired" : "survey:hello",
          {
            count: survey.definition.questions.length,
          },
        ),
      ]
    : next && !response.done
      ? [say("survey:goesOn")]
      : [];
  return asks(question, found, lane, context, { replaces: false, before });
}

function ageQuestion({ id }: Process): Screen {
  return {
    lines: [say("survey:age")],
    choices: [
      ...rows(
        ages.map((age) => button(ageLabel(age), press("age", age, id))),
        2,
      ),
      [button(say("survey:skip"), press("age", "skip", id))],
    ],
  };
}

/** She said how old she is, or would rather not. */
export function saidAge(option: string, process: Process, lane: Lane, context: Context): Decision {
  const age = ages.find((one) => one === option);
  return begin(process, age ? { ...lane, age } : lane, context, { ageAsked: true });
}

/** The groups that have as many answers as the organiser asked for. */
export function fullGroups(quotas: NonNullable<Survey["quotas"]>, results: Results): string[] {
  return Object.entries(quotas).flatMap(([cell, most]) =>
    (results[ALL]?.[`${cell}|begun`] ?? 0) >= most ? [cell] : [],
  );
}
