import type { Broadcast } from "../broadcasts/broadcast.ts";
import { residentId } from "../model/ids.ts";
import { type Message, type Params, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Choice, Screen } from "../model/screen.ts";
import { deskOf, membersOf } from "../officials/desk-membership.ts";
import { administratorsOf } from "../officials/permissions.ts";
import type { Context, Effect } from "../turn.ts";
import { inviteToProcess, tellHelpers, tellParticipants } from "./announcements.ts";
import { asksEvaluation, withEvaluation } from "./evaluation.ts";
import { groupsOf, takePart, untilOf } from "./inviting.ts";
import { authorsOf } from "./item-authors.ts";
import { itemWords } from "./item-words.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import type { Audience } from "./lifecycle.ts";
import { tellWhoRaised, whoRaised } from "./raised.ts";
import { groupLines, resultLines } from "./result.ts";
import { choicesBelow } from "./row-button.ts";
import { isShared, leadsWith, some } from "./rows.ts";
import { begunWith, paramsOf, titleOf } from "./shown-values.ts";
import { elsewhereText, hiddenFrom } from "./telling-elsewhere.ts";
import { quotesFor } from "./telling-quotes.ts";
import { votedOn } from "./votes.ts";

/** Who hears of a row, and what. */

/** What a row makes people hear. */
export interface Told {
  readonly broadcasts: readonly Broadcast[];
  readonly effects: readonly Effect[];
  /** The one to everybody who takes part. */
  readonly all?: Broadcast;
}

export interface Telling {
  readonly row: Row;
  /** As it becomes, with its next history entry counted. */
  readonly standing: Standing;
  readonly filled: Values;
  /** The state to which it leads, when it is not there yet: nothing ends before everybody has heard. */
  readonly at?: string;
  readonly item?: Item;
  /** Whoever took the row: she need not hear of it. */
  readonly by?: string;
}

/** A process whose participants hear of this one: its own, or those of the one it stands under. */
export function rootOf({ process, state }: Pick<Standing, "process" | "state">): string {
  return state.under?.at(-1) ?? process.id;
}

/** Whether somebody is a resident rather than a member of the workspace: their ids look different. */
export function isResidentId(id: string): boolean {
  return !/^[UW][A-Z0-9]{2,}$/.test(id);
}

/** What residents read of a row; when it ends, everybody who took part is asked whether it was what was promised. */
export function residentScreen(kind: AnyKind, telling: Telling, to: Audience): Screen {
  const { row, filled, standing, at = leadsWith(row.step, filled, standing.state) } = telling;
  const screen = toldScreen(kind, telling, to);
  const asks = to === "participants" && asksEvaluation(kind, row, at, standing);
  return asks ? withEvaluation(screen, standing) : screen;
}

/** The same without any question behind it. */
export function toldScreen(kind: AnyKind, telling: Telling, to: Audience): Screen {
  const { row, standing, filled, at = standing.state.at } = telling;
  const { name } = kind.table;
  const own = kind.screen?.[row.name]?.(standing, filled, to);
  if (own) return own;
  const choices = choicesBelow(kind, to, at, standing.process.id, telling.item?.row.id);
  const key = isShared(kind, row) ? `common:process.tells.${row.name}` : `${name}:tells.${row.name}`;
  return {
    lines: [
      say(key, {
        ...toldParams(kind, telling, `${name}:choice`),
        ...quotesFor(to, kind, telling, isResidentId),
      }),
      ...(row.step.counts === "ballots"
        ? [...resultLines(kind, standing, row.name), ...groupLines(kind, standing)]
        : []),
      ...(kind.says?.[row.name]?.(standing, filled, to) ?? []),
    ],
    ...(choices.length > 0 && { choices }),
  };
}

/**
 * What the text of a row can name: what it was begun with, the title, its days, what was filled in, and the item.
 * @param choices see `paramsOf`
 */
function toldParams(
  kind: Pick<AnyKind, "table">,
  { row, standing, filled, item }: Telling,
  choices: string,
): Params {
  return {
    ...begunWith(kind, standing.state, choices),
    ...titleOf(standing.process),
    ...daysOf(standing),
    ...paramsOf(row.step.asks, filled, choices),
    ...(item && { item: itemWords(item.state) }),
  };
}

/** Every day that was fixed, by its name: a reminder says until when. */
function daysOf({ process: { card }, state }: Standing): Params {
  const days = Object.entries(state.days).map(([name, { day }]) => [name, { day }]);
  return { ...Object.fromEntries(days), answerBy: { date: card.answerBy } };
}

/**
 * Everybody whom the row names hears, once, also whoever is named twice: a clerk who is the organiser, an owner in the
 * core group. Who takes part hears what those who take part hear.
 */
export function tell(kind: AnyKind, telling: Telling): Told {
  const audiences = some(telling.row.step.tells);
  const among: readonly Audience[] = ["author", "group", "drawn"];
  const wanted = audiences.filter((to) => !(audiences.includes("participants") && among.includes(to)));
  const told = wanted.map((to) => tellOne(kind, telling, to));
  const all = told.find((one) => one.all)?.all;
  return {
    broadcasts: told.flatMap((one) => one.broadcasts),
    effects: eachOnce(told.flatMap((one) => one.effects)),
    ...(all && { all }),
  };
}

/** The first message to each. */
export function eachOnce(effects: readonly Effect[]): readonly Effect[] {
  const known = new Set<string>();
  return effects.filter((effect) => {
    const to = effect.do === "notify" ? toWhom(effect.notice) : undefined;
    if (to === undefined) return true;
    const isFirst = !known.has(to);
    known.add(to);
    return isFirst;
  });
}

function toWhom(notice: Extract<Effect, { do: "notify" }>["notice"]): string | undefined {
  if (notice.kind === "resident") return notice.resident;
  return notice.kind === "member" ? notice.member : undefined;
}

function tellOne(kind: AnyKind, telling: Telling, to: Audience): Told {
  const { standing, item, by } = telling;
  const { process, state } = standing;
  // One turn may say two things to two audiences: each is a broadcast of its own.
  const context = { ...standing.context, seed: `${standing.context.seed}#${process.id}#${to}` };
  const author = by !== undefined && !isResidentId(by) ? by : process.organiser;
  const screen = () => residentScreen(kind, telling, to);
  const root: Process = { ...process, id: rootOf(standing) };
  const only = (...broadcasts: Broadcast[]): Told => ({ broadcasts, effects: [] });
  const notices = (effects: readonly Effect[]): Told => ({ broadcasts: [], effects });
  switch (to) {
    case "participants": {
      const raised = whoRaised(standing);
      // To one at a time: nothing of a resident is kept for many, so it is told as to an author.
      const own = (one: Standing) => residentScreen(kind, { ...telling, standing: one }, "author");
      if (raised) return notices(tellWhoRaised(raised, standing, own, by));
      const all = tellParticipants(root, screen(), author, context);
      return { broadcasts: [all], effects: [], all };
    }
    case "notDrawn": {
      const drawn = state.group?.members.map(({ resident }) => resident) ?? [];
      return only({ ...tellParticipants(root, screen(), author, context), besides: drawn });
    }
    case "helpers":
      return only(tellHelpers(root, screen(), author, context));
    case "invited":
    case "unfinished": {
      const choices: Choice[][] = [[takePart(process)]];
      const until = untilOf(telling);
      const reminds = to === "unfinished";
      const says = { ...screen(), choices };
      const one = inviteToProcess(root, says, groupsOf(telling), until, author, reminds, context);
      const finishes = votedOn(standing);
      return only(
        one.invites && finishes !== root.id ? { ...one, invites: { ...one.invites, finishes } } : one,
      );
    }
    case "group":
    case "drawn":
      return notices(
        (state.group?.members ?? [])
          .filter(({ resident }) => resident !== by)
          .map(({ resident }) => toResident(resident, screen())),
      );
    case "author": {
      const authors = item ? authorsOf(item, context) : [];
      return notices(authors.filter((one) => one !== by).map((one) => toResident(one, screen())));
    }
    case "owner":
      return notices(tellOwner(kind, telling));
    case "organiser":
    case "clerk":
    case "colleagues":
      return notices(tellOfficials(kind, telling, to));
    case "public":
      // The town's page reads the history: there is nothing to send.
      return notices([]);
  }
}

/** Everybody who waits hears a line: who takes part, or whoever raised what it is about. */
export function toEverybody(line: (process: Process) => Message, standing: Standing): Omit<Told, "all"> {
  const { process, context } = standing;
  const raised = whoRaised(standing);
  const screen = (one: Standing): Screen => ({ lines: [line(one.process)] });
  if (raised) return { broadcasts: [], effects: tellWhoRaised(raised, standing, screen) };
  const root = { ...process, id: rootOf(standing), entries: process.entries + 1 };
  return {
    broadcasts: [tellParticipants(root, screen(standing), process.organiser, context)],
    effects: [],
  };
}

/** A message to one resident, at least once. */
export function toResident(resident: string, screen: Screen): Effect {
  return { do: "notify", notice: { kind: "resident", resident: residentId(resident), screen } };
}

function officialText(kind: AnyKind, telling: Telling): Message {
  const { name } = kind.table;
  const { row, standing } = telling;
  const own = kind.text?.[row.name]?.(standing);
  const part = isShared(kind, row) && own === undefined ? "process" : name;
  return say(
    `officials:${part}.tells.${own ?? row.name}`,
    toldParams(kind, telling, `officials:${name}.choice`),
  );
}

/** What residents wrote at a closed desk is for its members, whoever else has to know that there is a step. */
function textFor(member: string, kind: AnyKind, telling: Telling): Message {
  const hidden = hiddenFrom(kind, member, telling);
  return hidden ? elsewhereText(kind, telling, hidden) : officialText(kind, telling);
}

function tellOwner(kind: AnyKind, telling: Telling): readonly Effect[] {
  const { owner } = telling.standing.state;
  // Until it is known who, the organiser hears.
  if (owner === undefined) return tellOfficials(kind, telling, "organiser");
  if (owner === telling.by) return [];
  return isResidentId(owner)
    ? [toResident(owner, residentScreen(kind, telling, "owner"))]
    : [toMember(owner, textFor(owner, kind, telling), telling.standing.process)];
}

/** Somebody always hears: without a clerk the administrators, without an organiser the desk. */
function tellOfficials(kind: AnyKind, telling: Telling, to: Officials): readonly Effect[] {
  const { process, context } = telling.standing;
  return hearersOf(to, process, context, telling.by).map((member) =>
    toMember(member, textFor(member, kind, telling), process),
  );
}

/** Who of the workspace can be meant. */
type Officials = "organiser" | "clerk" | "colleagues";

/** The same message to each of those who are meant, once to whoever is meant twice. */
export function toOfficials(
  to: Officials | readonly Officials[],
  message: Message,
  { process, context }: Pick<Standing, "process" | "context">,
): readonly Effect[] {
  const members = new Set(some(to).flatMap((one) => hearersOf(one, process, context)));
  return [...members].map((member) => toMember(member, message, process));
}

/** The members of the workspace who are meant. */
export function hearersOf(
  to: Officials,
  process: Pick<Process, "organiser" | "desk">,
  context: Pick<Context, "town" | "office">,
  by?: string,
): readonly string[] {
  const { office } = context;
  const desk = deskOf(process.desk, office);
  const colleagues = desk ? membersOf(desk) : [];
  const named = { organiser: process.organiser || undefined, clerk: office.clerk, colleagues: undefined }[to];
  if (named !== undefined) return named === by ? [] : [named];
  const others = colleagues.filter((one) => one !== by);
  if (to !== "clerk" && others.length > 0) return others;
  return administratorsOf(context).filter((one) => one !== by);
}

export function toMember(member: string, message: Message, process: Pick<Process, "id">): Effect {
  return { do: "notify", notice: { kind: "member", member, message, contribution: process.id } };
}
