import { needs, nothing, whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Form } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { say } from "../model/message.ts";
import { isProcessId } from "../model/process.ts";
import { refusedAsClosed } from "../officials/desk-membership.ts";
import { strangersIn } from "../officials/outsiders.ts";
import type { Context, Decision } from "../turn.ts";
import { refusesIn, saidByMember } from "./agreeing.ts";
import { tellParticipants } from "./announcements.ts";
import { editedCard, editForm } from "./card-editing.ts";
import { asksFor, waitsForYes } from "./consent-asking.ts";
import { withAuthor } from "./four-eyes.ts";
import { itemNamed } from "./items.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import { type Acting, actsAs, memberActing, refusedNow, whoOf } from "./may-take.ts";
import { recorded, showCard, standingOf } from "./record.ts";
import { fieldsOf, type Submitted } from "./row-form.ts";
import { askedOf, formErrors, isPreviewed, previewOf } from "./row-preview.ts";
import { membersIn, readFields } from "./row-values.ts";
import { isShared, rowOf, rowsIn, rowsOf, some } from "./rows.ts";
import { needsOf, take } from "./take.ts";

/** What members of the workspace do with a process: a button on its card, or a form they sent. */

type Chose = Extract<OfficialInput, { type: "chose" }>;
type Sent = Extract<OfficialInput, { type: "submitted" }>;

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
  const asks = askedOf(kind, row, found.standing);
  const shows = isPreviewed(kind, row);
  const form = kind.forms?.[row.name];
  if (Object.keys(asks).length === 0 && !shows && !form?.says)
    return takes(kind, row, {}, ready.acting, found);
  return opens(rowForm(kind, row, found, form?.starts?.(found.standing) ?? {}, undefined, undefined));
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
  const asks = askedOf(kind, row, found.standing);
  const { filled, errors } = readFields(asks, input.values, context);
  const again = (more: { errors?: Form["errors"]; seen?: string; filled?: Values }) =>
    opens(rowForm(kind, row, found, input.values, more.seen, more.filled, more.errors));
  if (Object.keys(errors).length > 0) return again({ errors });
  // Whoever is to keep something works here.
  const strangers = strangersIn(membersIn(asks, input.values), context);
  if ("decision" in strangers) return strangers.decision;
  const problems = { ...strangers.errors, ...kind.forms?.[row.name]?.problems?.(found.standing, filled) };
  if (Object.keys(problems).length > 0) return again({ errors: problems });
  const why = refusedNow(kind, row, found.standing, found.item, filled);
  if (why) return again({ errors: formErrors(kind, row, found.standing, why) });
  const print = fingerprint(JSON.stringify([row.name, filled]));
  const shows = isPreviewed(kind, row);
  // Only what was previewed is sent: after any change it is shown again first.
  return shows && print !== seen ? again({ seen: print, filled }) : takes(kind, row, filled, acting, found);
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
  if (step.forEach !== undefined && !item) return { decision: whisper(say("officials:process.onItem")) };
  const acting = memberActing(input, standing);
  const closed = refusedAsClosed(acting.by, item?.row ?? standing.process, standing.context);
  if (closed && !kind.forms?.[name]?.plain) return { decision: whisper(closed) };
  if (!actsAs(row, acting, standing, item)) return { decision: whisper(say("officials:process.notYours")) };
  const refusal = refusedNow(kind, row, standing, item);
  return refusal ? { decision: whisper(refusal) } : { row, acting };
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

/** Edits the card; everybody who takes part reads what it was and what it is. */
function editing(kind: AnyKind, input: Chose | Sent, standing: Standing): Decision {
  const { process, state, context } = standing;
  const row = { name: "edit", step: rowsOf(kind.table).edit ?? { from: "any open", by: "organiser" } } as Row;
  const acting = memberActing(input, standing);
  if (!actsAs(row, acting, standing)) return whisper(say("officials:process.notYours"));
  const refusal = refusedAsClosed(acting.by, process, context) ?? refusedNow(kind, row, standing);
  if (refusal) return whisper(refusal);
  if (input.type === "chose") return opens(editForm(process, context));
  const after = editedCard(input, process, context);
  if ("decision" in after) return after.decision;
  const { now } = context;
  const days = { ...state.days, answerBy: { day: after.card.answerBy, on: now } };
  const taken = { ...state.taken, edit: now };
  const next = withAuthor(kind, { ...state, days, taken, active: now }, input.official);
  const changed = recorded(kind, { ...standing, process: { ...process, card: after.card } }, next, "edit", {
    actor: "organiser",
    official: input.official,
  });
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, after.screen, input.official, context)],
    effects: [showCard(process)],
  };
}

/** The form of a row, with what residents will read once it was filled in. */
function rowForm(
  kind: AnyKind,
  row: Row,
  { standing, item }: Subject,
  values: Submitted,
  seen: string | undefined,
  filled: Values | undefined,
  errors?: Form["errors"],
): Form {
  const { context, process } = standing;
  const base = `officials:${isShared(kind, row) ? "process" : kind.table.name}`;
  const labels = {
    fields: `${base}.field.${row.name}`,
    choices: `${base}.choice`,
    hints: kind.forms?.[row.name]?.hints,
    // A step that is left out is called as its button is.
    ...(row.name === "skip" && isShared(kind, row) && { steps: `officials:${kind.table.name}.act` }),
  };
  const asks = askedOf(kind, row, standing);
  const preview = filled && previewOf(kind, row, standing, filled, item);
  const asked = Object.keys(asks).length > 0;
  const own = kind.forms?.[row.name]?.says?.(standing);
  const about = own ?? (asked ? [say(`${base}.about.${row.name}`)] : []);
  const sees = isPreviewed(kind, row);
  const sends = kind.forms?.[row.name]?.preview === undefined && (asked || sees);
  const waits = some(row.step.agreed).length > 0 ? [say("officials:process.agree.first")] : [];
  return {
    id: {
      instrument: kind.table.name,
      form: row.name,
      ref: item?.row.id ?? process.id,
      ...(seen !== undefined && { seen }),
    },
    title: say(`${base}.act.${row.name}`),
    // What sends nothing is confirmed by its own name.
    submit: say(sees && !preview ? "officials:see" : sends ? "officials:send" : `${base}.act.${row.name}`),
    intro: [...about, ...waits],
    fields: fieldsOf(asks, labels, values, context),
    ...(preview && { preview }),
    ...(errors && { errors }),
  };
}

/** The rows that stand as buttons on its card: those that a member of the workspace can take now, but for its items. */
export function actsOnCard(kind: AnyKind, standing: Standing): readonly Row[] {
  return rowsIn(kind.table, standing.state.at)
    .map(([name, step]) => ({ name, step }))
    .filter(({ step }) => step.forEach === undefined);
}
