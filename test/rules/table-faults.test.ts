import { describe, expect, test } from "vitest";
import type { Lifecycle } from "../../bot/core/processes/lifecycle.ts";
import { tableFaults } from "../../checks/lifecycles/faults.ts";
import { all } from "../core/processes/lifecycles/index.ts";
import { days } from "./planted-tables/days.ts";
import { names } from "./planted-tables/names.ts";
import { parts } from "./planted-tables/parts.ts";
import { rows } from "./planted-tables/rows.ts";
import { states } from "./planted-tables/states.ts";

/** Somebody writes a table. What people would suffer from later is said to her now, in a sentence. */

test("every way of taking part that we know keeps its word to people", () => {
  expect(tableFaults(all)).toEqual([]);
  expect(all).toHaveLength(24);
});

const plants = [...states, ...rows, ...days, ...names, ...parts];

describe("somebody whose table has a fault reads what to do", () => {
  test.each(plants)("$fault", ({ table, plant, fault }) => {
    const good = all.find(({ name }) => name === table);
    if (!good) throw new Error(`there is no ${table}`);
    // A copy that may be spoilt in ways that its type forbids.
    const bad = plant(structuredClone(good) as never);
    const tables: readonly Lifecycle[] = [...all.filter((one) => one !== good), ...bad];
    expect(tableFaults(tables)).toEqual([`${bad[0]?.name}: ${fault}.`]);
  });
});
