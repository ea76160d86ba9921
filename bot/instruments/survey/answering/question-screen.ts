import type { Answer, Response } from "../../../core/counting/response.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { shortened } from "../../../core/model/characters.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Choice, Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { writeToggle } from "../../../core/model/toggle.ts";
import { press } from "../names.ts";
import type { Definition, Question } from "../questions/definition.ts";
import { mostOf, optionsOf, rangeOf } from "../questions/options.ts";
import { possible, routeOf } from "../questions/route.ts";

/** Shows one question at a time, with her progress and earlier answer. A button states the desired outcome. */

/** What buttons carry besides options; no option can have such an id, or is allowed to (“words”, in `checks.ts`). */
export const WORDS = "words";
export const ELSEWHERE = "_else";
export const NOT_OWN = "_own-";

/** Our limit on her own answer on its button, in characters: more does not show on a phone. */
const LONGEST_OWN_ANSWER = 40;

export function questionScreen(
  question: Question,
  definition: Definition,
  response: Response,
  process: string,
  first: readonly Message[] = [],
): Screen {
  const route = routeOf(definition, response.answers);
  const at = route.findIndex((one) => one.id === question.id);
  const answer = response.answers[question.id];
  const note = noteAt(question, response);
  return {
    lines: [
      ...first,
      say("survey:progress", {
        n: plain(at + 1),
        count: plain(possible(definition, response.answers).length),
      }),
      say("common:as_is", { text: { localized: question.ask } }),
      ...howTo(question, answer),
      ...given(question, answer),
      ...(note === undefined ? [] : [say("survey:noted", { text: note })]),
    ],
    choices: [
      ...choicesFor(question, answer, process),
      ...(note === undefined
        ? []
        : [
            [button(say("survey:keepWords"), press(step(question), WORDS, process))],
            [button(say("survey:elsewhere"), press(step(question), ELSEWHERE, process))],
          ]),
      ...ways(question, route, at, answer, process),
    ],
  };
}

/** Words of hers that matched no option, as long as they can still become her answer. */
function noteAt({ id, kind, own }: Question, { answers, notes }: Response): string | undefined {
  const answer = answers[id];
  const hasRoom = kind === "choices" && own && answer?.is === "options" && answer.own === undefined;
  return answer === undefined || hasRoom ? notes?.[id] : undefined;
}

/**
 * The step a question's buttons carry: it includes the question's id, so that another question's button is recognised.
 */
function step({ id }: Pick<Question, "id">): string {
  return `q.${id}`;
}

export function questionIn(stepName: string): string | undefined {
  return /^q\.([a-z0-9_]{1,12})$/.exec(stepName)?.[1];
}

function howTo(question: Question, answer: Answer | undefined): Message[] {
  const { kind, own } = question;
  const most = mostOf(question);
  switch (kind) {
    case "choices":
      return [say("survey:how.choices", { count: plain(most) }), ...(own ? [say("survey:how.own")] : [])];
    case "choice":
      return own ? [say("survey:how.own")] : [];
    case "ranking": {
      const left = most - (answer?.is === "ranking" ? answer.ids.length : 0);
      return [say("survey:how.ranking", { count: plain(Math.max(0, left)) })];
    }
    case "number":
      return [say("survey:how.number", rangeOf(question))];
    case "word":
    case "text":
    case "photo":
    case "place":
      return [say(`survey:how.${kind}`)];
    default:
      return [];
  }
}

/** Shows her answer if the buttons do not. */
function given(question: Question, answer: Answer | undefined): Message[] {
  if (!answer) return [];
  switch (answer.is) {
    case "word":
    case "text":
      return [
        ...(answer.text === "" ? [] : [say("survey:given", { text: answer.text })]),
        ...(answer.is === "text" && answer.media?.length
          ? [say("survey:givenMedia", { count: plain(answer.media.length) })]
          : []),
      ];
    case "number":
      return [say("survey:given", { text: String(answer.value) })];
    case "place":
      return [answer.text ? say("survey:given", { text: answer.text }) : say("survey:givenPlace")];
    case "skipped":
      return [say("survey:givenSkipped")];
    case "options":
      return [
        ...(question.kind === "choices" || question.kind === "ranking" || answer.ids.length === 0
          ? []
          : [say("survey:givenChoice", { text: labelsOf(question, answer.ids) })]),
        ...(answer.own === undefined ? [] : [say("survey:given", { text: answer.own })]),
      ];
    default:
      return [];
  }
}

function labelsOf(question: Question, ids: readonly string[]) {
  return { list: optionsOf(question).flatMap((one) => (ids.includes(one.id) ? [one.label] : [])) };
}

function choicesFor(question: Question, answer: Answer | undefined, process: string): Choice[][] {
  const pressed = (option: string) => press(step(question), option, process);
  const options = optionsOf(question);
  switch (question.kind) {
    case "choices": {
      const ids = answer?.is === "options" ? answer.ids : [];
      const own = answer?.is === "options" ? answer.own : undefined;
      const rows = options.map(({ id, label }) => [
        ids.includes(id)
          ? button(say("survey:chosen", { label }), pressed(writeToggle({ id, puts: false })))
          : button(label, pressed(writeToggle({ id, puts: true }))),
      ]);
      return own === undefined
        ? rows
        : [
            ...rows,
            [button(say("survey:chosen", { label: shortened(own, LONGEST_OWN_ANSWER) }), pressed(NOT_OWN))],
          ];
    }
    case "ranking": {
      const ids = answer?.is === "ranking" ? answer.ids : [];
      return options.map(({ id, label }) => {
        const place = ids.indexOf(id);
        return [
          place < 0
            ? button(label, pressed(writeToggle({ id, puts: true })))
            : button(
                say("survey:ranked", { place: plain(place + 1), label }),
                pressed(writeToggle({ id, puts: false })),
              ),
        ];
      });
    }
    default:
      return options.map(({ id, label }) => [button(label, pressed(id))]);
  }
}

/** The buttons to continue, go back and skip. */
function ways(
  question: Question,
  route: readonly Question[],
  at: number,
  answer: Answer | undefined,
  process: string,
): Choice[][] {
  const before = route[at - 1];
  const goOn = answer !== undefined;
  const row: Choice[] = [
    ...(before ? [button(say("survey:previous"), press("show", before.id, process))] : []),
    ...(goOn ? [button(say("survey:next"), press("after", question.id, process))] : []),
    ...(!goOn && !question.required
      ? [button(say("survey:skip"), press(step(question), "skip", process))]
      : []),
  ];
  return row.length > 0 ? [row] : [];
}
