import { reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { answered, decision } from "../../../core/processes/consent.ts";
import { answeredBy } from "../../../core/processes/consent-asking.ts";
import { standingOf } from "../../../core/processes/record.ts";
import { rowOf } from "../../../core/processes/rows.ts";
import type { Asked } from "../../../core/processes/stage.ts";
import type { Context, Decision, Effect, Turn } from "../../../core/turn.ts";
import { manifestoPart } from "../part.ts";
import { record, showCard } from "../record.ts";
import { motionOf, readManifesto } from "../state.ts";
import { inCore } from "./core-group.ts";
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
  const standing = standingOf(manifestoPart, process, context, lane);
  const found = decision(row, said, standing, false);
  if (found === "waits") return stillWaits(said, noted, answer.agrees, process, lane, context);
  // Whoever said the last word reads what follows in the same message.
  const turn = answeredBy(manifestoPart, said, undefined, {
    ...standing,
    state: { ...manifesto, active: context.now },
  });
  if ("needs" in turn) return turn;
  const isLate = turn.entries?.some(({ event }) => event === "tooLate" || event === "notAgreed");
  const [own, others] = splitOff(turn.effects, lane.resident);
  const first = isLate
    ? [say(motion.step === "close" ? "manifesto:motion.over" : "manifesto:motion.dayPassed")]
    : noted.lines;
  const why = found === "no" ? askWhy("motion", process, lane, context) : { lane, screens: [] };
  return {
    ...turn,
    lane: why.lane,
    effects: [...reply({ ...own, lines: [...first, ...(own?.lines ?? [])] }, ...why.screens), ...others],
  };
}

/** Not enough have said so yet. A member who would rather not is asked why: a reason is worth more than a count. */
function stillWaits(
  said: Asked,
  noted: Screen,
  agrees: boolean,
  process: Process,
  lane: Lane,
  context: Context,
): Turn {
  const next = { ...readManifesto(process), asked: [said] };
  const changed = record(process, next, agrees ? "agreed" : "against", { actor: "resident" }, context);
  const why = agrees ? { lane, screens: [] } : askWhy("motion", process, lane, context);
  return {
    lane: why.lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...reply(noted, ...why.screens), showCard(process.id)],
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
