import { expect, test } from "vitest";
import { Wait } from "../../bot/ports/errors.ts";
import { channelRateLimit } from "../../bot/slack/channel-rate-limit.ts";

/** A stopwatch on which waiting takes no time. */
function fakeWatch() {
  let now = 0;
  return {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    passes(milliseconds: number) {
      now += milliseconds;
    },
  };
}

test("three messages may come at once in a channel, and then one a second", async () => {
  const watch = fakeWatch();
  const turn = channelRateLimit(watch);
  const moments: number[] = [];
  for (let n = 0; n < 6; n++) {
    await turn("C1");
    moments.push(watch.now());
  }
  expect(moments).toEqual([0, 0, 0, 1000, 2000, 3000]);
});

test("another channel does not wait for it, and after a rest there is room again", async () => {
  const watch = fakeWatch();
  const turn = channelRateLimit(watch);
  for (let n = 0; n < 3; n++) await turn("C1");
  await turn("C2");
  expect(watch.now()).toBe(0);
  watch.passes(3000);
  for (let n = 0; n < 3; n++) await turn("C1");
  expect(watch.now()).toBe(3000);
});

test("a message that would wait too long goes back to the queue, each for a moment of its own", async () => {
  const watch = { now: () => 0, sleep: async () => {} };
  const turn = channelRateLimit(watch);
  for (let n = 0; n < 4; n++) await turn("C1");
  const seconds: number[] = [];
  for (let n = 0; n < 3; n++) {
    const refusal = await turn("C1").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Wait);
    if (refusal instanceof Wait) seconds.push(refusal.seconds);
  }
  expect(seconds).toEqual([3, 4, 5]);
});
