import { expect } from "vitest";
import { itemOf } from "../../../../bot/core/processes/items.ts";
import type { AnyKind } from "../../../../bot/core/processes/kind.ts";
import { keptUntil } from "../../../../bot/core/processes/retention.ts";
import type { Village } from "./people.ts";
import { standingIn } from "./robot.ts";
import { waitsUntil } from "./waiting.ts";

/** What has to be so once a process is over: it is closed, and one day nothing in it leads to anybody. */

/** Everything that a process and what was brought in for it hold now. */
function heldBy({ ledger }: Village, process: string): string {
  const items = [...ledger.contributions.values()].filter((one) => itemOf({}, one).state.process === process);
  return JSON.stringify([ledger.processes.get(process), ...items]);
}

/** What leads to residents: their random ids, and what they said. */
function tracesIn({ byId }: Village, text: string): readonly string[] {
  const ids = [...byId.keys()].filter((id) => text.includes(id));
  const words = [...byId.values()].filter(({ name }) =>
    new RegExp(`(Wat|regel van) ${name}\\b`, "u").test(text),
  );
  return [...ids, ...words.map(({ name }) => `the words of ${name}`)];
}

/** It is over: only the end of its term still wakes it, and then nothing is left of residents. */
export async function checksEnd(village: Village, kind: AnyKind, process: string): Promise<void> {
  const { name } = kind.table;
  const { state, context } = standingIn(village, process);
  const row = village.process(process);
  const until = keptUntil(kind, row, state, context);
  expect(state.closing, `${name} has told everybody`).toBeUndefined();
  expect(row.open, `${name} is closed`).toBe(false);
  // What everybody thinks of it is counted two weeks later.
  await waitsUntil(village, () => village.process(process).wakeAt === until, 20);
  const { open = [], paused = [] } = kind.table.states;
  const seen = state.way.some((at) => open.includes(at) || paused.includes(at));
  const counted = kind.table.card === false || state.under || !seen ? undefined : "few";
  expect(village.process(process).evaluation?.counted, `everybody was asked about ${name}`).toBe(counted);
  expect(village.process(process).wakeAt, `${name} waits for nothing`).toBe(until);
  const isForgotten = () => village.stage(process).forgotten === true;
  expect(await waitsUntil(village, isForgotten, 1200, 900), `${name} is forgotten`).toBe(true);
  expect(village.process(process).wakeAt, `${name} sleeps for good`).toBeUndefined();
  // What was brought in is looked at on a day of its own.
  await waitsUntil(village, () => tracesIn(village, heldBy(village, process)).length === 0, 40);
  expect(tracesIn(village, heldBy(village, process)), `nobody is left in ${name}`).toEqual([]);
}
