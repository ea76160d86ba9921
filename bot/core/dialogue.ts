import { withinBudget } from "./budget.ts";
import { button, corePress, nothing, reply } from "./decide.ts";
import { continueScreen, hold, toContribution, whichOne } from "./held.ts";
import type { ResidentInput } from "./input.ts";
import type { ResidentSide } from "./instrument.ts";
import { keptUntil, stored } from "./lane-dialogue.ts";
import { say } from "./message.ts";
import { myCommand } from "./my-data.ts";
import { comeIn, earlierQuestion, languageQuestion, welcome } from "./onboarding.ts";
import { again, staleButton } from "./open-question.ts";
import { stillPaused, whilePaused } from "./pausing.ts";
import { chose } from "./pressing.ts";
import type { Lane } from "./resident.ts";
import type { Screen } from "./screen.ts";
import { spoke } from "./speaking.ts";
import { whatIsOpen, whoDecides } from "./taking-part.ts";
import type { Context, Decision, Turn } from "./turn.ts";

/**
 * The door that everything a resident does comes through. In this order: what always wins (help, stop,
 * language, my data), the way in, a button, a reply to one of our messages, the open question, and only
 * then something new.
 */

type Instruments = readonly ResidentSide[];

export function decideResident(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const now = stillPaused(input, before, context, instruments);
  if ("needs" in now) return now;
  const paused = whilePaused(input, now, context, instruments);
  if (paused) return paused;
  return withinBudget(input, now, context, instruments, (within, lane) =>
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
  const decision = decide(input, before, context, instruments);
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
    // The press that erased everything, repeated because its reply got lost, does not make her known again.
    if (step === "erase" && lane.version === 0) return myCommand("wis", input, lane, context, instruments);
    // Somebody who has not come in yet can be forgotten too, and can take back /stop.
    const erasing = step === "erase" || (step === "data" && option === "erase");
    if (lane.version > 0 && (erasing || step === "stop")) return chose(input, lane, context, instruments);
  }
  if (lane.stage !== "member") return arrived(comeIn(input, lane, context), input, context, instruments);
  if (input.type === "started") return started(input, lane, context, instruments);
  if (input.type === "chose_unknown") return staleButton(lane, context, instruments);
  if (input.type === "chose") return chose(input, lane, context, instruments);
  if (input.type === "commanded") {
    if (input.command === "meedoen") return whatIsOpen(lane, context, instruments);
    if (input.command === "wiebeslist") return whoDecides(lane, context, instruments);
    if (input.command === "mijn") return myCommand("mijn", input, lane, context, instruments);
    const instrument = instruments.find((one) => one.commands.includes(input.command));
    if (!instrument) return again({ lines: [say("common:unknownCommand")] }, lane, context, instruments);
    if (lane.dialogue || lane.held) return busy(input, lane);
    return instrument.resident(input, lane, context);
  }
  return spoke(input, lane, context, instruments, before.asked);
}

/** While she could not be reached, news may have come: it stands in /mijn. */
function welcomeBack(decision: Decision): Decision {
  if ("needs" in decision || !decision.lane) return decision;
  return { ...decision, effects: [...reply({ lines: [say("common:back")] }), ...decision.effects] };
}

function alwaysWins(
  input: Extract<ResidentInput, { type: "commanded" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision | undefined {
  switch (input.command) {
    case "help": {
      const turn = again(help(context), lane, context, instruments);
      // Somebody who is not known yet leaves no trace by asking for help.
      return lane.version === 0 ? { effects: turn.effects } : turn;
    }
    case "taal":
      return { lane: stored(lane), effects: reply(languageQuestion(lane, context)) };
    case "stop":
      if (lane.version === 0) return { effects: reply({ lines: [say("common:stop.stranger")] }) };
      return {
        lane: { ...lane, stopped: true },
        effects: reply({
          lines: [say("common:stop.done")],
          choices: [[button(say("common:stop.undo"), corePress("stop", "undo"))]],
        }),
      };
    case "wis":
    case "mijngegevens":
      return myCommand(input.command, input, lane, context, instruments);
    case "bezwaar":
      // Without a pause there is nothing to object to.
      return lane.paused
        ? toContribution({ ...input, about: lane.paused.ref }, lane, context, instruments)
        : undefined;
    default:
      return undefined;
  }
}

function help(context: Context): Screen {
  return {
    lines: [
      say("common:help.what", { town: context.town.name }),
      say("common:help.commands"),
      say("common:help.emergency"),
      say("common:help.desk", { desk: { localized: context.town.contact.desk } }),
    ],
  };
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

/** She begins something while something else is unfinished. What she wrote with the command is kept meanwhile. */
function busy(input: Extract<ResidentInput, { type: "commanded" }>, lane: Lane): Turn {
  if (input.rest.trim()) return hold({ ...input, type: "said", text: input.rest.trim() }, lane);
  const screen = lane.held ? whichOne(lane) : continueScreen(say("common:continue.busy"), lane);
  return { lane, effects: reply(screen) };
}
