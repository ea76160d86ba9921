import { addDays, after, type Day, type Instant, MINUTE } from "../calendar/time.ts";
import { holds } from "./guards.ts";
import type { AnyKind, Item, Row, Standing } from "./kind.ts";
import type { Due, Term } from "./lifecycle.ts";
import { isForClock, peopleOf, rowsIn } from "./rows.ts";
import type { Stage } from "./stage.ts";
import { dayAfter, dayIn, endOf, morningOf } from "./terms.ts";

/** When the clock takes a row, or until when people have to. */

export interface When {
  /** The clock takes it from this moment on; people are late from then on. */
  readonly at: Instant;
  /** The last day, for people. */
  readonly day: Day;
  /** When its term began: what was done before that was another time. */
  readonly since: Instant;
}

/** Milliseconds. A ballot that was decided in time may still be on its way to the table (our limit). */
const COUNT_AFTER = 2 * MINUTE;

/** Every day that a row waits for, whoever takes it; undefined while it has none, or waits for something else. */
export function whenOf(kind: AnyKind, row: Row, standing: Standing, item?: Item): When | undefined {
  const { due } = row.step;
  if (!due) return undefined;
  const found = counted(due, kind, row, standing, item);
  const put = standing.state.postponed?.[row.name];
  if (!found || !put || put.on < found.since) return found;
  return { at: momentOf(put.day, row, "past" in due), day: put.day, since: put.on };
}

function counted(due: Due, kind: AnyKind, row: Row, standing: Standing, item?: Item): When | undefined {
  const { state, context } = standing;
  if ("when" in due) return undefined;
  if ("on" in due) return onDay(dayNamed(due.on, standing, item), row, false);
  if ("past" in due) return onDay(dayNamed(due.past, standing, item), row, true);
  const term = context.town.terms[`${kind.table.name}.${row.name}`] as Term | undefined;
  if ("ahead" in due) {
    const of = dayNamed(due.of, standing, item);
    return of && onDay({ on: of.on, day: dayAfter(of.day, term ?? due.ahead, context.town, -1) }, row, false);
  }
  if ("silent" in due) return termFrom(quietSince(standing), term ?? due.silent, row, standing);
  const start =
    due.since === undefined ? (item?.state.since ?? state.began[state.at]) : state.began[due.since];
  if (start === undefined) return undefined;
  return "every" in due
    ? nextTime(start, term ?? due.every, row, standing, item)
    : termFrom(start, term ?? due.after, row, standing);
}

/** Since when nobody did anything about what is asked in this state. */
function quietSince({ state }: Standing): Instant {
  const began = state.began[state.at];
  return began !== undefined && began > state.active ? began : state.active;
}

/** A day that somebody fixed, and when. */
interface Fixed {
  readonly day: Day;
  readonly on: Instant;
}

/** The day of this name: the item's own, the card's, or the one that was fixed last. */
export function dayNamed(
  name: string,
  { process, state }: Pick<Standing, "process" | "state">,
  item?: Item,
): Fixed | undefined {
  const own = item?.state.days[name];
  if (own) return own;
  const fixed = state.days[name];
  return name === "answerBy" ? { day: process.card.answerBy, on: fixed?.on ?? process.created } : fixed;
}

function onDay(fixed: Fixed | undefined, row: Row, whenOver: boolean): When | undefined {
  return fixed && { at: momentOf(fixed.day, row, whenOver), day: fixed.day, since: fixed.on };
}

function termFrom(start: Instant, term: Term, row: Row, { context }: Standing): When {
  const day = dayAfter(dayIn(start), term, context.town);
  return { at: momentOf(day, row, false), day, since: start };
}

/** The first of these days after it was done last. */
function nextTime(start: Instant, term: Term, row: Row, standing: Standing, item?: Item): When {
  const { state, context } = standing;
  const done = item ? item.state.filled[row.name]?.on : state.taken[row.name];
  const last = done !== undefined && done > start ? done : start;
  for (let times = 1; ; times++) {
    const day = dayAfter(dayIn(start), term, context.town, times);
    if (momentOf(day, row, false) > last) return { at: momentOf(day, row, false), day, since: last };
  }
}

/** People have until the end of a day; the clock does things in its morning, or when it is over. */
function momentOf(day: Day, { step }: Row, whenOver: boolean): Instant {
  if (whenOver || !isForClock(step)) return step.counts ? after(endOf(day), COUNT_AFTER) : endOf(day);
  return morningOf(day);
}

/** A row of the clock, and when it takes it. */
export interface ClockRow extends Row {
  /** Absent: as soon as its guard holds, or a child is that far. */
  readonly when?: When;
}

/** The rows that the clock still has to take in this state. */
export function clockRows(kind: AnyKind, standing: Standing): readonly ClockRow[] {
  const { state } = standing;
  return rowsIn(kind.table, state.at).flatMap(([name, step]): ClockRow[] => {
    const row = { name, step };
    if (!isForClock(step) || isMoot(kind, row, standing)) return [];
    if (step.due && "when" in step.due)
      return step.to !== undefined ||
        step.forEach !== undefined ||
        !isTaken(row, standing, state.began[state.at])
        ? [row]
        : [];
    const when = whenOf(kind, row, standing);
    if (isTooLate(row, standing)) return [];
    if (!when || (!isRepeated(step.due) && isTaken(row, standing, when.since))) return [];
    return [{ ...row, when }];
  });
}

/** A reminder of a day is of no use when that day is over, however long the clock stood still. */
function isTooLate({ step }: Row, standing: Standing): boolean {
  const { due } = step;
  if (step.to !== undefined || !due || !("ahead" in due)) return false;
  const of = dayNamed(due.of, standing);
  return of !== undefined && standing.context.now >= endOf(of.day);
}

function isRepeated(due: Due | undefined): boolean {
  return due !== undefined && "every" in due;
}

function isTaken({ name }: Row, { state }: Standing, since: Instant | undefined): boolean {
  const taken = state.taken[name];
  return taken !== undefined && since !== undefined && taken >= since;
}

/**
 * Whether a row about the card's answer day is not needed: it was answered, or somebody owes the answer in this state and
 * is watched already.
 */
function isMoot(kind: AnyKind, { name, step }: Row, { state }: Standing): boolean {
  if (name !== "warn" && name !== "late") return false;
  const owed = rowsIn(kind.table, state.at).some(
    ([other, { due }]) =>
      other !== name && due && "past" in due && due.past === "answerBy" && other !== "late",
  );
  return state.answered !== undefined || (owed && step.by === "clock");
}

/** Whether what a row waits for has come: its guard holds, or a child has been in that state. */
export function hasCome(kind: AnyKind, due: Due, standing: Standing, item?: Item): boolean {
  if (!("when" in due)) return false;
  const [child = "", at] = due.when.split(".");
  if (at === undefined) return holds(kind, due.when, standing, item);
  const been = standing.state.children?.[child]?.been ?? [];
  return at === "moved" ? been.length > 1 : been.includes(at);
}

/**
 * The answer that the card promised, once everybody heard that it is late: unlike the clock's row, which tells them
 * once, it goes on to be watched until it is there or has a new day. Undefined where somebody's own row is watched.
 */
export function lateAnswer(
  kind: AnyKind,
  standing: Standing,
): { row: Row; when: When; told: Instant } | undefined {
  const { state } = standing;
  const [found] = rowsIn(kind.table, state.at).filter(([name]) => name === "late");
  if (!found || kind.table.card === false) return undefined;
  const row: Row = { name: "late", step: { ...found[1], by: "organiser" } };
  const when = whenOf(kind, { ...row, step: found[1] }, standing);
  const told = state.taken.late;
  if (!when || told === undefined || told < when.since || isMoot(kind, { ...row, step: found[1] }, standing))
    return undefined;
  return { row, when, told };
}

/**
 * When people last heard that the answer is late. The clock's row told everybody on the day itself, so what is told when
 * a day has passed was told.
 */
export function heardLate(
  { when, told }: NonNullable<ReturnType<typeof lateAnswer>>,
  { watched }: Stage,
): Instant {
  const first = morningOf(addDays(when.day, 1));
  return [watched.late ?? told, told, first].toSorted().at(-1) ?? told;
}

/** Rows that people owe in this state: each is watched until it is done. */
export function owedRows(kind: AnyKind, standing: Standing): readonly Row[] {
  return rowsIn(kind.table, standing.state.at)
    .map(([name, step]) => ({ name, step }))
    .filter(({ step }) => step.due && !isForClock(step) && peopleOf(step).length > 0);
}
