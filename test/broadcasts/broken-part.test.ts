import { expect, test } from "vitest";
import { fromEpoch } from "../../bot/core/calendar/time.ts";
import type { Row } from "../../bot/ports/rows.ts";
import { rowImage } from "../../bot/store/item-codec.ts";
import { withoutKey } from "../../bot/store/sealing.ts";
import { createTestTown, type TestTown } from "../support/town.ts";
import { counts, moveIn, NEWS } from "./neighbours.ts";

/** One part of a broadcast that cannot be sent is set aside, and everybody behind it gets the news. */

/** The queue hands out the first part repeatedly until nothing is left. @returns how often it failed */
async function goesOn(town: TestTown): Promise<number> {
  for (let failed = 0; failed < 40; failed++) {
    const over = await town.settle().then(
      () => true,
      () => false,
    );
    if (over) return failed;
    town.restart();
  }
  throw new Error("it never goes on");
}

const part = (id: string, n: number, residents: unknown): Row =>
  ({ row: "chunk", broadcast: id, n, created: "2026-05-04T09:00:00.000Z", residents }) as never;

/** A row that another version wrote, and that this one cannot read. */
function lies(town: TestTown, row: Row): void {
  const { shape: _, ...image } = rowImage(row, withoutKey);
  town.store.plant([image]);
  town.forgetsChanges();
}

const facts = (town: TestTown, id: string) => {
  const card = town.card(id)?.card;
  return (card?.facts ?? []).map(({ label, value }) => [label.key, value] as const);
};

async function scene(town = createTestTown()) {
  const chats = await moveIn(town, 600);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  return { town, chats, ana, id };
}

test("a part that cannot be read: the others arrive, and its card says how many did not get it", async () => {
  const { town, chats, ana, id } = await scene();
  const good = await town.store.chunk(id, 1);
  lies(town, part(id, 1, "nobody"));
  await expect(ana.onNews(id, "send")).rejects.toThrow("not as the model says");
  expect(await goesOn(town)).toBe(4);
  expect(counts(town, chats).filter((count) => count === 1)).toHaveLength(350);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent" }, aside: [1] });
  expect(facts(town, id)).toContainEqual([
    "officials:news.aside",
    expect.objectContaining({ key: "officials:news.asideWhy", params: { count: 250 } }),
  ]);
  expect(town.logged).toContainEqual(
    expect.objectContaining({ event: "part_set_aside", facts: { broadcast: id, part: 1, alarm: true } }),
  );

  // Somebody mended it, and an organiser presses the button.
  if (!good) throw new Error("no part");
  await town.store.commit([{ put: good }]);
  town.forgetsChanges();
  expect(town.card(id)?.card.actions.map(({ label }) => label.key)).toContain("officials:news.act.again");
  await ana.onNews(id, "again");
  expect(counts(town, chats)).toEqual(chats.map(() => 1));
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent" } });
  expect(facts(town, id).map(([key]) => key)).not.toContain("officials:news.aside");
  expect(town.card(id)?.card.actions).toEqual([]);
});

test("when it is tried again and still cannot be sent, it is set aside again after as many tries", async () => {
  const { town, ana, id } = await scene();
  lies(town, part(id, 2, "nobody"));
  await ana.onNews(id, "send").catch(() => undefined);
  await goesOn(town);
  await ana.onNews(id, "again").catch(() => undefined);
  expect(await goesOn(town)).toBe(4);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent" }, aside: [2], again: 1 });
});

test("somebody who may not send news may not retry it", async () => {
  const { town, ana, id } = await scene();
  lies(town, part(id, 1, "nobody"));
  await ana.onNews(id, "send").catch(() => undefined);
  await goesOn(town);
  const stranger = town.official("U0NOBODY");
  await stranger.onNews(id, "again");
  expect(stranger.told.at(-1)).toMatch(/^officials:refused/);
  expect((await town.store.broadcast(id))?.aside).toEqual([1]);
});

test("a part that ends the process each time is set aside too: it was counted before it was begun", async () => {
  let dead = false;
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        async chunk(id, n) {
          // Memory runs out over this one: nobody can say that it failed.
          if (n === 1) dead = true;
          if (dead) throw new Error("dead");
          return ports.store.chunk(id, n);
        },
        async commit(writes) {
          if (dead) throw new Error("dead");
          return ports.store.commit(writes);
        },
      },
    }),
  });
  const { chats, ana, id } = await scene(town);
  await ana.onNews(id, "send").catch(() => undefined);
  let deaths = 1;
  for (; deaths < 40; deaths++) {
    dead = false;
    town.restart();
    if (
      await town.settle().then(
        () => true,
        () => false,
      )
    )
      break;
  }
  expect(deaths).toBe(5);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent" }, aside: [1] });
  expect(counts(town, chats).filter((count) => count === 1)).toHaveLength(350);
});

test("how far a part was cannot be read any more: it is set aside by how often the queue gave it out, and nobody gets it twice", async () => {
  const { town, chats, ana, id } = await scene();
  lies(town, { row: "progress", broadcast: id, n: 1, created: town.now, cursor: "?" } as never);
  await ana.onNews(id, "send").catch(() => undefined);
  for (let attempt = 2; attempt <= 16; attempt++)
    await town.app.broadcast({ broadcast: id, part: 1 }, () => 60_000, attempt).catch(() => undefined);
  town.spreading.splice(0, 1);
  await town.settle();
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent" }, aside: [1] });
  expect(counts(town, chats).filter((count) => count === 1)).toHaveLength(350);
});

test("counting that fails for ever does not stand in the way of other news", async () => {
  const town = createTestTown();
  await moveIn(town, 3);
  await town.official("U0ANA").writesNews(NEWS);
  const [broadcast] = await town.store.broadcasts(fromEpoch(0));
  if (!broadcast) throw new Error("no news");
  await town.store.commit([{ put: { ...broadcast, status: { at: "counting" }, version: 9 } }]);
  town.forgetsChanges();
  await town.app.broadcast({ broadcast: broadcast.id, part: "plan" }, () => 60_000, 16);
  expect(town.logged.at(-1)).toMatchObject({ event: "not_counted", facts: { alarm: true } });
});
