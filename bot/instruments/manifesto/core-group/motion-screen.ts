import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { button, type Screen } from "../../../core/model/screen.ts";
import { asking } from "../../../core/processes/consent.ts";
import type { Values } from "../../../core/processes/kind.ts";
import { rowOf } from "../../../core/processes/rows.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import type { Asked } from "../../../core/processes/stage.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { manifesto as table } from "../lifecycle.ts";
import { agreementLines, itemLines, press } from "../names.ts";
import { record, showCard } from "../record.ts";
import { agreementIn, coreOf, type Manifesto, motionOf } from "../state.ts";
import { adoptedItems, figureLines, pointLines } from "../voting/points.ts";
import { tellCore } from "./core-group.ts";

/** What the core group is asked to agree to: one thing at a time. */

/** A question as it would be put now, to see beforehand. */
export function questionFor(step: string, values: Values, { now }: Pick<Context, "now">): Asked {
  return { step, on: now, values: { ...values }, yes: [], no: [] };
}

/** Puts a row of the table to the core group, in place of what it was asked before. */
export function puts(
  step: "agree" | "stopEarly" | "openVote" | "ratify" | "close",
  values: Values,
  process: Process,
  manifesto: Manifesto,
  member: string,
  context: Context,
): Turn {
  const row = { name: step, step: rowOf(table, step) ?? { from: "any open", by: "organiser" } } as const;
  const fresh = { ...manifesto, asked: undefined, motions: manifesto.motions + 1 };
  const next = asking(fresh, { row, filled: values, by: member }, context) as Manifesto;
  const who = { actor: "organiser", official: member } as const;
  const changed = record(process, next, `propose.${step}`, who, context);
  const motion = motionOf(next);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...(motion ? tellCore(manifesto, motionScreen(process, next, motion)) : []),
      showCard(process.id),
    ],
  };
}

/** More than half of the current core group. */
export function majority(manifesto: Pick<Manifesto, "group">): number {
  return Math.floor(coreOf(manifesto).length / 2) + 1;
}

/** What the core group is asked to agree to. */
export function motionScreen(process: Process, manifesto: Manifesto, asked: Asked): Screen {
  const answer = (key: "yes" | "no") =>
    button(
      say(`manifesto:motion.${key}`),
      press("motion", writeMotionAnswer({ agrees: key === "yes", n: manifesto.motions }), process.id),
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
      return agreementLines(agreementIn(values));
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
