import type { Field, Form } from "../../core/card.ts";
import type { Actor } from "../../core/contribution.ts";
import { button, fingerprint, needs, nothing, whisper } from "../../core/decide.ts";
import type { OfficialInput } from "../../core/input.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { tellParticipants } from "../../core/process-news.ts";
import { mayAct } from "../../core/rights.ts";
import type { Screen } from "../../core/screen.ts";
import type { Role } from "../../core/staff.ts";
import { isDay, townClock } from "../../core/time.ts";
import type { Context, Decision, Effect } from "../../core/turn.ts";
import { handOut, isSettled, record, showCard, withPaper } from "./change.ts";
import { tellCore, tellOrganiser, titleOf } from "./core-group.ts";
import { closedScreen, motionScreen } from "./motions.ts";
import { NAME, press, shortened } from "./names.ts";
import { adoptedItems, answerLines } from "./points.ts";
import { type Commitment, type Item, type Manifesto, type Motion, outcomes, readManifesto } from "./state.ts";
import { transitions } from "./transitions.ts";

/**
 * From the vote to the promises: the text, the handover, the council's answers and what is kept of them. Each step has
 * those who may take it, and what everybody hears is seen before it is sent.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** What is done for the manifesto as a whole, and what for one of its items. */
const whole = ["ratify", "handOver", "confirm", "putOnAgenda", "close", "forceClose"] as const;
const forItem = ["write", "answer", "progress"] as const;
type Whole = (typeof whole)[number];
type ForItem = (typeof forItem)[number];
export type CouncilAct = Whole | ForItem;

const allowed: Readonly<Record<CouncilAct, readonly Role[]>> = {
  write: ["organiser"],
  ratify: ["organiser"],
  handOver: ["organiser"],
  confirm: ["clerk"],
  putOnAgenda: ["clerk"],
  answer: ["clerk"],
  progress: ["official", "organiser", "clerk"],
  close: ["organiser"],
  forceClose: ["clerk"],
};

/** What can be done now, in the order of the buttons. */
export function possibleActs(manifesto: Manifesto): CouncilAct[] {
  const items = adoptedItems(manifesto);
  const promises = items.flatMap((one) => one.commitment ?? []);
  const open = promises.some((one) => !isSettled(one));
  switch (manifesto.at) {
    case "editing":
      return items.length === 0
        ? ["forceClose"]
        : [...(items.every((one) => one.point) ? (["ratify"] as const) : []), "write", "forceClose"];
    case "ratified":
      return [manifesto.handover ? "confirm" : "handOver", "forceClose"];
    case "handed_over":
      return ["putOnAgenda", "forceClose"];
    case "on_agenda":
      return ["answer", "putOnAgenda", "forceClose"];
    case "responded":
    case "monitoring":
      return [...(open ? (["progress"] as const) : (["close"] as const)), "forceClose"];
    // Also a manifesto that nobody came to has to end some day.
    case "closed":
      return [];
    default:
      return ["forceClose"];
  }
}

export function isCouncilAct(option: string): option is CouncilAct {
  return [...whole, ...forItem].some((one) => one === option);
}

/** A button on the card. Where there are several items the first form asks which. */
export function pressedForCouncil(
  act: CouncilAct,
  process: Process,
  member: string,
  context: Context,
): Decision {
  const refusal = refused(act, process, member, context);
  return refusal
    ? whisper(refusal)
    : { effects: [{ do: "open", form: formFor(act, undefined, process, {}, context) }] };
}

export function submittedForCouncil(input: Submitted, context: Context): Decision {
  const [name = "", number] = input.form.form.split("_");
  const process = context.seen.process?.[input.form.ref ?? ""];
  if (process === undefined) return needs({ see: "process", id: input.form.ref ?? "" });
  if (!process) return whisper(say("officials:refused.gone"));
  if (process.handled.includes(input.id)) return nothing;
  if (!isCouncilAct(name)) return whisper(say("officials:refused.old"));
  const refusal = refused(name, process, input.official, context);
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

function refused(act: CouncilAct, process: Process, member: string, context: Context): Message | undefined {
  if (!mayAct(member, allowed[act], context))
    return say(
      allowed[act].includes("clerk") ? "officials:manifesto.onlyClerk" : "officials:refused.organiser",
    );
  return possibleActs(readManifesto(process)).includes(act)
    ? undefined
    : say("officials:manifesto.notNow", {
        status: say(`officials:manifesto.at.${readManifesto(process).at}`),
      });
}

/** What comes of it, before anything is written. */
interface Done {
  readonly next: Manifesto;
  readonly event: string;
  /** What everybody who takes part reads; undefined when nobody does. */
  readonly screen?: Screen;
  /** Only those who brought in a topic of this item read it, and the others not. */
  readonly authorsOnly?: boolean;
  readonly why?: string;
  readonly effects?: readonly Effect[];
  readonly closes?: boolean;
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
  const text = (name: string) => (typeof values[name] === "string" ? values[name].trim() : "");
  const { now } = context;
  const title = titleOf(process);
  const withItem = (change: Partial<Item>): Manifesto => ({
    ...manifesto,
    items: (manifesto.items ?? []).map((one) => (one.n === item?.n ? { ...one, ...change } : one)),
  });
  const words = shortened(item?.words ?? "");
  switch (act) {
    case "write":
      return {
        // Who was asked to agree read another text: she is asked again.
        next: {
          ...withItem({ point: { action: text("action"), addressee: text("addressee") } }),
          motion: undefined,
        },
        event: "write",
        why: words,
      };
    case "ratify":
    case "close": {
      const motion: Motion = {
        n: manifesto.motions + 1,
        what: act === "ratify" ? "text" : "close",
        by: member,
        on: now,
        agreed: [],
        against: [],
      };
      return {
        next: { ...manifesto, motion, motions: motion.n },
        event: act === "ratify" ? "proposeText" : "proposeClose",
        effects: tellCore(manifesto, motionScreen(process, motion)),
      };
    }
    case "handOver":
      return {
        next: { ...manifesto, handover: { day: text("day"), to: text("to"), by: member } },
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
          agenda: { day: text("day"), link: text("link") },
        },
        event: "putOnAgenda",
        screen: {
          lines: [
            say("manifesto:council.agenda", { ...title, day: { day: text("day") } }),
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
      const next: Manifesto = {
        ...manifesto,
        at: transitions.close.to,
        since: now,
        motion: undefined,
        forced: { by: member, reason: text("reason") },
      };
      const screen = closedScreen(process, next);
      return {
        next,
        event: "forceClose",
        why: text("reason"),
        closes: true,
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

/** The council's answer to one item. With the last one the council has responded, and everybody hears of all. */
function answered(
  withItem: WithItem,
  item: Item | undefined,
  values: Values,
  process: Process,
  _manifesto: Manifesto,
  member: string,
  context: Context,
): Done {
  const text = (name: string) => (typeof values[name] === "string" ? values[name].trim() : "");
  const outcome = outcomes.find((one) => one === values.outcome) ?? "declined";
  const promises = outcome === "accepted" || outcome === "partly";
  const commitment: Commitment | undefined = promises
    ? {
        what: text("what"),
        owner: text("owner"),
        due: text("due"),
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
      say("manifesto:answer.yours", { words: shortened(item?.words ?? "") }),
      say(`manifesto:answer.is.${outcome}`),
      say("common:quote", { text: answer.reason }),
      ...(commitment
        ? [say("manifesto:promise.made", { what: commitment.what, day: { day: commitment.due } })]
        : []),
    ],
  };
  return {
    next: last ? { ...next, at: transitions.respond.to, since: context.now } : next,
    event: last ? "respond" : "answer",
    why: shortened(item?.words ?? ""),
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
                day: { day: commitment.due },
                ...titleOf(process),
              }),
            },
          },
        ]
      : [],
  };
}

/** What the owner says of a promise. Kept and broken everybody hears; in progress those whose topic it was. */
function progressed(
  withItem: WithItem,
  item: Item | undefined,
  values: Values,
  process: Process,
  manifesto: Manifesto,
  context: Context,
): Done {
  const words = typeof values.words === "string" ? values.words.trim() : "";
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
    why: shortened(item?.words ?? ""),
    authorsOnly: at === "in_progress",
    screen: promiseScreen(process, item, before?.what ?? "", at, words),
  };
}

export function promiseScreen(
  process: Process,
  item: Item | undefined,
  what: string,
  at: "in_progress" | "kept" | "broken" | "late",
  words: string,
): Screen {
  return {
    lines: [
      say("manifesto:promise.about", { ...titleOf(process), words: shortened(item?.words ?? "") }),
      say("manifesto:promise.was", { what }),
      say(`manifesto:promise.${at}`),
      ...(words ? [say("common:quote", { text: words })] : []),
    ],
    ...(at === "kept" && {
      choices: [
        [button(say("manifesto:promise.dispute"), press("dispute", String(item?.n ?? 0), process.id))],
      ],
    }),
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
  const unseen = topics.filter((topic) => context.seen.contributions[topic] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "contribution" as const, id })));
  const actor: Actor =
    allowed[act][0] === "clerk" ? "clerk" : allowed[act][0] === "official" ? "official" : "organiser";
  const base = done.closes ? { ...process, open: false } : process;
  // What the council answered, and how it ended, stands in the document.
  const made = done.event === "respond" || done.closes === true;
  const changed = record(
    base,
    made ? withPaper(done.next) : done.next,
    done.event,
    { actor, official: member, why: done.why },
    context,
  );
  const own = topics.flatMap((topic): Effect[] => {
    const by = context.seen.contributions[topic]?.by;
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
    choices: [[button(say("manifesto:answer.see"), press("answers", "0", process.id))]],
  };
}

function mistakes(act: CouncilAct, values: Values, { now }: Context): Record<string, Message> {
  const errors: Record<string, Message> = {};
  const filled = (name: string) => typeof values[name] === "string" && values[name].trim() !== "";
  const required = (...names: string[]) => {
    for (const name of names) if (!filled(name)) errors[name] = say("officials:error.required");
  };
  const day = (name: string, ahead: boolean) => {
    const value = typeof values[name] === "string" ? values[name] : "";
    if (!isDay(value)) errors[name] = say("officials:error.day");
    else if (ahead && value < townClock(now).day) errors[name] = say("officials:error.past");
  };
  switch (act) {
    case "write":
      required("action", "addressee");
      break;
    case "handOver":
      required("to");
      day("day", false);
      break;
    case "putOnAgenda":
      day("day", true);
      if (!/^https:\/\/\S+\.\S+$/.test(typeof values.link === "string" ? values.link.trim() : ""))
        errors.link = say("officials:manifesto.error.link");
      break;
    case "answer":
      if (!outcomes.some((one) => one === values.outcome)) errors.outcome = say("officials:error.required");
      if (!filled("reason")) errors.reason = say("officials:error.reason");
      if (values.outcome === "accepted" || values.outcome === "partly") {
        required("what", "owner");
        day("due", true);
      }
      break;
    case "progress":
      required("state");
      if ((values.state === "broken" || values.state === "kept") && !filled("words"))
        errors.words = say("officials:error.reason");
      break;
    case "forceClose":
      if (!filled("reason")) errors.reason = say("officials:error.reason");
      break;
    default:
      break;
  }
  return errors;
}

/** The items that this can be done for. */
function itemsFor(act: CouncilAct, manifesto: Manifesto): Item[] {
  const items = adoptedItems(manifesto);
  if (act === "answer") return items.filter((one) => !one.answer);
  return act === "progress" ? items.filter((one) => one.commitment && !isSettled(one.commitment)) : items;
}

function itemAt(value: Values[string] | undefined, act: CouncilAct, manifesto: Manifesto): Item | undefined {
  return itemsFor(act, manifesto).find((one) => String(one.n) === value);
}

function formFor(
  act: CouncilAct,
  item: Item | undefined,
  process: Process,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly screen: Screen },
  errors?: Form["errors"],
): Form {
  const manifesto = readManifesto(process);
  const asksItem = forItem.some((one) => one === act) && !item;
  const [language = "nl", ...others] = context.town.languages;
  const tells =
    act === "confirm" ||
    act === "putOnAgenda" ||
    act === "forceClose" ||
    act === "answer" ||
    act === "progress";
  return {
    id: {
      instrument: NAME,
      form: item ? `${act}_${item.n}` : act,
      ref: process.id,
      seen: preview?.seen,
    },
    title: say(`officials:manifesto.act.${act}`),
    submit: say(asksItem ? "officials:go" : preview || !tells ? "officials:send" : "officials:see"),
    intro: [
      say(`officials:manifesto.about.${act}`),
      ...(item ? [say("common:quote", { text: item.words })] : []),
      ...(item?.commitment
        ? [
            say("officials:manifesto.promiseWas", {
              what: item.commitment.what,
              day: { day: item.commitment.due },
            }),
          ]
        : []),
    ],
    fields: asksItem ? [itemField(act, manifesto)] : fieldsFor(act, item, values),
    preview: preview && {
      screen: preview.screen,
      language,
      also: others.map((one) => ({ screen: preview.screen, language: one })),
    },
    errors,
  };
}

function itemField(act: CouncilAct, manifesto: Manifesto): Field {
  return {
    kind: "choice",
    name: "item",
    label: say("officials:manifesto.whichItem"),
    options: itemsFor(act, manifesto).map((one) => ({
      value: String(one.n),
      label: say("officials:manifesto.itemOption", { n: one.n, words: shortened(one.words) }),
    })),
  };
}

function fieldsFor(act: CouncilAct, item: Item | undefined, values: Values): Field[] {
  const value = (name: string, before?: string) => {
    const one = values[name];
    return typeof one === "string" ? one : before;
  };
  const text = (
    name: string,
    more: { long?: boolean; optional?: boolean; before?: string | undefined } = {},
  ): Field => ({
    kind: "text",
    name,
    label: say(`officials:manifesto.field.${name}`),
    hint: say(`officials:manifesto.fieldHint.${name}`),
    long: more.long,
    optional: more.optional,
    max: more.long ? 1000 : 150,
    value: value(name, more.before),
  });
  const day = (name: string, optional = false): Field => ({
    kind: "day",
    name,
    label: say(`officials:manifesto.field.${name}`),
    optional,
    value: value(name),
  });
  const options = (name: string, list: readonly string[]): Field => ({
    kind: "choice",
    name,
    label: say(`officials:manifesto.field.${name}`),
    options: list.map((one) => ({ value: one, label: say(`officials:manifesto.option.${one}`) })),
    value: value(name),
  });
  switch (act) {
    case "write":
      return [
        text("action", { long: true, before: item?.point?.action }),
        text("addressee", { before: item?.point?.addressee }),
      ];
    case "handOver":
      return [day("day"), text("to")];
    case "putOnAgenda":
      return [day("day"), text("link")];
    case "answer":
      return [
        options("outcome", outcomes),
        text("reason", { long: true }),
        text("what", { optional: true }),
        {
          kind: "member",
          name: "owner",
          label: say("officials:manifesto.field.owner"),
          optional: true,
          value: value("owner"),
        },
        day("due", true),
      ];
    case "progress":
      return [
        options("state", ["in_progress", "kept", "broken"]),
        text("words", { long: true, optional: true }),
      ];
    case "forceClose":
      return [text("reason", { long: true })];
    default:
      return [];
  }
}
