import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../bot/core/calendar/time.ts";
import type { Notice } from "../../bot/core/model/notice.ts";
import { createAttempts } from "../../bot/delivery/attempts.ts";
import { Wait } from "../../bot/ports/errors.ts";
import { Crash, createFate } from "../support/fate.ts";
import { createQueue } from "../support/queue.ts";
import { createTestTown, type TestTown } from "../support/town.ts";

/** One message that cannot be delivered, whatever is tried: it is set aside, people hear so, and everybody else goes on. */

type What = Notice["what"];
/** What the channel or the desk does with it; throws when it goes wrong. */
type Trouble = (words: string) => void;

const answered = "issue:notice.answered";
const TYPE_ERROR: Trouble = () => {
  throw new TypeError("its words are not as they should be");
};

function scene() {
  const fate = createFate();
  let trouble: Trouble = () => {};
  let card: Trouble = () => {};
  const town = createTestTown({
    ports: (ports) =>
      fate.ports({
        ...ports,
        channel: {
          ...ports.channel,
          async send(address, screen, language, how) {
            trouble(`${address} ${JSON.stringify(screen.lines)}`);
            return ports.channel.send(address, screen, language, how);
          },
        },
        workplace: {
          ...ports.workplace,
          async postCard(...given) {
            card(JSON.stringify(given));
            return ports.workplace.postCard(...given);
          },
        },
      }),
  });
  const queue = createQueue(town, fate);
  return {
    town,
    fate,
    queue,
    /** From now on this happens to what is sent to residents. */
    meets(what: Trouble) {
      trouble = what;
    },
    cardsMeet(what: Trouble) {
      card = what;
    },
  };
}

/** An official answers, and none of it has been delivered yet. */
async function answers(
  town: TestTown,
  { id: ref }: { id: string },
  text = "De lamp is vervangen.",
): Promise<void> {
  const ana = town.official("U0ANA");
  const press = { instrument: "issue", version: 1, step: "card", option: "answer", ref };
  await ana.gives({ type: "chose", press });
  for (let times = 0; ana.form && times < 2; times++)
    await ana.gives({ type: "submitted", form: ana.form.id, values: { outcome: "done", reason: text } });
  expect(ana.form).toBeUndefined();
}

const parked = async (town: TestTown) => (await town.store.parked(10)).map((one) => one.parked?.reason);
const kinds = async (town: TestTown): Promise<What["kind"][]> =>
  (await town.store.parked(10)).map(({ what }) => what.kind);
const alarms = (town: TestTown, event: string) =>
  town.logged.filter((one) => one.event === event && one.facts?.alarm === true);
const remarks = (town: TestTown, id: string) =>
  (town.card(id)?.thread ?? []).filter(({ key }) => key.startsWith("officials:notArrived."));
const counted = (town: TestTown) => town.store.images().filter((image) => image.failingSince !== undefined);

describe("a message on which the process ends each time", () => {
  test("is set aside after five deaths, within a quarter of an hour, and its desk reads that it did not arrive", async () => {
    const { town, queue, meets } = scene();
    const noor = town.resident("noor");
    const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
    meets((words) => {
      if (words.includes(answered)) throw new Crash("out of memory");
    });
    await answers(town, { id });
    await queue.runs(15 * MINUTE);
    expect(await parked(town)).toEqual(["ended the process 5 times"]);
    // The first time it is not counted: what arrives at once costs nothing more.
    expect(queue.deaths).toBeLessThanOrEqual(6);
    expect(alarms(town, "parked")).toHaveLength(1);
    await queue.runs(15 * MINUTE);
    expect(remarks(town, id).map(({ key }) => key)).toEqual(["officials:notArrived.resident"]);
    expect(
      town
        .card(id)
        ?.card.facts.map(({ value }) => (typeof value === "object" && "key" in value ? value.key : value)),
    ).toContain("officials:unheard.failed");
    // And it stays set aside.
    await queue.runs(2 * DAY, HOUR / 4);
    expect(queue.deaths).toBeLessThanOrEqual(6);
    expect(await kinds(town)).toEqual(["resident"]);
    expect(queue.dead).toEqual([]);
  });

  test("others in the same batch and later words to the same person arrive", async () => {
    const { town, queue, meets } = scene();
    const noor = town.resident("noor");
    const sam = town.resident("sam");
    const first = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
    const second = await noor.raises("Er ligt glas", { at: "Vlinderpad" });
    const other = await sam.raises("De goot is vol", { at: "Dorpsstraat" });
    meets((words) => {
      if (words.includes("De lamp is vervangen")) throw new Crash("out of memory");
    });
    await answers(town, { id: first });
    await answers(town, { id: other }, "De goot is leeg.");
    await answers(town, { id: second }, "Het glas is weg.");
    await queue.runs(15 * MINUTE);
    expect(sam.lastText).toContain("De goot is leeg.");
    expect(noor.lastText).toContain("Het glas is weg.");
    expect(noor.heard.filter((one) => town.text(one.screen).includes("Het glas is weg."))).toHaveLength(1);
    expect(await parked(town)).toHaveLength(1);
  });
});

describe("a message that fails each time", () => {
  test("holds up others to the same person for little more than an hour, is set aside after a day, and is told", async () => {
    const { town, queue, meets } = scene();
    const noor = town.resident("noor");
    const first = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
    const second = await noor.raises("Er ligt glas", { at: "Vlinderpad" });
    meets((words) => {
      if (words.includes("De lamp is vervangen")) TYPE_ERROR(words);
    });
    await answers(town, { id: first });
    await answers(town, { id: second }, "Het glas is weg.");
    await queue.runs(70 * MINUTE);
    expect(noor.lastText).toContain("Het glas is weg.");
    expect(queue.dead).toEqual([]);
    expect(await parked(town)).toEqual([]);
    await queue.runs(22 * HOUR, 30_000);
    expect(await parked(town)).toEqual([]);
    // What comes meanwhile waits no longer than the few tries of one round.
    await noor.presses("Ja, dit helpt");
    const third = await noor.raises("De stoep ligt los", { at: "Vlinderpad" });
    await answers(town, { id: third }, "De stoep is recht.");
    await queue.runs(MINUTE);
    expect(noor.lastText).toContain("De stoep is recht.");
    await queue.runs(3 * HOUR, 30_000);
    expect(await parked(town)).toEqual(["failed for a day (TypeError)"]);
    expect(alarms(town, "parked")).toHaveLength(1);
    expect(remarks(town, first)).toHaveLength(1);
    expect(remarks(town, second)).toHaveLength(0);
    // She can be reached: nothing else of hers is kept back.
    expect(await noor.lane).toMatchObject({ reachable: true });
  }, 30_000);

  test("no words of hers stand in the reason or in the log", async () => {
    const { town, queue, meets } = scene();
    const noor = town.resident("noor");
    const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
    meets((words) => {
      throw new Error(words);
    });
    await answers(town, { id }, "Geheime woorden.");
    await queue.runs(26 * HOUR, MINUTE);
    expect(await parked(town)).toEqual(["failed for a day (Error)"]);
    const facts = town.logged.map((one) => one.facts);
    expect(JSON.stringify(facts)).not.toContain("Geheime woorden");
  }, 30_000);

  test("two hundred who hear the same are one line in the thread", async () => {
    const { town, queue, meets } = scene();
    const noor = town.resident("noor");
    const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
    const others = [];
    for (let n = 0; n < 20; n++) {
      const one = town.resident(`resident ${n}`, { chat: String(5000 + n) });
      const merged = await one.raises("Alles is donker", { at: "Vlinderpad" });
      await town.official("U0ANA").acts(merged, "merge", { into: id });
      others.push(merged);
    }
    meets((words) => {
      if (words.includes(answered)) TYPE_ERROR(words);
    });
    await answers(town, { id });
    await queue.runs(27 * HOUR, MINUTE);
    expect((await town.store.parked(100)).length).toBe(21);
    // A merged report's words are with the report it was merged into.
    expect(remarks(town, id)).toHaveLength(1);
    for (const one of others) expect(remarks(town, one)).toHaveLength(0);
  }, 60_000);

  test("a new card that the desk never gets: the official on duty or its lead is told in person", async () => {
    const { town, queue, cardsMeet } = scene();
    const noor = town.resident("noor");
    cardsMeet(TYPE_ERROR);
    await noor.raises("De lamp is kapot", { at: "Vlinderpad" }).catch(() => undefined);
    await queue.runs(27 * HOUR, MINUTE);
    expect(await kinds(town)).toEqual(["card"]);
    const told = town.told.filter(({ message }) => message.key === "officials:notArrived.newCard");
    expect(told.map(({ member }) => member)).toEqual(["U0BRAM"]);
    // A restored row, as `npm run redrive` writes it, is delivered.
    cardsMeet(() => {});
    const [one] = await town.store.parked(1);
    if (!one) throw new Error("nothing is parked");
    await town.store.commit([{ put: { ...one, parked: undefined } }]);
    await queue.runs(20 * MINUTE, MINUTE);
    expect(town.posted).toHaveLength(1);
  }, 30_000);
});

describe("trouble that passes", () => {
  test.each([1, 6, 20])(
    "Telegram is down for %d hours: nothing is set aside, everybody hears it within the hour",
    async (hours) => {
      const { town, queue, meets } = scene();
      const people = ["noor", "sam", "yusuf"].map((name) => town.resident(name));
      const ids: string[] = [];
      for (const one of people) ids.push(await one.raises("De lamp is kapot", { at: "Vlinderpad" }));
      meets(() => {
        throw new Wait(2);
      });
      for (const id of ids) await answers(town, { id });
      await queue.runs(hours * HOUR, 15_000);
      meets(() => {});
      await queue.runs(HOUR, 15_000);
      expect(await parked(town)).toEqual([]);
      expect(queue.dead).toEqual([]);
      for (const one of people) expect(one.heard.filter(({ notice }) => notice)).toHaveLength(1);
      for (const one of people) expect(one.lastKeys[0]).toBe(answered);
      expect(counted(town)).toEqual([]);
    },
    60_000,
  );

  test("five processes that end over five different messages set none of them aside", async () => {
    const { town, queue, meets } = scene();
    const people = Array.from({ length: 8 }, (_, n) =>
      town.resident(`resident ${n}`, { chat: String(5000 + n) }),
    );
    const ids: string[] = [];
    for (const one of people) ids.push(await one.raises("De lamp is kapot", { at: "Vlinderpad" }));
    const died = new Map<string, number>();
    meets((words) => {
      const times = died.get(words) ?? 0;
      died.set(words, times + 1);
      if (times < 3) throw new Crash("killed");
    });
    for (const id of ids) await answers(town, { id });
    await queue.runs(2 * HOUR, 10_000);
    expect(await parked(town)).toEqual([]);
    for (const one of people) expect(one.lastKeys[0], one.name).toBe(answered);
  }, 60_000);

  test("waiting for somebody until the time is up is no death: it is written down before the process is ended", async () => {
    const { town, meets } = scene();
    const noor = town.resident("noor");
    const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
    meets(TYPE_ERROR);
    await answers(town, { id });
    await town.follows();
    const [ref] = town.waiting;
    if (!ref) throw new Error("nothing waits");
    let ended = 0;
    const hangs = () =>
      new Promise<number>((resolve) => {
        setTimeout(resolve, 60, 0);
      });
    const deliver = createAttempts(
      { store: town.store, clock: town.ports.clock, log: town.ports.log, failed: async () => true },
      hangs,
    );
    for (let attempt = 2; attempt < 12; attempt++) {
      const ends = deliver(ref, attempt, () => 2010);
      await expect
        .poll(() => counted(town).map(({ unended }) => unended), { timeout: 1000 })
        .toEqual([undefined]);
      await ends;
      ended++;
    }
    expect(ended).toBe(10);
  });
});

test("what arrives at the first try is read once and written once, and nothing of it is counted", async () => {
  const { town, fate, queue } = scene();
  const noor = town.resident("noor");
  const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
  await answers(town, { id });
  await town.follows();
  const [ref] = town.waiting.filter(({ group }) => group.startsWith("resident:"));
  if (!ref) throw new Error("she is not answered");
  fate.decides(() => undefined);
  await town.app.deliver(ref, 1, () => 60_000);
  expect(fate.seen).toEqual(["store.together", "channel.send", "store.commit"]);
  await queue.now();
  expect(noor.heard.filter(({ notice }) => notice)).toHaveLength(1);
});
