import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Choice, Press, Screen } from "../../bot/core/model/screen.ts";
import { type Act, pressOf } from "../support/story.ts";
import { createTestTown, type TestTown } from "../support/town.ts";

/**
 * Telegram keeps a chat's messages in order, and a person's presses, but not the two relative to each other; and it
 * repeats whatever it is not sure of. None of that may cost a resident a word, or give her one twice.
 */

/** SAMENSPEL_RUNS=2000 npm test looks further than a push has time for. */
const runs = { numRuns: Number(process.env.SAMENSPEL_RUNS ?? 25), seed: 20_261_122 };

vi.setConfig({ testTimeout: 60_000 + 200 * runs.numRuns });

interface Update {
  readonly id: number;
  readonly queue: "messages" | "presses";
  readonly act: Act;
}

/** One move of the person, of Telegram, or of the machine. */
const move = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant("says" as const), long: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant("presses" as const), which: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("photo" as const), caption: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("replies" as const), which: fc.nat(10) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant("delivers" as const),
      what: fc.constantFrom("messages" as const, "presses" as const, "both" as const),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("repeats" as const), which: fc.nat(15) }) },
);
const moves = fc.array(move, { minLength: 3, maxLength: 30 });

/** Words she knows she is throwing away are not lost, so she does not press these. */
function harmless(press: Press): boolean {
  const throwsAway = press.option === "stop" || (press.step === "continue" && press.option === "no");
  const replaces = press.step === "preview" && press.option !== "send";
  return !throwsAway && !replaces && !["erase", "data", "language"].includes(press.step);
}

const NOT_KEPT = /tooMuch|editedUnknown|common:gone|notYet|stale\.alone|tooLate/;

/** Noor, whose updates go through Telegram's two queues. */
function chatOf(town: TestTown) {
  const noor = town.resident("noor");
  const waiting: Update[] = [];
  const taken: Update[] = [];
  const typed = new Map<string, number>();
  /** What she was told while an update was handled for the first time. */
  const replied = new Map<number, readonly Screen[]>();
  let updates = 1000;
  let messages = 5000;

  const send = (queue: Update["queue"], act: Act) => {
    waiting.push({ id: ++updates, queue, act: { message: ++messages, ...act } as Act });
    return updates;
  };
  const words = () => {
    const text = `woord${typed.size}x`;
    typed.set(text, updates + 1);
    return text;
  };
  const take = async (update: Update, times: number) => {
    const before = noor.heard.length;
    await Promise.all(Array.from({ length: times }, () => noor.gives(update.act, update.id)));
    const heard = noor.heard.slice(before).map(({ screen }) => screen);
    if (!replied.has(update.id)) replied.set(update.id, heard);
    if (!taken.includes(update)) taken.push(update);
  };
  const head = (queue: Update["queue"]) => waiting.find((one) => one.queue === queue);
  const leaves = (update: Update) => waiting.splice(waiting.indexOf(update), 1);

  const self = {
    noor,
    typed,
    taken,
    replied,
    async step(one: Move) {
      switch (one.does) {
        case "says":
          send("messages", { type: "said", text: one.long ? `${words()} en nog wat meer erbij` : words() });
          break;
        case "photo":
          send("messages", {
            type: "shared",
            media: { kind: "photo", source: `photo${updates}` },
            ...(one.caption && { caption: words() }),
          });
          break;
        case "replies": {
          const heard = noor.heard[noor.heard.length - 1 - one.which];
          if (heard) send("messages", { type: "said", text: words(), repliesTo: heard.message });
          break;
        }
        case "presses": {
          const seen = noor.heard.slice(-6).flatMap(({ screen }) => (screen.choices ?? []).flat());
          const buttons = seen
            .filter(isPress)
            .map((choice) => choice.press)
            .filter(harmless);
          const press = buttons[one.which % Math.max(1, buttons.length)];
          if (press) send("presses", { type: "chose", press });
          break;
        }
        case "delivers": {
          const heads = (one.what === "both" ? (["messages", "presses"] as const) : [one.what]).flatMap(
            (queue) => head(queue) ?? [],
          );
          await Promise.all(heads.map((update) => take(update, one.times)));
          for (const update of heads) leaves(update);
          break;
        }
        case "repeats": {
          const update = taken[taken.length - 1 - one.which];
          if (update) await take(update, 1);
          break;
        }
      }
    },
    async drains() {
      for (let update = waiting[0]; update; update = waiting[0]) {
        await take(update, 1);
        leaves(update);
      }
      await town.settle();
    },
    /** Does it at once, after everything that is waiting. */
    async does(act: Act, times = 1) {
      await self.drains();
      send(act.type === "chose" ? "presses" : "messages", act);
      const update = waiting[0];
      if (update) {
        await take(update, times);
        leaves(update);
      }
      await town.settle();
    },
    presses: (option: string, times?: number) =>
      self.does({ type: "chose", press: pressOf(noor.heard, option) }, times),
    says: (text: string, times?: number) => self.does({ type: "said", text }, times),
  };
  return self;
}
type Move = typeof move extends fc.Arbitrary<infer One> ? One : never;

function isPress(choice: Choice): choice is Extract<Choice, { press: Press }> {
  return "press" in choice;
}

/** Rows of the table, without the inputs that they remember. */
function rows(town: TestTown) {
  return town.store.images().flatMap((image) => {
    const body = image.body?.M;
    if (!body) return [];
    const { handled: _, ...rest } = body;
    return [{ kind: body.row?.S ?? "", text: JSON.stringify(rest) }];
  });
}

async function expectNothingLost(town: TestTown, chat: ReturnType<typeof chatOf>): Promise<void> {
  const kept = rows(town)
    .filter(({ kind }) => kind !== "notice")
    .map(({ text }) => text)
    .join("\n");
  for (const [text, update] of chat.typed) {
    if (!chat.taken.some((one) => one.id === update)) continue;
    const times = kept.split(`${text}`).length - 1;
    const told = chat.replied
      .get(update)
      ?.some((screen) => screen.lines.some((line) => NOT_KEPT.test(line.key)));
    if (times === 0 && told) continue;
    expect(times, `“${text}” of update ${update}`).toBe(1);
  }
}

async function expectHistoriesWhole(town: TestTown): Promise<void> {
  const contributions = rows(town).filter(({ kind }) => kind === "contribution");
  const receipts = new Set(
    town
      .resident("noor")
      .heard.flatMap(({ screen }) => screen.lines)
      .filter((line) => line.key === "issue:receipt.thanks")
      .map((line) => String(line.params?.number)),
  );
  expect(receipts.size).toBe(contributions.length);
  for (const number of receipts) {
    const id = number.replace("-", "");
    const issue = await town.issue(id);
    const history = await town.store.history(id);
    expect(history.map((one) => one.n)).toEqual(history.map((_, index) => index + 1));
    expect(issue?.entries).toBe(history.length);
    expect(town.posted.filter((one) => one.card.ref === id)).toHaveLength(1);
  }
}

function expectNothingTwice(town: TestTown, chat: ReturnType<typeof chatOf>, before: number): void {
  const events = town.logged.map(({ event }) => event);
  expect(events).not.toContain("repeated");
  expect(events.filter((event) => event === "received")).toHaveLength(before + chat.taken.length);
}

const settings = {
  "with nothing brought in yet": async () => {},
  "with a question of the desk open": async (town: TestTown) => {
    const id = await town.resident("noor").raises("Een losse tegel");
    await town.official("U0ANA").acts(id, "ask", { question: "Welke kant?" });
  },
  "in the middle of another conversation, with a question open": async (town: TestTown) => {
    const noor = town.resident("noor");
    const id = await noor.raises("Een losse tegel");
    await town.official("U0ANA").acts(id, "ask", { question: "Welke kant?" });
    await noor.commands("melden");
  },
};

test.each(Object.entries(settings))("whatever order her updates come in, %s", async (_, prepare) => {
  await fc.assert(
    fc.asyncProperty(moves, async (list) => {
      const town = createTestTown();
      await town.resident("noor").joins();
      await prepare(town);
      const before = town.logged.filter(({ event }) => event === "received").length;
      const chat = chatOf(town);
      for (const one of list) await chat.step(one);
      await chat.drains();
      await expectNothingLost(town, chat);
      await expectHistoriesWhole(town);
      expectNothingTwice(town, chat, before);
    }),
    runs,
  );
});

test("whatever order her updates come in, with a process that starts anew now and then", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(move, fc.boolean()), { minLength: 3, maxLength: 25 }),
      async (list) => {
        const town = createTestTown();
        await town.resident("noor").joins();
        const chat = chatOf(town);
        for (const [one, restarts] of list) {
          if (restarts) town.restart();
          await chat.step(one);
        }
        await chat.drains();
        await expectNothingLost(town, chat);
        await expectHistoriesWhole(town);
      },
    ),
    runs,
  );
});

const times = fc.integer({ min: 1, max: 4 });

test("raising an issue with every update any number of times, at once or later, leaves one issue", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(times, { minLength: 5, maxLength: 5 }),
      fc.array(fc.nat(9), { maxLength: 12 }),
      async (counts, late) => {
        const town = createTestTown();
        await town.resident("noor").joins();
        const chat = chatOf(town);
        await chat.says("Een losse tegel", counts[0]);
        await chat.says("Dorpsstraat", counts[1]);
        await chat.presses("done", counts[2]);
        await chat.presses("waste", counts[3]);
        await chat.presses("send", counts[4]);
        for (const which of late) await chat.step({ does: "repeats", which });
        await town.settle();
        const issues = rows(town).filter(({ kind }) => kind === "contribution");
        expect(issues).toHaveLength(1);
        await expectHistoriesWhole(town);
        expect(chat.noor.heard.filter(({ screen }) => screen.about)).toHaveLength(1);
      },
    ),
    runs,
  );
});

test("answering a question and withdrawing, every update any number of times", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(times, { minLength: 4, maxLength: 4 }),
      fc.array(fc.nat(6), { maxLength: 8 }),
      async (counts, late) => {
        const town = createTestTown();
        const noor = town.resident("noor");
        const id = await noor.raises("Een losse tegel");
        await town.official("U0ANA").acts(id, "ask", { question: "Welke kant?" });
        const chat = chatOf(town);
        await chat.presses("reply", counts[0]);
        await chat.says("De linkerkant", counts[1]);
        await chat.does(
          {
            type: "chose",
            press: { instrument: "issue", version: 1, step: "own", option: "withdraw", ref: id },
          },
          counts[2],
        );
        await chat.presses("withdraw_yes", counts[3]);
        for (const which of late) await chat.step({ does: "repeats", which });
        await town.settle();
        expect((await town.issue(id))?.state).toMatchObject({ status: { at: "withdrawn" } });
        const events = (await town.store.history(id)).map((one) => one.event);
        expect(events.filter((event) => event === "reply")).toHaveLength(1);
        expect(events.filter((event) => event === "withdraw")).toHaveLength(1);
      },
    ),
    runs,
  );
});

test("what an official does, with the same request any number of times, is done once", async () => {
  await fc.assert(
    fc.asyncProperty(times, times, async (presses, submits) => {
      const town = createTestTown();
      const noor = town.resident("noor");
      const id = await noor.raises("Een losse tegel");
      const ana = town.official("U0ANA");
      const press = { instrument: "issue", version: 1, step: "card", option: "answer", ref: id };
      const values = { outcome: "done", reason: "Hij ligt weer vast." };
      const all = (count: number, work: () => Promise<void>) =>
        Promise.all(Array.from({ length: count }, work));
      await all(presses, () => ana.gives({ type: "chose", press }, "sl:1"));
      const first = ana.form?.id;
      await all(submits, () => ana.gives({ type: "submitted", form: first, values }, "sl:2"));
      const seen = ana.form?.id;
      await all(submits, () => ana.gives({ type: "submitted", form: seen, values }, "sl:3"));
      await town.settle();
      expect((await town.store.history(id)).filter((one) => one.event === "answer")).toHaveLength(1);
      expect(noor.heard.filter(({ notice }) => notice).map(({ screen }) => screen.lines[0]?.key)).toEqual([
        "issue:notice.answered",
      ]);
    }),
    { ...runs, numRuns: Math.min(runs.numRuns, 100) },
  );
});

test("roles that are given twice by the same request are told once", async () => {
  const town = createTestTown();
  const ana = town.official("U0ANA");
  const form = { instrument: "core", form: "roles" };
  const values = { member: "U0DAAN", roles: ["official"] };
  for (const _ of [1, 2]) await ana.gives({ type: "submitted", form, values }, "sl:1");
  await town.settle();
  expect(town.official("U0DAAN").told).toEqual(["officials:roles.given"]);
});
