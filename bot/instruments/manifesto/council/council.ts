import { townClock } from "../../../core/calendar/time.ts";
import { needs, nothing, whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Actor } from "../../../core/model/contribution.ts";
import { isOf } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { dayIn, textIn } from "../../../core/officials/form-values.ts";
import { strangersIn } from "../../../core/officials/outsiders.ts";
import { refusedAsSame, roleFor } from "../../../core/officials/permissions.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { beginsToClose, closedScreen } from "../closing.ts";
import { tellCore, tellOrganiser, titleOf } from "../core-group/core-group.ts";
import { motionScreen, newMotion } from "../core-group/motion-screen.ts";
import { paperButton } from "../document/paper-copy.ts";
import { transitions } from "../lifecycle.ts";
import { NAME, onALine, press } from "../names.ts";
import { handOut, record, showCard, withPaper } from "../record.ts";
import { type Commitment, type Item, type Manifesto, outcomes, readManifesto } from "../state.ts";
import { adoptedItems, answerLines } from "../voting/points.ts";
import { type CouncilAct, forItem, isCouncilAct, itemAt, possibleActs } from "./council-acts.ts";
import { formFor, mistakes } from "./council-forms.ts";
import { readCouncilForm } from "./form-name.ts";
import { promiseScreen } from "./promise-screen.ts";

/**
 * From the vote to the promises: the text, the handover, the council's answers and whether promises are kept. Each step
 * is open to certain people only, and what everybody will be told is previewed before it is sent.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** A button on the card. If there are several items, the first form asks which one. */
export function pressedForCouncil(
  act: CouncilAct,
  process: Process,
  member: string,
  context: Context,
): Decision {
  const refusal = refusedForCouncil(act, process, member);
  return refusal
    ? whisper(refusal)
    : { effects: [{ do: "open", form: formFor(act, undefined, process, {}, context) }] };
}

export function submittedForCouncil(input: Submitted, context: Context): Decision {
  const { act: name, item: number } = readCouncilForm(input.form.form);
  const process = context.seen.process[input.form.ref ?? ""];
  if (process === undefined) return needs({ see: "process", id: input.form.ref ?? "" });
  if (!isOf(process, NAME)) return whisper(say("officials:refused.gone"));
  if (process.handled.includes(input.id)) return nothing;
  if (!isCouncilAct(name)) return whisper(say("officials:refused.old"));
  const refusal = refusedForCouncil(name, process, input.official);
  if (refusal) return whisper(refusal);
  const manifesto = readManifesto(process);
  const { values } = input;
  if (forItem.some((one) => one === name) && number === undefined) {
    const picked = itemAt(values.item, name, manifesto);
    const errors = picked ? undefined : { item: say("officials:error.required") };
    return {
      effects: [{ do: "open", form: formFor(name, picked, process, {}, context, undefined, errors) }],
    };
  }
  const item = number === undefined ? undefined : itemAt(number, name, manifesto);
  if (number !== undefined && !item) return whisper(say("officials:refused.old"));
  const errors = mistakes(name, values, context);
  // The owner of a promise reports its progress; that it was kept must be confirmed by somebody else.
  const owner = name === "progress" && values.state === "kept" ? item?.commitment?.owner : undefined;
  const same = owner && refusedAsSame("manifesto.progress", input.official, [owner]);
  if (same && Object.keys(errors).length === 0) errors.state = same;
  if (name === "answer" && Object.keys(errors).length === 0) {
    const strangers = strangersIn({ owner: textIn(values, "owner") }, context);
    if ("decision" in strangers) return strangers.decision;
    Object.assign(errors, strangers.errors);
  }
  if (Object.keys(errors).length > 0)
    return {
      effects: [{ do: "open", form: formFor(name, item, process, values, context, undefined, errors) }],
    };
  const done = perform(name, item, values, process, manifesto, input.official, context);
  if (done.screen) {
    const seen = fingerprint(JSON.stringify(done.screen));
    if (seen !== input.form.seen)
      return {
        effects: [
          { do: "open", form: formFor(name, item, process, values, context, { seen, screen: done.screen }) },
        ],
      };
  }
  return commit(name, done, item, process, input.official, context);
}

/** Why somebody cannot do this now: its state, or that it was she who asked the council. */
export function refusedForCouncil(act: CouncilAct, process: Process, member: string): Message | undefined {
  const manifesto = readManifesto(process);
  const { handover } = manifesto;
  return possibleActs(manifesto).includes(act)
    ? refusedAsSame(`manifesto.${act}`, member, earlierThan[act]?.(process, handover?.by) ?? [])
    : say("officials:manifesto.notNow", {
        status: say(`officials:manifesto.at.${readManifesto(process).at}`),
      });
}

/** The council's side is a different person from the side that asks it something. */
const council = (process: Process, handedOver?: string) => [process.organiser, handedOver];

/** The earlier acts that must have been done by somebody else. */
const earlierThan: Partial<Record<CouncilAct, typeof council>> = {
  confirm: council,
  putOnAgenda: council,
  answer: council,
  forceClose: (process) => [process.organiser],
};

/** The outcome, before anything is written. */
interface Done {
  readonly next: Manifesto;
  readonly event: string;
  /** What every participant reads; undefined when nobody does. */
  readonly screen?: Screen;
  /** Only those who brought in a topic of this item read it. */
  readonly authorsOnly?: boolean;
  readonly why?: string;
  readonly effects?: readonly Effect[];
}

function perform(
  act: CouncilAct,
  item: Item | undefined,
  values: Values,
  process: Process,
  manifesto: Manifesto,
  member: string,
  context: Context,
): Done {
  const text = (name: string) => textIn(values, name);
  const { now } = context;
  const title = titleOf(process);
  const withItem = (change: Partial<Item>): Manifesto => ({
    ...manifesto,
    items: (manifesto.items ?? []).map((one) => (one.n === item?.n ? { ...one, ...change } : one)),
  });
  const words = onALine(item?.words ?? "");
  switch (act) {
    case "write":
      return {
        // People who were asked to agree had read a different text: they are asked again.
        next: {
          ...withItem({ point: { action: text("action"), addressee: text("addressee") } }),
          motion: undefined,
        },
        event: "write",
        why: words,
      };
    case "ratify":
    case "close": {
      const motion = newMotion(act === "ratify" ? "text" : "close", member, manifesto, context);
      return {
        next: { ...manifesto, motion, motions: motion.n },
        event: act === "ratify" ? "proposeText" : "proposeClose",
        effects: tellCore(manifesto, motionScreen(process, motion)),
      };
    }
    case "handOver":
      return {
        next: { ...manifesto, handover: { day: dayIn(values, "day"), to: text("to"), by: member } },
        event: "handOver",
        effects: context.office.clerk
          ? [
              {
                do: "notify",
                notice: {
                  kind: "member",
                  member: context.office.clerk,
                  message: say("officials:manifesto.confirmPlease", title),
                },
              },
            ]
          : [],
      };
    case "confirm":
      return {
        next: { ...manifesto, at: transitions.handOver.to, since: now },
        event: "confirm",
        screen: {
          lines: [
            say("manifesto:council.handedOver", {
              ...title,
              to: manifesto.handover?.to ?? "",
              day: { day: manifesto.handover?.day ?? townClock(now).day },
            }),
            say("manifesto:council.next"),
          ],
        },
      };
    case "putOnAgenda":
      return {
        next: {
          ...manifesto,
          at: transitions.putOnAgenda.to,
          since: now,
          agenda: { day: dayIn(values, "day"), link: text("link") },
        },
        event: "putOnAgenda",
        screen: {
          lines: [
            say("manifesto:council.agenda", { ...title, day: { date: dayIn(values, "day") } }),
            say("manifesto:council.agendaNext"),
          ],
          choices: [[{ label: say("manifesto:council.agendaLink"), link: text("link") }]],
        },
      };
    case "answer":
      return answered(withItem, item, values, process, manifesto, member, context);
    case "progress":
      return progressed(withItem, item, values, process, manifesto, context);
    case "forceClose": {
      const screen = closedScreen(process, manifesto);
      return {
        next: { ...manifesto, forced: { by: member, reason: text("reason") } },
        event: "forceClose",
        why: text("reason"),
        screen: {
          lines: [
            ...screen.lines,
            say("manifesto:closed.forced"),
            say("common:quote", { text: text("reason") }),
          ],
        },
      };
    }
  }
}

type WithItem = (change: Partial<Item>) => Manifesto;

/** The council's answer to one item. With the last one the council has responded, and everybody is told all of them. */
function answered(
  withItem: WithItem,
  item: Item | undefined,
  values: Values,
  process: Process,
  _manifesto: Manifesto,
  member: string,
  context: Context,
): Done {
  const text = (name: string) => textIn(values, name);
  const outcome = outcomes.find((one) => one === values.outcome) ?? "declined";
  const promises = outcome === "accepted" || outcome === "partly";
  const commitment: Commitment | undefined = promises
    ? {
        what: text("what"),
        owner: text("owner"),
        due: dayIn(values, "due"),
        at: "promised",
        since: context.now,
        disputes: 0,
      }
    : undefined;
  const answer = { outcome, reason: text("reason"), on: context.now, by: member };
  const next = withItem({ answer, commitment });
  const items = adoptedItems(next);
  const last = items.every((one) => one.answer);
  const own: Screen = {
    lines: [
      say("manifesto:answer.yours", { words: onALine(item?.words ?? "") }),
      say(`manifesto:answer.is.${outcome}`),
      say("common:quote", { text: answer.reason }),
      ...(commitment
        ? [say("manifesto:promise.made", { what: commitment.what, day: { date: commitment.due } })]
        : []),
    ],
  };
  return {
    next: last ? { ...next, at: transitions.respond.to, since: context.now } : next,
    event: last ? "respond" : "answer",
    why: onALine(item?.words ?? ""),
    screen: own,
    authorsOnly: true,
    effects: commitment
      ? [
          {
            do: "notify",
            notice: {
              kind: "member",
              member: commitment.owner,
              message: say("officials:manifesto.promiseIsYours", {
                what: commitment.what,
                day: { date: commitment.due },
                ...titleOf(process),
              }),
            },
          },
        ]
      : [],
  };
}

/**
 * The owner's report on a promise. Kept and broken are told to everybody; in progress, to the authors of its topics.
 */
function progressed(
  withItem: WithItem,
  item: Item | undefined,
  values: Values,
  process: Process,
  manifesto: Manifesto,
  context: Context,
): Done {
  const words = textIn(values, "words");
  const at = values.state === "kept" || values.state === "broken" ? values.state : "in_progress";
  const before = item?.commitment;
  const commitment: Commitment | undefined = before && {
    ...before,
    at,
    since: context.now,
    words,
    ...(at === "kept" && (before.at === "late" || before.late) && { late: true }),
  };
  const next = withItem({ commitment });
  const tracked: Manifesto =
    manifesto.at === transitions.track.from
      ? { ...next, at: transitions.track.to, since: context.now }
      : next;
  return {
    next: tracked,
    event: `promise_${at}`,
    why: onALine(item?.words ?? ""),
    authorsOnly: at === "in_progress",
    screen: promiseScreen(process, item, before?.what ?? "", at, words),
  };
}

function commit(
  act: CouncilAct,
  done: Done,
  item: Item | undefined,
  process: Process,
  member: string,
  context: Context,
): Decision {
  const topics = done.authorsOnly ? (item?.topics ?? []) : [];
  const unseen = topics.filter((topic) => context.seen.contribution[topic] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "contribution" as const, id })));
  const role = roleFor(`manifesto.${act}`, member, context);
  const actor: Actor = role === undefined || role === "admin" ? "official" : role;
  if (act === "forceClose" && done.screen)
    return beginsToClose(
      process,
      done.next,
      act,
      done.screen,
      { actor, official: member, why: done.why },
      member,
      context,
    );
  // The council's answers are part of the document.
  const made = done.event === "respond";
  const changed = record(
    process,
    made ? withPaper(done.next) : done.next,
    done.event,
    { actor, official: member, why: done.why },
    context,
  );
  const own = topics.flatMap((topic): Effect[] => {
    const by = context.seen.contribution[topic]?.by;
    if (by === undefined || !done.screen) return [];
    return [
      { do: "notify", notice: { kind: "resident", resident: by, screen: { ...done.screen, about: topic } } },
    ];
  });
  const all =
    done.event === "respond"
      ? respondedScreen(process, done.next)
      : done.authorsOnly
        ? undefined
        : done.screen;
  return {
    processes: [changed.process],
    entries: [changed.entry],
    ...(all && { broadcasts: [tellParticipants(changed.process, all, member, context)] }),
    effects: [
      ...own,
      ...(done.effects ?? []),
      ...(done.event === "respond"
        ? [tellOrganiser(process, say("officials:manifesto.responded", titleOf(process)))]
        : []),
      showCard(process.id),
      ...(made ? [handOut(process.id)] : []),
    ],
  };
}

function respondedScreen(process: Process, manifesto: Manifesto): Screen {
  return {
    lines: [
      say("manifesto:answer.all", titleOf(process)),
      ...answerLines(adoptedItems(manifesto)),
      say("manifesto:answer.next"),
    ],
    choices: [
      [button(say("manifesto:answer.see"), press("answers", "0", process.id))],
      [paperButton(process)],
    ],
  };
}
