import * as z from "zod";
import { button, needs, reply, tokenFrom } from "../../core/decide.ts";
import type { ResidentInput } from "../../core/input.ts";
import { leave, touch } from "../../core/lane-dialogue.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import type { Lane } from "../../core/resident.ts";
import { answerSchema, type Response } from "../../core/response.ts";
import type { Choice, Screen } from "../../core/screen.ts";
import type { Context, Decision, Turn } from "../../core/turn.ts";
import { keptUntil, record, showCard } from "./change.ts";
import type { Question } from "./definition.ts";
import { NAME, press, VERSION } from "./names.ts";
import { optionsOf } from "./options.ts";
import { GROUP, readAnswer, readSize } from "./reading.ts";
import { readSurvey } from "./state.ts";
import { closedFor } from "./taking-part.ts";

/** A youth worker, or whoever has the link, enters what a group says: how many they are, and how many chose what. */

const talkSchema = z.object({
  group: z.object({
    process: z.string(),
    size: z.number().int().optional(),
    /** The place of the question that is asked. */
    at: z.number().int(),
    answers: z.record(z.string(), answerSchema),
  }),
});
type Talk = z.infer<typeof talkSchema>["group"];

/** She came by the organiser's link for groups. */
export function facilitates(process: Process, lane: Lane): Turn {
  const { facilitates: before = [] } = lane;
  const next: Lane = before.includes(process.id) ? lane : { ...lane, facilitates: [...before, process.id] };
  return {
    lane: next,
    effects: reply({
      lines: [
        say("survey:group.welcome", { title: { localized: process.card.title } }),
        say("survey:group.rules"),
      ],
      choices: [groupChoice(process)],
    }),
  };
}

export function groupChoice({ id }: Process): Choice[] {
  return [button(say("survey:group.start"), press("group", "start", id))];
}

export function startGroup(process: Process, lane: Lane, context: Context): Turn {
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  if (!lane.facilitates?.includes(process.id)) return only(say("survey:group.only"));
  const refusal = closedFor(process, readSurvey(process), context);
  if (refusal) return { lane, effects: reply(refusal) };
  if (lane.held || lane.dialogue) return only(say("survey:busy"));
  return asks({ process: process.id, at: 0, answers: {} }, process, lane, context);
}

function asks(
  talk: Talk,
  process: Process,
  lane: Lane,
  context: Context,
  first: readonly Message[] = [],
): Turn {
  const token = lane.dialogue?.token ?? tokenFrom(context.seed);
  const screen = screenOf(talk, process, token);
  const next = touch(
    lane,
    {
      instrument: NAME,
      version: VERSION,
      step: "group",
      answers: { group: talk, screen },
      token,
      touched: context.now,
    },
    context,
  );
  return { lane: next, effects: reply({ ...screen, lines: [...first, ...screen.lines] }) };
}

function screenOf({ size, at }: Talk, process: Process, token: string): Screen {
  const drop = button(say("survey:group.drop"), press("group", "drop", token));
  if (size === undefined) return { lines: [say("survey:group.size")], choices: [[drop]] };
  const { questions } = readSurvey(process).definition;
  const question = questions[at];
  if (!question)
    return {
      lines: [say("survey:group.check", { count: size })],
      choices: [[button(say("survey:group.send"), press("group", "send", token)), drop]],
    };
  const options = optionsOf(question);
  return {
    lines: [
      say("survey:progress", { n: at + 1, count: questions.length }),
      say("common:as_is", { text: { localized: question.ask } }),
      ...(options.length > 0
        ? [
            say("common:rows", {
              rows: {
                rows: options.map((one, n) => say("survey:group.option", { n: n + 1, label: one.label })),
              },
            }),
            say("survey:group.how"),
          ]
        : [say("survey:group.words")]),
    ],
    choices: [[button(say("survey:skip"), press("group", "skip", token)), drop]],
  };
}

/** She types, or presses, while a group's answers are open. */
export function toldGroup(input: ResidentInput, lane: Lane, context: Context): Decision {
  const talk = talkSchema.safeParse(lane.dialogue?.answers).data?.group;
  if (!talk) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const process = context.seen.process?.[talk.process];
  if (process === undefined) return needs({ see: "process", id: talk.process });
  if (!process) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const again = (line: Message) => asks(talk, process, lane, context, [line]);
  if (input.type === "chose") {
    if (input.press.option === "drop")
      return { lane: leave(lane), effects: reply({ lines: [say("survey:group.dropped")], replaces: true }) };
    if (input.press.option === "send") return sends(talk, process, lane, context);
    return asks({ ...talk, at: talk.at + 1 }, process, lane, context);
  }
  if (input.type !== "said" || input.edited) return asks(talk, process, lane, context);
  if (talk.size === undefined) {
    const size = readSize(input.text);
    return size === undefined
      ? again(say("survey:group.sizeAgain", GROUP))
      : asks({ ...talk, size }, process, lane, context);
  }
  const question: Question | undefined = readSurvey(process).definition.questions[talk.at];
  if (!question) return asks(talk, process, lane, context);
  const answer = readAnswer("group", question, input.text, talk.size);
  if (answer === "wrong" || answer === undefined)
    return again(say("survey:group.unclear", { count: talk.size }));
  const answers = { ...talk.answers, [question.id]: answer };
  return asks({ ...talk, at: talk.at + 1, answers }, process, lane, context);
}

function sends({ size, answers }: Talk, process: Process, lane: Lane, context: Context): Turn {
  const survey = readSurvey(process);
  const refusal = closedFor(process, survey, context);
  if (refusal) return { lane: leave(lane), effects: reply(refusal) };
  if (size === undefined || Object.keys(answers).length === 0)
    return { lane: leave(lane), effects: reply({ lines: [say("survey:group.nothing")] }) };
  const response: Response = {
    row: "response",
    process: process.id,
    // Nobody can be found by it: made up for this group.
    voter: context.seed.slice(0, 32),
    version: 0,
    edition: survey.edition,
    language: lane.language,
    via: "group",
    size,
    answers,
    done: true,
    begun: context.now,
    at: context.now,
    expires: keptUntil(survey, context),
  };
  const changed = record(process, survey, "enterGroup", { actor: "resident", why: String(size) }, context);
  return {
    lane: leave(lane),
    processes: [changed.process],
    entries: [changed.entry],
    responses: [response],
    effects: [
      ...reply({
        lines: [say("survey:group.sent", { count: size })],
        choices: [groupChoice(process)],
        usesUp: true,
      }),
      showCard(process.id),
    ],
  };
}
