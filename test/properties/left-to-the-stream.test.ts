import type { DynamoDBRecord } from "aws-lambda";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { MINUTE } from "../../bot/core/calendar/time.ts";
import { alarmKey } from "../../bot/store/keys.ts";
import { readChange } from "../../bot/store/stream-records.ts";
import { createTestTown, type TestOfficial, type TestResident, type TestTown } from "../support/town.ts";

/**
 * A commit of a report leaves its history and its messages to the stream. Whatever becomes of the stream, of the
 * process that follows it or of the report meanwhile: nothing is lost, and nothing happens twice.
 */

/** Before which write to the table the process dies, counted from when it is set. */
const fate = vi.hoisted(() => ({ writes: 0, diesAt: 0 }));
vi.mock("../../bot/store/store.ts", async (original) => {
  const { dyingAtWrite } = await import("../support/dying-store.ts");
  return dyingAtWrite(await original<typeof import("../../bot/store/store.ts")>(), fate);
});
beforeEach(() => {
  Object.assign(fate, { writes: 0, diesAt: 0 });
});

const WORDS = "De lamp is kapot";
const ANSWER = "De lamp is vervangen.";

/** She sends a report, and nothing that follows from it has happened yet. */
async function sent(town: TestTown): Promise<{ noor: TestResident; id: string }> {
  const noor = await town.resident("noor").joins();
  await noor.says(WORDS);
  await noor.says("Vlinderpad");
  await noor.presses("Geen foto");
  await noor.presses("Afval");
  await noor.gives({ type: "chose", press: noor.button("Verstuur") });
  return { noor, id: noor.lastHeard.about ?? "" };
}

/** Answers without waiting for what follows. */
async function answers(ana: TestOfficial, id: string, text = ANSWER): Promise<void> {
  const press = { instrument: "issue", version: 1, step: "card", option: "answer", ref: id };
  await ana.gives({ type: "chose", press });
  for (let step = 0; step < 2 && ana.form; step++)
    await ana.gives({ type: "submitted", form: ana.form.id, values: { outcome: "done", reason: text } });
}

/** The stream's records from now on, as often and in whatever order a test wants them. */
function recorded(town: TestTown): { readonly records: DynamoDBRecord[]; replay(): Promise<void> } {
  const records: DynamoDBRecord[] = [];
  town.store.onChange((some) => records.push(...some));
  return {
    records,
    async replay() {
      for (const record of [...records]) {
        const change = readChange(record, town.ports.secrecy);
        if (change?.row) await town.app.react([{ ...change, row: change.row }]);
      }
      await town.settle();
    },
  };
}

const figuresOf = async (town: TestTown, id: string) =>
  town.store.figures((await town.issue(id))?.desk ?? "", ["2026-05"]);
const eventsOf = async (town: TestTown, id: string) =>
  (await town.store.history(id)).map(({ n, event }) => `${n} ${event}`);
const brought = (noor: TestResident) => noor.heard.filter(({ notice }) => notice);
const pendingIn = (town: TestTown) => town.store.images().filter((image) => image.pending !== undefined);
const noticesIn = (town: TestTown) =>
  town.store.images().filter((image) => image.pk?.S?.startsWith("NOTICE#"));

test("a report that was sent has its history at once, and everything else once the stream has come to it", async () => {
  const town = createTestTown();
  const { noor, id } = await sent(town);
  expect(await eventsOf(town, id)).toEqual(["1 submit"]);
  expect(pendingIn(town)).toHaveLength(1);
  expect(noticesIn(town)).toEqual([]);
  await noor.gives({ type: "commanded", command: "mijn", rest: "" });
  expect(noor.lastText).toContain(id.slice(0, 4));
  await town.settle();
  expect(pendingIn(town)).toEqual([]);
  expect(await eventsOf(town, id)).toEqual(["1 submit"]);
  expect(town.posted).toHaveLength(1);
});

test("what the stream never told the clock makes good within half an hour, once", async () => {
  const town = createTestTown();
  const { noor, id } = await sent(town);
  town.forgetsChanges();
  await town.passes(10 * MINUTE);
  expect(town.posted).toEqual([]);
  await town.passes(20 * MINUTE, 20);
  expect(town.posted).toHaveLength(1);
  expect(pendingIn(town)).toEqual([]);
  expect(await eventsOf(town, id)).toEqual(["1 submit"]);
  expect(await figuresOf(town, id)).toMatchObject({ received: 1 });
  const wakeAt = (await town.issue(id))?.wakeAt;
  expect(town.store.images().find(({ wakeFor }) => wakeFor)?.wakeAt?.S).toBe(wakeAt);
  await town.passes(60 * MINUTE, 60);
  expect(town.posted).toHaveLength(1);
  expect(brought(noor)).toEqual([]);
});

test("an answer that the stream never told reaches her all the same, once", async () => {
  const town = createTestTown();
  const { noor, id } = await sent(town);
  await town.settle();
  await answers(town.official("U0ANA"), id);
  town.forgetsChanges();
  await town.passes(40 * MINUTE, 40);
  expect(brought(noor)).toHaveLength(1);
  expect(noor.lastText).toContain(ANSWER);
  expect(await figuresOf(town, id)).toMatchObject({ received: 1, answered: 1 });
});

test("acts that follow each other before the stream has come to the first leave nothing out, in their order", async () => {
  const town = createTestTown();
  const { noor, id } = await sent(town);
  const ana = town.official("U0ANA");
  await answers(ana, id);
  await answers(ana, id, "En hij brandt weer.");
  expect(pendingIn(town)[0]?.pending?.L?.length).toBeGreaterThan(1);
  const history = await eventsOf(town, id);
  await town.settle();
  expect(await eventsOf(town, id)).toEqual(history);
  expect(history.map((one) => Number(one.split(" ")[0]))).toEqual(history.map((_, at) => at + 1));
  expect(town.posted).toHaveLength(1);
  const texts = brought(noor).map(({ screen }) => town.text(screen));
  expect(texts[0]).toContain(ANSWER);
  expect(new Set(texts).size).toBe(texts.length);
});

test("records that come again, all of them, change nothing and bring nothing", async () => {
  const town = createTestTown();
  const stream = recorded(town);
  const { noor, id } = await sent(town);
  await town.settle();
  await answers(town.official("U0ANA"), id);
  await town.settle();
  await noor.presses("Ja");
  const heard = noor.heard.length;
  const [history, figures, images] = [await eventsOf(town, id), await figuresOf(town, id), town.store.copy()];
  await stream.replay();
  expect(noor.heard).toHaveLength(heard);
  expect(town.posted).toHaveLength(1);
  expect(await eventsOf(town, id)).toEqual(history);
  expect(await figuresOf(town, id)).toEqual(figures);
  expect(town.store.copy()).toEqual(images);
});

test("she erases herself before the stream has come to her report: nothing of her stays, whatever it tells then", async () => {
  const town = createTestTown();
  const stream = recorded(town);
  const { noor, id } = await sent(town);
  const resident = (await noor.lane)?.resident ?? "?";
  const erase = { instrument: "core", version: 1, step: "erase", option: "yes" };
  await noor.gives({ type: "chose", press: erase });
  expect(await noor.lane).toBeUndefined();
  await town.settle();
  const isClean = () => {
    const left = JSON.stringify(town.store.images());
    expect(left).not.toContain(resident);
    expect(left).not.toContain(WORDS);
  };
  isClean();
  await stream.replay();
  isClean();
  expect((await eventsOf(town, id))[0]).toBe("1 submit");
  expect(await figuresOf(town, id)).toMatchObject({ received: 1 });
  await town.passes(40 * MINUTE, 40);
  isClean();
});

describe("the process that follows the stream dies", () => {
  test.each([1, 2, 3, 4, 5, 6])("before write %i of what follows: everything happens once", async (at) => {
    const town = createTestTown();
    const { noor, id } = await sent(town);
    await town.settle();
    await answers(town.official("U0ANA"), id);
    Object.assign(fate, { writes: 0, diesAt: at });
    await town.settle().catch(() => undefined);
    fate.diesAt = 0;
    town.restart();
    await town.settle();
    await town.passes(60 * MINUTE, 60);
    expect(await eventsOf(town, id)).toHaveLength((await town.issue(id))?.entries ?? 0);
    expect(await figuresOf(town, id)).toMatchObject({ received: 1, answered: 1 });
    expect(noticesIn(town)).toEqual([]);
    expect(pendingIn(town)).toEqual([]);
    // A message may come twice when the process died between sending it and noting that.
    const texts = brought(noor).map(({ screen }) => town.text(screen));
    expect(texts.length).toBeGreaterThanOrEqual(1);
    expect(texts.length).toBeLessThanOrEqual(2);
    expect(new Set(texts).size).toBe(1);
  });
});

describe("a report as an earlier version left it", () => {
  test("its alarm still rings, and is gone once the report has its moment in its own item", async () => {
    const town = createTestTown();
    const { noor, id } = await sent(town);
    await town.settle();
    const wakeAt = (await town.issue(id))?.wakeAt;
    if (wakeAt === undefined) throw new Error("nothing was promised");
    const stateOf = () => town.store.copy().find(({ pk, sk }) => pk?.S?.endsWith(id) && sk?.S === "STATE");
    const { wakeFor: _for, wakeAt: _at, ...image } = stateOf() ?? {};
    const key = alarmKey(id);
    const alarm = { pk: { S: key.pk }, sk: { S: key.sk }, dueFor: { S: "WAKE" }, dueAt: { S: wakeAt } };
    town.store.plant([image, { ...alarm, contribution: { S: id } }]);
    const late = () =>
      noor.heard.filter(({ screen }) => screen.lines.some(({ key }) => key === "issue:notice.late")).length;
    town.comesTo(wakeAt);
    await town.passes(MINUTE);
    expect(late()).toBe(1);
    expect(stateOf()?.wakeFor?.S).toBe("ALARM");
    await town.passes(3 * MINUTE, 3);
    expect(town.store.images().filter(({ sk }) => sk?.S === "WAKE")).toEqual([]);
    expect(late()).toBe(1);
    expect(town.logged.filter(({ event }) => event === "clock_failed")).toEqual([]);
  });
});
