import { expect, test, vi } from "vitest";
import { after, MINUTE } from "../../bot/core/calendar/time.ts";
import { isOf } from "../../bot/core/model/contribution.ts";
import { readIssue } from "../../bot/instruments/issue/state.ts";
import { Conflict, Unavailable } from "../../bot/ports/errors.ts";
import { Crash } from "../support/fate.ts";
import { once, type Told, tell } from "../support/story.ts";

/**
 * An answer to somebody who wants no messages: whatever dies or stumbles while it is set aside and while it comes back,
 * she gets it when she wants messages again, and its desk knows at each moment whether she has it.
 */

vi.setConfig({ testTimeout: 120_000 });

const ANSWER = "Het bankje staat weer vast";

interface Ending {
  readonly answers: number;
  readonly unheard: readonly (string | undefined)[];
  readonly thread: readonly string[];
  readonly closed: unknown;
  readonly left: number;
}

/** @param strikes what goes wrong from when she has stopped until she has said that it helps */
async function story(told: Told, strikes: Parameters<Told["fate"]["decides"]>[0]): Promise<Ending> {
  const { town } = told;
  const noor = told.resident("noor");
  await noor.commands("start");
  for (const label of ["nl", "join", "skip", "done"]) await noor.presses(label);
  await noor.says("Het bankje zit los");
  await noor.says("bij de vijver");
  for (const label of ["done", "waste", "send"]) await noor.presses(label);
  const id = noor.one.lastHeard.about ?? "";
  await noor.commands("stop");
  const issue = async () => {
    const found = await town.store.contribution(id);
    if (!isOf(found, "issue")) throw new Error("no report");
    return readIssue(found);
  };
  const rings = async () => {
    town.comesTo(after(town.now, MINUTE));
    await told.insists(async () => void (await town.app.tick()));
    await told.settles();
  };
  const unheard: (string | undefined)[] = [];
  told.fate.decides(strikes);
  const ana = told.official("U0ANA");
  await ana.acts(id, "answer", { outcome: "done", reason: ANSWER });
  // What died may take more than one ring to come again.
  for (let ring = 0; ring < 60; ring++) await rings();
  unheard.push((await issue()).unheard?.why);
  await noor.presses("undo");
  for (let ring = 0; ring < 60; ring++) await rings();
  unheard.push((await issue()).unheard?.why);
  await noor.presses("helps");
  told.fate.decides(() => undefined);
  await told.settles();
  const left = town.store.images().filter((image) => image.pk?.S?.startsWith("NOTICE#"));
  const ending: Ending = {
    answers: noor.texts.filter((text) => text.includes(ANSWER)).length,
    unheard,
    thread: (town.card(id)?.thread ?? []).map(({ key }) => key.replace("officials:thread.", "")),
    closed: (await issue()).status,
    left: left.length,
  };
  return ending;
}

function expectAllIsWell(ending: Ending, where: string): void {
  expect(ending.answers, where).toBeGreaterThanOrEqual(1);
  expect(ending.answers, where).toBeLessThanOrEqual(2);
  expect(ending.unheard, where).toEqual(["stopped", undefined]);
  expect([...new Set(ending.thread)], where).toEqual(["answer", "unheard_stopped", "heard", "satisfied"]);
  expect(ending.closed, where).toMatchObject({ at: "closed", confirmed: true });
  expect(ending.left, where).toBe(0);
}

/** The number of calls it takes when nothing goes wrong. */
async function callsOf(): Promise<number> {
  let calls = 0;
  const ending = await story(tell(), (call, moment) => {
    if (moment === "before" && call.name.startsWith("store.commit")) calls++;
    return undefined;
  });
  expectAllIsWell(ending, "without trouble");
  expect(ending.answers).toBe(1);
  return calls;
}

test.each([
  ["the process dies after", "after", () => new Crash()],
  ["the process dies before", "before", () => new Crash()],
  ["the table cannot be reached before", "before", () => new Unavailable("stumbled")],
  ["somebody else is first before", "before", () => new Conflict("somebody was first")],
] as const)("%s any commit", async (_what, moment, error) => {
  const calls = await callsOf();
  expect(calls).toBeGreaterThan(6);
  const problems: string[] = [];
  for (let n = 1; n <= calls; n++) {
    try {
      expectAllIsWell(
        await story(
          tell(),
          once(n, moment, error, (call) => call.name.startsWith("store.commit")),
        ),
        `${n}`,
      );
    } catch (trouble) {
      problems.push(`${n}: ${trouble instanceof Error ? trouble.message : trouble}`);
    }
  }
  expect(problems).toEqual([]);
});
