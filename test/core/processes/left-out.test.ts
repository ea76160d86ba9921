import { describe, expect, test } from "vitest";
import { everywhere } from "../../../bot/core/processes/everywhere.ts";
import type { Lifecycle } from "../../../bot/core/processes/lifecycle.ts";
import { skippable } from "../../../bot/core/processes/row-preview.ts";
import { leadsTo, openStates, rowsOf, some, stateIs } from "../../../bot/core/processes/rows.ts";
import { all } from "./lifecycles/index.ts";

/** In every kind: which steps can be left out with a reason, and what ends a process before its time. */

const withCard = (all as readonly Lifecycle[]).filter(({ card }) => card !== false);

/** Every step of a kind that can be left out in some state. */
function leftOut(table: Lifecycle) {
  return openStates(table).flatMap((at) =>
    skippable({ table } as Parameters<typeof skippable>[0], { state: { at } as never }).map((name) => ({
      at,
      name,
      step: rowsOf(table)[name] ?? everywhere.skip,
    })),
  );
}

describe.each(withCard.map((table) => [table.name, table] as const))("%s", (_name, table) => {
  test("leaves out no step that counts, answers, promises, puts before somebody, or needs a yes", () => {
    for (const { name, step } of leftOut(table)) {
      const { counts, answers, commits, begins, agreed, document, sets, by } = step as Partial<
        (typeof table.steps)[string]
      >;
      const what = { counts, answers, commits, begins, agreed, document, sets };
      expect(
        Object.entries(what).filter(([, word]) => word !== undefined),
        name,
      ).toEqual([]);
      expect(some(by), name).not.toContain("colleague");
    }
  });

  test("leaves out no step that the town's page tells, and goes forward to a state that is not over", () => {
    for (const { at, name, step } of leftOut(table)) {
      expect(some((step as { tells?: string }).tells), name).not.toContain("public");
      for (const to of leadsTo(step, at)) {
        expect(stateIs(table, to), name).not.toBe("over");
        expect(to, name).not.toBe(at);
      }
    }
  });

  test("is stopped early by one row, into an outcome that no other row leads to, and that answers nothing", () => {
    const forced = Object.entries(rowsOf(table)).filter(([, step]) => leadsTo(step, "x").includes("forced"));
    expect(forced.map(([name]) => name)).toEqual(["forceEnd"]);
    const [, row] = forced[0] ?? [];
    expect(row).not.toHaveProperty("answers");
    expect(row).not.toHaveProperty("commits");
    expect(row).not.toHaveProperty("counts");
    expect(Object.values(table.states).flat()).not.toContain("forced");
    expect(some(row?.tells)).toContain("participants");
  });
});

test("something can be left out at all", () => {
  expect(withCard.flatMap(leftOut).length).toBeGreaterThan(5);
});
