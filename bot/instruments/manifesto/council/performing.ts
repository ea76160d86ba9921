import { townClock } from "../../../core/calendar/time.ts";
import { needs } from "../../../core/decision.ts";
import type { Actor } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { dayIn, textIn } from "../../../core/officials/form-values.ts";
import { roleFor } from "../../../core/officials/permissions.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import { asking } from "../../../core/processes/consent.ts";
import type { Values } from "../../../core/processes/kind.ts";
import { standingOf, type Who } from "../../../core/processes/record.ts";
import { rowOf } from "../../../core/processes/rows.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import { take } from "../../../core/processes/take.ts";
import { hearersOf, residentScreen, toMember, toResident } from "../../../core/processes/telling.ts";
import type { Context, Decision, Effect, Turn } from "../../../core/turn.ts";
import { puts } from "../core-group/proposing.ts";
import { manifestoKind } from "../manifesto.ts";
import { onALine } from "../names.ts";
import { record, showCard } from "../record.ts";
import { type Commitment, HAND_OVER, type Item, type Manifesto, outcomes } from "../state.ts";
import { adoptedItems } from "../voting/points.ts";
import type { CouncilAct } from "./council-acts.ts";
import { promiseScreen } from "./promise-screen.ts";
import { tracked, withPromise } from "./promises.ts";

/** What each act between the vote and the end does. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>["values"];

/** An act that may be done, with what was filled in. */
export interface Doing {
  readonly act: CouncilAct;
  /** The item it is about, if it is about one. */
  readonly item: Item | undefined;
  readonly values: Submitted;
  readonly process: Process;
  readonly manifesto: Manifesto;
  readonly member: string;
  readonly context: Context;
}

/** The outcome, before anything is written. */
export interface Done {
  /** What residents read; undefined when nobody does. */
  readonly screen?: Screen;
  readonly commit: () => Decision;
}

export const perform: Readonly<Record<CouncilAct, (doing: Doing) => Done>> = {
  write: (doing) => ({
    commit: () => {
      const { values, item } = doing;
      const point = { action: textIn(values, "action"), addressee: textIn(values, "addressee") };
      // People who were asked to agree had read a different text: they are asked again.
      return changes(doing, { ...withItem(doing, { point }), asked: undefined }, "write", item);
    },
  }),
  ratify: (doing) => ({ commit: () => proposes("ratify", doing) }),
  close: (doing) => ({ commit: () => proposes("close", doing) }),
  handOver: (doing) => ({ commit: () => handsOver(doing) }),
  confirm: (doing) => {
    const { asked = [] } = doing.manifesto;
    const { values = {}, by } = asked.find(({ step }) => step === HAND_OVER) ?? {};
    return takes(HAND_OVER, values, { ...doing, manifesto: { ...doing.manifesto, asked: undefined } }, by);
  },
  putOnAgenda: (doing) => {
    const { values, manifesto } = doing;
    const row = manifesto.at === "handed_over" ? "putOnAgenda" : "moveOnAgenda";
    return takes(row, { day: dayIn(values, "day"), link: textIn(values, "link") }, doing);
  },
  answer: answered,
  progress: progressed,
  endEmpty: (doing) => takes("endEmpty", reasonOf(doing), doing),
  forceClose: forced,
};

/** In the town's own language: the form asks it once. */
function reasonOf({ values, context: { town } }: Doing): Values {
  return { reason: { [town.languages[0] ?? "nl"]: textIn(values, "reason") } };
}

function whoDoes({ act, member, context }: Doing): Who {
  const role = roleFor(`manifesto.${act}`, member, context);
  const actor: Actor = role === undefined || role === "admin" ? "official" : role;
  return { actor, official: member };
}

/** A row of the table is taken. @param by who asked for it, when somebody else agrees now */
function takes(name: string, filled: Values, doing: Doing, by = doing.member, more: Partial<Who> = {}): Done {
  const { process, manifesto, context } = doing;
  const standing = { ...standingOf(manifestoKind, process, context), state: manifesto };
  const step = rowOf(manifestoKind.table, name);
  if (!step) throw new Error(`“${name}” is no row of a manifesto`);
  const row = { name, step };
  return {
    screen: residentScreen(manifestoKind, { row, standing, filled }, "participants"),
    commit: () => take(manifestoKind, { row, filled, by, who: { ...whoDoes(doing), ...more } }, standing),
  };
}

/** Its document is made once more, with what came of it until then. */
function forced(doing: Doing): Done {
  const { process, manifesto } = doing;
  const next = { ...manifesto, papers: (manifesto.papers ?? 0) + 1 };
  const { commit, ...done } = takes("forceEnd", reasonOf(doing), { ...doing, manifesto: next });
  return {
    ...done,
    commit: () => {
      const turn = commit();
      if ("needs" in turn) return turn;
      const document = { kind: "document", contribution: process.id } as const;
      return { ...turn, effects: [...turn.effects, { do: "notify", notice: document }] };
    },
  };
}

function withItem({ item, manifesto }: Doing, change: Partial<Item>): Manifesto {
  return {
    ...manifesto,
    themes: (manifesto.themes ?? []).map((one) => (one.n === item?.n ? { ...one, ...change } : one)),
  };
}

/** Something changed that is no step of its own. */
function changes(doing: Doing, next: Manifesto, event: string, item: Item | undefined): Turn {
  const { process, context } = doing;
  const why = onALine(item?.words ?? "");
  const changed = record(process, next, event, { ...whoDoes(doing), why }, context);
  return { processes: [changed.process], entries: [changed.entry], effects: [showCard(process.id)] };
}

function proposes(step: "ratify" | "close", { process, manifesto, member, context }: Doing): Decision {
  return puts(step, process, manifesto, member, context);
}

/** Anything filled in wrongly can be filled in again, until the clerk has confirmed it. */
function handsOver(doing: Doing): Turn {
  const { values, process, manifesto, member, context } = doing;
  const filled = { day: dayIn(values, "day"), to: textIn(values, "to") };
  const row = {
    name: HAND_OVER,
    step: rowOf(manifestoKind.table, HAND_OVER) ?? { from: "any open", by: "organiser" },
  } as const;
  const next = asking(manifesto, { row, filled, by: member }, context) as Manifesto;
  const turn = changes(doing, next, "propose.handOver", undefined);
  const text = say("officials:manifesto.confirmPlease", titleOf(process));
  const clerks = hearersOf("clerk", process, context);
  return { ...turn, effects: [...clerks.map((one) => toMember(one, text, process)), ...turn.effects] };
}

/** Those who brought in a topic of this item read it. */
function tellAuthors({ item, context }: Doing, screen: Screen): readonly Effect[] {
  return (item?.topics ?? []).flatMap((topic) => {
    const by = context.seen.contribution[topic]?.by;
    return by === undefined ? [] : [toResident(by, { ...screen, about: topic })];
  });
}

function unseenTopics({ item, context }: Doing) {
  const unseen = (item?.topics ?? []).filter((topic) => context.seen.contribution[topic] === undefined);
  return unseen.length > 0 ? needs(...unseen.map((id) => ({ see: "contribution" as const, id }))) : undefined;
}

/** The council's answer to one item. With the last one the council has responded, and everybody is told all of them. */
function answered(doing: Doing): Done {
  const { item, values, process, member, context } = doing;
  const text = (name: string) => textIn(values, name);
  const { now } = context;
  const outcome = outcomes.find((one) => one === values.outcome) ?? "declined";
  const commitment: Commitment | undefined =
    outcome === "accepted" || outcome === "partly"
      ? {
          what: text("what"),
          owner: text("owner"),
          due: dayIn(values, "due"),
          at: "promised",
          since: now,
          made: now,
          disputes: 0,
        }
      : undefined;
  const answer = { outcome, reason: text("reason"), on: now, by: member };
  const next = withItem(doing, { answer, commitment });
  const promised = commitment && { what: commitment.what, day: { date: commitment.due } };
  const screen: Screen = {
    lines: [
      say("manifesto:tells.answer", { words: onALine(item?.words ?? "") }),
      say(`manifesto:answer.is.${outcome}`),
      say("common:quote", { text: answer.reason }),
      ...(promised ? [say("manifesto:promise.made", promised)] : []),
    ],
  };
  const owner = (): readonly Effect[] =>
    promised && commitment
      ? [
          toMember(
            commitment.owner,
            say("officials:manifesto.promiseIsYours", { ...promised, ...titleOf(process) }),
            process,
          ),
        ]
      : [];
  return {
    screen,
    commit: () => {
      const unseen = unseenTopics(doing);
      if (unseen) return unseen;
      const last = adoptedItems(next).every((one) => one.answer);
      const why = onALine(item?.words ?? "");
      const turn = last
        ? takes("respond", {}, { ...doing, manifesto: next }, member, { why }).commit()
        : changes(doing, next, "answer", item);
      return "needs" in turn
        ? turn
        : { ...turn, effects: [...tellAuthors(doing, screen), ...owner(), ...turn.effects] };
    },
  };
}

/**
 * A report on a promise. That it was kept or is broken is told to everybody, and so is the answer to a dispute; that it
 * is in progress, to the authors of its topics.
 */
function progressed(doing: Doing): Done {
  const { item, values, process, manifesto, member, context } = doing;
  const { now } = context;
  const words = textIn(values, "words");
  const at = values.state === "kept" || values.state === "broken" ? values.state : "in_progress";
  const before = item?.commitment;
  const screen = promiseScreen(process, item, before?.what ?? "", at, words);
  if (!item || !before) return { commit: () => ({ effects: [] }) };
  const late =
    before.late === true || before.at === "late" || (at === "kept" && townClock(now).day > before.due);
  const commitment: Commitment = {
    ...before,
    at,
    since: now,
    words,
    asked: undefined,
    ...(late && { late }),
  };
  const next = tracked(withPromise(manifesto, item.n, commitment), context);
  const authorsOnly = at === "in_progress" && before.at !== "disputed";
  return {
    screen,
    commit: () => {
      const unseen = authorsOnly ? unseenTopics(doing) : undefined;
      if (unseen) return unseen;
      const turn = changes(doing, next, `promise_${at}`, item);
      const [process] = turn.processes ?? [];
      if (authorsOnly || !process)
        return { ...turn, effects: [...tellAuthors(doing, screen), ...turn.effects] };
      return { ...turn, broadcasts: [tellParticipants(process, screen, member, context)] };
    },
  };
}
