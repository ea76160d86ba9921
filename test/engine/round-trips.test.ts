import { AsyncLocalStorage } from "node:async_hooks";
import { describe, expect, test, vi } from "vitest";
import type { ItemTable } from "../../bot/store/item-table.ts";
import { createTestTown } from "../support/town.ts";

/**
 * How often somebody waits for the table: each call is a round trip. The bench counts the same against DynamoDB
 * (bench/actions.ts); here every push does.
 */

const waits = new AsyncLocalStorage<string[]>();
const noted = (call: string) => waits.getStore()?.push(call);

function watched(table: ItemTable): ItemTable {
  return {
    ...table,
    get(key) {
      noted("get");
      return table.get(key);
    },
    getMany(keys) {
      noted("getMany");
      return table.getMany(keys);
    },
    list(...given) {
      noted("list");
      return table.list(...given);
    },
    waiting(...given) {
      noted("waiting");
      return table.waiting(...given);
    },
    write(steps) {
      noted("write");
      return table.write(steps);
    },
  };
}

vi.mock("../../bot/store/store.ts", async (original) => {
  const real = await original<typeof import("../../bot/store/store.ts")>();
  const createStore: typeof real.createStore = (table, ...more) => real.createStore(watched(table), ...more);
  return { ...real, createStore };
});

vi.mock("../../bot/app.ts", async (original) => {
  const real = await original<typeof import("../../bot/app.ts")>();
  const createApp: typeof real.createApp = (ports) => {
    const app = real.createApp(ports);
    const official: typeof app.official = async (input) => {
      const calls: string[] = [];
      const turn = await waits.run(calls, () => app.official(input));
      ofOfficials.push(calls);
      return turn;
    };
    return { ...app, official };
  };
  return { ...real, createApp };
});

/** The calls that each act of an official waited for, in order. */
const ofOfficials: string[][] = [];

async function waitedFor(act: () => Promise<unknown>): Promise<readonly string[][]> {
  ofOfficials.length = 0;
  await act();
  return [...ofOfficials];
}

describe("an official", () => {
  test("opens a form after one round trip, sees the message after two, and has sent it after three", async () => {
    const town = createTestTown();
    const id = await town.resident("noor").raises("De lamp is kapot", { at: "Vlinderpad" });
    const ana = town.official("U0ANA");
    expect(await waitedFor(() => ana.answers(id, { text: "De lamp is vervangen." }))).toEqual([
      ["getMany"],
      ["getMany", "get"],
      ["getMany", "get", "write"],
    ]);
    expect(town.resident("noor").lastText).toContain("De lamp is vervangen.");
  });

  test("gets help with her first command after one", async () => {
    const town = createTestTown();
    expect(await waitedFor(() => town.official("U0ANA").command("samenspel"))).toEqual([["getMany"]]);
  });
});
