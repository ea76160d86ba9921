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
    const counted =
      <Given extends unknown[], Result>(each: string[][], act: (...given: Given) => Promise<Result>) =>
      (...given: Given): Promise<Result> => {
        const calls: string[] = [];
        each.push(calls);
        return waits.run(calls, () => act(...given));
      };
    return {
      ...app,
      official: counted(ofOfficials, app.official),
      deliver: counted(ofDelivery, app.deliver),
    };
  };
  return { ...real, createApp };
});

/** The calls that each act of an official waited for, in order. */
const ofOfficials: string[][] = [];
/** The same for what was delivered. */
const ofDelivery: string[][] = [];

async function waitedFor(each: string[][], act: () => Promise<unknown>): Promise<readonly string[][]> {
  each.length = 0;
  await act();
  return [...each];
}

describe("what was decided", () => {
  test("is with its desk after three round trips: what there is to know, where its card stands, and that it is done", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    const calls = await waitedFor(ofDelivery, () => noor.raises("De lamp is kapot", { at: "Vlinderpad" }));
    expect(calls).toEqual([["getMany", "write", "write"]]);
    expect(town.posted).toHaveLength(1);
  });

  test("is with her after three, and on its card and in the thread after three", async () => {
    const town = createTestTown();
    const noor = town.resident("noor");
    const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
    const ana = town.official("U0ANA");
    await ana.acts(id, "claim");
    const calls = await waitedFor(ofDelivery, () => ana.answers(id, { text: "De lamp is vervangen." }));
    expect(calls.toSorted()).toEqual([
      ["getMany", "get", "write"],
      ["getMany", "write", "write"],
    ]);
    expect(noor.lastText).toContain("De lamp is vervangen.");
    const before = town.card(id)?.thread.length ?? 0;
    expect(await waitedFor(ofDelivery, () => noor.presses("Ja"))).toEqual([["getMany", "write", "write"]]);
    expect(town.card(id)?.thread.length).toBeGreaterThan(before);
  });

  test("costs one more for a photo: that it is in the thread", async () => {
    const town = createTestTown();
    const noor = await town.resident("noor").joins();
    await noor.says("De lamp is kapot");
    await noor.says("Vlinderpad");
    await noor.photo();
    await noor.presses("Klaar");
    await noor.presses("Afval");
    const calls = await waitedFor(ofDelivery, () => noor.presses("Verstuur"));
    expect(calls).toEqual([["getMany", "write", "write", "write"]]);
    expect(town.posted[0]?.files).toHaveLength(1);
  });
});

describe("an official", () => {
  test("opens a form after one round trip, sees the message after two, and has sent it after three", async () => {
    const town = createTestTown();
    const id = await town.resident("noor").raises("De lamp is kapot", { at: "Vlinderpad" });
    const ana = town.official("U0ANA");
    expect(await waitedFor(ofOfficials, () => ana.answers(id, { text: "De lamp is vervangen." }))).toEqual([
      ["getMany"],
      ["getMany", "get"],
      ["getMany", "get", "write"],
    ]);
    expect(town.resident("noor").lastText).toContain("De lamp is vervangen.");
  });

  test("gets help with her first command after one", async () => {
    const town = createTestTown();
    expect(await waitedFor(ofOfficials, () => town.official("U0ANA").command("samenspel"))).toEqual([
      ["getMany"],
    ]);
  });
});
