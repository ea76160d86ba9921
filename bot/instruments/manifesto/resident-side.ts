import { inSecondRound, opinionOn } from "../../core/counting/ballot.ts";
import { needs, reply, seen } from "../../core/decision.ts";
import type { ResidentSide } from "../../core/instrument.ts";
import { ageOf, ages, withAge } from "../../core/model/age.ts";
import type { ResidentInput } from "../../core/model/input.ts";
import type { Lane } from "../../core/model/lane.ts";
import { say } from "../../core/model/message.ts";
import { isProcessId, type Process } from "../../core/model/process.ts";
import type { Choice, Press, Screen } from "../../core/model/screen.ts";
import { BRINGS, GROUP_VOTES } from "../../core/processes/chat-answers.ts";
import { childChoices, childrenShown } from "../../core/processes/chat-overview.ts";
import { facilitatorChoices, maximumFor, notForGroup } from "../../core/processes/facilitated.ts";
import { groupsTold } from "../../core/processes/group-limits.ts";
import { leaves } from "../../core/processes/leaving.ts";
import { standingOf } from "../../core/processes/record.ts";
import { residentSide } from "../../core/processes/resident-side.ts";
import type { Context, Decision } from "../../core/turn.ts";
import type { Meaning } from "../../core/understanding/phrases.ts";
import { showAnswers } from "./answers.ts";
import { fits, invited, invites, join } from "./core-group/core-group.ts";
import { answerMotion } from "./core-group/motions.ts";
import { saidWhy, whyQuestion } from "./core-group/reasons.ts";
import { paperButton, sendPaper } from "./document/paper-copy.ts";
import { leave } from "./erasing.ts";
import { NAME, press } from "./names.ts";
import { manifestoPart } from "./part.ts";
import { takesTopics } from "./record.ts";
import { isEnding, readManifesto } from "./state.ts";
import { browse } from "./topics/browsing.ts";
import { isOpinionStep, opinion } from "./topics/opinions.ts";
import { takenOut } from "./topics/take-out.ts";
import { isShown, saysWhy, startTopic, toldTopic, topicQuestion } from "./topics/topic.ts";
import { readAgeStep } from "./voting/age-step.ts";
import { receiptQuestion, startReceipt, toldReceipt } from "./voting/receipt.ts";
import { stepOf, voteStep } from "./voting/rounds.ts";
import { showBallot, showItem, vote } from "./voting/voting.ts";

const ofKernel = residentSide(manifestoPart);

/** What young people do: in the core group, with topics, with their ballot, and with the council's answers. */
export const manifestoResident = {
  ...ofKernel,
  resident,
  current,
  means,
  process: {
    invites,
    votesIn,
    answersIn: () => undefined,
    answersNext: () => undefined,
    saysAgain: ({ step }) =>
      voteStep(step) !== undefined ||
      readAgeStep(step) !== undefined ||
      ["opinion", "mine", "answers", "see", "list"].includes(step),
    choices,
    outcome: (process) => groupsTold(manifestoPart, readManifesto(process)),
    leaves: (process, lane, context) => leaves(manifestoPart, process, lane, context, leave),
  },
} satisfies ResidentSide;

/** What pressing this button votes on. */
function votesIn({ step, ref }: Press): string | undefined {
  if (ref === undefined) return undefined;
  const pressed = voteStep(step);
  if (pressed) return pressed.round === 2 ? inSecondRound(ref) : ref;
  return isOpinionStep(step) ? opinionOn(ref) : undefined;
}

function resident(input: ResidentInput, lane: Lane, context: Context): Decision {
  if (input.type === "started") return invited(input.campaign ?? "", lane, context);
  if (input.type === "chose" && input.press.option === GROUP_VOTES)
    return ofKernel.resident(input, lane, context);
  if (input.type === "chose" && isProcessId(input.press.ref ?? "")) return chose(input.press, lane, context);
  if (input.about !== undefined) return aboutTopic(input, input.about, lane, context);
  if (lane.dialogue?.step === "say") return ofKernel.resident(input, lane, context);
  if (lane.dialogue?.step === "receipt") return toldReceipt(input, lane, context, showBallot);
  return lane.dialogue?.step === "why" ? saidWhy(input, lane, context) : toldTopic(input, lane, context);
}

/** What others think of a topic, and what she does with her own. */
function aboutTopic(input: ResidentInput, id: string, lane: Lane, context: Context): Decision {
  if (input.type !== "chose") return ofKernel.resident(input, lane, context);
  const { found, ask } = seen(context, id);
  if (ask) return ask;
  // A button can be forged, and name something that is not a topic at all.
  if (found?.instrument !== NAME) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  const { press: pressed } = input;
  if (isOpinionStep(pressed.step)) return opinion(pressed, found, lane, context);
  return pressed.step === "own" && pressed.option === "apart"
    ? takenOut(found, lane, context)
    : ofKernel.resident(input, lane, context);
}

/** Any answer counts as a reason; a topic shown for a last look is sent by “yes” or “send”. */
const reasons: ReadonlySet<Meaning> = new Set(["yes", "no", "unknown", "thanks", "approval"]);
/** A reason for or against a topic can be anything but these. */
const wishes: ReadonlySet<Meaning> = new Set(["stop", "cancel", "help", "human", "about"]);

function means(
  meaning: Meaning,
  input: ResidentInput,
  lane: Lane,
  context: Context,
): Decision | "words" | undefined {
  const { dialogue } = lane;
  if (dialogue?.step === "why") {
    if (meaning === "skip") return saidWhy(asPress(input, "why", "skip", lane), lane, context);
    return reasons.has(meaning) ? "words" : undefined;
  }
  const isReason = dialogue?.step === "topic" && saysWhy(lane) && !isShown(lane);
  if (isReason && !wishes.has(meaning)) return "words";
  const sends = meaning === "yes" || meaning === "approval" || meaning === "send";
  return dialogue?.step === "topic" && sends && isShown(lane)
    ? toldTopic(asPress(input, "topic", "send", lane), lane, context)
    : undefined;
}

/** Treats it as a press of the question's own button. */
function asPress(
  { id, at, message }: ResidentInput,
  step: string,
  option: string,
  lane: Lane,
): ResidentInput {
  return { id, at, message, type: "chose", press: press(step, option, lane.dialogue?.token) };
}

function current(lane: Lane, context: Context): readonly Screen[] {
  if (!lane.dialogue) return [];
  if (lane.dialogue.step === "say") return ofKernel.current(lane, context);
  if (lane.dialogue.step === "receipt") return [receiptQuestion(lane)];
  if (lane.dialogue.step === "why") return [whyQuestion(lane)];
  // A conversation of before, in which a group's votes were entered, is none any more.
  return lane.dialogue.step === "topic" ? [topicQuestion(lane)] : [];
}

/** Handles a button that belongs to a process and not to a conversation. */
function chose({ step, option, ref = "" }: Press, lane: Lane, context: Context): Decision {
  const process = context.seen.process[ref];
  // A vote changes nothing in the process; any other act has to see its current state.
  const pressed = voteStep(step);
  const recent = pressed !== undefined;
  if (process === undefined) return needs({ see: "process", id: ref, recent });
  // It may have been created since.
  if (process === null && recent && !context.seen.fresh.includes(ref))
    return needs({ see: "process", id: ref });
  if (process?.instrument !== NAME) return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  if (pressed)
    return pressed.what === "vote"
      ? vote(option, pressed.round, process, lane, context)
      : showItem(option, pressed.round, process, lane, context);
  switch (step) {
    case "join":
      return join(option, process, lane, context);
    case "motion":
      return answerMotion(option, process, lane, context);
    case "age": {
      const age = ages.find((one) => one === option);
      return startTopic(process, withAge(lane, age), context);
    }
    case "topic":
      return startTopic(process, lane, context);
    // "group" stands in buttons of before.
    case "group":
      return forGroup(`${BRINGS}topic@group`, process, lane, context);
    case "mine":
      return showBallot(process, lane, context);
    case "receipt":
      return startReceipt(process, lane, context);
    case "answers":
      return showAnswers(option, process, lane);
    case "paper":
      return sendPaper(process, lane);
    // The second is below messages about promises that were not processes of their own yet.
    case "under":
    case "dispute":
      return childrenShown(manifestoPart, standingOf(manifestoPart, process, context, lane), lane);
    case "see":
      return browse(option, process, lane, context);
    // As the kernel's own buttons have it: "topic+3", "bring.topic", "bring.topic@group".
    case "list":
      return browse(option.split("+")[1] ?? "0", process, lane, context);
    case "do":
      return option === `${BRINGS}topic`
        ? startTopic(process, lane, context)
        : forGroup(option, process, lane, context);
    default: {
      const age = ages.find((one) => one === option);
      // She was asked for her age when she wanted to vote.
      const wanted = readAgeStep(step);
      if (age && wanted !== undefined)
        return showItem(wanted, undefined, process, withAge(lane, age), context);
      return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
    }
  }
}

/** A youth worker whom the organiser approved by name enters what a group says. */
function forGroup(option: string, process: Process, lane: Lane, context: Context): Decision {
  if (option !== `${BRINGS}topic@group`)
    return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  const standing = standingOf(manifestoPart, process, context, lane);
  const why = notForGroup(manifestoPart, standing, lane, "brings");
  if (why) return { lane, effects: reply({ lines: [why] }) };
  const started = startTopic(process, lane, context, { group: 0 });
  const left = reply({ lines: maximumFor(manifestoPart, standing, lane, "brings") });
  return started.lane?.dialogue ? { ...started, effects: [...left, ...started.effects] } : started;
}

/** What she can do with it now, and on behalf of a group if she is a youth worker. */
function choices(process: Process, lane: Lane, context: Context): readonly (readonly Choice[])[] {
  const standing = standingOf(manifestoPart, process, context, lane);
  const { at } = readManifesto(process);
  // Topics can be brought in until the day that was told, whenever they are closed.
  const isOpen = at !== "collecting" || takesTopics(readManifesto(process), context.now);
  const group = isOpen ? facilitatorChoices(manifestoPart, standing, lane) : [];
  return [...ownChoices(process, lane, context), ...childChoices(manifestoPart, standing), ...group];
}

function ownChoices(process: Process, lane: Lane, { now }: Context): readonly (readonly Choice[])[] {
  const state = readManifesto(process);
  const age = ageOf(lane);
  const asked = age === undefined || fits(age, state);
  const topics: Choice = { label: say("manifesto:item.topic.see"), press: press("see", "0", process.id) };
  if (state.at === "forming") return [];
  if (state.at === "prioritising" && asked && !isEnding(state))
    return [
      [{ label: say("manifesto:vote.start"), press: press(stepOf("show", state), "0", process.id) }],
      [topics],
    ];
  const more = [...(state.papers ? [[paperButton(process)]] : []), [topics]];
  const answers: Choice = { label: say("manifesto:answer.see"), press: press("answers", "0", process.id) };
  if (state.themes?.some((one) => one.answer)) return [[answers], ...more];
  if (isEnding(state)) return more;
  if (state.result)
    return [[{ label: say("manifesto:result.mine"), press: press("mine", "ballot", process.id) }], ...more];
  return takesTopics(state, now) && asked
    ? [[{ label: say("manifesto:item.topic.start"), press: press("topic", "start", process.id) }], [topics]]
    : [[topics]];
}
