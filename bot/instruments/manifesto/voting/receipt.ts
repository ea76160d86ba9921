import * as z from "zod/mini";
import type { Ballot } from "../../../core/counting/ballot.ts";
import { needs, reply } from "../../../core/decision.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { leave, touch } from "../../../core/residents/dialogue-state.ts";
import { ownBallot } from "../../../core/residents/own-ballot.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { dialogueOf } from "../dialogue.ts";
import { press } from "../names.ts";
import { readManifesto } from "../state.ts";
import { ballotsOf } from "./rounds.ts";

/** A resident who erased herself and comes back sees her earlier vote only if she has its receipt. */

const receiptSchema = z.object({ process: z.string() });

/** Short enough to read out; the same as in the list that is published with the result. */
export function receiptOf({ voter }: Pick<Ballot, "voter">): string {
  return `${voter.slice(0, 4)}-${voter.slice(4, 8)}`.toUpperCase();
}

export function startReceipt(process: Process, lane: Lane, context: Context): Decision {
  const next = touch(lane, dialogueOf("receipt", { process: process.id }, context), context);
  return { lane: next, effects: reply({ ...receiptQuestion(next), replaces: true }) };
}

export function receiptQuestion({ dialogue }: Lane): Screen {
  return {
    lines: [say("manifesto:vote.askReceipt")],
    choices: [[button(say("common:skip"), press("receipt", "skip", dialogue?.token))]],
  };
}

/** @param show her ballot, which then is hers */
export function toldReceipt(
  input: ResidentInput,
  lane: Lane,
  context: Context,
  show: (process: Process, lane: Lane, context: Context) => Decision,
): Decision {
  if (input.type === "chose")
    return { lane: leave(lane), effects: reply({ lines: [say("manifesto:vote.noReceipt")], usesUp: true }) };
  const parsed = receiptSchema.safeParse(lane.dialogue?.answers);
  const id = parsed.success ? parsed.data.process : "";
  const code = input.type === "said" && !input.edited ? input.text.replaceAll(/[^0-9a-z]/gi, "") : "";
  if (code === "") return { lane, effects: reply(receiptQuestion(lane)) };
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  if (!process) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const manifesto = readManifesto(process);
  const subject = ballotsOf(process, manifesto);
  const mine = ownBallot(subject, process, false, lane, context);
  if ("needs" in mine) return mine;
  const { earlier, ballot } = mine;
  if (!earlier || receiptOf(earlier).replace("-", "") !== code.toUpperCase())
    return {
      lane,
      effects: reply({
        ...receiptQuestion(lane),
        lines: [say("manifesto:vote.otherReceipt"), say("manifesto:vote.askReceipt")],
      }),
    };
  const hers: Ballot = { ...earlier, life: ballot.life };
  const known = { ...context.seen.ballot, [subject]: { voter: hers.voter, ballot: hers } };
  const shown = show(process, leave(lane), { ...context, seen: { ...context.seen, ballot: known } });
  return "needs" in shown ? shown : { ...shown, ballots: [hers] };
}
