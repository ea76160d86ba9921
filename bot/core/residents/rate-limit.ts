import { after, DAY, elapsed, HOUR, type Instant, MINUTE } from "../calendar/time.ts";
import { reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Budget, Lane, Pace } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { passing } from "./always-passes.ts";
import { standsFor } from "./lane-alone.ts";
import { mostOf, repeated } from "./repeated-text.ts";

/**
 * How much one person can send. Each budget counts in a window that opens with the first act after the previous one
 * ended. She is warned before it is used up, and told once when it is; after that nothing is taken, said or written
 * down until the window ends, so that a flood costs one read per message.
 */

const TEN_MINUTES = 10 * MINUTE;
const windows: Readonly<Record<Budget, number>> = {
  burst: TEN_MINUTES,
  day: DAY,
  sent: DAY,
  group: DAY,
  media: DAY,
};

/** One act, in tenths; a vote or a survey answer counts for a tenth of one. */
const ACT = 10;
const ANSWER = 1;
/** With this many new contributions left, she is warned that there is a limit (our limit). */
const SENT_LEFT = 2;
/** Somebody who enters what a group says may bring in this many times as much (our limit). */
const FOR_A_GROUP = 10;
/** As many contributions a day as the largest group has people, where somebody was admitted by name (our limit). */
const OF_A_GROUP = 200;

/** The last reply, so that a person to whom this happens knows; a machine gets no more after it either. */
const loopTold = reply({ lines: [say("common:limit.loop")] });

type Instruments = readonly ResidentSide[];
type Decide = (input: ResidentInput, before: Lane) => Decision;

/** Decides within what this person may send. @param decide what is decided when nothing holds her back */
export function withinRateLimit(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: Instruments,
  decide: Decide,
): Decision {
  const { now } = context;
  const pace = fresh(before.pace ?? {}, now);
  const passes = passing(input, before, context) !== undefined;
  if (!passes && pace.quiet !== undefined) return { effects: [], unheard: true };

  const same = repeated(input, pace.same);
  const loop = same !== undefined && same.n > (pace.same?.n ?? 0) && same.n >= mostOf(input);
  // What always passes is always done; this only stops a machine from getting an answer every time.
  if (loop && passes) return silenced(decide(input, before), before, { ...pace, same });
  if (loop) {
    const quiet: Pace = { ...pace, same: undefined, quiet: after(now, TEN_MINUTES) };
    return { lane: { ...before, pace: quiet }, effects: loopTold, reached: "loop" };
  }
  if (passes) {
    const decision = decide(input, before);
    return "needs" in decision ? decision : counted(decision, before, { ...pace, same }, [], context);
  }

  const cost = costOf(input, before, pace, instruments);
  const limits = limitsOf(before, context);
  const spent: Pace = { ...pace, same, ...albumOf(input) };
  for (const budget of ["burst", "day"] as const) {
    const { from, n } = pace[budget] ?? { from: now, n: 0 };
    if (n + cost > limits[budget]) return refused(budget, from, before, spent, context);
    spent[budget] = { from, n: n + cost };
  }
  const within = withMedia(input, spent, limits, context);
  if ("unheard" in within) return { lane: { ...before, pace: spent }, effects: within.says };
  const decision = decide(within.input, before);
  if ("needs" in decision) return decision;
  const more = cost === ANSWER ? (standsFor(decision) - 1) * ANSWER : 0;
  const all = spentMore(within.spent, more);
  const says = [...nearlySpent(pace, all, limits, context), ...within.says];
  const turn = counted(decision, before, all, says, context);
  const small = input.type === "chose" && cost === ANSWER && more === 0 && says.length === 0;
  return small ? { ...turn, small } : turn;
}

/** With what was done before and is counted only now. */
function spentMore(pace: Pace, more: number): Pace {
  const { burst, day } = pace;
  if (more === 0 || !burst || !day) return pace;
  return { ...pace, burst: { ...burst, n: burst.n + more }, day: { ...day, n: day.n + more } };
}

/** The current counts: windows that have ended restart, and so does a silence that is over. */
function fresh(pace: Pace, now: Instant): Pace {
  const open = (budget: Budget) => {
    const one = pace[budget];
    return one && elapsed(one.from, now) < windows[budget] ? one : undefined;
  };
  return {
    ...pace,
    burst: open("burst"),
    day: open("day"),
    sent: open("sent"),
    group: open("group"),
    media: open("media"),
    quiet: pace.quiet !== undefined && pace.quiet > now ? pace.quiet : undefined,
  };
}

function limitsOf(lane: Lane, { town }: Pick<Context, "town">): Readonly<Record<Budget, number>> {
  const { actsInTenMinutes, actsInADay, contributionsInADay, mediaInADay } = town.limits;
  const forGroup = (lane.facilitates?.length ?? 0) > 0 ? FOR_A_GROUP : 1;
  return {
    burst: actsInTenMinutes * ACT,
    day: actsInADay * ACT,
    sent: contributionsInADay * forGroup,
    group: OF_A_GROUP,
    media: mediaInADay,
  };
}

/**
 * The budgets she has used up or nearly used up, and half or more of her contributions: these are kept until their
 * window ends, even when she erases herself. Anything less is of no concern any more.
 */
export function stillSpent(
  lane: Lane,
  context: Pick<Context, "now" | "town">,
): { readonly pace: Pick<Pace, Budget | "quiet">; readonly until: Instant } | undefined {
  const open = fresh(lane.pace ?? {}, context.now);
  const limits = limitsOf(lane, context);
  const much = Object.keys(windows)
    .filter(isBudget)
    .filter((budget) => (open[budget]?.n ?? 0) >= limits[budget] * (budget === "sent" ? 1 / 2 : 5 / 6));
  const pace = {
    ...Object.fromEntries(much.map((budget) => [budget, open[budget]])),
    ...(open.quiet !== undefined && { quiet: open.quiet }),
  };
  const ends = much.map((budget) => after(open[budget]?.from ?? context.now, windows[budget]));
  const until = [...ends, ...(open.quiet === undefined ? [] : [open.quiet])].toSorted().at(-1);
  return until === undefined ? undefined : { pace, until };
}

const isBudget = (name: string): name is Budget => Object.hasOwn(windows, name);

/**
 * The cost of an input. Voting and answering allow any honest pace: fifty questions, or a choice that changes often.
 */
function costOf(input: ResidentInput, lane: Lane, pace: Pace, instruments: Instruments): number {
  if (input.type === "shared" && follows(input, pace)) return 0;
  // She types for many.
  if (lane.dialogue?.forGroup) return ANSWER;
  if (input.type === "chose") {
    const { press } = input;
    const side = instruments.find((one) => one.name === press.instrument)?.process;
    const answers = side?.votesIn(press) !== undefined || side?.answersIn(press) !== undefined;
    const token = lane.dialogue?.keepsEachAnswer && press.ref === lane.dialogue.token;
    return answers || token ? ANSWER : ACT;
  }
  const answers = instruments.some((one) => one.process?.answersNext(lane) !== undefined);
  return input.type === "said" && answers ? ANSWER : ACT;
}

/** Whether this photo follows another of its album: they arrive one by one, but are sent with a single tap. */
function follows(input: Extract<ResidentInput, { type: "shared" }>, pace: Pace): boolean {
  return input.media.album !== undefined && input.media.album === pace.album;
}

function albumOf(input: ResidentInput): Pick<Pace, "album"> {
  return input.type === "shared" && input.media.album !== undefined ? { album: input.media.album } : {};
}

/** Warns once in each window, when a sixth of it is left. */
function nearlySpent(
  before: Pace,
  spent: Pace,
  limits: Readonly<Record<Budget, number>>,
  { now }: Context,
): Message[] {
  for (const budget of ["burst", "day"] as const) {
    const one = spent[budget];
    const from = limits[budget] - Math.floor(limits[budget] / 6);
    if (one && one.n >= from && (before[budget]?.n ?? 0) < from) {
      const left = Math.floor((limits[budget] - one.n) / ACT);
      return [say("common:limit.nearly", { left, wait: waitFrom(one.from, budget, now) })];
    }
  }
  return [];
}

function waitFrom(from: Instant, budget: Budget, now: Instant): Message {
  return waitText({ until: after(from, windows[budget]), now });
}

export interface Waits {
  readonly until: Instant;
  readonly now: Instant;
}

/** How long that is, in minutes or hours. */
export function waitText({ until, now }: Waits): Message {
  const left = elapsed(now, until);
  return left < HOUR
    ? say("common:limit.minutes", { count: Math.ceil(left / MINUTE) })
    : say("common:limit.hours", { count: Math.ceil(left / HOUR) });
}

/** Refuses what is over budget: it is not kept, she is told, and nothing more is kept or said until the window ends. */
function refused(budget: Budget, from: Instant, before: Lane, pace: Pace, { now }: Context): Turn {
  const quiet = after(from, windows[budget]);
  const lines = [say("common:limit.reached", { wait: waitFrom(from, budget, now) })];
  return { lane: { ...before, pace: { ...pace, quiet } }, effects: reply({ lines }), reached: budget };
}

/** Leaves out photos and recordings over the budget; the text below them is taken. */
function withMedia(
  input: ResidentInput,
  pace: Pace,
  limits: Readonly<Record<Budget, number>>,
  { now }: Context,
):
  | { readonly input: ResidentInput; readonly spent: Pace; readonly says: readonly Message[] }
  | { readonly unheard: true; readonly says: Turn["effects"] } {
  if (input.type !== "shared" || input.edited) return { input, spent: pace, says: [] };
  const { from, n } = pace.media ?? { from: now, n: 0 };
  if (n < limits.media) return { input, spent: { ...pace, media: { from, n: n + 1 } }, says: [] };
  const line = say("common:limit.media", { wait: waitFrom(from, "media", now) });
  const { media: _, caption, ...rest } = input;
  if (caption?.trim()) return { input: { ...rest, type: "said", text: caption }, spent: pace, says: [line] };
  return { unheard: true, says: reply({ lines: [line] }) };
}

/** Adds its cost to what was decided. New contributions beyond the daily allowance stay as they were: not sent. */
function counted(decision: Turn, before: Lane, pace: Pace, says: readonly Message[], context: Context): Turn {
  // A contribution at the desk without a maker is a survey answer: that counts as photos and recordings.
  const made = (decision.contributions ?? []).filter(
    (one) => one.version === 0 && one.by !== undefined,
  ).length;
  const budget = before.dialogue?.forGroup ? "group" : "sent";
  const { from, n } = pace[budget] ?? { from: context.now, n: 0 };
  const most = limitsOf(before, context)[budget];
  if (made > 0 && n + made > most) {
    const wait = waitFrom(from, budget, context.now);
    const lines = [say("common:limit.sent", { most, wait }), ...says];
    // One above the limit, so that the log hears of it once per window, however often she presses again.
    const isTold = n > most;
    const over = n >= most ? { ...pace, [budget]: { from, n: most + 1 } } : pace;
    return {
      lane: { ...before, pace: over },
      effects: reply({ lines }),
      ...(!isTold && { reached: budget }),
    };
  }
  const left = most - n - made;
  const nearly = made > 0 && left <= SENT_LEFT && left + made > SENT_LEFT;
  const told = nearly
    ? [say("common:limit.sentNearly", { left, wait: waitFrom(from, budget, context.now) })]
    : [];
  const spent: Pace = made > 0 ? { ...pace, [budget]: { from, n: n + made } } : pace;
  return spend(decision, before, spent, [...says, ...told]);
}

function spend(turn: Turn, before: Lane, pace: Pace, says: readonly Message[]): Turn {
  const effects = says.length > 0 ? withLines(turn.effects, says) : turn.effects;
  // Somebody we do not know leaves no trace; anybody who gets an answer is counted.
  const lane = turn.lane === undefined && before.version > 0 && effects.length > 0 ? before : turn.lane;
  return { ...turn, ...(lane ? { lane: { ...lane, pace } } : { lane }), effects };
}

/** Adds lines to the last reply that is sent anyway, so that one act gets one answer. */
function withLines(effects: Turn["effects"], says: readonly Message[]): Turn["effects"] {
  const last = effects.findLastIndex((one) => one.do === "reply");
  if (last < 0) return [...effects, ...reply({ lines: says })];
  return effects.map((one, index) =>
    index === last && one.do === "reply"
      ? { ...one, screen: { ...one.screen, lines: [...one.screen.lines, ...says] } }
      : one,
  );
}

function silenced(decision: Decision, before: Lane, pace: Pace): Decision {
  if ("needs" in decision) return decision;
  return spend(
    { ...decision, effects: decision.effects.filter((one) => one.do !== "reply") },
    before,
    pace,
    [],
  );
}
