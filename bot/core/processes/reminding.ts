import { addDays, type Day, type Instant } from "../calendar/time.ts";
import { needs } from "../decision.ts";
import { type Message, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Decision, Effect } from "../turn.ts";
import { clockRows, heardLate, lateAnswer, owedRows, type When, whenOf } from "./dues.ts";
import { whyNot } from "./guards.ts";
import { undone } from "./items.ts";
import type { AnyKind, Row, Standing } from "./kind.ts";
import { whatIsOwed } from "./owed.ts";
import { recorded, showCard } from "./record.ts";
import { isShared, peopleOf, stateIs } from "./rows.ts";
import { begunWith, titleOf } from "./shown-values.ts";
import { needsOf } from "./take.ts";
import {
  eachOnce,
  hearersOf,
  isResidentId,
  toEverybody,
  toMember,
  toOfficials,
  toResident,
} from "./telling.ts";
import { dayIn } from "./terms.ts";
import { nextReminder, type Reminder } from "./watch.ts";

/** Reminds people of what they owe, and tells those who wait for it. See `watch.ts` for when. */

export function remindersDue(kind: AnyKind, standing: Standing): Decision | undefined {
  const { state, context } = standing;
  const rows = owedRows(kind, standing);
  const unseen = rows.flatMap((row) => needsOf(kind, row, standing));
  if (unseen.length > 0) return needs(...unseen);
  for (const row of watched(kind, rows, standing)) {
    const when = whenOwed(kind, row, standing);
    if (!when) continue;
    const last = state.watched[row.name];
    const next = nextReminder(when, last, context.town, state.began[state.at], context.now);
    if (next.at <= context.now) return reminds(kind, row, when, next.is, standing);
  }
  const late = lateAnswer(kind, standing);
  if (!late) return undefined;
  const next = nextReminder(late.when, heardLate(late, state), context.town);
  return next.at <= context.now ? reminds(kind, late.row, late.when, next.is, standing) : undefined;
}

/**
 * What is watched: rows whose guard holds. When none does and the clock does not move it on either, the others are
 * watched all the same, for then somebody has to make them possible.
 */
function watched(kind: AnyKind, rows: readonly Row[], standing: Standing): readonly Row[] {
  const open = rows.filter(
    ({ step }) => step.forEach !== undefined || whyNot(kind, step, standing) === undefined,
  );
  const moves = clockRows(kind, standing).some(
    ({ name, step, when }) => when && step.to && kind.table.steps[name],
  );
  return open.length > 0 || moves ? open : rows;
}

/** Until when it is owed; item by item, the first that is not done. */
function whenOwed(kind: AnyKind, row: Row, standing: Standing): When | undefined {
  if (row.step.forEach === undefined) return whenOf(kind, row, standing);
  return undone(kind, row.name, row.step, standing)
    .flatMap((item) => whenOf(kind, row, standing, item) ?? [])
    .toSorted((a, b) => a.at.localeCompare(b.at))[0];
}

function reminds(kind: AnyKind, row: Row, { day }: When, is: Reminder, standing: Standing): Decision {
  const { process, state, context } = standing;
  const { name } = kind.table;
  const params = { ...titleOf(process), day: { date: day } };
  const isSeen = stateIs(kind.table, state.at) !== "hidden";
  // Nobody is told of what residents do not see yet.
  const official = say(`officials:process.owed.${is === "passed" && !isSeen ? "late" : is}`, {
    ...params,
    what: whatIsOwed(kind, row, standing),
  });
  const resident = (one: Process) =>
    say(`common:process.owed.${is === "before" ? "before" : "passed"}`, {
      ...params,
      ...titleOf(one),
      what: isShared(kind, row)
        ? say("common:process.owed.answer")
        : say(`${name}:owed.${row.name}`, {
            ...begunWith(kind, state, `${name}:choice`),
            ...titleOf(process),
          }),
    });
  const next = { ...state, watched: { ...state.watched, [row.name]: context.now } };
  const changed = recorded(kind, standing, next, `owed.${is}`, { actor: "clock" });
  const owing = whoOwes(row, standing, official, resident(process));
  const isLong = is === "week" || is === "month" || (is === "passed" && isOverAWeek(day, context.now));
  const officials = [
    ...(isLong ? ["clerk" as const] : []),
    ...(is === "passed" && owing.all ? ["organiser" as const] : []),
  ];
  const also = toOfficials(officials, official, standing);
  const isTold = is === "passed" && isSeen && !owing.all;
  const all = isTold || (owing.all && (is === "before" || is === "passed"));
  const everybody = all ? toEverybody(resident, standing) : { broadcasts: [], effects: [] };
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: everybody.broadcasts,
    effects: [
      ...eachOnce([...owing.effects, ...also, ...everybody.effects]),
      showCard(process),
      ...(kind.besides?.({ process: changed.process, state: next, context }, `owed.${is}`) ?? []),
    ],
  };
}

/** The clock may have stood still: the clerk hears at once what she would have heard by now. */
function isOverAWeek(day: Day, now: Instant): boolean {
  return dayIn(now) > addDays(day, 7);
}

/** Those who owe it; `all`: everybody who takes part. */
function whoOwes(
  row: Row,
  { process, state, context }: Standing,
  official: Message,
  resident: Message,
): { readonly effects: readonly Effect[]; readonly all: boolean } {
  const members = new Set<string>();
  const residents = new Set<string>();
  let all = false;
  for (const who of peopleOf(row.step)) {
    if (who === "member") for (const one of state.group?.members ?? []) residents.add(one.resident);
    else if (who === "owner") {
      const to = state.owner === undefined ? hearersOf("organiser", process, context) : [state.owner];
      for (const one of to) (isResidentId(one) ? residents : members).add(one);
    } else if (who === "author" || who === "participant" || who === "resident") all = true;
    else {
      const to = who === "organiser" || who === "clerk" ? who : "colleagues";
      for (const one of hearersOf(to, process, context)) members.add(one);
    }
  }
  return {
    effects: [
      ...[...residents].map((one) => toResident(one, { lines: [resident] })),
      ...[...members].map((member) => toMember(member, official, process)),
    ],
    all,
  };
}
