import { ALL, type Results } from "../../../core/counting/response.ts";
import { needs, reply } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { ageLabel, ageOf, ages, withAge } from "../../../core/model/age.ts";
import { cellsOf } from "../../../core/model/groups.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import { allows, type Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button, rows } from "../../../core/model/screen.ts";
import { leave } from "../../../core/residents/dialogue-state.ts";
import { hold } from "../../../core/residents/held-words.ts";
import { younger } from "../../../core/residents/my-data.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { endOfDay } from "../days.ts";
import { NAME, press } from "../names.ts";
import type { Definition } from "../questions/definition.ts";
import { nextOf, routeOf } from "../questions/route.ts";
import { readSurvey, type Survey } from "../state.ts";
import { inStep, openSurvey } from "./open-question.ts";
import { asks, busy, left, ready } from "./taking-part.ts";
import { toldTooLate } from "./too-late.ts";
import { isSkip } from "./typed.ts";
import { readAge } from "./typed-age.ts";

/** The step of her conversation in which she is asked her age. */
export const AGE = "age";

/** Starts the survey, or resumes where she was, unless enough people from her group have answered. */
export function begin(
  process: Process,
  before: Lane,
  context: Context,
  { ageAsked = false, taken = [] }: { ageAsked?: boolean; taken?: readonly Message[] } = {},
): Decision {
  const found = ready(process, before, context);
  if ("decision" in found) return found.decision;
  const { survey, response } = found;
  const waits = busy(process, before);
  if (waits) return waits;
  const lane = before.dialogue?.step === AGE ? left(before, process) : before;
  const isNew = Object.keys(response.answers).length === 0;
  // Anyone who agrees to be counted is asked her age band once, before a quota is looked at.
  if (isNew && !ageAsked && !lane.ageAsked && allows(lane, "count_group") && ageOf(lane) === undefined)
    return asksAge(process, lane, context);
  if (isNew && survey.quotas && Object.keys(survey.quotas).length > 0) {
    const results = context.seen.results[process.id];
    if (!results) return needs({ see: "results", process: process.id });
    const full = fullGroups(survey.quotas, results);
    if (cellsOf(response).some((cell) => full.includes(cell)))
      return { lane, effects: reply({ lines: [...taken, say("survey:full"), say("survey:fullElse")] }) };
  }
  const next = nextOf(survey.definition, response.answers);
  const question = next ?? routeOf(survey.definition, response.answers)[0];
  if (!question) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  const first = isNew ? hello(survey.definition) : next && !response.done ? [say("survey:goesOn")] : [];
  return asks(question, found, lane, context, { replaces: false, before: [...taken, ...first] });
}

/** Says how many questions there are, and which of them she can skip. */
function hello({ questions }: Definition): Message[] {
  const count = { count: plain(questions.length) };
  const required = questions.filter((one) => one.required).length;
  const skipping = required === 0 ? [say("survey:maySkip", count)] : [say("survey:maySkipSome")];
  return [say("survey:hello", count), ...(required === questions.length ? [] : skipping)];
}

/** Asks her age; what she types next is taken as the answer. */
function asksAge(process: Process, lane: Lane, context: Context, first: readonly Message[] = []): Turn {
  const screen = ageQuestion(process);
  const until = endOfDay(readSurvey(process).closesOn);
  return {
    lane: inStep(lane, AGE, { process: process.id, until, screen }, context),
    effects: reply({ ...screen, lines: [...first, ...screen.lines] }),
  };
}

function ageQuestion({ id }: Process): Screen {
  return {
    lines: [say("survey:age")],
    choices: [
      ...rows(
        ages.map((age) => button(ageLabel(age), press(AGE, age, id))),
        2,
      ),
      [button(say("survey:skip"), press(AGE, "skip", id))],
    ],
  };
}

/** Handles her age, or her preference not to say: she is then not asked again, in any survey. */
export function saidAge(
  option: string,
  process: Process,
  before: Lane,
  context: Context,
  taken: readonly Message[] = [],
): Decision {
  const age = ages.find((one) => one === option);
  const lane: Lane = age ? withAge(before, age) : { ...before, ageAsked: true };
  return begin(process, lane, context, { ageAsked: true, taken });
}

/** Handles words, a recording, a photo or a place sent while she is asked her age. */
export function toldAge(input: ResidentInput, lane: Lane, context: Context): Decision {
  const id = openSurvey(lane) ?? "";
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id, recent: true });
  if (process?.instrument !== NAME)
    return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const late = toldTooLate(input, lane, process, context);
  if (late) return late;
  if (input.type === "chose") return asksAge(process, lane, context);
  if (input.type === "said") {
    if (input.edited) return asksAge(process, lane, context, [say("common:editedUnknown")]);
    const text = input.text.trim();
    const age = isSkip(text, context) ? "skip" : readAge(text, lane.language, context);
    if (age === "younger") return younger(left(lane, process), context);
    if (age === "skip") return saidAge(age, process, lane, context);
    // She typed her age, and sees which band it falls into.
    if (age !== undefined)
      return saidAge(age, process, lane, context, [say("survey:givenChoice", { text: ageLabel(age) })]);
  }
  // She said it belongs to this question, but it is not an age.
  if (input.adds) return asksAge(process, lane, context, [say("survey:miss.age")]);
  return hold(input, lane);
}

/** The groups whose quota is full. */
export function fullGroups(quotas: NonNullable<Survey["quotas"]>, results: Results): string[] {
  return Object.entries(quotas).flatMap(([cell, most]) =>
    (results[ALL]?.[`${cell}|begun`] ?? 0) >= most ? [cell] : [],
  );
}
