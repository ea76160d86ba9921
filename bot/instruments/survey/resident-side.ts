import { needs, reply } from "../../core/decision.ts";
import type { ResidentSide } from "../../core/instrument.ts";
import { writeLink } from "../../core/model/deep-link.ts";
import type { ResidentInput } from "../../core/model/input.ts";
import type { Lane } from "../../core/model/lane.ts";
import { say } from "../../core/model/message.ts";
import { isProcessId, type Process } from "../../core/model/process.ts";
import { button, type Choice, type Press, type Screen, screenSchema } from "../../core/model/screen.ts";
import { invited as invitedByKernel } from "../../core/processes/chat-group.ts";
import { facilitatorChoices, notForGroup } from "../../core/processes/facilitated.ts";
import { cardRead, groupsTold } from "../../core/processes/group-limits.ts";
import { standingOf } from "../../core/processes/record.ts";
import { residentSide } from "../../core/processes/resident-side.ts";
import type { Context, Decision } from "../../core/turn.ts";
import type { Meaning } from "../../core/understanding/phrases.ts";
import { afterQuestion, moreOfAlbum, showQuestion, told } from "./answering/answering.ts";
import { AGE, begin, saidAge, toldAge } from "./answering/beginning.ts";
import { startGroup, toldGroup } from "./answering/group-talk.ts";
import { leaves } from "./answering/leaving.ts";
import { moreWords } from "./answering/more-words.ts";
import { openQuestion, openSurvey, whenOver } from "./answering/open-question.ts";
import { mayBeAsked } from "./answering/pledge.ts";
import { pressedAnswer } from "./answering/pressed-answer.ts";
import { questionIn } from "./answering/question-screen.ts";
import { closedFor, inPlace } from "./answering/taking-part.ts";
import { toldTooLate } from "./answering/too-late.ts";
import { NAME, press, VERSION } from "./names.ts";
import { surveyPart } from "./part.ts";
import { readLink } from "./reaching/link.ts";
import { objects } from "./returning/objecting.ts";
import { showResults } from "./returning/own-result.ts";
import { isPublished, readSurvey } from "./state.ts";

/** The residents' side of surveys. */

const ofKernel = residentSide(surveyPart);

export const surveyResident = {
  name: NAME,
  version: VERSION,
  commands: [],
  starts: () => false,
  resident,
  tooLate,
  current,
  means,
  // What reaches the desk is not linked to a person, so nobody finds it under /mijn.
  summary: ({ id }) => say("common:as_is", { text: id }),
  detail: () => ({ lines: [say("common:gone")] }),
  erase: () => {
    throw new Error("what a survey brings to the desk is nobody's");
  },
  process: {
    invites: (campaign) => readLink(campaign) !== undefined,
    votesIn: () => undefined,
    answersIn,
    saysAgain: (press) =>
      press.step === "results" || (answersIn(press) !== undefined && press.step !== "age"),
    answersNext: (lane) => openQuestion(lane)?.process,
    inPlace,
    choices,
    outcome: (process) => groupsTold(surveyPart, readSurvey(process)),
    leaves,
  },
} satisfies ResidentSide;

function resident(input: ResidentInput, lane: Lane, context: Context): Decision {
  if (input.type === "started") return invited(input.campaign ?? "", lane, context);
  if (input.type === "chose" && isProcessId(input.press.ref ?? "")) return chose(input.press, lane, context);
  if (input.type === "shared" && input.about !== undefined) return moreOfAlbum(input, lane, context);
  const rest = input.continues || (input.type === "said" && input.about) || undefined;
  if (rest !== undefined && input.type === "said") return moreWords(input, rest, lane, context);
  switch (lane.dialogue?.step) {
    // A youth worker says who she is.
    case "say":
      return ofKernel.resident(input, lane, context);
    case "group":
      return toldGroup(input, lane, context);
    case AGE:
      return toldAge(input, lane, context);
    default:
      return told(input, lane, context);
  }
}

/** Questions answered in free text. A place is not one of them: “ok” is not a place. */
const free: ReadonlySet<string> = new Set(["text", "word", "photo", "own"].map((one) => `survey:how.${one}`));
const inFree: ReadonlySet<Meaning> = new Set([
  "yes",
  "no",
  "unknown",
  "thanks",
  "approval",
  "aside",
  "send",
  "report",
  "mine",
  "data",
  "language",
  "takePart",
  "whoDecides",
  "erase",
]);

/** Meanings that can be an answer to a multiple-choice question; if they match no option, the question says so. */
const isAnswer: ReadonlySet<Meaning> = new Set(["yes", "no", "aside"]);

/**
 * What typed words mean here. A button's label is an answer, whatever it means elsewhere, and so is most of what is
 * typed at a free-text question.
 */
function means(
  meaning: Meaning,
  input: Extract<ResidentInput, { type: "said" }>,
  lane: Lane,
  context: Context,
): Decision | "words" | undefined {
  if (lane.dialogue?.step === "say") return ofKernel.means?.(meaning, input, lane, context);
  if (lane.dialogue?.step !== "question")
    return inFree.has(meaning) || meaning === "skip" ? "words" : undefined;
  const [screen] = current(lane, context);
  const labels = (screen?.choices ?? []).flat().map((one) => one.label);
  if (labels.some((one) => context.says(input.text, one, lane.language))) return "words";
  const keys = (screen?.lines ?? []).map(({ key }) => key);
  const isFree = keys.some((one) => free.has(one));
  if (isFree && inFree.has(meaning)) return "words";
  // “Mens” and “info” can be the word she wants to give.
  if (isFree && (meaning === "human" || meaning === "about") && !/\s/.test(input.text.trim())) return "words";
  if (meaning === "unknown" || meaning === "skip")
    return told({ ...input, text: context.shows(say("survey:skip"), lane.language) }, lane, context);
  const place = keys.includes("survey:how.place");
  return !place && isAnswer.has(meaning) ? "words" : undefined;
}

/** Handles someone who returns after weeks and types: first checks whether there is still something to answer. */
function tooLate(input: ResidentInput, lane: Lane, context: Context): Decision | undefined {
  const id = openSurvey(lane);
  if (id === undefined) return undefined;
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id, recent: true });
  return process?.instrument === NAME ? toldTooLate(input, lane, process, context) : undefined;
}

/** The question she was last asked, with up-to-date buttons; nothing once the survey is over. */
function current(lane: Lane, context: Context): readonly Screen[] {
  const { dialogue } = lane;
  const answers: unknown = dialogue?.answers;
  if (isOver(lane, context)) return [];
  if (dialogue?.step === "say") return ofKernel.current(lane, context);
  const screen =
    typeof answers === "object" && answers !== null && "screen" in answers
      ? screenSchema.safeParse(answers.screen)
      : undefined;
  return screen?.success
    ? [{ ...screen.data, choices: screen.data.choices?.map((row) => row.map(renewed)) }]
    : [];
}

/** Whether its last day has passed or, as far as this turn has seen, it was ended early. */
function isOver(lane: Lane, context: Context): boolean {
  const { process: id, until } = whenOver(lane);
  const { process: seen, processes = [] } = context.seen;
  const process = id === undefined ? undefined : (seen[id] ?? processes.find((one) => one.id === id));
  const ended =
    process?.instrument === NAME && closedFor(process, readSurvey(process), context) !== undefined;
  return ended || (until !== undefined && until <= context.now);
}

function renewed(choice: Choice): Choice {
  return "press" in choice ? { ...choice, press: { ...choice.press, version: VERSION } } : choice;
}

/** The survey whose answers are read along with the lane, for presses that change or show an answer. */
function answersIn({ step, ref }: Press): string | undefined {
  return questionIn(step) !== undefined || ["show", "after", "start", "age", "object"].includes(step)
    ? ref
    : undefined;
}

function chose({ step, option, ref = "" }: Press, lane: Lane, context: Context): Decision {
  const process = context.seen.process[ref];
  if (process === undefined) return needs({ see: "process", id: ref, recent: true });
  // Something missing may exist by now: a cached row can be half a minute old.
  if (!context.seen.fresh.includes(ref) && lacks(step, process, lane, context))
    return needs({ see: "process", id: ref });
  if (process?.instrument !== NAME) return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  const question = questionIn(step);
  if (question !== undefined) return pressedAnswer(question, option, process, lane, context);
  switch (step) {
    case "start":
      return begin(process, lane, context);
    case "group":
      return startGroup(process, lane, context);
    case "age":
      return saidAge(option, process, lane, context);
    case "show":
      return showQuestion(option, process, lane, context);
    case "after":
      return afterQuestion(option, process, lane, context);
    case "help":
      return mayBeAsked(option, process, lane);
    case "object":
      return objects(option, process, lane, context);
    case "results":
      return showResults(process, lane, context);
    default:
      return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  }
}

/** Whether what she wants is missing, according to the cached row. */
function lacks(step: string, process: Process | null, lane: Lane, context: Context): boolean {
  if (process?.instrument !== NAME) return process === null;
  const survey = readSurvey(process);
  // She may have been let in just now.
  if (step === "group")
    return (
      notForGroup(surveyPart, standingOf(surveyPart, process, context, lane), lane, "brings") !== undefined
    );
  return step === "results" ? !isPublished(survey) : closedFor(process, survey, context) !== undefined;
}

/** Welcomes someone who came through a link: first what it is about, then the questions. */
function invited(campaign: string, lane: Lane, context: Context): Decision {
  const { id = "", code = "", group } = readLink(campaign) ?? {};
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  const survey = process?.instrument === NAME ? readSurvey(process) : undefined;
  if (!process || !survey || (group ? survey.facilitated?.code : survey.code) !== code)
    return { lane, effects: reply({ lines: [say("survey:noLink")] }) };
  const refusal = closedFor(process, survey, context);
  if (refusal) return { lane, effects: reply(refusal) };
  if (group) return invitedByKernel(surveyPart, writeLink({ kind: "facilitated", id, code }), lane, context);
  return {
    lane,
    effects: reply({
      ...cardRead(surveyPart, process.card, lane.language, context.town, survey),
      choices: choices(process, lane, context),
    }),
  };
}

function choices(process: Process, lane: Lane, context: Context): readonly (readonly Choice[])[] {
  const survey = readSurvey(process);
  if (!closedFor(process, survey, context))
    return [
      [
        button(
          say(lane.finished?.includes(process.id) ? "survey:look" : "survey:begin"),
          press("start", "go", process.id),
        ),
      ],
      ...facilitatorChoices(surveyPart, standingOf(surveyPart, process, context, lane), lane),
    ];
  return isPublished(survey) ? [[button(say("survey:results.see"), press("results", "0", process.id))]] : [];
}
