import { needs, reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { answered, decision } from "../../../core/processes/consent.ts";
import { refusedNow } from "../../../core/processes/may-take.ts";
import { standingOf } from "../../../core/processes/record.ts";
import { rowOf } from "../../../core/processes/rows.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import type { Asked } from "../../../core/processes/stage.ts";
import { needsOf, take } from "../../../core/processes/take.ts";
import type { Context, Decision, Effect, Turn } from "../../../core/turn.ts";
import { manifestoPart } from "../part.ts";
import { record, showCard } from "../record.ts";
import { type Manifesto, motionOf, readManifesto } from "../state.ts";
import { inCore, tellCore, tellOrganiser } from "./core-group.ts";
import { majority, numberOf, readMotionAnswer } from "./motion-screen.ts";
import { askWhy } from "./reasons.ts";

/**
 * What the core group decides by majority: the form, closing topics early, what is voted on, the text, and closing the
 * manifesto. No single person does any of this, and until it is decided everybody can change her mind.
 */

/** A member of the core group agrees, or would rather not. Until it is decided she can change her mind. */
export function answerMotion(option: string, process: Process, lane: Lane, context: Context): Decision {
  const manifesto = readManifesto(process);
  const answer = readMotionAnswer(option);
  const motion = motionOf(manifesto);
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  if (!inCore(manifesto, lane)) return only(say("manifesto:core.only"));
  const row = motion && rowOf(manifestoPart.table, motion.step);
  if (!motion || !row || numberOf(motion) !== answer?.n || manifesto.closing)
    return only(say("manifesto:motion.over"));
  const said = answered(motion, lane.resident, "group", answer.agrees ? "yes" : "no");
  const noted: Screen = {
    lines: [
      say(answer.agrees ? "manifesto:motion.agreed" : "manifesto:motion.against", {
        agreed: said.yes.length,
        needed: majority(manifesto),
      }),
    ],
  };
  const found = decision(row, said, { state: manifesto }, false);
  if (found === "yes") return decided(said, noted, process, lane, context);
  if (found === "no") return rejected(said, noted, process, manifesto, lane, context);
  const next = { ...manifesto, asked: [said] };
  const event = answer.agrees ? "agreed" : "against";
  const changed = record(process, next, event, { actor: "resident" }, context);
  // A member who would rather not is asked why: a reason is worth more than a count.
  const why = !answer.agrees ? askWhy("motion", process, lane, context) : { lane, screens: [] };
  return {
    lane: why.lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...reply(noted, ...why.screens), showCard(process.id)],
  };
}

/** Enough members agree: what they were asked is done. Whoever said the last yes reads it in the same message. */
function decided(said: Asked, noted: Screen, process: Process, lane: Lane, context: Context): Decision {
  const standing = standingOf(manifestoPart, process, context);
  const step = rowOf(manifestoPart.table, said.step);
  if (!step) throw new Error(`“${said.step}” is no row of a manifesto`);
  const row = { name: said.step, step };
  const unseen = needsOf(manifestoPart, row, standing);
  if (unseen.length > 0) return needs(...unseen);
  const { values: filled = {}, by } = said;
  const free = { ...standing, state: { ...standing.state, asked: undefined } };
  if (refusedNow(manifestoPart, row, free, undefined, filled)) return dayPassed(process, lane, context);
  const turn = take(manifestoPart, { row, filled, by, who: { actor: "resident" } }, free);
  if ("needs" in turn) return turn;
  const [own, others] = splitOff(turn.effects, lane.resident);
  return {
    ...turn,
    lane,
    effects: [...reply({ ...own, lines: [...noted.lines, ...(own?.lines ?? [])] }), ...others],
  };
}

/** What she is told herself, and the rest. */
function splitOff(
  effects: readonly Effect[],
  resident: string,
): readonly [Screen | undefined, readonly Effect[]] {
  const isHers = (one: Effect) =>
    one.do === "notify" && one.notice.kind === "resident" && one.notice.resident === resident;
  const own = effects.find(isHers);
  const screen = own?.do === "notify" && own.notice.kind === "resident" ? own.notice.screen : undefined;
  return [screen, effects.filter((one) => !isHers(one))];
}

/** Agreement came too late: the last day for topics is already over. */
function dayPassed(process: Process, lane: Lane, context: Context): Turn {
  const next = { ...readManifesto(process), asked: undefined };
  const changed = record(process, next, "tooLate", { actor: "resident" }, context);
  return {
    lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({ lines: [say("manifesto:motion.dayPassed")] }),
      tellOrganiser(process, say("officials:manifesto.dayPassed", titleOf(process))),
      showCard(process.id),
    ],
  };
}

function rejected(
  said: Asked,
  noted: Screen,
  process: Process,
  manifesto: Manifesto,
  lane: Lane,
  context: Context,
): Turn {
  const turn = falls(said, process, manifesto, "resident", context);
  const [own, others] = splitOff(turn.effects, lane.resident);
  const why = askWhy("motion", process, lane, context);
  return {
    ...turn,
    lane: why.lane,
    effects: [
      ...reply({ ...noted, lines: [...noted.lines, ...(own?.lines ?? [])] }, ...why.screens),
      ...others,
    ],
  };
}

/** The core group would rather not, or too few of them said anything: everybody in it hears so, and the organiser. */
export function falls(
  { step }: Asked,
  process: Process,
  manifesto: Manifesto,
  actor: "resident" | "clock",
  context: Context,
): Turn {
  const changed = record(process, { ...manifesto, asked: undefined }, "rejected", { actor }, context);
  const early = step === "stopEarly" && manifesto.agreement;
  const line = early
    ? say("manifesto:motion.rejectedStop", { ...titleOf(process), day: { day: early.collectUntil } })
    : say("manifesto:motion.rejected", titleOf(process));
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...tellCore(manifesto, { lines: [line] }),
      tellOrganiser(process, say("officials:manifesto.rejected", titleOf(process))),
      showCard(process.id),
    ],
  };
}
