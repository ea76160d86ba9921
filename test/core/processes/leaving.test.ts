import { describe, expect, test, vi } from "vitest";
import type { AnyKind } from "../../../bot/core/processes/kind.ts";
import { some } from "../../../bot/core/processes/rows.ts";
import { kinds } from "./robot/fixture-kinds.ts";
import { begins } from "./robot/hands.ts";
import { type Leaver, somebodyLeaves } from "./robot/leaving-check.ts";
import { isOver, statesOf } from "./robot/map.ts";
import { createVillage, type Village } from "./robot/people.ts";
import { goesTo, plays } from "./robot/robot.ts";
import { joinsGroup } from "./robot/taking-part.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./robot/registry.ts"));
vi.mock("../../../bot/core/calendar/time.ts", async (original) =>
  (await import("./robot/fast-time.ts")).fastTime(original),
);

/** At any moment, in any process, whoever takes part can have herself erased; and it goes on to its end. */

const PATIENCE = 60_000;

/** Whether somebody in the chat begins it. */
function isBegunByResidents({ table }: AnyKind): boolean {
  return Object.values(table.steps).some(
    ({ from, by }) => some(from).includes("new") && some(by).includes("resident"),
  );
}

const leavers: readonly Leaver[] = ["member", "participant"];

describe.each([...kinds.values()].map((kind) => [kind.table.name, kind] as const))("%s", (name, kind) => {
  test(
    "one of its group and one who takes part leave in each of its states",
    async () => {
      const been = new Set<string>();
      const villages: Village[] = [];
      await plays(kind, (village) => {
        villages.push(village);
        return {
          stands: async (process, at) => {
            if (been.has(at) || !statesOf(kind.table).includes(at)) return;
            been.add(at);
            for (const who of leavers) await somebodyLeaves(village, kind, process, who);
          },
        };
      });
      const failed = villages.flatMap(({ town }) => town.logged.flatMap(({ error }) => error ?? []));
      expect(failed, `${name} makes nothing fail`).toEqual([]);
    },
    PATIENCE,
  );

  test.each(isBegunByResidents(kind) ? statesOf(kind.table) : [])(
    "whoever began it leaves in “%s”",
    async (at) => {
      const village = await createVillage();
      const process = await begins(village, kind);
      await joinsGroup(village, kind, process);
      await goesTo(village, kind, process, (one) => one === at);
      expect(await somebodyLeaves(village, kind, process, "author")).toBe(true);
      await goesTo(village, kind, process, (one) => isOver(kind.table, one));
      expect(village.town.logged.flatMap(({ error }) => error ?? [])).toEqual([]);
    },
    PATIENCE,
  );
});
