import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { participantsOf } from "../../bot/core/broadcasts/reach.ts";
import { DAY } from "../../bot/core/calendar/time.ts";
import type { Response } from "../../bot/core/counting/response.ts";
import type { Lane } from "../../bot/core/model/lane.ts";
import { corePress } from "../../bot/core/model/screen.ts";
import { createLoop } from "../../bot/engine/turn-context.ts";
import { MOST_QUESTIONS } from "../../bot/instruments/survey/questions/checks.ts";
import { bounds } from "../../bot/store/bounds.ts";
import { responseTallyOf } from "../../bot/store/tallies.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { sampleProcess } from "../support/sample-process.ts";
import { createTestTown, type TestResident, type TestTown } from "../support/town.ts";

/**
 * However much one person takes part in, has reported or is asked: what she does fits in what the table accepts at
 * once. The store of these towns refuses more than eighty-five items (`bot/store/bounds.ts` refuses a hundred).
 */

/** Before which of its individual writes the process dies; a commit can consist of several. */
const fate = vi.hoisted(() => ({ writes: 0, diesAt: 0 }));
vi.mock("../../bot/store/store.ts", async (original) => {
  const { dyingAtWrite } = await import("../support/dying-store.ts");
  return dyingAtWrite(await original<typeof import("../../bot/store/store.ts")>(), fate);
});

const processId = (n: number) => `P${String(1_000_000 + n)}`;

/** Noor takes part in this many processes. They are over, or an earlier version's: nothing else of them is there. */
async function takesPart(town: TestTown, noor: TestResident, count: number): Promise<void> {
  const lane = await noor.lane;
  if (!lane) throw new Error("she is not here");
  const next: Lane = {
    ...lane,
    takesPart: Array.from({ length: count }, (_, n) => processId(n)),
    version: lane.version + 1,
  };
  await town.store.commit([{ put: next, expect: lane.version }]);
  const rows = participantsOf(next);
  for (let at = 0; at < rows.length; at += 50)
    await town.store.commit(rows.slice(at, at + 50).map((put) => ({ put })));
  town.forgetsChanges();
}

const listed = (town: TestTown) =>
  town.store.images().filter((image) => image.pk?.S?.startsWith("PARTICIPANTS#"));
/** Her entries in the lists of participants. */
const groups = (town: TestTown) =>
  new Set(listed(town).map((image) => JSON.stringify([image.body?.M?.neighbourhood?.S, image.expiresAt?.N])));

async function member(count: number) {
  const town = createTestTown();
  const noor = await town.resident("noor").joins({ neighbourhood: "Binnenstad" });
  await takesPart(town, noor, count);
  return { town, noor };
}

describe("somebody who takes part in a hundred and fifty processes", () => {
  test("goes on in the next month, and is kept in every list as long as in her lane", async () => {
    const { town, noor } = await member(150);
    await town.passes(40 * DAY);
    await noor.says("Er ligt glas");
    const lane = await noor.lane;
    expect(lane?.dialogue).toBeDefined();
    const [one, ...more] = [...groups(town)];
    expect(more).toEqual([]);
    expect(JSON.parse(one ?? "[]")[1]).toBe(String(Date.parse(lane?.expires ?? "") / 1000));
    expect(listed(town)).toHaveLength(150);
  });

  test("allows that her group is counted, and takes it back: every list says so", async () => {
    const { town, noor } = await member(150);
    const toggles = () => noor.does({ type: "chose", press: corePress("allow", "count_group") });
    await toggles();
    expect([...groups(town)].map((one) => JSON.parse(one)[0])).toEqual(["centre"]);
    await toggles();
    expect([...groups(town)].map((one) => JSON.parse(one)[0])).toEqual([null]);
  });

  test("has herself erased, and stands in no list any more", async () => {
    const { town, noor } = await member(150);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles");
    expect(await noor.lane).toBeUndefined();
    expect(listed(town)).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])(
    "when the process dies at write %d of it, it is done again, whole",
    async (at) => {
      const { town, noor } = await member(150);
      await noor.commands("wis");
      const press = noor.button("Ja, wis alles");
      Object.assign(fate, { writes: 0, diesAt: at });
      await noor.gives({ type: "chose", press }, 999).catch(() => undefined);
      fate.diesAt = 0;
      town.restart();
      await noor.gives({ type: "chose", press }, 999);
      await town.settle();
      expect(await noor.lane).toBeUndefined();
      expect(listed(town)).toEqual([]);
    },
  );
});

test("whatever she told and takes part in, she can have herself erased", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 130 }),
      fc.integer({ min: 0, max: 90 }),
      async (processes, reports) => {
        const town = createTestTown();
        const noor = town.resident("noor");
        const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
        const [first, lane] = [await town.issue(id), await noor.lane];
        if (!first || !lane) throw new Error("nothing was raised");
        for (let n = 0; n < reports; n++) {
          const one = String(20_000_000 + n);
          await town.store.commit([
            { put: { ...first, id: one, version: 1, entries: 0 }, expect: "new" },
            { link: { resident: lane.resident, contribution: one, at: first.created } },
          ]);
        }
        await takesPart(town, noor, processes);
        await noor.commands("wis");
        await noor.presses("Ja, wis alles");
        expect(await noor.lane).toBeUndefined();
        const left = JSON.stringify(town.store.images());
        expect(left).not.toContain(lane.resident);
        expect(left).not.toContain("De lamp is kapot");
      },
    ),
    {
      numRuns: 12,
      examples: [
        [130, 90],
        [0, 90],
        [130, 0],
        [60, 38],
        [20, 39],
      ],
    },
  );
});

test("somebody in twenty manifestos that fill their rows can erase herself", async () => {
  const { town, noor } = await member(0);
  const lane = await noor.lane;
  if (!lane) throw new Error("she is not here");
  // What no packing makes smaller: 300 KB, of the 400 that a row holds.
  const filled = (n: number) =>
    sampleProcess({ id: processId(n), state: { text: randomBytes(225_000).toString("base64") } });
  const processes = Array.from({ length: 20 }, (_, n) => filled(n));
  for (const put of processes) await town.store.commit([{ put }]);
  town.forgetsChanges();
  const { contextFor, commit } = createLoop(town.ports);
  await commit({ lane: null, processes, effects: [] }, contextFor("tg:1", 0), { lane });
  expect(await noor.lane).toBeUndefined();
  expect((await town.store.process(processId(19)))?.version).toBe(2);
});

test("forty questions answered at once, or taken back at once, are counted in one write", () => {
  const answers = Object.fromEntries(
    Array.from({ length: MOST_QUESTIONS }, (_, n) => [`q${n}`, { is: "options" as const, ids: ["a", "b"] }]),
  );
  const whole: Response = {
    ...rowOfEachKind.response,
    answers,
    age: "16_17",
    neighbourhood: "centre",
    done: true,
    version: 2,
  };
  for (const [before, after] of [
    [undefined, whole],
    [whole, { ...whole, answers: {}, done: false, version: 3 }],
  ] as const) {
    const tally = responseTallyOf(before, after);
    expect(tally?.adds.length).toBeGreaterThan(MOST_QUESTIONS - 1);
    expect((tally?.adds.length ?? 0) + 1).toBeLessThan(bounds.items);
  }
});
