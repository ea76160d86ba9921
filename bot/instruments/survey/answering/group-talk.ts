import * as z from "zod/mini";
import { type Answer, answerSchema, type Response } from "../../../core/counting/response.ts";
import { needs, reply } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import { type Lane, takingPart } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { maximumFor, notedBrought, notForGroup } from "../../../core/processes/facilitated.ts";
import { showCard, standingOf } from "../../../core/processes/record.ts";
import { leave, tokenFrom, touch } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { endOfDay } from "../days.ts";
import { GROUP, readAnswer, readSize } from "../entering/reading.ts";
import { NAME, press, VERSION } from "../names.ts";
import { surveyPart } from "../part.ts";
import type { Question } from "../questions/definition.ts";
import { onlyWhen, optionsOf } from "../questions/options.ts";
import { readSurvey } from "../state.ts";
import { freshResponse } from "./fresh-response.ts";
import { groupChoice } from "./group-choice.ts";
import { closedFor } from "./taking-part.ts";

/** A youth worker whom the organiser let in by name enters what a group says: its size, and how many chose each option. */

const talkSchema = z.object({
  group: z.object({
    process: z.string(),
    size: z.optional(z.int()),
    /** The question being asked, by id, because others can be inserted before it meanwhile. */
    question: z.optional(z.string()),
    /** Questions answered or skipped, in that order. */
    passed: z._default(z.array(z.string()), []),
    answers: z.record(z.string(), answerSchema),
  }),
});
type Talk = z.infer<typeof talkSchema>["group"];

export function startGroup(process: Process, lane: Lane, context: Context): Turn {
  const standing = standingOf(surveyPart, process, context, lane);
  const why = notForGroup(surveyPart, standing, lane, "brings");
  if (why) return { lane, effects: reply({ lines: [why] }) };
  const refusal = closedFor(process, readSurvey(process), context);
  if (refusal) return { lane, effects: reply(refusal) };
  if (lane.held || lane.dialogue)
    return {
      lane,
      effects: reply({ lines: [say("survey:group.busy")], choices: [groupChoice(process)] }),
    };
  const left = maximumFor(surveyPart, standing, lane, "brings");
  return asks({ process: process.id, passed: [], answers: {} }, process, lane, context, left);
}

function asks(
  before: Talk,
  process: Process,
  lane: Lane,
  context: Context,
  first: readonly Message[] = [],
): Turn {
  const token = lane.dialogue?.token ?? tokenFrom(context.seed);
  const { questions } = readSurvey(process).definition;
  const talk: Talk = { ...before, question: questions.find(({ id }) => !before.passed.includes(id))?.id };
  const screen = screenOf(talk, process, token);
  const next = touch(
    lane,
    {
      instrument: NAME,
      version: VERSION,
      step: "group",
      answers: { group: talk, until: endOfDay(readSurvey(process).closesOn), screen },
      token,
      touched: context.now,
      forGroup: true,
    },
    context,
  );
  return { lane: next, effects: reply({ ...screen, lines: [...first, ...screen.lines] }) };
}

function screenOf({ size, question: id, passed }: Talk, process: Process, token: string): Screen {
  const drop = button(say("survey:group.drop"), press("group", "drop", token));
  if (size === undefined) return { lines: [say("survey:group.size")], choices: [[drop]] };
  const { definition } = readSurvey(process);
  const { questions } = definition;
  const question = questions.find((one) => one.id === id);
  const back = passed.length > 0 ? [button(say("survey:previous"), press("group", "back", token))] : [];
  if (!question)
    return {
      lines: [say("survey:group.check", { count: plain(size) })],
      choices: [[button(say("survey:group.send"), press("group", "send", token))], [...back, drop]],
    };
  const options = optionsOf(question);
  return {
    lines: [
      say("survey:progress", { n: plain(passed.length + 1), count: plain(questions.length) }),
      ...(question.when ?? []).map((one) => onlyWhen(one, definition)),
      say("common:as_is", { text: { localized: question.ask } }),
      ...(options.length > 0
        ? [
            say("common:rows", {
              rows: {
                rows: options.map((one, n) =>
                  say("survey:group.option", { n: plain(n + 1), label: one.label }),
                ),
              },
            }),
            say("survey:group.how"),
          ]
        : [say("survey:group.words")]),
    ],
    choices: [[...back, button(say("survey:skip"), press("group", "skip", token))], [drop]],
  };
}

/** Handles what she types or presses while entering a group's answers. */
export function toldGroup(input: ResidentInput, lane: Lane, context: Context): Decision {
  const talk = talkSchema.safeParse(lane.dialogue?.answers).data?.group;
  if (!talk) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const process = context.seen.process[talk.process];
  if (process === undefined) return needs({ see: "process", id: talk.process });
  if (!process) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  // A group's answers count when they are submitted: after the close is too late, and she is told immediately.
  if (closedFor(process, readSurvey(process), context))
    return {
      lane: leave(lane),
      effects: reply({
        lines: [
          say("survey:group.late", { title: { localized: process.card.title } }),
          say("survey:group.tellElse"),
        ],
      }),
    };
  // She may have been taken out meanwhile.
  const why = notForGroup(surveyPart, standingOf(surveyPart, process, context, lane), lane, "brings");
  if (why) return { lane: leave(lane), effects: reply({ lines: [why] }) };
  const again = (line: Message) => asks(talk, process, lane, context, [line]);
  const { passed } = talk;
  const goesOn = (answers: Talk["answers"], first: readonly Message[] = []) =>
    asks(
      { ...talk, answers, passed: talk.question === undefined ? passed : [...passed, talk.question] },
      process,
      lane,
      context,
      first,
    );
  if (input.type === "chose") {
    switch (input.press.option) {
      case "drop":
        return {
          lane: leave(lane),
          effects: reply({ lines: [say("survey:group.dropped")], replaces: true }),
        };
      case "send":
        return sends(talk, process, lane, context);
      case "back":
        return asks({ ...talk, passed: passed.slice(0, -1) }, process, lane, context);
      default: {
        const { [talk.question ?? ""]: _skipped, ...answers } = talk.answers;
        return goesOn(answers);
      }
    }
  }
  if (input.type !== "said" || input.edited) return asks(talk, process, lane, context);
  if (talk.size === undefined) {
    const size = readSize(input.text);
    return size === undefined
      ? again(say("survey:group.sizeAgain", GROUP))
      : asks({ ...talk, size }, process, lane, context);
  }
  const question = readSurvey(process).definition.questions.find(({ id }) => id === talk.question);
  if (!question) return asks(talk, process, lane, context);
  const answer = readAnswer("group", question, input.text, talk.size);
  if (answer === "wrong" || answer === undefined)
    return again(say("survey:group.unclear", { count: plain(talk.size) }));
  return goesOn({ ...talk.answers, [question.id]: answer }, taken(question, answer));
}

/** Shows how the numbers were understood: an option can itself be a number, and “2” then looks like “2 times”. */
function taken(question: Question, answer: Answer): Message[] {
  if (answer.is !== "counts") return [];
  const list = optionsOf(question).flatMap(({ id, label }) => {
    const count = answer.counts[id];
    return count === undefined ? [] : [say("survey:group.taken", { label, count: plain(count) })];
  });
  return [say("survey:givenChoice", { text: { list } })];
}

function sends({ size, answers }: Talk, process: Process, lane: Lane, context: Context): Turn {
  const survey = readSurvey(process);
  if (size === undefined || Object.keys(answers).length === 0)
    return { lane: leave(lane), effects: reply({ lines: [say("survey:group.nothing")] }) };
  const standing = standingOf(surveyPart, process, context, lane);
  const response: Response = {
    ...freshResponse(process, survey, { via: "group", language: lane.language }, context),
    size,
    answers,
  };
  return {
    // She hears about the outcome, and can tell the group.
    lane: takingPart(leave(lane), process.id),
    // Found by it when she is taken out with what she entered: it says nothing of who they are.
    ...notedBrought(surveyPart, response.voter, standing, lane),
    responses: [response],
    effects: [
      ...reply({
        lines: [say("survey:group.sent", { count: plain(size) }), say("survey:group.tell")],
        choices: [groupChoice(process)],
        usesUp: true,
      }),
      showCard(process),
    ],
  };
}
