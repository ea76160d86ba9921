import { needs, whisper } from "../../../core/decision.ts";
import type { Form } from "../../../core/model/card.ts";
import type { Contribution, Entry } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import { submittedProcess } from "../../../core/processes/submitted-process.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { tellCore, titleOf } from "../core-group/core-group.ts";
import { motionScreen, newMotion } from "../core-group/motion-screen.ts";
import { transitions } from "../lifecycle.ts";
import { NAME } from "../names.ts";
import { endOfDay, record, showCard } from "../record.ts";
import { type Manifesto, readManifesto } from "../state.ts";
import { itemsOf } from "./arranging.ts";

/**
 * Closing topics. Before the agreed day only the core group can decide it; from that day on the organiser does, and
 * asks nobody.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** The button on the card. */
export function stopPressed(process: Process, context: Context): Decision {
  return notNow(readManifesto(process)) ?? { effects: [{ do: "open", form: stopForm(process, context) }] };
}

function notNow({ at, closing }: Manifesto): Decision | undefined {
  return at !== transitions.stopCollecting.from || closing
    ? whisper(say("officials:manifesto.notCollecting"))
    : undefined;
}

function stopForm(process: Process, context: Context): Form {
  const manifesto = readManifesto(process);
  const [language = "nl"] = context.town.languages;
  const early = isEarly(manifesto, context);
  return {
    id: { instrument: NAME, form: "stopCollecting", ref: process.id, seen: early ? "asked" : "shown" },
    title: say("officials:manifesto.act.stopCollecting"),
    submit: say("officials:send"),
    intro: [say(early ? "officials:manifesto.stopEarly" : "officials:manifesto.stopIntro")],
    fields: [],
    preview: {
      screen: early
        ? motionScreen(process, newMotion("stop", "", manifesto, context))
        : stoppedScreen(process),
      language,
    },
  };
}

export function stopped(input: Submitted, context: Context): Decision {
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const { process } = found;
  const manifesto = readManifesto(process);
  const refusal = notNow(manifesto);
  if (refusal) return refusal;
  const told = { actor: "organiser", official: input.official } as const;
  if (isEarly(manifesto, context)) {
    const motion = newMotion("stop", input.official, manifesto, context);
    const asked: Manifesto = { ...manifesto, motion, motions: motion.n };
    const changed = record(process, asked, "proposeStop", told, context);
    return {
      processes: [changed.process],
      entries: [changed.entry],
      effects: [...tellCore(manifesto, motionScreen(process, motion)), showCard(process.id)],
    };
  }
  // The day began while the form was open: only what was previewed is sent.
  if (input.form.seen !== "shown") return { effects: [{ do: "open", form: stopForm(process, context) }] };
  const topics = context.seen.listed[process.id];
  if (!topics) return needs({ see: "listed", process: process.id, all: true });
  return noMoreTopics(process, manifesto, topics, told, input.official, context);
}

function isEarly({ agreement }: Manifesto, { now }: Context): boolean {
  return agreement !== undefined && now < endOfDay(agreement.collectUntil);
}

/** What is in by now can be merged and voted on; everybody is told that collecting stops. */
export function noMoreTopics(
  process: Process,
  manifesto: Manifesto,
  topics: readonly Contribution[],
  told: Pick<Entry, "actor" | "official">,
  author: string,
  context: Context,
): Turn {
  const next: Manifesto = {
    ...manifesto,
    at: transitions.stopCollecting.to,
    since: context.now,
    motion: undefined,
    items: itemsOf(topics),
  };
  const changed = record(process, next, "stopCollecting", told, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, stoppedScreen(process), author, context)],
    effects: [showCard(process.id)],
  };
}

function stoppedScreen(process: Process): Screen {
  return { lines: [say("manifesto:clustering.begun", titleOf(process)), say("manifesto:clustering.next")] };
}
