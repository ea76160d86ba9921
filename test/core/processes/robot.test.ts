import { describe, expect, test, vi } from "vitest";
import { checksEnd } from "./robot/ending-check.ts";
import { kinds } from "./robot/fixture-kinds.ts";
import { arrowsToTake, statesOf } from "./robot/map.ts";
import { type Moment, momentOf } from "./robot/moments.ts";
import type { Village } from "./robot/people.ts";
import { plays } from "./robot/robot.ts";
import { checksRow } from "./robot/row-check.ts";
import { checksWaiting } from "./robot/waiting-check.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./robot/registry.ts"));
vi.mock("../../../bot/core/calendar/time.ts", async (original) =>
  (await import("./robot/fast-time.ts")).fastTime(original),
);

/**
 * Every table is played from its beginning to its ends, every row at least once, through the whole town: people press
 * buttons, fill in forms and answer questions, the clock rings, and everybody whom a row names hears, once.
 */

/** Milliseconds. A year in a town takes seconds, and a busy machine is slow. */
const PATIENCE = 60_000;

/** Where each table stood in a play, by table and state. */
const moments = new Map<string, Moment>();

describe.each([...kinds.values()].map((kind) => [kind.table.name, kind] as const))("%s", (name, kind) => {
  test(
    "every row is taken, everybody whom it names hears, and it ends for good",
    async () => {
      const villages: Village[] = [];
      const ends = new Set<string>();
      const { left, taken } = await plays(kind, (village) => {
        villages.push(village);
        return {
          stands: (process, at) => {
            const key = `${name} ${at}`;
            if (!moments.has(key)) moments.set(key, momentOf(village, process));
          },
          row: (process, arrow) => checksRow(village, kind, process, arrow),
          ended: async (process, at) => {
            if (ends.has(at)) return;
            ends.add(at);
            await checksEnd(village, kind, process);
          },
        };
      });
      expect(left).toEqual([]);
      const unseen = [...new Set(villages.flatMap((village) => [...village.unseen]))];
      expect(unseen, "every row that residents take stands on a button").toEqual([]);
      expect(taken.size).toBeGreaterThanOrEqual(arrowsToTake(kind.table).length - 1);
      const failed = villages.flatMap(({ town }) => town.logged.flatMap(({ error }) => error ?? []));
      expect(failed, `${name} makes nothing fail`).toEqual([]);
    },
    PATIENCE,
  );

  test.each(statesOf(kind.table))("nobody waits in silence in “%s”", (at) => {
    const moment = moments.get(`${name} ${at}`);
    if (!moment) throw new Error(`${name} never came to “${at}”`);
    checksWaiting(kind, moment);
  });
});
