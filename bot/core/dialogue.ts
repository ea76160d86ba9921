import { button, CORE_VERSION, corePress, nothing, reply } from "./decide.ts";
import { continueScreen, feedHeld, hold, toContribution, whichOne } from "./held.ts";
import type { ResidentInput } from "./input.ts";
import type { Instrument } from "./instrument.ts";
import { keptUntil, PARK_AFTER, touch } from "./lane-dialogue.ts";
import { say } from "./message.ts";
import { myChoice, myCommand } from "./my-data.ts";
import { comeIn, languageScreen, stageScreens, welcome } from "./onboarding.ts";
import type { Lane } from "./resident.ts";
import type { Press, Screen } from "./screen.ts";
import { after, elapsed, HOUR } from "./time.ts";
import type { Context, Decision, Turn } from "./turn.ts";

/**
 * The door that everything a resident does comes through. In this order: what always wins (help, stop,
 * language, my data), the way in, a button, a reply to one of our messages, the open question, and only
 * then something new.
 */

/** Two taps within this time are one (milliseconds). */
const TWICE = 30 * 1000;
/** So long after a question her next words are taken for the answer; later she is asked what they belong to. */
const FRESH = HOUR;

type Instruments = readonly Instrument[];

export function decideResident(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  if (input.type === "left") {
    return before.version === 0 ? nothing : { lane: { ...before, reachable: false }, effects: [] };
  }
  const lane: Lane = {
    ...before,
    reachable: true,
    seen: context.now,
    asked: undefined,
    expires: keptUntil(before, context),
  };
  if (input.type === "returned")
    return before.version === 0 ? nothing : { lane: { ...lane, missed: true }, effects: [] };
  if (before.missed || (!before.reachable && before.version > 0)) {
    return welcomeBack(
      decideResident(input, { ...before, reachable: true, missed: undefined }, context, instruments),
    );
  }

  if (input.type === "commanded") {
    const decision = alwaysWins(input, lane, context, instruments);
    if (decision) return decision;
  }
  if (input.type === "chose" && input.press.instrument === "core") {
    const { step } = input.press;
    // The press that erased everything, repeated because its reply got lost, does not make her known again.
    if (step === "erase" && lane.version === 0) return myCommand("wis", input, lane, context, instruments);
    // Somebody who has not come in yet can be forgotten too, and can take back /stop.
    if (step === "erase" || (step === "stop" && lane.version > 0))
      return chose(input, lane, context, instruments);
  }
  if (lane.stage !== "member") return comeIn(input, lane, context);
  if (input.type === "started") return started(input, lane, context, instruments);
  if (input.type === "chose_unknown") return staleButton(lane, context, instruments);
  if (input.type === "chose") return chose(input, lane, context, instruments);
  if (input.type === "commanded") {
    if (input.command === "mijn") return myCommand("mijn", input, lane, context, instruments);
    const instrument = instruments.find((one) => one.commands.includes(input.command));
    if (!instrument) return again({ lines: [say("common:unknownCommand")] }, lane, context, instruments);
    if (lane.dialogue) return offerToContinue(lane, context, instruments, say("common:continue.busy"));
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
    case "help":
      return again(help(context), lane, context, instruments);
    case "taal":
      return { lane: stored(lane), effects: reply(languageScreen(context)) };
    case "stop":
      return {
        lane: stored({ ...lane, stopped: true }),
        effects: reply({
          lines: [say("common:stop.done")],
          choices: [[button(say("common:stop.undo"), corePress("stop", "undo"))]],
        }),
      };
    case "wis":
    case "mijngegevens":
      return myCommand(input.command, input, lane, context, instruments);
    default:
      return undefined;
  }
}

/** Somebody who is not known yet leaves no trace by asking for help; a known lane is kept up to date. */
function stored(lane: Lane): Lane {
  return lane.version === 0 ? { ...lane, expires: after(lane.created, PARK_AFTER) } : lane;
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

/** Says something beside the open question, and then shows that question again. */
function again(screen: Screen, lane: Lane, context: Context, instruments: Instruments): Turn {
  return { lane: stored(lane), effects: reply(screen, ...openQuestion(lane, context, instruments)) };
}

/** What the person is in the middle of, as it would be asked now. */
export function openQuestion(lane: Lane, context: Context, instruments: Instruments): readonly Screen[] {
  if (lane.stage !== "member") return stageScreens(lane, context);
  if (lane.held) return [whichOne(lane)];
  const { dialogue } = lane;
  if (!dialogue) return [];
  if (dialogue.parked) return [continueScreen(say("common:continue.parked"))];
  return instruments.find((one) => one.name === dialogue.instrument)?.current(lane, context) ?? [];
}

function started(
  input: Extract<ResidentInput, { type: "started" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const back: Lane = { ...lane, stopped: false, campaign: input.campaign ?? lane.campaign };
  if (back.dialogue) return offerToContinue(back, context, instruments, say("common:continue.welcomeBack"));
  return { lane: back, effects: reply(welcome(context)) };
}

function offerToContinue(
  lane: Lane,
  _context: Context,
  _instruments: Instruments,
  line: ReturnType<typeof say>,
): Turn {
  return { lane, effects: reply(continueScreen(line)) };
}

/** A button that cannot be used any more says so, and the question that is open now is shown. */
export function staleButton(lane: Lane, context: Context, instruments: Instruments): Turn {
  const open = openQuestion(lane, context, instruments);
  const line = open.length > 0 ? say("common:stale.withQuestion") : say("common:stale.alone");
  return { lane, effects: reply({ lines: [line] }, ...open) };
}

function chose(
  input: Extract<ResidentInput, { type: "chose" }>,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const { press } = input;
  if (press.instrument === "core" && press.version !== CORE_VERSION)
    return staleButton(lane, context, instruments);
  if (press.instrument !== "core") {
    const instrument = instruments.find((one) => one.name === press.instrument);
    const ofDialogue = press.ref !== undefined && !/^\d+$/.test(press.ref);
    if (!instrument || press.version !== instrument.version) return staleButton(lane, context, instruments);
    if (ofDialogue && tappedTwice(press, lane, context)) return { lane, effects: [] };
    if (ofDialogue && (press.ref !== lane.dialogue?.token || lane.dialogue.parked))
      return staleButton(lane, context, instruments);
    if (!ofDialogue) return instrument.resident({ ...input, about: press.ref }, lane, context);
    return instrument.resident(input, { ...lane, pressed: { press, at: context.now } }, context);
  }
  switch (press.step) {
    case "language":
      return switchLanguage(press.option, lane, context, instruments);
    case "stop":
      return {
        lane: { ...lane, stopped: false },
        effects: reply({ lines: [say("common:stop.undone")], replaces: true }),
      };
    case "continue":
      return press.option === "yes"
        ? goOn(lane, context, instruments)
        : startAnew(lane, context, instruments);
    case "held":
      return sortHeld(press.option, input, lane, context, instruments);
    case "earlier":
      return useEarlier(input, lane, context, instruments);
    default:
      return myChoice(input, lane, context, instruments) ?? staleButton(lane, context, instruments);
  }
}

/** The same button again within a moment, and its question is past: her finger was quick, nothing is wrong. */
function tappedTwice(press: Press, lane: Lane, context: Context): boolean {
  const { pressed, dialogue } = lane;
  if (!pressed || elapsed(pressed.at, context.now) > TWICE) return false;
  const same = (["instrument", "step", "option", "ref"] as const).every(
    (part) => pressed.press[part] === press[part],
  );
  return same && (dialogue?.token !== press.ref || dialogue?.step !== press.step);
}

function switchLanguage(option: string, before: Lane, context: Context, instruments: Instruments): Turn {
  if (!context.town.languages.includes(option)) return staleButton(before, context, instruments);
  const lane = { ...before, language: option };
  return {
    lane,
    effects: reply(
      { lines: [say("common:languageSet")], replaces: true },
      ...openQuestion(lane, context, instruments),
    ),
  };
}

function goOn(before: Lane, context: Context, instruments: Instruments): Decision {
  if (!before.dialogue) return staleButton(before, context, instruments);
  const lane = touch(before, { ...before.dialogue, parked: false }, context);
  if (lane.held) {
    const decision = feedHeld(lane, undefined, context, instruments);
    return "needs" in decision ? decision : inPlace(decision);
  }
  return {
    lane,
    effects: reply(
      { lines: [say("common:continue.on")], replaces: true },
      ...openQuestion(lane, context, instruments),
    ),
  };
}

/** The unfinished dialogue is dropped because she said so; words that wait for a place are handled next. */
function startAnew(before: Lane, context: Context, instruments: Instruments): Decision {
  const lane: Lane = { ...before, dialogue: undefined, wakeAt: undefined };
  if (lane.held) return feedHeld(lane, undefined, context, instruments);
  return {
    lane,
    effects: reply({ lines: [say("common:continue.dropped")], replaces: true }, welcome(context)),
  };
}

function useEarlier(
  input: Extract<ResidentInput, { type: "chose" }>,
  before: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  const lane: Lane = { ...before, earlier: undefined };
  if (input.press.option === "no" || before.earlier === undefined) {
    return {
      lane,
      effects: reply({ lines: [say("common:welcome", { town: context.town.name })], replaces: true }),
    };
  }
  if (!input.quoted)
    return { lane, effects: reply({ lines: [say("common:onboarding.sendAgain")], replaces: true }) };
  const said: ResidentInput = { ...input, type: "said", text: input.quoted, message: before.earlier };
  return spoke(said, lane, context, instruments);
}

/** Words, a photo, a recording or a place. `asked`: the question that was put to her just before. */
function spoke(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
  asked?: Lane["asked"],
): Decision {
  if (input.type === "unreadable") {
    return again({ lines: [say(`common:unreadable.${input.reason}`)] }, lane, context, instruments);
  }
  const edited = (input.type === "said" || input.type === "shared") && input.edited;
  if (edited) return changed(input, lane, context, instruments);

  const repliedTo = input.repliesTo && lane.about.findLast((one) => one.message === input.repliesTo)?.ref;
  if (repliedTo) return toContribution({ ...input, about: repliedTo }, lane, context, instruments);

  const album = input.type === "shared" ? input.media.album : undefined;
  if (album !== undefined && lane.album?.id === album) {
    return toContribution({ ...input, about: lane.album.ref }, lane, context, instruments);
  }
  const { dialogue } = lane;
  if (lane.held) return hold(input, lane);
  if (dialogue && (dialogue.parked || elapsed(dialogue.touched, context.now) > PARK_AFTER)) {
    const parked: Lane = { ...lane, dialogue: { ...dialogue, parked: true } };
    return hold(input, parked);
  }
  if (dialogue) {
    const instrument = instruments.find((one) => one.name === dialogue.instrument);
    if (instrument) return instrument.resident(input, lane, context);
  }
  const fresh = asked && elapsed(asked.at, context.now) < FRESH && lane.questions.includes(asked.ref);
  if (fresh) return toContribution({ ...input, about: asked.ref }, lane, context, instruments);
  if (lane.questions.length > 0 && input.type !== "placed") return hold(input, lane);
  const instrument = instruments.find((one) => one.starts(input));
  return instrument ? instrument.resident(input, lane, context) : { lane, effects: reply(welcome(context)) };
}

/** An edited message changes the draft or the contribution that it went into. */
function changed(input: ResidentInput, lane: Lane, context: Context, instruments: Instruments): Decision {
  const ref = lane.wrote.findLast((one) => one.message === input.message)?.ref;
  if (ref) return toContribution({ ...input, about: ref }, lane, context, instruments);
  const { dialogue } = lane;
  const instrument = dialogue && instruments.find((one) => one.name === dialogue.instrument);
  if (instrument && !dialogue.parked) return instrument.resident(input, lane, context);
  return again({ lines: [say("common:editedUnknown")] }, lane, context, instruments);
}

function sortHeld(
  option: string,
  input: ResidentInput,
  lane: Lane,
  context: Context,
  instruments: Instruments,
): Decision {
  if (!lane.held) return staleButton(lane, context, instruments);
  const decision = feedHeld(lane, option === "new" ? undefined : option, context, instruments, input);
  return "needs" in decision ? decision : inPlace(decision);
}

/** The question which of several it was has been answered: what comes now takes its place. */
function inPlace(turn: Turn): Turn {
  const first = turn.effects.findIndex((effect) => effect.do === "reply");
  const effects = turn.effects.map((effect, index) =>
    effect.do === "reply" && index === first
      ? { ...effect, screen: { ...effect.screen, replaces: !effect.screen.asksPlace, usesUp: true } }
      : effect,
  );
  return { ...turn, effects };
}
