import { dayPart } from "../calendar/time.ts";
import { needs } from "../decision.ts";
import type { Form } from "../model/card.ts";
import type { Entry } from "../model/contribution.ts";
import { type Message, type Param, say } from "../model/message.ts";
import { type Office, roles } from "../model/staff.ts";
import type { Context, Decision, Effect, Turn } from "../turn.ts";
import { readNames } from "./form-refs.ts";
import { administratorsOf } from "./permissions.ts";

/** The history of the office: every change of a role, desk, rule or duty, by whom, when, and what it was before. */

/** The office, where entries are asked for by contribution. */
const OFFICE = "OFFICE";

export interface Change {
  readonly event: "roles" | "clerk" | "desk" | "closed" | "lead" | "members" | "duty" | "rule" | "default";
  /** Slack member id, or the id of a desk. */
  readonly about: string;
  readonly from: string;
  readonly to: string;
}

/** The office after the change, with a history line for each difference. */
export function arranged(
  next: Office,
  changes: readonly Change[],
  member: string,
  actor: Entry["actor"],
  { now, office }: Context,
): Pick<Turn, "office" | "entries"> {
  const { entries = 0 } = office;
  const real = changes.filter(({ from, to }) => from !== to);
  return {
    office: { ...next, entries: entries + real.length },
    entries: real.map((change, index) => ({
      row: "entry",
      contribution: OFFICE,
      n: entries + index + 1,
      at: now,
      actor,
      official: member,
      ...change,
    })),
  };
}

/** Tells the other administrators; if there are none, the clerk. */
export function tellAdministrators(
  message: Message,
  by: string,
  context: Pick<Context, "town" | "office">,
): Effect[] {
  const others = administratorsOf(context).filter((one) => one !== by);
  const { clerk } = context.office;
  const hearers = others.length > 0 ? others : clerk !== undefined && clerk !== by ? [clerk] : [];
  return hearers.map((member) => ({ do: "notify", notice: { kind: "member", member, message } }));
}

/** Shows this many lines, newest first: Slack allows 3,000 characters in one block. */
const SHOWN = 40;
const IN_ONE = 10;

export function logForm(context: Context): Decision {
  const history = context.seen.history[OFFICE];
  if (!history) return needs({ see: "history", id: OFFICE });
  const lines = history
    .toReversed()
    .slice(0, SHOWN)
    .map((one) => lineOf(one, context));
  const blocks = Array.from({ length: Math.ceil(lines.length / IN_ONE) }, (_, at) =>
    say("common:rows", { rows: { rows: lines.slice(at * IN_ONE, (at + 1) * IN_ONE) } }),
  );
  const form: Form = {
    id: { instrument: "core", form: "log" },
    title: say("officials:log.title"),
    submit: say("officials:survey.seen"),
    intro: [
      say(lines.length > 0 ? "officials:log.intro" : "officials:log.empty", { count: SHOWN }),
      ...blocks,
    ],
    fields: [],
  };
  return { effects: [{ do: "open", form }] };
}

function lineOf(entry: Entry, context: Context): Message {
  const { event, about = "", from = "", to = "" } = entry;
  return say(`officials:log.${event}`, {
    day: { day: dayPart(entry.at) },
    member: entry.official ?? "",
    members: about,
    desk: deskName(about, context),
    from: shown(event, from, context),
    to: shown(event, to, context),
  });
}

function shown(event: string, text: string, context: Context): Param {
  const list = readNames(text);
  if (list.length === 0) return say("officials:log.nothing");
  switch (event) {
    case "roles":
      return { list: roles.filter((one) => list.includes(one)).map((one) => say(`officials:role.${one}`)) };
    case "clerk":
    case "lead":
    case "members":
    case "duty":
      return { list: list.map((member) => say("officials:news.member", { member })) };
    case "closed":
      return say(`common:${text === "yes" ? "yes" : "no"}`);
    case "default":
      return deskName(text, context);
    default:
      return text;
  }
}

function deskName(id: string, { office }: Context): Param {
  const desk = office.desks.find((one) => one.id === id);
  return desk ? { localized: desk.name } : id;
}
