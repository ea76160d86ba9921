import type { Contribution } from "../model/contribution.ts";
import type { Lane } from "../model/lane.ts";
import type { Process } from "../model/process.ts";
import type { Context, Decision, Effect } from "../turn.ts";
import { withoutTaker } from "./each-once.ts";
import { emptyCard } from "./empty-card.ts";
import { MADE } from "./item.ts";
import { itemOf } from "./items.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import { recorded } from "./record.ts";
import { isForResidents, rowOf } from "./rows.ts";
import type { Kept, Stage } from "./stage.ts";
import { isResidentId } from "./telling.ts";

/** What remains of a process when nothing may lead to a person any more, and of one that a resident leaves. */

/**
 * Its term is over: what residents filled in goes, and who was in the core group. Results, documents, answers and
 * promises stay.
 */
export function forgotten(kind: AnyKind, standing: Standing): Decision {
  const { process, state, context } = standing;
  const { group, facilitated, owner, ...rest } = state;
  const next: Stage = {
    ...rest,
    filled: withoutResidents(kind, state.filled),
    ...(group && { group: { code: "", members: [] } }),
    ...(facilitated && { facilitated: { ...withoutWorkers(facilitated, () => true), code: "" } }),
    ...(owner !== undefined && !isResidentId(owner) && { owner }),
    ...(state.children && { children: withoutTheirs(state.children) }),
    ...(state.each && { each: {} }),
    forgotten: true,
  };
  const plain = { ...standing, process: withoutTitle(kind, process, context) };
  const changed = recorded(kind, plain, next, "forget", { actor: "clock" });
  return { processes: [changed.process], entries: [changed.entry], effects: [unpublished(process)] };
}

/** What groups voted stays; which youth worker entered it is known no more. */
export function withoutWorkers(
  facilitated: NonNullable<Stage["facilitated"]>,
  goes: (resident: string) => boolean,
): NonNullable<Stage["facilitated"]> {
  const { votes, workers } = facilitated;
  return {
    ...facilitated,
    workers: workers.filter(({ resident }) => !goes(resident)),
    ...(votes && {
      votes: votes.map(({ by, ...vote }) => ({ ...vote, ...(by !== undefined && !goes(by) && { by }) })),
    }),
  };
}

/** Everything that residents wrote goes from Slack, and its card is shown as it is now. */
export function unpublished({ id }: Pick<Process, "id">): Effect {
  return { do: "notify", notice: { kind: "unpublish", contribution: id } };
}

/** An item whose process was forgotten: what a row of the municipality said about it stays. */
export function forgottenValues(kind: AnyKind, { filled }: Item["state"]): Item["state"]["filled"] {
  return withoutResidents(kind, filled);
}

/** What residents filled in is emptied; what somebody of the municipality did stays, without them. */
function withoutResidents(kind: AnyKind, filled: Stage["filled"]): Stage["filled"] {
  return Object.fromEntries(
    Object.entries(filled).map(([row, kept]) => [
      row,
      isOfResident(kind, row, kept) ? { on: kept.on } : withoutIds(kept, isRandomId),
    ]),
  );
}

/** Whoever it was: nothing is known of her any more once she was erased. */
function isOfResident(kind: AnyKind, row: string, kept: Kept): boolean {
  const { by } = kept;
  if (by !== undefined) return isResidentId(by);
  if (row === MADE) return isMadeByResident({ [MADE]: kept });
  const step = rowOf(kind.table, row);
  return step === undefined || isForResidents(step);
}

/** Whether an item came into being at a row of a resident, also of one who was erased: then its words may be hers. */
export function isMadeByResident({ [MADE]: made }: Item["state"]["filled"]): boolean {
  if (!made) return false;
  return made.by === undefined ? made.values === undefined : isResidentId(made.by);
}

/** The random ids of residents: 24 hexadecimal digits. */
function isRandomId(text: string): boolean {
  return /^[0-9a-f]{24}$/.test(text);
}

/** What was filled in without the ids that are not to be kept: who promised something, say. */
function withoutIds(kept: Kept, goes: (id: string) => boolean): Kept {
  const strip = (value: unknown): unknown => {
    if (typeof value === "string") return goes(value) ? undefined : value;
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).map(([name, one]) => [name, strip(one)] as const);
    return Object.fromEntries(fields.filter(([, one]) => one !== undefined));
  };
  const { values } = kept;
  return values === undefined ? kept : { ...kept, values: strip(values) as NonNullable<Kept["values"]> };
}

function withoutTheirs(children: NonNullable<Stage["children"]>): NonNullable<Stage["children"]> {
  return Object.fromEntries(
    Object.entries(children).map(([name, { residents: _, ...child }]) => [name, child]),
  );
}

/** A process whose card nobody filled in is called by what a resident said when she began it. */
function withoutTitle(kind: AnyKind, process: Process, context: Context): Process {
  return Object.keys(process.card.question).length > 0
    ? process
    : { ...process, card: { ...process.card, title: emptyCard(kind, context).title } };
}

/** What a resident leaves behind in a process. */
interface Without {
  readonly process: Process;
  readonly state: Stage;
  /** What she filled in was here: it may stand in the thread of its card. */
  readonly typed: boolean;
  /** The core group has become smaller than it has to be. */
  readonly tooSmall: boolean;
}

/**
 * A resident has herself erased: her values, her name at them, her yes or no and her place in the group go; what she was
 * to do goes to the organiser.
 * @returns undefined when nothing in it is hers
 */
export function withoutResident(
  kind: AnyKind,
  { process, state, context }: Standing,
  lane: Pick<Lane, "resident" | "took">,
): Without | undefined {
  const { resident } = lane;
  const others = <One extends { readonly by: string }>(list: readonly One[]) =>
    list.filter(({ by }) => by !== resident);
  const asked = (state.asked ?? [])
    .filter(({ by }) => by !== resident)
    .map((one) => ({ ...one, yes: others(one.yes), no: others(one.no) }));
  const { group, facilitated, owner, ...rest } = state;
  const members = group?.members.filter((one) => one.resident !== resident) ?? [];
  const keeps = owner === resident ? process.organiser || undefined : owner;
  const next: Stage = {
    ...rest,
    filled: withoutHers(state.filled, resident),
    ...(state.asked && { asked }),
    ...(group && { group: { ...group, members } }),
    ...(facilitated && { facilitated: withoutWorkers(facilitated, (one) => one === resident) }),
    ...(keeps !== undefined && { owner: keeps }),
    ...withoutTaker(state, process, lane),
  };
  if (isSame(next, state)) return undefined;
  const began = Object.values(state.filled).some(({ by, on }) => by === resident && on === process.created);
  const least = kind.table.parts?.group?.least ?? 0;
  return {
    process: began ? withoutTitle(kind, process, context) : process,
    state: next,
    typed: !isSame(next.filled, state.filled),
    tooSmall: members.length < least && (group?.members.length ?? 0) >= least,
  };
}

/**
 * Rows at which somebody else may have filled something in after her: the state knows the last one only, and the thread
 * of its card has a line for each.
 */
export function rowsAfterHers(kind: AnyKind, { filled }: Stage, resident: string): readonly string[] {
  return Object.entries(filled).flatMap(([name, { by }]) => {
    const step = rowOf(kind.table, name);
    const keeps = step?.asks !== undefined && step.adds === undefined && step.forEach === undefined;
    return step && keeps && isForResidents(step) && by !== resident ? [name] : [];
  });
}

/** An item of somebody else in which she filled something in; undefined when she did not. */
export function itemWithoutResident(
  kind: AnyKind,
  contribution: Contribution,
  resident: string,
): Contribution | undefined {
  const { state } = itemOf(kind, contribution);
  const filled = withoutHers(state.filled, resident);
  if (contribution.by === resident || isSame(filled, state.filled)) return undefined;
  const hers = state.filled[MADE]?.by === resident && { words: {}, media: [] };
  return { ...contribution, state: { ...state, filled, ...hers } };
}

/**
 * An item that leaves its list, where nobody's erasure finds it but its maker's: what other residents filled in about it
 * goes with that. Undefined when there is nothing.
 */
export function withoutOthers({ row, state }: Item): Item["state"] | undefined {
  const isOther = (by: string | undefined) => by !== undefined && isResidentId(by) && by !== row.by;
  const filled = Object.fromEntries(
    Object.entries(state.filled).map(([name, kept]) => [
      name,
      isOther(kept.by) ? { on: kept.on } : withoutIds(kept, (id) => isRandomId(id) && id !== row.by),
    ]),
  );
  if (isSame(filled, state.filled)) return undefined;
  return { ...state, filled, ...(isOther(state.filled[MADE]?.by) && { words: {}, media: [] }) };
}

function withoutHers(filled: Stage["filled"], resident: string): Stage["filled"] {
  return Object.fromEntries(
    Object.entries(filled).map(([row, kept]) => [
      row,
      kept.by === resident ? { on: kept.on } : withoutIds(kept, (id) => id === resident),
    ]),
  );
}

/** Whether two states hold the same, in whatever order. */
function isSame(one: object, other: object): boolean {
  const text = (value: object) =>
    JSON.stringify(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)));
  return text(one) === text(other);
}
