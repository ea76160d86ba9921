import * as z from "zod";
import { type Age, ageLabel, ages } from "../../core/age.ts";
import type { Entry } from "../../core/contribution.ts";
import { button, needs, reply, rows } from "../../core/decide.ts";
import type { ResidentInput } from "../../core/input.ts";
import { leave, touch } from "../../core/lane-dialogue.ts";
import { type Message, say } from "../../core/message.ts";
import { cardScreen, type Process } from "../../core/process.ts";
import { tellParticipants } from "../../core/process-news.ts";
import type { Lane } from "../../core/resident.ts";
import type { Screen } from "../../core/screen.ts";
import { addDays, townClock } from "../../core/time.ts";
import type { Context, Decision, Effect, Turn } from "../../core/turn.ts";
import { endOfDay, record, showCard } from "./change.ts";
import { dialogueOf } from "./dialogue.ts";
import { agreementLines, itemLines, press } from "./names.ts";
import { type Manifesto, type Motion, readManifesto } from "./state.ts";
import { transitions } from "./transitions.ts";

/** The core group: young people who came by the organiser's invitation and decide how the manifesto is made. */

const whySchema = z.object({ process: z.string() });

const INVITATION = /^m-(P\d{7})-([0-9a-f]{12})$/;

export function invites(campaign: string): boolean {
  return INVITATION.test(campaign);
}

/** What goes behind `start=` in the link, or is typed after /start. */
export function invitationOf(process: Process): string {
  return `m-${process.id}-${readManifesto(process).invitation}`;
}

/** She followed the organiser's link. */
export function invited(campaign: string, lane: Lane, context: Context): Decision {
  const [, id = "", code] = INVITATION.exec(campaign) ?? [];
  const process = context.seen.process?.[id];
  if (process === undefined) return needs({ see: "process", id });
  const manifesto = process && readManifesto(process);
  if (!manifesto || manifesto.invitation !== code || !process.open)
    return { lane, effects: reply({ lines: [say("manifesto:invitation.gone")] }) };
  if (inCore(manifesto, lane))
    return { lane, effects: reply({ lines: [say("manifesto:invitation.already")] }) };
  if (manifesto.core.length >= manifesto.most)
    return { lane, effects: reply({ lines: [say("manifesto:invitation.full")] }) };
  return {
    lane,
    effects: reply(cardScreen(process.card, lane.language, context.town), {
      lines: [
        say("manifesto:invitation.ask", { least: manifesto.least, most: manifesto.most }),
        say("manifesto:age.ask"),
      ],
      choices: [
        ...ageButtons("join", process.id),
        [button(say("manifesto:invitation.no"), press("join", "no", process.id))],
      ],
    }),
  };
}

export function ageButtons(step: string, id: string) {
  return rows(
    ages.map((age) => button(ageLabel(age), press(step, age, id))),
    2,
  );
}

export function inCore({ core }: Manifesto, { resident }: Pick<Lane, "resident">): boolean {
  return core.some((one) => one.resident === resident);
}

/** Whether somebody of this age is asked. Bands that lie partly inside count: nobody is asked for her date of birth. */
export function fits(age: Age, { from, to }: Pick<Manifesto, "from" | "to">): boolean {
  const [low = "", high = ""] = age.split("_");
  return Number(low) <= to && (high === "up" ? Number.POSITIVE_INFINITY : Number(high)) >= from;
}

/** From now on she hears what comes of it. */
export function takingPart(lane: Lane, process: string): Lane {
  const { takesPart = [] } = lane;
  return takesPart.includes(process) ? lane : { ...lane, takesPart: [...takesPart, process] };
}

/** She answered the invitation with her age, or with no. */
export function join(option: string, process: Process, lane: Lane, context: Context): Turn {
  const manifesto = readManifesto(process);
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line], usesUp: true }) });
  if (option === "no") return only(say("manifesto:invitation.declined"));
  const age = ages.find((one) => one === option);
  if (!age) return only(say("common:stale.alone"));
  if (inCore(manifesto, lane)) return only(say("manifesto:invitation.already"));
  if (!invitedTo(lane, process)) return only(say("manifesto:invitation.gone"));
  if (manifesto.core.length >= manifesto.most) return only(say("manifesto:invitation.full"));
  if (!fits(age, manifesto))
    return only(say("manifesto:age.outside", { from: manifesto.from, to: manifesto.to }));
  const core = [...manifesto.core, { resident: lane.resident, age }];
  const changed = record(process, { ...manifesto, core }, "joined", { actor: "resident" }, context);
  const complete = core.length === manifesto.least;
  return {
    lane: takingPart({ ...lane, age }, process.id),
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({
        lines: [
          say("manifesto:core.welcome", { count: core.length, least: manifesto.least }),
          say("manifesto:core.next"),
        ],
        usesUp: true,
      }),
      showCard(process.id),
      ...(complete ? [tellOrganiser(process, say("officials:manifesto.complete", titleOf(process)))] : []),
    ],
  };
}

/** The button is only for whoever came by the link: it can be forged, the link cannot. */
function invitedTo({ campaign }: Lane, process: Process): boolean {
  return campaign === invitationOf(process);
}

export function titleOf({ card }: Process) {
  return { title: { localized: card.title } };
}

export function tellOrganiser(process: Process, message: Message): Effect {
  return { do: "notify", notice: { kind: "member", member: process.organiser, message } };
}

/** Everybody in the core group hears the same, at least once. */
export function tellCore({ core }: Manifesto, screen: Screen): Effect[] {
  return core.map(({ resident }) => ({ do: "notify", notice: { kind: "resident", resident, screen } }));
}

/** What the core group is asked to agree to. */
export function motionScreen(process: Process, motion: Motion): Screen {
  return {
    lines: [
      ...(motion.agreement
        ? [say("manifesto:motion.ask", titleOf(process)), ...agreementLines(motion.agreement)]
        : [
            say("manifesto:motion.askItems", titleOf(process)),
            ...itemLines(readManifesto(process).items ?? []),
          ]),
      say("manifesto:motion.how"),
    ],
    choices: [
      [button(say("manifesto:motion.yes"), press("motion", `yes${motion.n}`, process.id))],
      [button(say("manifesto:motion.no"), press("motion", `no${motion.n}`, process.id))],
    ],
  };
}

/** A member of the core group agrees, or rather not. Until it is decided she can change her mind. */
export function answerMotion(option: string, process: Process, lane: Lane, context: Context): Turn {
  const manifesto = readManifesto(process);
  const [, answer, n] = /^(yes|no)(\d+)$/.exec(option) ?? [];
  const { motion } = manifesto;
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  if (!inCore(manifesto, lane)) return only(say("manifesto:core.only"));
  if (!motion || String(motion.n) !== n) return only(say("manifesto:motion.over"));
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
  const why = answer === "no" ? askWhy(process, lane, context) : { lane, screens: [] };
  return {
    lane: why.lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...reply(noted, ...why.screens), showCard(process.id)],
  };
}

/** Unless she is in the middle of something else. */
function askWhy(process: Process, lane: Lane, context: Context): { lane: Lane; screens: Screen[] } {
  if (lane.dialogue || lane.held) return { lane, screens: [] };
  const next = touch(lane, dialogueOf("why", { process: process.id }, context), context);
  return { lane: next, screens: [whyQuestion(next)] };
}

export function whyQuestion({ dialogue }: Lane): Screen {
  return {
    lines: [say("manifesto:motion.why")],
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
  const changed = record(process, readManifesto(process), "why_not", { actor: "resident", words }, context);
  return {
    lane: leave(lane),
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...reply({ lines: [say("manifesto:motion.reasonKept")] }), showCard(id)],
  };
}

/** She has herself erased: the group goes on without her, and the organiser hears when it has become too small. */
export function leaveCore(
  process: Process,
  lane: Lane,
  context: Context,
): { process: Process; entry: Entry; effects: readonly Effect[] } | undefined {
  const before = readManifesto(process);
  if (!inCore(before, lane)) return undefined;
  const others = (list: readonly string[]) => list.filter((one) => one !== lane.resident);
  const { motion } = before;
  const core = before.core.filter((one) => one.resident !== lane.resident);
  const next: Manifesto = {
    ...before,
    core,
    motion: motion && { ...motion, agreed: others(motion.agreed), against: others(motion.against) },
  };
  const { process: changed, entry } = record(process, next, "left", { actor: "resident" }, context);
  const small = core.length < before.least && before.core.length >= before.least;
  return {
    process: changed,
    entry,
    effects: [
      showCard(process.id),
      ...(small ? [tellOrganiser(process, say("officials:manifesto.tooSmall", titleOf(process)))] : []),
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
  const why = askWhy(process, lane, context);
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
