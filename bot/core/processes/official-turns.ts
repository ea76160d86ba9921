import { needs, nothing, whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Form } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import { isProcessId } from "../model/process.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import { strangersIn } from "../officials/outsiders.ts";
import { refusedAsSame } from "../officials/permissions.ts";
import type { Context, Decision } from "../turn.ts";
import { refusesIn, saidByMember } from "./agreeing.ts";
import { editedCard, editForm } from "./card-editing.ts";
import { asksFor, waitsForYes } from "./consent-asking.ts";
import type { Sent } from "./filled.ts";
import { changedSinceApproved, withAuthor } from "./four-eyes.ts";
import { withEdit } from "./gathered-edits.ts";
import { itemNamed } from "./items.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import { type Acting, actsAs, memberActing, refusedNow, whoOf } from "./may-take.ts";
import { freshForm, hasForm, readForm, rowForm, type Shown } from "./member-form.ts";
import { recorded, showCard, standingOf } from "./record.ts";
import { formErrors, isPreviewed } from "./row-preview.ts";
import { membersIn } from "./row-values.ts";
import { isFrom, rolesThat, rowOf, rowsIn, rowsOf, some, stateIs } from "./rows.ts";
import { statusOf } from "./shown-values.ts";
import { needsOf, take } from "./take.ts";

/** What members of the workspace do with a process: a button on its card, or a form they sent. */

type Chose = Extract<OfficialInput, { type: "chose" }>;

/** What an input is about: the process, the item if it is one, and the row. */
interface Subject {
  readonly standing: Standing;
  readonly item?: Item;
}

/** @param by the member of the workspace who acts */
function subjectOf(
  kind: AnyKind,
  ref: string,
  by: string,
  context: Context,
): Subject | { readonly decision: Decision } {
  const gone = { decision: whisper(say("officials:refused.gone")) };
  if (isProcessId(ref)) return processOf(kind, ref, by, context) ?? gone;
  const named = itemNamed(kind, ref, context);
  if ("decision" in named) return named;
  const { item } = named;
  const found = processOf(kind, item.state.process, by, context);
  return found === undefined ? gone : "decision" in found ? found : { ...found, item };
}

function processOf(kind: AnyKind, id: string, by: string, context: Context) {
  const process = context.seen.process[id];
  if (process === undefined) return { decision: needs({ see: "process", id }) };
  // Another kind's number is refused: its table says nothing about this row.
  return process?.instrument === kind.table.name
    ? { standing: { ...standingOf(kind, process, context), by } }
    : undefined;
}

/** A button on a card. */
export function pressedByMember(kind: AnyKind, input: Chose, context: Context): Decision {
  const { step, option, ref = "" } = input.press;
  if (step === "agree" || step === "against") {
    const [, number] = option.split(":");
    const about = subjectOf(kind, number ?? ref, input.official, context);
    return "decision" in about ? about.decision : saidByMember(kind, input, about);
  }
  const found = subjectOf(kind, ref, input.official, context);
  if ("decision" in found) return found.decision;
  if (option === "edit" && rowOf(kind.table, "edit")) return editing(kind, input, found.standing);
  const ready = readyFor(kind, option, input, found);
  if ("decision" in ready) return ready.decision;
  const { row } = ready;
  const own = kind.forms?.[row.name]?.opens?.(found.standing);
  if (own) return own;
  return hasForm(kind, row, found.standing)
    ? opens(freshForm(kind, row, found))
    : takes(kind, row, {}, ready.acting, found);
}

/** A form that was sent. */
export function sentByMember(kind: AnyKind, input: Sent, context: Context): Decision {
  const { form, ref = "", seen } = input.form;
  const found = subjectOf(kind, ref, input.official, context);
  if ("decision" in found) return found.decision;
  const { process } = found.standing;
  // Slack repeats what got no reply: it was done the first time.
  if (process.handled.includes(input.id)) return nothing;
  if (form === "edit" && rowOf(kind.table, "edit")) return editing(kind, input, found.standing);
  if (refusesIn(form) !== undefined) return saidByMember(kind, input, found);
  const ready = readyFor(kind, form, input, found);
  if ("decision" in ready) return ready.decision;
  const { row, acting } = ready;
  const own = kind.forms?.[row.name];
  const read = readForm(kind, row, found.standing, input.values);
  if ("needs" in read) return read;
  const { asks, filled, errors } = read;
  const again = (shown: Shown) => opens(rowForm(kind, row, found, input.values, shown));
  const about = own?.about?.(found.standing);
  const print = fingerprint(JSON.stringify([row.name, filled, about]));
  if (about !== undefined && seen !== about && seen !== print)
    return own?.changed ? again({ errors: textsOf(own.changed) }) : opens(freshForm(kind, row, found));
  if (Object.keys(errors).length > 0) return again({ errors });
  // Whoever is to keep something works here.
  const strangers = strangersIn(membersIn(asks, input.values), context);
  if ("decision" in strangers) return strangers.decision;
  const problems = { ...strangers.errors, ...own?.problems?.(found.standing, filled) };
  if (Object.keys(problems).length > 0) return again({ errors: problems });
  const why = refusedNow(kind, row, found.standing, found.item, filled);
  if (why) return again({ errors: formErrors(kind, row, found.standing, why) });
  // Only what was previewed is sent: after any change it is shown again first.
  if (isPreviewed(kind, row) && print !== seen) return again({ seen: print, filled });
  return own?.does?.(found.standing, filled, input) ?? takes(kind, row, filled, acting, found);
}

function textsOf(keys: Readonly<Record<string, string>>): Readonly<Record<string, Message>> {
  return Object.fromEntries(Object.entries(keys).map(([field, key]) => [field, say(key)]));
}

function opens(form: Form): Decision {
  return { effects: [{ do: "open", form }] };
}

/** The row, if this member may take it now. */
function readyFor(
  kind: AnyKind,
  name: string,
  input: Chose | Sent,
  { standing, item }: Subject,
): { readonly row: Row; readonly acting: Acting } | { readonly decision: Decision } {
  const step = rowOf(kind.table, name);
  if (!step) return { decision: whisper(say("officials:refused.old")) };
  const row = { name, step };
  const unseen = needsOf(kind, row, standing);
  if (unseen.length > 0) return { decision: needs(...unseen) };
  const picks = kind.forms?.[name]?.own !== undefined;
  if (step.forEach !== undefined && !item && !picks)
    return { decision: whisper(say("officials:process.onItem")) };
  const acting = memberActing(input, standing);
  const closed = refusedAsClosed(acting.by, item?.row ?? standing.process, standing.context);
  if (closed && !kind.forms?.[name]?.plain) return { decision: whisper(closed) };
  if (!actsAs(row, acting, standing, item)) return { decision: whisper(notHers(row, acting, standing)) };
  const refusal = notFromHere(kind, row, standing) ?? refusedNow(kind, row, standing, item);
  return refusal ? { decision: whisper(refusal) } : { row, acting };
}

/** Why it is not for her: she may know who else can. */
function notHers({ step }: Row, { by }: Acting, standing: Standing): Message {
  const authors = some(step.by).includes("colleague") ? [...changedSinceApproved(standing)] : [];
  return refusedAsSame(rolesThat(step), by, authors) ?? say("officials:process.notYours");
}

/** It cannot be taken in this state: she reads where it stands. */
function notFromHere(kind: AnyKind, { step }: Row, { state }: Standing): Message | undefined {
  return state.closing || isFrom(kind.table, step, state.at)
    ? undefined
    : say("officials:process.notNow", { status: statusOf(kind, state) });
}

/** Takes the row, or puts it before those who have to agree. */
function takes(
  kind: AnyKind,
  row: Row,
  filled: Values,
  acting: Acting,
  { standing, item }: Subject,
): Decision {
  const as = actsAs(row, acting, standing, item) ?? "organiser";
  const who = whoOf(acting, as);
  const left = row.name === "skip" ? skipped(kind, row, filled) : row;
  if (row.step.agreed === undefined)
    return take(kind, { row: left, filled, item, by: acting.by, who }, standing);
  const turn = asksFor(kind, standing, { row, filled, by: acting.by, item }, who);
  return { ...turn, effects: [waitsForYes, ...turn.effects] };
}

/** The row that is left out leads where it would have led, and whoever would have heard of it hears why. */
function skipped(kind: AnyKind, row: Row, filled: Values): Row {
  const { to, tells } = rowsOf(kind.table)[String(filled.step)] ?? {};
  const hear = [...new Set([...some(row.step.tells), ...some(tells)])];
  return { name: row.name, step: { ...row.step, tells: hear, ...(typeof to === "string" && { to }) } };
}

/** Edits the card; everybody who takes part reads what it was and what it is, the next morning. */
function editing(kind: AnyKind, input: Chose | Sent, standing: Standing): Decision {
  const { process, state, context } = standing;
  const row = { name: "edit", step: rowsOf(kind.table).edit ?? { from: "any open", by: "organiser" } } as Row;
  const acting = memberActing(input, standing);
  if (!actsAs(row, acting, standing)) return whisper(say("officials:process.notYours"));
  const own = kind.forms?.edit;
  const closed = own?.plain ? undefined : refusedAsClosed(acting.by, process, context);
  const refusal = closed ?? notFromHere(kind, row, standing) ?? refusedNow(kind, row, standing);
  if (refusal) return whisper(refusal);
  if (input.type === "chose") return opens(editForm(process, context));
  const after = editedCard(input, process, context, (card) => ({
    ...own?.problems?.(standing, { ...card }),
  }));
  if ("decision" in after) return after.decision;
  const { now } = context;
  const days = { ...state.days, answerBy: { day: after.card.answerBy, on: now } };
  const taken = { ...state.taken, edit: now };
  const next = withAuthor(kind, { ...state, days, taken, active: now }, input.official);
  // Residents do not see it yet: nobody takes part.
  const isSeen = stateIs(kind.table, state.at) !== "hidden";
  const edited = withEdit(process, after.card, input.official, isSeen, context);
  const who = { actor: "organiser", official: input.official } as const;
  const changed = recorded(kind, { ...standing, process: edited }, next, "edit", who);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [showCard(process)],
  };
}

/** The rows that stand as buttons on its card: those that a member of the workspace can take now, but for its items. */
export function actsOnCard(kind: AnyKind, standing: Standing): readonly Row[] {
  return rowsIn(kind.table, standing.state.at)
    .map(([name, step]) => ({ name, step }))
    .filter(({ step }) => step.forEach === undefined);
}
