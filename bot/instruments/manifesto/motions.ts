import * as z from "zod";
import { button, needs, reply } from "../../core/decide.ts";
import type { ResidentInput } from "../../core/input.ts";
import { leave, touch } from "../../core/lane-dialogue.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { tellParticipants } from "../../core/process-news.ts";
import type { Lane } from "../../core/resident.ts";
import type { Screen } from "../../core/screen.ts";
import { addDays, townClock } from "../../core/time.ts";
import type { Context, Decision, Turn } from "../../core/turn.ts";
import { endOfDay, handOut, record, showCard, withPaper } from "./change.ts";
import { inCore, tellCore, tellOrganiser, titleOf } from "./core-group.ts";
import { dialogueOf } from "./dialogue.ts";
import { agreementLines, itemLines, press } from "./names.ts";
import { paperButton } from "./paper-copy.ts";
import { adoptedItems, figureLines, pointLines } from "./points.ts";
import { type Manifesto, type Motion, readManifesto } from "./state.ts";
import { transitions } from "./transitions.ts";

/**
 * What the core group decides by majority: the form, what is voted on, the text, and that it is closed. Nothing of it
 * is done by one person, and until it is decided everybody can change her mind.
 */

const whySchema = z.object({ process: z.string(), about: z.enum(["motion", "promise"]) });

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
      [button(say("manifesto:motion.yes"), press("motion", `yes${motion.n}`, process.id))],
      [button(say("manifesto:motion.no"), press("motion", `no${motion.n}`, process.id))],
    ],
  };
}

function asked({ what }: Motion, process: Process): Message[] {
  const manifesto = readManifesto(process);
  switch (what) {
    case "items":
      return [say("manifesto:motion.askItems", titleOf(process)), ...itemLines(manifesto.items ?? [])];
    case "text":
      return [say("manifesto:motion.askText", titleOf(process)), ...pointLines(adoptedItems(manifesto))];
    default:
      return [say("manifesto:motion.askClose", titleOf(process)), ...figureLines(manifesto)];
  }
}

/** A member of the core group agrees, or rather not. Until it is decided she can change her mind. */
export function answerMotion(option: string, process: Process, lane: Lane, context: Context): Turn {
  const manifesto = readManifesto(process);
  const [, answer, n] = /^(yes|no)(\d+)$/.exec(option) ?? [];
  const { motion } = manifesto;
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  if (!inCore(manifesto, lane)) return only(say("manifesto:core.only"));
  if (!motion || String(motion.n) !== n) return only(say("manifesto:motion.over"));
  if (motion.agreement && motion.agreement.collectUntil < townClock(context.now).day)
    return dayPassed(process, manifesto, lane, context);
  const without = (list: readonly string[]) => list.filter((one) => one !== lane.resident);
  const agreed = answer === "yes" ? [...without(motion.agreed), lane.resident] : without(motion.agreed);
  const against = answer === "no" ? [...without(motion.against), lane.resident] : without(motion.against);
  const next: Motion = { ...motion, agreed, against };
  const noted: Screen = {
    lines: [
      say(answer === "yes" ? "manifesto:motion.agreed" : "manifesto:motion.against", {
        agreed: agreed.length,
        needed: majority(manifesto),
      }),
    ],
  };
  if (agreed.length >= majority(manifesto))
    return next.what === "items"
      ? voteOpens(noted, process, manifesto, lane, context)
      : next.what === "text"
        ? ratified(noted, process, manifesto, lane, context)
        : next.what === "close"
          ? closes(noted, process, manifesto, lane, context)
          : carried(next, noted, process, manifesto, lane, context);
  if (against.length > manifesto.core.length - majority(manifesto))
    return rejected(noted, process, manifesto, lane, context);
  const changed = record(
    process,
    { ...manifesto, motion: next },
    answer === "yes" ? "agreed" : "against",
    { actor: "resident" },
    context,
  );
  // Who would rather not is asked why: a reason is worth more than a count.
  const why = answer === "no" ? askWhy("motion", process, lane, context) : { lane, screens: [] };
  return {
    lane: why.lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...reply(noted, ...why.screens), showCard(process.id)],
  };
}

/** It took too long to agree: the day until which topics could be brought in is over already. */
function dayPassed(process: Process, manifesto: Manifesto, lane: Lane, context: Context): Turn {
  const changed = record(
    process,
    { ...manifesto, motion: undefined },
    "tooLate",
    { actor: "resident" },
    context,
  );
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

/** Unless she is in the middle of something else. */
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
    lines: [say(promise ? "manifesto:promise.why" : "manifesto:motion.why")],
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
  const process = context.seen.process?.[id];
  if (process === undefined) return needs({ see: "process", id });
  if (!process) return { lane: leave(lane), effects: reply({ lines: [say("common:gone")] }) };
  const before = readManifesto(process);
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

/** More than half of the core group as it is now. */
export function majority({ core }: Manifesto): number {
  return Math.floor(core.length / 2) + 1;
}

function carried(
  motion: Motion,
  noted: Screen,
  process: Process,
  manifesto: Manifesto,
  lane: Lane,
  context: Context,
): Turn {
  const next: Manifesto = {
    ...manifesto,
    at: transitions.agree.to,
    since: context.now,
    motion: undefined,
    agreement: motion.agreement,
  };
  const until = motion.agreement?.collectUntil ?? "";
  const changed = record(process, next, "agree", { actor: "resident" }, context);
  const others = { ...manifesto, core: manifesto.core.filter((one) => one.resident !== lane.resident) };
  const news: Screen = {
    lines: [
      say("manifesto:motion.carried", titleOf(process)),
      say("manifesto:collecting.open", { day: { day: until } }),
    ],
    choices: [[button(say("manifesto:topic.start"), press("topic", "start", process.id))]],
  };
  return {
    lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({ ...news, lines: [...noted.lines, ...news.lines] }),
      ...tellCore(others, news),
      tellOrganiser(process, say("officials:manifesto.carried", titleOf(process))),
      showCard(process.id),
    ],
  };
}

/** The core group agrees what is voted on: from now on everybody who takes part can vote. */
function voteOpens(
  noted: Screen,
  process: Process,
  manifesto: Manifesto,
  lane: Lane,
  context: Context,
): Turn {
  const days = manifesto.agreement?.votingDays ?? 0;
  const last = addDays(townClock(context.now).day, days);
  const next: Manifesto = {
    ...manifesto,
    at: transitions.openVote.to,
    since: context.now,
    motion: undefined,
    voteUntil: endOfDay(last),
  };
  const changed = record(process, next, "openVote", { actor: "resident" }, context);
  const news: Screen = {
    lines: [
      say("manifesto:vote.open", { ...titleOf(process), day: { day: last } }),
      say(`manifesto:agreement.${manifesto.agreement?.counting ?? "votes"}`, {
        count: manifesto.agreement?.votes ?? 1,
      }),
      say("manifesto:vote.secret"),
    ],
    choices: [[button(say("manifesto:vote.start"), press("ballot", "0", process.id))]],
  };
  return {
    lane,
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, news, process.organiser, context)],
    effects: [...reply(noted), showCard(process.id)],
  };
}

/** The text is what the core group wants to say. */
function ratified(noted: Screen, process: Process, manifesto: Manifesto, lane: Lane, context: Context): Turn {
  const next: Manifesto = {
    ...manifesto,
    at: transitions.ratify.to,
    since: context.now,
    motion: undefined,
  };
  const news: Screen = {
    lines: [
      say("manifesto:ratified.done", titleOf(process)),
      ...pointLines(adoptedItems(manifesto)),
      say("manifesto:ratified.next"),
    ],
    choices: [[paperButton(process)]],
  };
  return decidedByCore("ratify", next, news, noted, process, lane, context);
}

/** Everything that was promised has been kept or explained, and everybody has heard. */
function closes(noted: Screen, process: Process, manifesto: Manifesto, lane: Lane, context: Context): Turn {
  const next: Manifesto = { ...manifesto, at: transitions.close.to, since: context.now, motion: undefined };
  return decidedByCore(
    "close",
    next,
    closedScreen(process, next),
    noted,
    { ...process, open: false },
    lane,
    context,
  );
}

/** What everybody who took part reads at the end. */
export function closedScreen(process: Process, manifesto: Manifesto): Screen {
  return {
    lines: [
      say("manifesto:closed.done", titleOf(process)),
      ...figureLines(manifesto),
      say("manifesto:closed.thanks"),
    ],
    choices: [[paperButton(process)]],
  };
}

function decidedByCore(
  event: "ratify" | "close",
  next: Manifesto,
  news: Screen,
  noted: Screen,
  process: Process,
  lane: Lane,
  context: Context,
): Turn {
  const changed = record(process, withPaper(next), event, { actor: "resident" }, context);
  return {
    lane,
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, news, process.organiser, context)],
    effects: [
      ...reply(noted),
      tellOrganiser(process, say(`officials:manifesto.decidedBy.${event}`, titleOf(process))),
      showCard(process.id),
      handOut(process.id),
    ],
  };
}

function rejected(noted: Screen, process: Process, manifesto: Manifesto, lane: Lane, context: Context): Turn {
  const changed = record(
    process,
    { ...manifesto, motion: undefined },
    "rejected",
    { actor: "resident" },
    context,
  );
  const others = { ...manifesto, core: manifesto.core.filter((one) => one.resident !== lane.resident) };
  const news: Screen = { lines: [say("manifesto:motion.rejected", titleOf(process))] };
  const why = askWhy("motion", process, lane, context);
  return {
    lane: why.lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({ ...noted, lines: [...noted.lines, ...news.lines] }, ...why.screens),
      ...tellCore(others, news),
      tellOrganiser(process, say("officials:manifesto.rejected", titleOf(process))),
      showCard(process.id),
    ],
  };
}
