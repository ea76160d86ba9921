import { after } from "../calendar/time.ts";
import { needs } from "../decision.ts";
import { say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Context, Decision, Turn } from "../turn.ts";
import { LOOK_AGAIN, nextWake } from "./alarm.ts";
import { movedOf, withParents } from "./children.ts";
import { consentDue } from "./consent-clock.ts";
import { fallen } from "./consent-fallen.ts";
import { clockRows, hasCome } from "./dues.ts";
import { editsDue } from "./edits-clock.ts";
import { countsEvaluation } from "./evaluation-clock.ts";
import { forgotten } from "./forgetting.ts";
import { whyNot } from "./guards.ts";
import { isDone, itemsIn, needsOfList } from "./items.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import { beginsRest } from "./pledge-clock.ts";
import { needsOfRaised } from "./raised.ts";
import { recorded, showCard, standingOf, waitsAs } from "./record.ts";
import { remindersDue } from "./reminding.ts";
import { keptUntil } from "./retention.ts";
import { isForClock, rowOf, rowsIn, stateIs } from "./rows.ts";
import { titleOf } from "./shown-values.ts";
import { movedTo, type Stage } from "./stage.ts";
import { needsOf, take } from "./take.ts";
import { toEverybody, toOfficials } from "./telling.ts";
import { nextMorning } from "./terms.ts";

/** What the clock does when a process asked to be woken: one thing at a time, the rest at the next ring. */

export function clockTurn(kind: AnyKind, process: Process, context: Context): Decision {
  const standing = standingOf(kind, process, context);
  const edits = editsDue(kind, standing);
  if (edits) return edits;
  if (standing.state.closing) return endsWhenHeard(kind, standing, standing.state.closing);
  return (
    beginsRest(kind, standing) ??
    countsEvaluation(kind, standing) ??
    kind.clock?.(standing) ??
    consentDue(kind, standing) ??
    takesRow(kind, standing) ??
    passesEmptyList(kind, standing) ??
    remindersDue(kind, standing) ??
    forgets(kind, standing) ??
    sleeps(kind, standing)
  );
}

function sleeps(kind: AnyKind, standing: Standing): Turn {
  const { process, state } = standing;
  // Rows of before did not say how officials find them.
  const found = { ...process, waits: waitsAs(kind, state) };
  return { processes: [{ ...found, wakeAt: nextWake(kind, standing, true) }], effects: [] };
}

/** The first row of the clock that is due and holds, the earliest first. */
function takesRow(kind: AnyKind, standing: Standing): Decision | undefined {
  const { context } = standing;
  const due = clockRows(kind, standing)
    .filter(({ when }) => when === undefined || when.at <= context.now)
    .toSorted((a, b) => (a.when?.at ?? context.now).localeCompare(b.when?.at ?? context.now));
  for (const row of due) {
    const unseen = needsOf(kind, row, standing);
    if (unseen.length > 0) return needs(...unseen);
    const item = itemFor(kind, row, standing);
    if (row.step.forEach !== undefined && !item) continue;
    if (row.when === undefined && row.step.due && !hasCome(kind, row.step.due, standing, item)) continue;
    if (whyNot(kind, row.step, standing, undefined, item) !== undefined) continue;
    return take(kind, { row, filled: {}, item, who: { actor: "clock" } }, standing);
  }
  return undefined;
}

/** The first item of its list that a row of the clock is to be taken for, and was not since it last changed. */
function itemFor(
  kind: AnyKind,
  { name, step }: ReturnType<typeof clockRows>[number],
  standing: Standing,
): Item | undefined {
  if (step.forEach === undefined) return undefined;
  return itemsIn(kind, step.forEach, standing).find((item) => {
    const taken = item.state.filled[name]?.on;
    const last = Object.entries(item.state.filled)
      .filter(([row]) => row !== name)
      .map(([, { on }]) => on)
      .toSorted()
      .at(-1);
    if (taken !== undefined && (last === undefined || taken >= last)) return false;
    return !step.due || !("when" in step.due) || hasCome(kind, step.due, standing, item);
  });
}

/** A list with nothing in it that has to be done: the state moves on at once, and those who hear are told so. */
function passesEmptyList(kind: AnyKind, standing: Standing): Decision | undefined {
  const { process, state, context } = standing;
  const rows = rowsIn(kind.table, state.at).filter(
    ([, step]) => step.forEach !== undefined && typeof step.to === "string",
  );
  for (const [name, step] of rows) {
    const list = step.forEach ?? "";
    const unseen = [...needsOfRaised(standing), ...needsOfList(kind, list, standing)];
    if (unseen.length > 0) return needs(...unseen);
    if (itemsIn(kind, list, standing).some((one) => !isDone(kind, name, step, one, standing))) continue;
    const to = String(step.to);
    const empty: Stage = movedTo({ ...state, active: context.now }, to, context.now);
    const changed = recorded(kind, standing, empty, "empty", { actor: "clock" });
    const heard =
      stateIs(kind.table, to) === "hidden"
        ? { broadcasts: [], effects: [] }
        : toEverybody((one) => say("common:process.empty", titleOf(one)), standing);
    return withParents(
      {
        processes: [changed.process],
        entries: [changed.entry],
        broadcasts: heard.broadcasts,
        effects: [...heard.effects, ...fallen(kind, state, process), showCard(process)],
      },
      movedOf(kind, process.id, state, empty),
      context,
    );
  }
  return undefined;
}

/** Nothing closes before everybody who took part has had a turn at hearing what came of it. */
function endsWhenHeard(
  kind: AnyKind,
  standing: Standing,
  { broadcast, step, to }: NonNullable<Stage["closing"]>,
): Decision {
  const { process, state, context } = standing;
  const message = context.seen.broadcast[broadcast];
  if (message === undefined) return needs({ see: "broadcast", id: broadcast });
  const at = message?.status.at;
  if (at === "counting" || at === "sending")
    return { processes: [{ ...process, wakeAt: after(context.now, LOOK_AGAIN) }], effects: [] };
  const heard = at === "sent";
  const rest = heard ? withoutClosing(state) : notEnded(kind, state);
  // Somebody stopped the message: not everybody has heard, so it does not end. It can be decided again.
  const next = heard ? movedTo(rest, to, context.now) : rest;
  const event = heard ? "ended" : "notEnded";
  // What the clock itself does it tries again in the morning, and not at once: somebody stopped it on purpose.
  const byClock = !heard && isForClock(rowOf(kind.table, step) ?? { from: "new", by: "organiser" });
  const { evaluation: _, ...unasked } = process;
  const changed = recorded(
    kind,
    { ...standing, process: heard ? process : unasked },
    next,
    event,
    { actor: "clock" },
    byClock ? nextMorning(context.now) : undefined,
  );
  const own = kind.text?.[event]?.({ ...standing, state: next });
  const text = byClock
    ? "officials:process.tells.triesAgain"
    : own === undefined
      ? `officials:process.tells.${event}`
      : `officials:${kind.table.name}.tells.${own}`;
  // What stands under another is called by its name: “it has ended” would be read of that one. Its card says so.
  const isOnOwn = kind.table.card !== false || own !== undefined || !heard;
  const told = isOnOwn ? toOfficials("organiser", say(text, titleOf(process)), standing) : [];
  return withParents(
    {
      processes: [changed.process],
      entries: [changed.entry],
      effects: [
        ...told,
        showCard(process),
        ...(kind.besides?.({ process: changed.process, state: next, context }, event) ?? []),
      ],
    },
    movedOf(kind, process.id, state, next),
    context,
  );
}

function withoutClosing({ closing: _, ...rest }: Stage): Stage {
  return rest;
}

/** The step that was to end it counts as not taken: nobody forced anything, and nothing was answered or promised. */
function notEnded(kind: AnyKind, state: Stage): Stage {
  const { closing, forced: _, answered, pledged, ...rest } = state;
  const step = closing?.step ?? "";
  const { [step]: __, ...taken } = rest.taken;
  const stays = answered !== undefined && !rowOf(kind.table, step)?.answers;
  const others = pledged?.filter(({ row }) => row !== step) ?? [];
  return { ...rest, taken, ...(stays && { answered }), ...(others.length > 0 && { pledged: others }) };
}

/** Long after its end. */
function forgets(kind: AnyKind, standing: Standing): Decision | undefined {
  const { process, state, context } = standing;
  if (stateIs(kind.table, state.at) !== "over" || state.forgotten) return undefined;
  return keptUntil(kind, process, state, context) <= context.now ? forgotten(kind, standing) : undefined;
}
