import { epochSeconds } from "../../../core/calendar/time.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { button, type Screen } from "../../../core/model/screen.ts";
import { decision } from "../../../core/processes/consent.ts";
import type { Fell } from "../../../core/processes/consent-code.ts";
import type { Standing, Values } from "../../../core/processes/kind.ts";
import { rowOf } from "../../../core/processes/rows.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import type { Asked } from "../../../core/processes/stage.ts";
import { toMember, toResident } from "../../../core/processes/telling.ts";
import type { Context } from "../../../core/turn.ts";
import { manifesto } from "../lifecycle.ts";
import { agreementLines, itemLines, press } from "../names.ts";
import { agreementIn, coreOf, type Manifesto } from "../state.ts";
import { adoptedItems, figureLines, pointLines } from "../voting/points.ts";

/** What the core group is asked to agree to: one thing at a time. */

/** A question as it would be put now, to see beforehand. */
export function questionFor(step: string, values: Values, { now }: Pick<Context, "now">): Asked {
  return { step, on: now, values: { ...values }, yes: [], no: [] };
}

/** More than half of the current core group. */
export function majority(manifesto: Pick<Manifesto, "group">): number {
  return Math.floor(coreOf(manifesto).length / 2) + 1;
}

/** Tells what is asked apart from what was asked before, so that a button of an earlier question is recognised. */
export function numberOf({ on, by }: Pick<Asked, "on" | "by">): number {
  // Nobody asks it yet: it is seen beforehand.
  return by === undefined ? 0 : epochSeconds(on);
}

/** What the core group is asked to agree to. */
export function motionScreen(process: Process, manifesto: Manifesto, asked: Asked): Screen {
  const answer = (key: "yes" | "no") =>
    button(
      say(`manifesto:motion.${key}`),
      press("motion", writeMotionAnswer({ agrees: key === "yes", n: numberOf(asked) }), process.id),
    );
  return {
    lines: [
      say(`manifesto:asks.${asked.step}`, {
        ...titleOf(process),
        ...(manifesto.agreement && { day: { day: manifesto.agreement.collectUntil } }),
      }),
      ...linesOf(asked, manifesto),
      say("manifesto:motion.how"),
    ],
    choices: [[answer("yes")], [answer("no")]],
  };
}

function linesOf({ step, values = {} }: Asked, manifesto: Manifesto): Message[] {
  switch (step) {
    case "agree":
      return Object.keys(values).length > 0 ? agreementLines(agreementIn(values)) : [];
    case "openVote":
      return itemLines(manifesto.themes ?? []);
    case "ratify":
      return pointLines(adoptedItems(manifesto));
    case "close":
      return figureLines(manifesto);
    default:
      return [];
  }
}

/** The core group would rather not, too few of them said anything, or they agreed when it was too late. */
export function motionFell({ process, state }: Standing<Manifesto>, asked: Asked): Fell {
  const row = rowOf(manifesto, asked.step);
  if (row && decision(row, asked, { state }, false) === "yes") return tooLate(asked, process, state);
  const early = asked.step === "stopEarly" && state.agreement;
  const line = early
    ? say("manifesto:motion.rejectedStop", { ...titleOf(process), day: { day: early.collectUntil } })
    : say("manifesto:motion.rejected", titleOf(process));
  return {
    event: "rejected",
    effects: [
      ...coreOf(state).map(({ resident }) => toResident(resident, { lines: [line] })),
      toMember(process.organiser, say("officials:manifesto.rejected", titleOf(process)), process),
    ],
  };
}

/** They agreed, and it cannot be done any more: the day is over, or somebody says that a promise was not kept. */
function tooLate({ step }: Asked, process: Process, { children }: Manifesto): Fell {
  const { now = {} } = children?.commitment ?? {};
  const open = Object.entries(now).filter(([at]) => at !== "kept" && at !== "broken");
  const count = open.reduce((sum, [, one]) => sum + one, 0);
  const why =
    step === "close"
      ? say("common:process.not.promisesSettled", { ...titleOf(process), count })
      : say("officials:manifesto.dayPassed", titleOf(process));
  return {
    event: step === "close" ? "notAgreed" : "tooLate",
    effects: [toMember(process.organiser, why, process)],
  };
}

/** A core group member's answer to a question, as its buttons encode it. */
export interface MotionAnswer {
  readonly agrees: boolean;
  /** The question's number. */
  readonly n: number;
}

export function writeMotionAnswer({ agrees, n }: MotionAnswer): string {
  return `${agrees ? "yes" : "no"}${n}`;
}

/** @returns undefined when the button does not belong to a question */
export function readMotionAnswer(option: string): MotionAnswer | undefined {
  const [, answer, n] = /^(yes|no)(\d+)$/.exec(option) ?? [];
  return answer === undefined ? undefined : { agrees: answer === "yes", n: Number(n) };
}
