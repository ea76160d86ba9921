import { addDays, townClock } from "../../../core/calendar/time.ts";
import { needs, reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { beginsToClose, closedScreen } from "../closing.ts";
import { paperButton } from "../document/paper-copy.ts";
import { transitions } from "../lifecycle.ts";
import { press } from "../names.ts";
import { endOfDay, handOut, record, showCard, withPaper } from "../record.ts";
import { type Manifesto, type Motion, readManifesto } from "../state.ts";
import { noMoreTopics } from "../topics/stopping.ts";
import { adoptedItems, pointLines } from "../voting/points.ts";
import { inCore, tellCore, tellOrganiser, titleOf } from "./core-group.ts";
import { majority, readMotionAnswer } from "./motion-screen.ts";
import { askWhy } from "./reasons.ts";

/**
 * What the core group decides by majority: the form, closing topics early, what is voted on, the text, and closing the
 * manifesto. No single person does any of this, and until it is decided everybody can change her mind.
 */

/** A member of the core group agrees, or would rather not. Until it is decided she can change her mind. */
export function answerMotion(option: string, process: Process, lane: Lane, context: Context): Decision {
  const manifesto = readManifesto(process);
  const answer = readMotionAnswer(option);
  const { motion } = manifesto;
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  if (!inCore(manifesto, lane)) return only(say("manifesto:core.only"));
  if (!motion || motion.n !== answer?.n) return only(say("manifesto:motion.over"));
  if (motion.agreement && motion.agreement.collectUntil < townClock(context.now).day)
    return dayPassed(process, manifesto, lane, context);
  const without = (list: readonly string[]) => list.filter((one) => one !== lane.resident);
  const agreed = answer.agrees ? [...without(motion.agreed), lane.resident] : without(motion.agreed);
  const against = !answer.agrees ? [...without(motion.against), lane.resident] : without(motion.against);
  const next: Motion = { ...motion, agreed, against };
  const noted: Screen = {
    lines: [
      say(answer.agrees ? "manifesto:motion.agreed" : "manifesto:motion.against", {
        agreed: agreed.length,
        needed: majority(manifesto),
      }),
    ],
  };
  if (agreed.length >= majority(manifesto)) return decided(next, noted, process, manifesto, lane, context);
  if (against.length > manifesto.core.length - majority(manifesto))
    return rejected(noted, process, manifesto, lane, context);
  const changed = record(
    process,
    { ...manifesto, motion: next },
    answer.agrees ? "agreed" : "against",
    { actor: "resident" },
    context,
  );
  // A member who would rather not is asked why: a reason is worth more than a count.
  const why = !answer.agrees ? askWhy("motion", process, lane, context) : { lane, screens: [] };
  return {
    lane: why.lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...reply(noted, ...why.screens), showCard(process.id)],
  };
}

/** Agreement came too late: the last day for topics is already over. */
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

/** Enough members agree, so it holds from now on. */
function decided(
  motion: Motion,
  noted: Screen,
  process: Process,
  manifesto: Manifesto,
  lane: Lane,
  context: Context,
): Decision {
  switch (motion.what) {
    case "agreement":
      return carried(motion, noted, process, manifesto, lane, context);
    case "stop":
      return stops(noted, process, manifesto, lane, context);
    case "items":
      return voteOpens(noted, process, manifesto, lane, context);
    case "text":
      return ratified(noted, process, manifesto, lane, context);
    case "close":
      return closes(noted, process, manifesto, lane, context);
  }
}

/** The core group has enough topics: no more come in, although the agreed day is still to come. */
function stops(
  noted: Screen,
  process: Process,
  manifesto: Manifesto,
  lane: Lane,
  context: Context,
): Decision {
  const topics = context.seen.listed[process.id];
  if (!topics) return needs({ see: "listed", process: process.id, all: true });
  const turn = noMoreTopics(process, manifesto, topics, { actor: "resident" }, process.organiser, context);
  return {
    ...turn,
    lane,
    effects: [
      ...reply(noted),
      ...turn.effects,
      tellOrganiser(process, say("officials:manifesto.decidedBy.stop", titleOf(process))),
    ],
  };
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
    ...motion.agreement?.ages,
  };
  const until = motion.agreement?.collectUntil;
  const changed = record(process, next, "agree", { actor: "resident" }, context);
  const others = { ...manifesto, core: manifesto.core.filter((one) => one.resident !== lane.resident) };
  const news: Screen = {
    lines: [
      say("manifesto:motion.carried", titleOf(process)),
      say("manifesto:collecting.open", { day: until === undefined ? "" : { day: until } }),
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

/** The core group agrees on what is voted on: from now on all participants can vote. */
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
  const changed = record(process, withPaper(next), "ratify", { actor: "resident" }, context);
  return {
    lane,
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, news, process.organiser, context)],
    effects: [
      ...reply(noted),
      tellOrganiser(process, say("officials:manifesto.decidedBy.ratify", titleOf(process))),
      showCard(process.id),
      handOut(process.id),
    ],
  };
}

/** Every promise has been kept or explained: everybody is told, and then it is closed. */
function closes(noted: Screen, process: Process, manifesto: Manifesto, lane: Lane, context: Context): Turn {
  const screen = closedScreen(process, manifesto);
  const turn = beginsToClose(
    process,
    manifesto,
    "close",
    screen,
    { actor: "resident" },
    process.organiser,
    context,
  );
  return {
    ...turn,
    lane,
    effects: [
      ...reply(noted),
      ...turn.effects,
      tellOrganiser(process, say("officials:manifesto.decidedBy.close", titleOf(process))),
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
  const early = manifesto.motion?.what === "stop";
  const news: Screen = {
    lines: [
      early
        ? say("manifesto:motion.rejectedStop", {
            ...titleOf(process),
            day: manifesto.agreement ? { day: manifesto.agreement.collectUntil } : "",
          })
        : say("manifesto:motion.rejected", titleOf(process)),
    ],
  };
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
