import { townClock } from "../../../core/calendar/time.ts";
import type { Response } from "../../../core/counting/response.ts";
import { needs, reply } from "../../../core/decision.ts";
import { ageOf } from "../../../core/model/age.ts";
import { allows, type Lane, takingPart } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Choice, Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import type { Need } from "../../../core/needs.ts";
import { leave } from "../../../core/residents/dialogue-state.ts";
import { whichOne } from "../../../core/residents/held-words.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { endOfDay, keptUntil } from "../days.ts";
import { stoppedLines } from "../figures/result-lines.ts";
import { NAME, press } from "../names.ts";
import type { Question } from "../questions/definition.ts";
import { nextOf, routeOf } from "../questions/route.ts";
import { isPublished, readSurvey, type Survey } from "../state.ts";
import { freshResponse } from "./fresh-response.ts";
import { inStep, openQuestion, openSurvey } from "./open-question.ts";
import { askedToHelp, keepingWord, offersHelp } from "./pledge.ts";
import { questionScreen } from "./question-screen.ts";

/** Shared by everything somebody does in a survey: whether she can take part, where she is, and what is stored. */

export interface Ready {
  readonly process: Process;
  readonly survey: Survey;
  readonly response: Response;
  /** What must be said first: that the questions changed since she was last here. */
  readonly first: readonly Message[];
}

/** Her answers so far, if she can take part; otherwise what is said instead, or what has to be read first. */
export function ready(process: Process, lane: Lane, context: Context): Ready | { decision: Decision } {
  const survey = readSurvey(process);
  const refusal = closedFor(process, survey, context);
  if (refusal) return { decision: { lane: left(lane, process), effects: reply(refusal) } };
  const seen = context.seen.response[process.id];
  if (!seen) return { decision: needs({ see: "response", process: process.id }) };
  const known = seen.response;
  const group = allows(lane, "count_group")
    ? { age: ageOf(lane), neighbourhood: lane.neighbourhood }
    : { age: undefined, neighbourhood: undefined };
  const { language } = lane;
  const fresh = freshResponse(process, survey, { via: "chat", language, voter: seen.voter }, context);
  const changed = known !== null && known.version > 0 && known.edition !== survey.edition;
  const response: Response = {
    ...(known ?? fresh),
    ...group,
    language: lane.language,
    edition: survey.edition,
    at: townClock(context.now).day,
    expires: keptUntil(survey, context),
  };
  return { process, survey, response, first: changed ? [say("survey:changed")] : [] };
}

/** Why it cannot be answered now; undefined when it can. */
export function closedFor(process: Process, survey: Survey, { now }: Context): Screen | undefined {
  const title = { title: { localized: process.card.title } };
  if (survey.at === "draft" || survey.at === "review" || survey.at === "scheduled")
    return { lines: [say("survey:tooEarly", { ...title, day: { day: survey.opensOn } })] };
  if (survey.at === "discarded") return { lines: [say("survey:discarded", title)] };
  if (survey.forced)
    return {
      lines: [
        say("common:process.tells.forceEnd", { ...title, reason: { localized: survey.forced.reason } }),
      ],
    };
  if (survey.at === "open" && now < endOfDay(survey.closesOn)) return undefined;
  return {
    lines: [
      say("survey:over", title),
      ...stoppedLines(survey),
      isPublished(survey)
        ? say("survey:overHeard")
        : survey.resultsBy < townClock(now).day
          ? say("survey:overLate")
          : say("survey:overSoon", { day: { date: survey.resultsBy } }),
    ],
    ...(isPublished(survey) && {
      choices: [[button(say("survey:results.see"), press("results", "0", process.id))]],
    }),
  };
}

/** Takes her out of this survey's questions. */
export function left(lane: Lane, { id }: Pick<Process, "id">): Lane {
  if (openSurvey(lane) !== id) return lane;
  // Words that have no place yet keep waiting, and she is asked about them once more.
  return lane.held ? { ...leave(lane), wakeAt: lane.wakeAt } : leave(lane);
}

interface How {
  readonly replaces: boolean;
  readonly before?: readonly Message[];
}

/**
 * The reply while she is in the middle of something else; undefined when she is not. What she types belongs to that,
 * and one of our questions would mislead her.
 */
export function busy({ id }: Process, lane: Lane): Turn | undefined {
  // Some words of hers are waiting: where they belong comes first.
  if (lane.held) return { lane, effects: reply(whichOne(lane)) };
  if (!lane.dialogue || openSurvey(lane) !== undefined) return undefined;
  return {
    lane,
    effects: reply({
      lines: [say("survey:busy")],
      choices: [[button(say("survey:begin"), press("start", "go", id))]],
    }),
  };
}

/** Asks a question; what she types next belongs to it, unless she is in the middle of something else. */
export function asks(
  question: Question,
  { process, survey, response, first }: Ready,
  lane: Lane,
  context: Context,
  { replaces, before = [] }: How,
): Turn {
  const waits = busy(process, lane);
  if (waits) return waits;
  const screen = questionScreen(question, survey.definition, response, process.id);
  const hadPlace = hasPlaceKeyboard(lane);
  const placed: Response = { ...response, cursor: question.id };
  const moves = response.version > 0 && response.cursor !== question.id;
  const shown: Screen = {
    ...screen,
    lines: [...first, ...before, ...screen.lines],
    replaces: replaces && !hadPlace,
    // The location keyboard disappears with its question.
    closesKeyboard: question.kind !== "place" && hadPlace,
    ...(question.kind === "place" && {
      asksPlace: { share: say("survey:sharePlace"), skip: say("survey:skip") },
      replaces: false,
    }),
  };
  return {
    lane: inStep(lane, "question", openAt(question, process, survey, response), context),
    // She has now read that the questions changed: once is enough.
    ...((first.length > 0 || moves) && { responses: [placed] }),
    effects: reply(shown),
  };
}

/**
 * The question that is open, so that it can be asked again, in any language and after anything else. Not with her
 * answer: the conversation knows who she is, and the answer must not.
 */
function openAt(question: Question, { id }: Process, survey: Survey, response: Response) {
  return {
    process: id,
    question: question.id,
    until: endOfDay(survey.closesOn),
    ...(question.kind === "place" && { place: true }),
    screen: questionScreen(question, survey.definition, unanswered(response, question), id),
  };
}

/** Her lane with the question that her answers say is open: a tap moves her on there, and leaves her lane alone. */
export function inPlace(lane: Lane, context: Context): Lane | { readonly needs: readonly Need[] } {
  const open = openQuestion(lane);
  if (!open || !lane.dialogue) return lane;
  const { process: id } = open;
  const { process: processes, response: responses } = context.seen;
  const [process, mine] = [processes[id], responses[id]];
  const unseen: readonly Need[] = [
    ...(process === undefined ? [{ see: "process" as const, id, recent: true }] : []),
    ...(mine === undefined ? [{ see: "response" as const, process: id }] : []),
  ];
  if (process === undefined || mine === undefined) return needs(...unseen);
  const response = mine.response;
  if (process?.instrument !== NAME || !response?.cursor || response.cursor === open.question) return lane;
  const survey = readSurvey(process);
  const question = survey.definition.questions.find((one) => one.id === response.cursor);
  if (!question) return lane;
  return { ...lane, dialogue: { ...lane.dialogue, answers: openAt(question, process, survey, response) } };
}

function hasPlaceKeyboard(lane: Lane): boolean {
  return openQuestion(lane)?.place === true;
}

function unanswered(response: Response, { id }: Question): Response {
  const { [id]: _answer, ...answers } = response.answers;
  const { [id]: _note, ...notes } = response.notes ?? {};
  return { ...response, answers, notes };
}

/** Stores an answer and asks the next question, or ends. */
export function goesOn(
  found: Ready,
  next: Question | undefined,
  lane: Lane,
  context: Context,
  how: How,
): Turn {
  const { process, survey, response } = found;
  const finished = nextOf(survey.definition, response.answers) === undefined;
  // While something else comes first, the question that was open stays so.
  const cursor = next && busy(process, lane) ? response.cursor : next?.id;
  const kept: Response = { ...response, done: response.done || finished, cursor };
  const offers = offersHelp(survey.definition, response);
  const taking = keepingWord(takingPart(lane, process.id), process, offers);
  const turn = next
    ? asks(next, { ...found, response: kept }, taking, context, how)
    : {
        lane: left(taking, process),
        effects: reply(
          {
            ...endScreen(
              process,
              survey,
              [...found.first, ...(how.before ?? [])],
              askedToHelp(taking, process, offers),
            ),
            replaces: how.replaces && !hasPlaceKeyboard(lane),
            closesKeyboard: hasPlaceKeyboard(lane),
          },
          ...(lane.held ? [whichOne(left(taking, process))] : []),
        ),
      };
  const after = turn.lane ?? taking;
  const { finished: before = [] } = after;
  return {
    ...turn,
    lane: kept.done && !before.includes(process.id) ? { ...after, finished: [...before, process.id] } : after,
    responses: [kept],
  };
}

/** The question after this one on her route; undefined at the end. */
export function following({ survey, response }: Ready, id: string): Question | undefined {
  const route = routeOf(survey.definition, response.answers);
  const at = route.findIndex((one) => one.id === id);
  // At the end there may be one left that was inserted earlier on the route while she was answering.
  return route[at + 1] && at >= 0 ? route[at + 1] : nextOf(survey.definition, response.answers);
}

function endScreen(
  process: Process,
  survey: Survey,
  before: readonly Message[],
  help: readonly (readonly Choice[])[],
): Screen {
  const [first] = survey.definition.questions;
  return {
    lines: [
      ...before,
      say("survey:thanks"),
      say("survey:heardOn", { day: { date: survey.resultsBy } }),
      say("survey:doneOn", { day: { date: process.card.answerBy } }),
      say("survey:changeUntil", { day: { day: survey.closesOn } }),
      ...(help.length > 0 ? [say("survey:help.ask")] : []),
    ],
    choices: [...help, ...(first ? [[button(say("survey:look"), press("show", first.id, process.id))]] : [])],
  };
}
