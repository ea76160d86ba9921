import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import type { Context } from "../../../core/turn.ts";
import { agreementLines, itemLines, press } from "../names.ts";
import { type Manifesto, type Motion, readManifesto } from "../state.ts";
import { adoptedItems, figureLines, pointLines } from "../voting/points.ts";
import { titleOf } from "./core-group.ts";

/** Puts something to the core group: nobody has said anything about it yet. */
export function newMotion(
  what: Motion["what"],
  by: string,
  { motions }: Pick<Manifesto, "motions">,
  { now }: Pick<Context, "now">,
  agreement?: Motion["agreement"],
): Motion {
  return { n: motions + 1, what, agreement, by, on: now, agreed: [], against: [] };
}

/** More than half of the current core group. */
export function majority({ core }: Pick<Manifesto, "core">): number {
  return Math.floor(core.length / 2) + 1;
}

/** What the core group is asked to agree to. */
export function motionScreen(process: Process, motion: Motion): Screen {
  return {
    lines: [
      ...(motion.agreement
        ? [say("manifesto:motion.ask", titleOf(process)), ...agreementLines(motion.agreement)]
        : asked(motion, process)),
      say("manifesto:motion.how"),
    ],
    choices: [
      [
        button(
          say("manifesto:motion.yes"),
          press("motion", writeMotionAnswer({ agrees: true, n: motion.n }), process.id),
        ),
      ],
      [
        button(
          say("manifesto:motion.no"),
          press("motion", writeMotionAnswer({ agrees: false, n: motion.n }), process.id),
        ),
      ],
    ],
  };
}

function asked({ what }: Motion, process: Process): Message[] {
  const manifesto = readManifesto(process);
  switch (what) {
    case "stop":
      return [
        say("manifesto:motion.askStop", {
          ...titleOf(process),
          day: manifesto.agreement ? { day: manifesto.agreement.collectUntil } : "",
        }),
      ];
    case "items":
      return [say("manifesto:motion.askItems", titleOf(process)), ...itemLines(manifesto.items ?? [])];
    case "text":
      return [say("manifesto:motion.askText", titleOf(process)), ...pointLines(adoptedItems(manifesto))];
    default:
      return [say("manifesto:motion.askClose", titleOf(process)), ...figureLines(manifesto)];
  }
}

/** A core group member's answer to a motion, as its buttons encode it. */
export interface MotionAnswer {
  readonly agrees: boolean;
  /** The motion's number. */
  readonly n: number;
}

export function writeMotionAnswer({ agrees, n }: MotionAnswer): string {
  return `${agrees ? "yes" : "no"}${n}`;
}

/** @returns undefined when the button does not belong to a motion */
export function readMotionAnswer(option: string): MotionAnswer | undefined {
  const [, answer, n] = /^(yes|no)(\d+)$/.exec(option) ?? [];
  return answer === undefined ? undefined : { agrees: answer === "yes", n: Number(n) };
}
