import { nothing, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { chose } from "./buttons.ts";
import { alwaysWins, commanded } from "./commands.ts";
import { openQuestion, staleButton } from "./current-question.ts";
import { afterDanger, inDanger } from "./danger.ts";
import { keptUntil } from "./dialogue-state.ts";
import { afterwards, continueScreen, joined, toContribution, whichOne } from "./held-words.ts";
import { type Meant, meant, remembersAsked } from "./last-asked.ts";
import { remembersPiece, spoke } from "./messages.ts";
import { myCommand } from "./my-data.ts";
import { comeIn, earlierQuestion, welcome } from "./onboarding.ts";
import { stillPaused, whilePaused } from "./pause.ts";
import { withinRateLimit } from "./rate-limit.ts";
import { command, commandOf, talk } from "./small-talk.ts";

/**
 * The door that everything a resident does comes through. In this order: danger, what always wins (help, stop,
 * language, my data), the way in, a button, also one that was typed, a reply to one of our messages, the open question,
 * small talk, and only then something new.
 */

type Instruments = readonly ResidentSide[];

export function decideResident(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const danger = inDanger(input, before, context);
  if (danger) return danger;
  const now = stillPaused(input, before, context, instruments);
  if ("needs" in now) return now;
  const paused = whilePaused(input, now, context, instruments);
  if (paused) return paused;
  return withinRateLimit(input, now, context, instruments, (within, lane) =>
    decidePlainly(within, lane, context, instruments),
  );
}

/** The same without counting how much she sends: for an act that was counted before. */
export function decidePlainly(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const decided = decide(input, before, context, instruments);
  const decision =
    "needs" in decided
      ? decided
      : remembersPiece(remembersAsked(decided, context, instruments), input, before, context);
  // Who went away, or wants no messages, is asked when she is here again.
  const isHere = input.type !== "left" && input.type !== "returned";
  return before.earlierWaits && isHere && !("needs" in decision) ? asksEarlier(decision) : decision;
}

/** She is asked about what she wrote before she came in, once she is in the middle of nothing else. */
function asksEarlier(turn: Turn): Turn {
  if (!turn.lane || turn.lane.stopped || turn.lane.dialogue || turn.lane.held) return turn;
  const { earlierWaits: _, ...lane } = turn.lane;
  const asks = lane.earlier === undefined ? [] : reply(earlierQuestion(lane.earlier));
  return { ...turn, lane, effects: [...turn.effects, ...asks] };
}

function decide(input: ResidentInput, before: Lane, context: Context, instruments: Instruments): Decision {
  if (input.type === "left") {
    return before.version === 0 ? nothing : { lane: { ...before, reachable: false }, effects: [] };
  }
  const lane: Lane = {
    ...before,
    reachable: true,
    seen: context.now,
    asked: undefined,
    piece: undefined,
    calm: undefined,
    // Whatever she does in between makes a second press of the same button an act of its own.
    pressed: input.type === "chose" ? before.pressed : undefined,
    expires: keptUntil(before, context),
  };
  if (input.type === "returned")
    return before.version === 0 ? nothing : { lane: { ...lane, missed: true }, effects: [] };
  if (before.missed || (!before.reachable && before.version > 0)) {
    return welcomeBack(
      decide(input, { ...before, reachable: true, missed: undefined }, context, instruments),
    );
  }

  if (input.type === "commanded") {
    const decision = alwaysWins(input, lane, context, instruments);
    if (decision) return decision;
  }
  if (input.type === "chose" && input.press.instrument === "core") {
    const { step, option } = input.press;
    if (step === "danger")
      return afterDanger(
        input,
        lane,
        context,
        lane.version > 0 ? openQuestion(lane, context, instruments) : [],
        (said, now) => decide(said, now, context, instruments),
      );
    // The press that erased everything, repeated because its reply got lost, does not make her known again.
    if (step === "erase" && lane.version === 0) return myCommand("wis", input, lane, context, instruments);
    // Somebody who has not come in yet can be forgotten too, and can take back /stop.
    const erasing = step === "erase" || (step === "data" && option === "erase");
    if (lane.version > 0 && (erasing || step === "stop")) return chose(input, lane, context, instruments);
  }
  if (lane.stage !== "member") {
    const wish = wishOnTheWayIn(input, lane, context, instruments);
    return wish ?? arrived(comeIn(input, lane, context), input, context, instruments);
  }
  if (input.type === "started") return started(input, lane, context, instruments);
  if (input.type === "chose_unknown") return staleButton(lane, context, instruments);
  if (input.type === "chose") return chose(input, lane, context, instruments);
  if (input.type === "commanded") return commanded(input, lane, context, instruments);
  const words = meant(input, before, lane, context, instruments);
  if (words) return pressedByWords(words, input, lane, context, instruments);
  return spoke(input, lane, context, instruments, before);
}

/** Who types “stop”, “help” or “hoi” before she has come in has nothing to tell yet. */
function wishOnTheWayIn(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision | undefined {
  if (input.type !== "said" || input.edited) return undefined;
  const meaning = context.phrases.meaning(input.text);
  switch (meaning) {
    case "stop":
    case "help":
    case "erase":
    case "data":
    case "language":
      return command(commandOf[meaning], input, lane, context, instruments);
    case "human":
      return talk(meaning, input, lane, context, instruments);
    case "greeting":
    case "thanks":
    case "approval":
    case "about":
      // As if she had only opened the chat.
      return comeIn({ id: input.id, at: input.at, type: "started" }, lane, context);
    default:
      return undefined;
  }
}

/** She typed what stands on a button; and what is still wrong, when she said that. */
function pressedByWords(
  { press, words, about }: Meant,
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const { id, at, message } = input;
  const first = decide({ id, at, message, type: "chose", press }, lane, context, instruments);
  if (words === undefined || "needs" in first || !first.lane) return first;
  const { dialogue } = first.lane;
  const side = instruments.find((one) => one.name === dialogue?.instrument);
  const asksWhy = dialogue !== undefined && dialogue !== lane.dialogue;
  const said: ResidentInput = { id, at, message, type: "said", text: words };
  if (!side || !asksWhy)
    // To "shall this go?" a no with some words around it is a no.
    return about === undefined ? first : toContribution({ ...said, about }, lane, context, instruments);
  const second = side.resident(said, first.lane, afterwards(context, first, 1));
  return "needs" in second ? second : joined(first, second);
}

/** While she could not be reached, news may have come: it stands in /mijn. */
function welcomeBack(decision: Decision): Decision {
  if ("needs" in decision || !decision.lane) return decision;
  return { ...decision, effects: [...reply({ lines: [say("common:back")] }), ...decision.effects] };
}

/** Who has just come in, and came by an invitation, is brought to what she was invited to. */
function arrived(turn: Turn, input: ResidentInput, context: Context, instruments: Instruments): Decision {
  const { lane } = turn;
  if (lane?.stage !== "member" || lane.campaign === undefined) return turn;
  const invited = invitedBy(lane.campaign, instruments);
  if (!invited) return turn;
  const { id, at } = input;
  const comes: Lane = lane.earlier === undefined ? lane : { ...lane, earlierWaits: true };
  const more = invited.resident({ type: "started", id, at, campaign: lane.campaign }, comes, context);
  if ("needs" in more) return more;
  // She came for this: what else one can do here can wait, and what she wrote before until she is done with it.
  const [done] = turn.effects;
  const arrival = { ...more, lane: more.lane ?? comes, effects: [...(done ? [done] : []), ...more.effects] };
  const canBegin = more.effects.some((one) => one.do === "reply" && one.screen.choices?.length);
  return canBegin || !comes.earlierWaits ? arrival : asksEarlier(arrival);
}

function invitedBy(campaign: string, instruments: Instruments): ResidentSide | undefined {
  return instruments.find((one) => one.process?.invites(campaign));
}

function started(
  input: Extract<ResidentInput, { type: "started" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const invited = input.campaign === undefined ? undefined : invitedBy(input.campaign, instruments);
  if (invited) return invited.resident(input, { ...lane, stopped: false, campaign: input.campaign }, context);
  const back: Lane = { ...lane, stopped: false, campaign: input.campaign ?? lane.campaign };
  const again = lane.stopped ? [say("common:stop.undone")] : [];
  const screen = back.held
    ? whichOne(back)
    : back.dialogue
      ? continueScreen(say("common:continue.welcomeBack"), back)
      : welcome(context);
  return { lane: back, effects: reply({ ...screen, lines: [...again, ...screen.lines] }) };
}
