import { expect, test } from "vitest";
import { after, MINUTE } from "../../../bot/core/calendar/time.ts";
import type { Contribution, Entry } from "../../../bot/core/model/contribution.ts";
import type { ResidentId } from "../../../bot/core/model/ids.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { nothingSeen } from "../../../bot/core/needs.ts";
import { startOffice } from "../../../bot/core/officials/office.ts";
import { begun } from "../../../bot/core/processes/begin-process.ts";
import { howManyTook } from "../../../bot/core/processes/each-once.ts";
import type { AnyKind, Standing, Values } from "../../../bot/core/processes/kind.ts";
import type { Asks, Step } from "../../../bot/core/processes/lifecycle.ts";
import { isForClock, rowsOf, some } from "../../../bot/core/processes/rows.ts";
import { kindOf, recordOf } from "../../../bot/core/processes/shown-values.ts";
import { newStage, type Stage, stageSchema } from "../../../bot/core/processes/stage.ts";
import { take } from "../../../bot/core/processes/take.ts";
import type { Context } from "../../../bot/core/turn.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { waterkant } from "../../support/waterkant.ts";
import { kinds } from "./robot/fixture-kinds.ts";

/** However much happens in a process, its row stays small: what belongs to items is with them, and history apart. */

const MOST = 50 * 1024;
const [ITEMS, TAKEN] = [1000, 400];

/** Three hundred letters in each language of the town: as long as the question of a card may be. */
const WORDS = { nl: "Een bankje op het plein. ".repeat(12), en: "A bench on the square. ".repeat(13) };

/** Something in every field; five records in every list. */
function filledAs(asks: Asks = {}): Values {
  return Object.fromEntries(
    Object.entries(asks).map(([field, ask]) => {
      const is = kindOf(ask);
      if (is === "words") return [field, WORDS];
      if (is === "rows") return [field, Array.from({ length: 5 }, () => short(recordOf(ask)))];
      return [field, short({ [field]: ask })[field]];
    }),
  );
}

function short(asks: Asks): Values {
  return Object.fromEntries(
    Object.entries(asks).map(([field, ask]) => {
      const is = kindOf(ask);
      if (is === "words") return [field, { nl: "Een bankje op het plein.", en: "A bench on the square." }];
      if (is === "day" || is === "date") return [field, "2026-06-01"];
      if (is === "choice") return [field, String((ask as readonly string[])[0])];
      return [field, is === "owner" || is === "colleague" ? "U0BOO" : "Een regel over het plein."];
    }),
  );
}

const context = (n: number): Context =>
  ({
    now: after("2026-05-04T09:00:00.000Z", n * MINUTE),
    seed: String(n).padStart(64, "0"),
    town: waterkant,
    office: startOffice(waterkant),
    seen: {
      ...nothingSeen,
      // Each list has been read, and is empty: what is measured is the process.
      listed: new Proxy({}, { get: () => [] }),
      recount: new Proxy({}, { get: () => ({ voters: 1000, points: { 1: 500, 2: 300, 3: 200 } }) }),
      tally: new Proxy({}, { get: () => ({ voters: 1000, points: { 1: 500, 2: 300, 3: 200 } }) }),
    },
  }) as unknown as Context;

/** Everything that was written down in a process. */
interface Written {
  process: Process;
  readonly entries: Entry[];
  readonly items: Contribution[];
}

/** Takes a row as often as is asked, wherever the process stands. */
function takesOften(kind: AnyKind, row: readonly [string, Step], times: number, written: Written): void {
  const [name, step] = row;
  for (let n = 0; n < times; n++) {
    const { process } = written;
    const state: Stage = stageSchema.parse(process.state);
    const standing: Standing = { process, state, context: context(written.entries.length) };
    // It stays where it is: what is measured is what it keeps.
    const { to: _, ...stays } = step;
    const who = isForClock(step) ? { actor: "clock" as const } : { actor: "organiser" as const };
    const taking = { row: { name, step: stays }, filled: filledAs(step.asks), by: "U0OLA", who };
    const turn = take(kind, taking, standing);
    if ("needs" in turn) throw new Error(`${kind.table.name}.${name} needs ${turn.needs[0]?.see}`);
    written.entries.push(...(turn.entries ?? []));
    written.items.push(...(turn.contributions ?? []));
    const next = turn.processes?.find(({ id }) => id === process.id);
    if (next) written.process = { ...next, handled: Array.from({ length: 24 }, () => "sl:1234567890") };
  }
}

/** With a core group as large as it may be. */
function withGroup({ table }: AnyKind, state: Stage): Stage {
  const { most = 0 } = table.parts?.group ?? {};
  const members = Array.from({ length: most }, (_, n) => ({
    resident: String(n).padStart(24, "0") as ResidentId,
    on: context(n).now,
  }));
  return { ...state, ...(state.group && { group: { ...state.group, members } }) };
}

test.each([...kinds.values()].map((kind) => [kind.table.name, kind] as const))(
  "a row of %s stays small with 1,000 items and 400 rows of history",
  (name, kind) => {
    const { turn } = begun(
      kind,
      {
        id: "P1234567",
        card: sampleProcess().card,
        desk: "youth_neighbourhood",
        organiser: "U0OLA",
        filled: {},
        who: { actor: "organiser", official: "U0OLA" },
      },
      context(0),
    );
    const [process] = turn.processes ?? [];
    if (!process) throw new Error(`${name} was not begun`);
    const written: Written = { process, entries: [...(turn.entries ?? [])], items: [] };
    const rows = Object.entries(rowsOf(kind.table)).filter(
      ([row, { from }]) => !some(from).includes("new") && row !== "skip",
    );
    const adds = rows.filter(([, step]) => step.adds !== undefined);
    for (const row of rows) takesOften(kind, row, 1, written);
    for (const row of adds) takesOften(kind, row, Math.ceil(ITEMS / adds.length), written);
    const often = rows.filter(([, { commits, begins }]) => commits === undefined && begins === undefined);
    for (const row of often) takesOften(kind, row, Math.ceil(TAKEN / often.length), written);
    expect(written.entries.length).toBeGreaterThan(TAKEN);
    if (adds.length > 0) expect(written.items.length).toBeGreaterThanOrEqual(ITEMS);
    const full = { ...written.process, state: withGroup(kind, stageSchema.parse(written.process.state)) };
    expect(JSON.stringify(full).length, `bytes in the row of ${name}`).toBeLessThan(MOST);
  },
);

test("a row that a whole town takes, one time each, leaves its process as small as it was", () => {
  const rows = [...kinds.values()].flatMap((kind) =>
    Object.entries(rowsOf(kind.table))
      .filter(([, { once }]) => once === "each")
      .map(([name, step]) => ({ kind, row: { name, step: { ...step, to: undefined, guard: undefined } } })),
  );
  expect(rows.length).toBeGreaterThan(2);
  for (const { kind, row } of rows) {
    let process = {
      ...sampleProcess(),
      instrument: kind.table.name,
      state: newStage("open", context(0).now),
    };
    let tenth = 0;
    for (let n = 1; n <= 100; n++) {
      const by = n.toString(16).padStart(24, "0");
      const standing: Standing = {
        process,
        state: stageSchema.parse(process.state),
        context: context(n),
        by,
      };
      const turn = take(kind, { row, filled: {}, by, who: { actor: "resident" } }, standing);
      if ("needs" in turn) throw new Error(`${row.name} needs ${turn.needs[0]?.see}`);
      process = { ...process, ...turn.processes?.[0], state: stageSchema.parse(turn.processes?.[0]?.state) };
      if (n === 10) tenth = JSON.stringify(process).length;
    }
    expect(howManyTook(process.state, row.name), `${kind.table.name}.${row.name}`).toBe(100);
    // Longer numbers, and no more.
    expect(JSON.stringify(process).length - tenth, `bytes of ${row.name}`).toBeLessThan(20);
  }
});
