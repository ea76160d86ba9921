import { isDay } from "../calendar/time.ts";
import { fingerprint } from "../fingerprint.ts";
import { type Contribution, numberFrom } from "../model/contribution.ts";
import { residentId } from "../model/ids.ts";
import { type ItemState, MADE, type NewItem } from "./item.ts";
import { listName } from "./items.ts";
import type { AnyKind, Standing } from "./kind.ts";
import type { Asks } from "./lifecycle.ts";
import { itemWakes } from "./retention.ts";
import { fieldOf, kindOf } from "./shown-values.ts";
import { wordsAndMedia } from "./spoken.ts";
import type { Kept, Stage } from "./stage.ts";
import type { Taking } from "./taking.ts";
import { isResidentId } from "./telling.ts";

/** Items that come into being at a row. */

/** The days that were filled in, by field. */
export function changedDays(asks: Asks | undefined, { values, on }: Kept): Stage["days"] {
  return Object.fromEntries(
    Object.entries(asks ?? {}).flatMap(([field, ask]) => {
      const value = values?.[field];
      return kindOf(ask) === "day" && typeof value === "string" && isDay(value)
        ? [[field, { day: value, on }]]
        : [];
    }),
  );
}

/** The items that come into being at a row, and how many each list had then. @param state as the row leaves it */
export function itemsOfRow(kind: AnyKind, taking: Taking, state: Stage, standing: Standing) {
  const { row, filled } = taking;
  const made = kind.makes?.[row.name]?.(standing, filled) ?? [];
  const counts: Record<string, number> = { ...state.items };
  const next = (list: string) => {
    const n = (counts[list] ?? 0) + 1;
    counts[list] = n;
    return n;
  };
  const { adds } = row.step;
  const rows = [
    ...(adds === undefined ? [] : [addedItem(kind, adds, taking, next(adds), standing)]),
    ...made.map((one) => madeItem(kind, one, next(one.list), standing, residentIn(taking))),
  ];
  return { rows, counts };
}

/** What was filled in at a row becomes an item of a list. */
function addedItem(
  kind: AnyKind,
  list: string,
  { row, filled, by, who }: Taking,
  n: number,
  standing: Standing,
): Contribution {
  const kept: Kept = { ...(by !== undefined && { by }), on: standing.context.now, values: { ...filled } };
  const field = fieldOf(row.step.asks, "words");
  const { words, media } = wordsAndMedia(field === undefined ? undefined : filled[field]);
  const state: Omit<ItemState, "n" | "list"> = {
    ...emptyItem(standing),
    words,
    media: [...media],
    filled: { [row.name]: kept },
    days: changedDays(row.step.asks, kept),
  };
  return contributionOf(kind, { ...state, list, n }, standing, residentIn({ by, who }));
}

function residentIn({ by, who }: Pick<Taking, "by" | "who">): string | undefined {
  return who.actor === "resident" && by !== undefined && isResidentId(by) ? by : undefined;
}

/** An item that nobody brought in. @param by the resident at whose row it came into being: its words may be hers */
function madeItem(
  kind: AnyKind,
  { list, words, values, quoted }: NewItem,
  n: number,
  standing: Standing,
  by?: string,
): Contribution {
  const kept: Kept = {
    ...(by !== undefined && { by }),
    on: standing.context.now,
    ...(values && { values: { ...values } }),
  };
  const filled: ItemState["filled"] = values === undefined && by === undefined ? {} : { [MADE]: kept };
  const state = { ...emptyItem(standing), words, filled, list, n, ...(quoted !== undefined && { quoted }) };
  return contributionOf(kind, state, standing);
}

function emptyItem({ process, context }: Standing) {
  return { process: process.id, at: "shown" as const, media: [], days: {}, since: context.now };
}

function contributionOf(
  kind: AnyKind,
  state: ItemState,
  { process, context }: Standing,
  by?: string,
): Contribution {
  const { now, seed } = context;
  return {
    row: "contribution",
    id: numberFrom(digest(`${seed}#${state.list}#${state.n}`)),
    instrument: kind.table.name,
    version: 0,
    ...(by !== undefined && { by: residentId(by) }),
    desk: process.desk,
    open: false,
    listedIn: listName(process.id, state.list),
    wakeAt: itemWakes(now),
    state,
    handled: [],
    created: now,
    changed: now,
    entries: 0,
  };
}

/** Hexadecimal digits for a number, derived from a text. */
function digest(text: string): string {
  const [one, two] = [fingerprint(text), fingerprint(`${text}#`)].map((part) =>
    Number.parseInt(part, 36).toString(16),
  );
  return `${one}${two}`.padEnd(12, "0");
}
