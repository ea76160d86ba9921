import fc from "fast-check";
import { HttpError } from "grammy";
import { expect, test, vi } from "vitest";
import { sameCount } from "../../bot/core/counting/ballot.ts";
import { Conflict, Unavailable } from "../../bot/ports/errors.ts";
import { openVote } from "../instruments/manifesto/people.ts";
import { Crash, isReading, type Moment } from "../support/fate.ts";
import { once, type Told, tell } from "../support/story.ts";
import { createTestTown } from "../support/town.ts";

/** One person, one ballot, whatever happens: repeated, out of order, at the same moment, and with a process that dies. */

vi.setConfig({ testTimeout: 120_000 });

const PROCESS = "P1234567";
const press = (option: string) => ({
  type: "chose" as const,
  press: { instrument: "manifesto", version: 1, step: "vote", option, ref: PROCESS },
});

async function votes(story: Told): Promise<number> {
  await openVote(story.town, PROCESS);
  const [noor, sam] = [story.resident("noor"), story.resident("sam")];
  for (const one of [noor, sam]) {
    await one.commands("start");
    for (const option of ["nl", "join", "skip", "done"]) await one.presses(option);
    await one.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "age_0", option: "16_17", ref: PROCESS },
    });
  }
  story.fate.decides(story.later);
  for (const option of ["1+", "2+", "1-", "3+"]) await noor.does(press(option));
  await sam.does(press("3+"));
  await story.settles();
  return story.fate.seen.length;
}

const EXPECTED = { voters: 2, points: { 2: 1, 3: 2 } };

const troubles: readonly (readonly [what: string, at: Moment, error: () => Error])[] = [
  ["the process dies before", "before", () => new Crash("died")],
  ["the process dies after", "after", () => new Crash("died")],
  ["the table cannot be reached before", "before", () => new Unavailable("no table")],
  ["somebody else was first at", "before", () => new Conflict("first")],
  ["Telegram cannot be reached after", "after", () => new HttpError("reset", new Error("reset"))],
];

test.each(troubles)("every vote counts once when %s any call", async (what, at, error) => {
  const calls = await votes(tell());
  expect(calls).toBeGreaterThan(20);
  const wrong: string[] = [];
  let struck = 0;
  for (let n = 1; n <= calls; n++) {
    const story = tell();
    const of = what.startsWith("Telegram")
      ? (call: { name: string }) => call.name.startsWith("channel.")
      : what.startsWith("the table") || what.startsWith("somebody")
        ? (call: { name: string }) => call.name.startsWith("store.") && !isReading({ name: call.name })
        : () => true;
    await votes({ ...story, later: once(n, at, error, of) });
    struck += story.troubles;
    const [recount, tally] = [await story.town.store.recount(PROCESS), await story.town.store.tally(PROCESS)];
    if (!sameCount(recount, EXPECTED) || !sameCount(tally, EXPECTED))
      wrong.push(`call ${n}: ${JSON.stringify({ recount, tally })}`);
  }
  expect(wrong).toEqual([]);
  // It did happen.
  expect(struck).toBeGreaterThan(4);
});

test("whatever is pressed in whatever order, nobody has more votes than were given, and both counts agree", async () => {
  const acts = fc.array(
    fc.record({
      who: fc.constantFrom("noor", "sam", "yusuf"),
      item: fc.integer({ min: 0, max: 5 }),
      on: fc.boolean(),
      /** How often the same update comes. */
      times: fc.integer({ min: 1, max: 3 }),
      /** Together with the previous one. */
      together: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const town = createTestTown();
      await openVote(town, PROCESS, 2);
      for (const name of ["noor", "sam", "yusuf"]) {
        const one = town.resident(name);
        await one.joins();
        await one.does({
          type: "chose",
          press: { instrument: "manifesto", version: 1, step: "age_0", option: "16_17", ref: PROCESS },
        });
      }
      let update = 50_000;
      let running: Promise<unknown>[] = [];
      for (const { who, item, on, times, together } of list) {
        if (!together) await Promise.all(running.splice(0));
        const number = ++update;
        for (let time = 0; time < times; time++)
          running.push(town.resident(who).gives(press(`${item}${on ? "+" : "-"}`), number));
      }
      await Promise.all(running);
      running = [];
      await town.settle();
      const [recount, tally] = [await town.store.recount(PROCESS), await town.store.tally(PROCESS)];
      expect(sameCount(recount, tally)).toBe(true);
      const given = Object.values(recount.points).reduce((sum, one) => sum + one, 0);
      expect(recount.voters).toBeLessThanOrEqual(3);
      expect(given).toBeLessThanOrEqual(recount.voters * 2);
      // There are three items: 0, 4 and 5 were made up.
      expect(Object.keys(recount.points).filter((one) => !["1", "2", "3"].includes(one))).toEqual([]);
    }),
    { numRuns: Number(process.env.SAMENSPEL_RUNS ?? 40) },
  );
});
