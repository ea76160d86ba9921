import { expect, test } from "vitest";
import { resultOf } from "../../bot/core/broadcasts/progress.ts";
import { HOUR } from "../../bot/core/calendar/time.ts";
import { Undeliverable, Wait } from "../../bot/ports/errors.ts";
import { Crash, isReading } from "../support/fate.ts";
import { once, tell } from "../support/story.ts";
import { createTestTown } from "../support/town.ts";
import { counts, moveIn, NEWS, townWhere } from "./neighbours.ts";

/** How a broadcast goes out: its pace, its stop button, trouble on the way, and the death of the process. */

test("three hundred people get it once, never faster than 28 in a second and no slower than 5 % below", async () => {
  const moments: number[] = [];
  const town = townWhere(() => {
    moments.push(town.sendingTook);
  });
  const chats = await moveIn(town, 300);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { count: 300, chunks: 2 } });
  await ana.onNews(id, "send");
  expect(counts(town, chats)).toEqual(chats.map(() => 1));
  const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(1000 / 28 - 0.001);
  expect(moments.at(-1)).toBeLessThan((300 / 28) * 1000 * 1.05);
  expect(await town.store.broadcast(id)).toMatchObject({ status: { at: "sent" } });
});

test("after Stop nobody of the next window gets it, and the card says how many did not", async () => {
  const town = townWhere(async (nth) => {
    if (nth === 40) await town.official("U0ANA").gives({ type: "chose", press: stop });
  });
  const chats = await moveIn(town, 300);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  const stop = { instrument: "core", version: 1, step: "news", option: "stop", ref: id };
  await ana.onNews(id, "send");
  const got = counts(town, chats).reduce((sum, one) => sum + one, 0);
  expect(got).toBe(54);
  expect(town.card(id)?.card.status).toMatchObject({
    key: "officials:news.status.stopped",
    params: { reached: 54, uncertain: 0, left: 246 },
  });
});

test("somebody refused because of the pace gets it after exactly the time that was asked, and then it goes half as fast", async () => {
  const moments: number[] = [];
  const town = townWhere((nth) => {
    moments.push(town.sendingTook);
    if (nth === 40) throw new Wait(7, { refused: true });
  });
  const chats = await moveIn(town, 60);
  const ana = town.official("U0ANA");
  await ana.onNews(await ana.writesNews(NEWS), "send");
  expect(counts(town, chats)).toEqual(chats.map(() => 1));
  const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
  const pause = Math.max(...gaps);
  expect(pause).toBeGreaterThanOrEqual(7000);
  expect(pause).toBeLessThan(7100);
  const after = gaps.slice(gaps.indexOf(pause) + 1);
  expect(Math.min(...after)).toBeGreaterThan(2 * (1000 / 28) - 0.001);
});

test("when the wait is longer than the run, the rest goes back for exactly that long, and nobody is forgotten", async () => {
  const town = townWhere((nth) => {
    if (nth === 40) throw new Wait(90, { refused: true });
  });
  const chats = await moveIn(town, 60);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  await ana.onNews(id, "send");
  expect(town.givenBack).toEqual([expect.closeTo(90, 0)]);
  const reached = counts(town, chats).reduce((sum, one) => sum + one, 0);
  expect(reached).toBeLessThan(42);
  const [progress] = await town.store.progress(id);
  expect(progress).toMatchObject({ open: 0, uncertain: 0, reached });
  await town.passes(HOUR);
  expect(counts(town, chats)).toEqual(chats.map(() => 1));
});

test("with little time left the rest goes back at once, and goes on where it was", async () => {
  const town = townWhere(() => {});
  const chats = await moveIn(town, 60);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  await ana.gives({
    type: "chose",
    press: { instrument: "core", version: 1, step: "news", option: "send", ref: id },
  });
  town.runsFor(6000);
  await town.settle();
  expect(Math.min(...counts(town, chats))).toBe(0);
  await town.passes(HOUR, 10);
  expect(town.givenBack.length).toBeGreaterThan(0);
  expect(town.givenBack.every((seconds) => seconds < 0.1)).toBe(true);
  expect(counts(town, chats)).toEqual(chats.map(() => 1));
});

test("a message whose fate is unknown is not sent again and is counted as not certain", async () => {
  const town = townWhere((nth) => {
    if (nth === 5) throw new Wait(2);
    if (nth === 9) throw new Error("connection reset");
    if (nth === 12) throw new Undeliverable("blocked");
  });
  const chats = await moveIn(town, 30);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  await ana.onNews(id, "send");
  expect(town.card(id)?.card.status).toMatchObject({
    params: { reached: 27, unreachable: 1, uncertain: 2, skipped: 0 },
  });
  expect(counts(town, chats).filter((one) => one === 0)).toHaveLength(3);
});

test("when Telegram cannot be reached at all, a few are not certain and everybody else waits", async () => {
  let down = true;
  const town = townWhere(() => {
    if (down) throw new Error("connect ECONNREFUSED");
  });
  const chats = await moveIn(town, 100);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  await ana.onNews(id, "send");
  expect(town.givenBack).toEqual([30]);
  down = false;
  await town.passes(HOUR);
  const { reached, uncertain } = resultOf(await town.store.progress(id));
  expect(reached + uncertain).toBe(100);
  expect(uncertain).toBeLessThan(6);
  expect(Math.max(...counts(town, chats))).toBe(1);
});

test("wherever the process dies nobody gets it twice, and anybody who may have missed it is counted", async () => {
  const people = 60;
  const calm = await sendsWhile(people, () => undefined);
  const calls = calm.calls.length;
  expect(calls).toBeGreaterThan(60);
  expect(calm.result).toMatchObject({ reached: people, uncertain: 0 });
  let lost = 0;
  for (const moment of ["before", "after"] as const)
    for (let n = 1; n <= calls; n++) {
      // Dying after a look is the same as dying before it.
      if (moment === "after" && isReading({ name: calm.calls[n - 1] ?? "" })) continue;
      const where = `${moment} call ${n}, ${calm.calls[n - 1]}`;
      const { got, result, status } = await sendsWhile(
        people,
        once(n, moment, () => new Crash("dies")),
      );
      expect(Math.max(...got), where).toBe(1);
      const missed = got.filter((one) => one === 0).length;
      expect(result.reached + result.uncertain, where).toBe(people);
      expect(missed, where).toBeLessThanOrEqual(result.uncertain);
      // At most two windows are open at any moment.
      expect(result.uncertain, where).toBeLessThanOrEqual(54);
      expect(status, where).toBe("sent");
      lost = Math.max(lost, missed);
    }
  // The promise is at most once: a crash does cost somebody the news, otherwise this tested nothing.
  expect(lost).toBeGreaterThan(0);
}, 120_000);

async function sendsWhile(people: number, strike: ReturnType<typeof once>) {
  const story = tell();
  const { town, fate } = story;
  const chats = await moveIn(town, people);
  const ana = town.official("U0ANA");
  const id = await ana.writesNews(NEWS);
  await ana.gives({
    type: "chose",
    press: { instrument: "core", version: 1, step: "news", option: "send", ref: id },
  });
  fate.decides(strike);
  await story.settles();
  const calls = [...fate.seen];
  fate.decides(() => undefined);
  await story.settles();
  const result = resultOf(await town.store.progress(id));
  const status = (await town.store.broadcast(id))?.status.at;
  return { got: counts(town, chats), result, status, calls };
}

test("somebody who got the first message of a long text gets the rest when Telegram allows it, even from another process", async () => {
  const sent: { chat: string; from: number }[] = [];
  let [refusals, seconds] = [0, 4];
  const town = createTestTown({
    ports: (plain) => ({
      ...plain,
      channel: {
        ...plain.channel,
        // Three messages each; the second is refused to the first two people.
        send: async (chat, screen, language, how) => {
          for (let page = how?.from ?? 0; page < 3; page++) {
            try {
              if (page > (how?.from ?? 0)) await how?.turn?.();
            } catch (error) {
              if (error instanceof Wait)
                throw new Wait(error.seconds, { refused: error.refused, arrived: page });
              throw error;
            }
            if (page === 1 && refusals < 2) {
              refusals++;
              throw new Wait(seconds, { refused: true, arrived: page });
            }
            sent.push({ chat, from: page });
          }
          return plain.channel.send(chat, screen, language, how);
        },
      },
    }),
  });
  const chats = await moveIn(town, 5);
  const ana = town.official("U0ANA");
  await ana.onNews(await ana.writesNews(NEWS), "send");
  const pages = (chat: string) => sent.filter((one) => one.chat === chat).map((one) => one.from);
  expect(chats.map(pages)).toEqual(chats.map(() => [0, 1, 2]));
  // The same when it has to wait so long that the function gives it back.
  [refusals, seconds] = [0, 90];
  sent.length = 0;
  await town.passes(8 * 24 * HOUR);
  await ana.onNews(await ana.writesNews(NEWS), "send");
  await town.passes(91_000);
  expect(chats.map(pages)).toEqual(chats.map(() => [0, 1, 2]));
});
