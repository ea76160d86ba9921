import * as z from "zod/mini";
import { needs, reply } from "../../../core/decision.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { leave, touch } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { dialogueOf } from "../dialogue.ts";
import { press } from "../names.ts";
import { record, showCard } from "../record.ts";
import { readManifesto } from "../state.ts";

/** A member who would rather not is asked why: a reason is worth more than a count. */

const whySchema = z.object({ process: z.string(), about: z.enum(["motion", "promise"]) });

/** A core group's reasons over all its motions (our limit); one row records whose they are. */
const MOST_REASONS = 500;

/** Asks for a reason, unless she is in the middle of something else. */
export function askWhy(
  about: "motion" | "promise",
  process: Process,
  lane: Lane,
  context: Context,
): { lane: Lane; screens: Screen[] } {
  if (lane.dialogue || lane.held) return { lane, screens: [] };
  const next = touch(lane, dialogueOf("why", { process: process.id, about }, context), context);
  return { lane: next, screens: [whyQuestion(next)] };
}

export function whyQuestion({ dialogue }: Lane): Screen {
  const parsed = whySchema.safeParse(dialogue?.answers);
  const promise = parsed.success && parsed.data.about === "promise";
  return {
    lines: [say(promise ? "manifesto:ask.dispute.reason" : "manifesto:motion.why")],
    choices: [[button(say("common:skip"), press("why", "skip", dialogue?.token))]],
  };
}

/** Her reason goes to the organiser with the card, without saying whose it is. */
export function saidWhy(input: ResidentInput, lane: Lane, context: Context): Decision {
  const parsed = whySchema.safeParse(lane.dialogue?.answers);
  const id = parsed.success ? parsed.data.process : "";
  if (input.type === "chose")
    return { lane: leave(lane), effects: reply({ lines: [say("manifesto:motion.noReason")], usesUp: true }) };
  const words = input.type === "said" && !input.edited ? input.text.trim() : "";
  if (words === "") return { lane, effects: reply(whyQuestion(lane)) };
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  if (!process) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const before = readManifesto(process);
  if ((before.reasons?.length ?? 0) >= MOST_REASONS)
    return { lane: leave(lane), effects: reply({ lines: [say("common:limit.full")] }) };
  const reasons = [...(before.reasons ?? []), { resident: lane.resident, entry: process.entries + 1 }];
  const changed = record(
    process,
    { ...before, reasons },
    parsed.success && parsed.data.about === "promise" ? "why_disputed" : "why_not",
    { actor: "resident", words },
    context,
  );
  return {
    lane: leave(lane),
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({ lines: [say(`manifesto:${parsed.success ? parsed.data.about : "motion"}.reasonKept`)] }),
      showCard(id),
    ],
  };
}
