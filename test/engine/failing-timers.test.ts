import { describe, expect, test } from "vitest";
import { after, HOUR, type Instant, MINUTE } from "../../bot/core/calendar/time.ts";
import type { Contribution } from "../../bot/core/model/contribution.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { say } from "../../bot/core/model/message.ts";
import type { Notice } from "../../bot/core/model/notice.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { Image } from "../../bot/store/item-codec.ts";
import { withoutKey } from "../../bot/store/sealing.ts";
import { stepsOf } from "../../bot/store/steps.ts";
import { createTestTown, type TestTown } from "../support/town.ts";

/** Something that cannot be handled when its day comes does not hold up anybody else's day. */

const LONG_AGO = "2026-05-01T09:00:00.000Z";

/** A report with a defect that only shows when it is decided about. */
function broken(id: string, wakeAt: Instant = LONG_AGO): Contribution {
  return {
    row: "contribution",
    id,
    instrument: "issue",
    version: 1,
    created: LONG_AGO,
    changed: LONG_AGO,
    desk: "front_desk",
    open: true,
    dueAt: wakeAt,
    wakeAt,
    entries: 1,
    handled: [],
    state: { status: { at: "nowhere" } },
  };
}

const failures = (town: TestTown) =>
  town.logged.flatMap(({ event, facts }) => (event === "clock_failed" ? [facts] : []));

/** How many reports still have an alarm. */
const alarms = (town: TestTown) => town.store.images().filter((image) => image.wakeFor?.S === "ALARM").length;

async function fails(town: TestTown, rows: readonly Row[], areOlder = false): Promise<void> {
  for (const put of rows)
    if (areOlder) town.store.plant(asBefore(put));
    else await town.store.commit([{ put }]);
  // The stream has nothing to do with these.
  town.forgetsChanges();
}

/** The items of a row that does not say which version wrote it. */
function asBefore(put: Row): readonly Image[] {
  return stepsOf({ put }, withoutKey).flatMap((step) => {
    if (step.do !== "put") return [];
    const { shape: _, ...image } = step.image;
    return [image];
  });
}

/**
 * Noor reported something, and nobody answers. @returns her promised date, and how often she was told that it is late
 */
async function waits(town: TestTown) {
  const noor = town.resident("noor");
  await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
  const apologies = () =>
    noor.heard.filter((one) => one.screen.lines.some((line) => line.key === "issue:notice.late")).length;
  const [issue] = await town.store.mine((await noor.lane)?.resident ?? residentId(""));
  if (issue?.wakeAt === undefined) throw new Error("nothing was promised");
  return { noor, apologies, id: issue.id, day: issue.wakeAt };
}

/** Ways in which it can go wrong. */
const ways: readonly { name: string; areOlder?: true; rows: () => readonly Row[] }[] = [
  {
    name: "cannot be decided about",
    rows: () => Array.from({ length: 250 }, (_, n) => broken(String(10_000_000 + n))),
  },
  {
    name: "are not as the model says",
    areOlder: true,
    rows: () =>
      Array.from(
        { length: 250 },
        (_, n) => ({ ...broken(String(10_000_000 + n)), entries: "none" }) as never,
      ),
  },
  {
    name: "belong to an instrument that is no more",
    rows: () =>
      Array.from({ length: 250 }, (_, n) => ({ ...broken(String(10_000_000 + n)), instrument: "walk" })),
  },
];

describe.each(ways)("reports that $name", ({ rows, areOlder }) => {
  test("250 of them stand before Noor's promised day, and she hears on that day that it is late", async () => {
    const town = createTestTown();
    const { apologies, day } = await waits(town);
    await fails(town, rows(), areOlder);
    town.comesTo(day);
    expect(await town.app.tick()).toBe(1);
    await town.settle();
    expect(apologies()).toBe(1);
    // They had a turn, are all still there, and come up again.
    expect(failures(town)).toHaveLength(250);
    expect(alarms(town)).toBe(251);
    await town.app.tick();
    expect(failures(town)).toHaveLength(250);
    town.comesTo(after(day, MINUTE));
    await town.app.tick();
    expect(failures(town)).toHaveLength(500);
  });
});

test("what fails comes again later and later, at most six hours later, and somebody is asked to look", async () => {
  const town = createTestTown();
  await fails(town, [broken("10000000")]);
  const times: number[] = [];
  const asked: unknown[] = [];
  for (let minute = 0; minute < 36 * 60; minute++) {
    const before = failures(town).length;
    await town.passes(MINUTE);
    if (failures(town).length > before) times.push(minute);
  }
  for (const facts of failures(town)) {
    expect(facts).toMatchObject({ row: "contribution", key: "CONTRIBUTION#10000000 STATE" });
    asked.push(facts?.alarm);
  }
  const between = times.slice(1).map((at, n) => at - (times[n] ?? 0));
  expect(between).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360]);
  // A person is not asked for what gets well by itself within minutes.
  expect(asked.slice(0, 5)).toEqual([false, false, false, true, true]);
});

test("once it works again the count restarts, and its promised day is still watched", async () => {
  const town = createTestTown();
  await fails(town, [broken("10000000")]);
  for (let minute = 0; minute < 20; minute++) await town.passes(MINUTE);
  expect(failures(town).at(-1)).toMatchObject({ tries: 5, alarm: true });
  // Somebody writes it again: whatever was wrong may be over, so it has its turn at once.
  await fails(town, [broken("10000000")]);
  await town.passes(MINUTE);
  expect(failures(town).at(-1)).toMatchObject({ tries: 1, alarm: false });
});

test("an alarm whose report is gone is told, and does not ring every minute", async () => {
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      store: { ...ports.store, woken: async (all) => all.map(() => ({ is: "gone" })) },
    }),
  });
  await fails(town, [broken("10000000")]);
  await town.app.tick();
  await town.app.tick();
  expect(failures(town)).toMatchObject([{ key: "CONTRIBUTION#10000000 STATE", alarm: true }]);
});

test("a turn that ends the process is counted too: the next ring goes on with the others", async () => {
  let poison = "";
  let dead = false;
  const through = <Given extends unknown[], Result>(act: (...given: Given) => Promise<Result>) => {
    return async (...given: Given): Promise<Result> => {
      // A dead process does nothing more.
      if (dead) throw new Error("dead");
      return act(...given);
    };
  };
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        putOff: through(ports.store.putOff),
        woken: through(ports.store.woken),
        office: through(ports.store.office),
        commit: through((writes) => {
          const puts = writes.flatMap((one) =>
            "put" in one && one.put.row === "contribution" ? [one.put.id] : [],
          );
          if (poison !== "" && puts.includes(poison)) dead = true;
          if (dead) throw new Error("dead");
          return ports.store.commit(writes);
        }),
      },
    }),
  });
  const first = await waits(town);
  const sam = town.resident("sam");
  await sam.raises("De goot is vol", { at: "Dorpsstraat" });
  poison = first.id;
  let rings = 0;
  // Each ring begins in a new process.
  for (let at = 0; at < 30; at++) {
    town.comesTo(after(first.day, at * MINUTE));
    await town.app.tick().catch(() => undefined);
    if (dead) rings++;
    dead = false;
    town.restart();
  }
  await town.settle();
  // 30 minutes, and it had its turn after 0, 1, 3, 7 and 15 of them.
  expect(rings).toBe(5);
  expect(
    sam.heard.filter((one) => one.screen.lines.some((line) => line.key === "issue:notice.late")),
  ).toHaveLength(1);
  expect(first.apologies()).toBe(0);
  // And when it no longer kills, its resident hears what she was promised.
  poison = "";
  await town.passes(HOUR, 60);
  expect(first.apologies()).toBe(1);
});

describe("a ring", () => {
  test("stops when its time is nearly up, and the next one goes on from there", async () => {
    const town = createTestTown();
    await fails(
      town,
      Array.from({ length: 60 }, (_, n) => broken(String(10_000_000 + n))),
    );
    let left = 7_000;
    await town.app.tick(() => {
      left -= 100;
      return left;
    });
    const first = failures(town).length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(60);
    expect(town.logged.find(({ event }) => event === "clock_late")?.facts).toMatchObject({
      left: 60 - first,
    });
    await town.app.tick();
    expect(failures(town)).toHaveLength(60);
    // Each had its turn once.
    expect(new Set(failures(town).map((one) => one?.key)).size).toBe(60);
  });

  test("gives each kind its turn: hundreds of silent conversations do not keep back a promised day", async () => {
    const town = createTestTown();
    const { noor, apologies, day } = await waits(town);
    const lane = await noor.lane;
    if (!lane) throw new Error("Noor is not there");
    for (let n = 0; n < 400; n++)
      await town.store.commit([
        { put: { ...lane, key: `k${n}`, resident: residentId(`r${n}`), wakeAt: LONG_AGO }, expect: "new" },
      ]);
    town.comesTo(day);
    // There is time for a few only.
    let turns = 10;
    await town.app.tick(() => (turns-- > 0 ? 60_000 : 0));
    await town.settle();
    expect(apologies()).toBe(1);
    expect((await town.store.lane("k399"))?.wakeAt).toBe(LONG_AGO);
  });
});

describe("messages that wait for the morning", () => {
  const notice = (n: number, group: string): Notice => ({
    row: "notice",
    id: `2026-05-01T09:00:00.000Z#a#${String(n).padStart(3, "0")}`,
    group,
    created: LONG_AGO,
    wakeAt: LONG_AGO,
    what: {
      kind: "member",
      member: "U0ANA",
      message: say("officials:nudge.council", { number: "1", count: 2 }),
    },
  });

  test("one that the queue refuses does not keep the others back", async () => {
    const handed: string[] = [];
    const town = createTestTown({
      ports: (ports) => ({
        ...ports,
        outbox: {
          ...ports.outbox,
          hand: async (some) => {
            if (some.some((one) => one.group === "poison")) throw new Error("refused by the queue");
            handed.push(...some.map((one) => one.group));
          },
        },
      }),
    });
    await fails(town, [notice(1, "member:a"), notice(2, "poison"), notice(3, "member:b")]);
    await town.app.tick();
    expect(handed).toEqual(["member:a", "member:b"]);
    expect(failures(town)).toMatchObject([{ row: "notice", tries: 1, alarm: false }]);
    expect(await town.app.tick()).toBe(0);
  });

  test("when the queue takes nothing, reports still get their turn in the same ring", async () => {
    let asked = 0;
    const town = createTestTown({
      ports: (ports) => ({
        ...ports,
        outbox: {
          ...ports.outbox,
          hand: async () => {
            asked++;
            throw new Error("the queue is down");
          },
        },
      }),
    });
    await fails(
      town,
      Array.from({ length: 300 }, (_, n) => notice(n, `member:${n}`)),
    );
    await fails(
      town,
      Array.from({ length: 60 }, (_, n) => broken(String(10_000_000 + n))),
    );
    await town.app.tick();
    expect(failures(town).filter((one) => one?.row === "contribution")).toHaveLength(60);
    expect(asked).toBeLessThan(10);
  });
});
