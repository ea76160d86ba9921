import { HttpError } from "grammy";
import { describe, expect, test } from "vitest";
import type { Instant } from "../../bot/core/calendar/time.ts";
import { numberIn } from "../../bot/core/model/contribution.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import type { ResidentInput } from "../../bot/core/model/input.ts";
import type { Language } from "../../bot/core/model/message.ts";
import type { Screen } from "../../bot/core/model/screen.ts";
import type { Channel } from "../../bot/ports/channel.ts";
import { Conflict, Unavailable, Undeliverable, Wait } from "../../bot/ports/errors.ts";
import { createTestTown, type TestTown } from "../support/town.ts";

/** The reply to the person who acted: once, whatever is repeated or goes wrong on the way. */

const CHAT = "700001";
const lost = () => new HttpError("Network request for 'sendMessage' failed!", new Error("ECONNRESET"));

interface Said {
  text: string;
  language: Language;
  queued: boolean;
}

/** A town whose Telegram does what the test wants; every call that reached it is in `said`. */
function townWith(how: {
  reply?: (screen: Screen | undefined, call: number) => Promise<void> | void;
  now?: Instant;
  store?: (name: string) => Error | undefined;
  /** The same, if it was done and only the answer got lost. */
  after?: (name: string) => Error | undefined;
}) {
  const said: Said[] = [];
  const acknowledged: string[] = [];
  let calls = 0;
  let messages = 500;
  const town: TestTown = createTestTown({
    now: how.now,
    ports: (ports) => {
      const channel: Channel = {
        ...ports.channel,
        async reply(_chat, screens, language, pressed) {
          if (pressed) acknowledged.push(pressed.callback);
          if (screens.length === 0) await how.reply?.(undefined, ++calls);
          const ids: number[] = [];
          for (const screen of screens) {
            await how.reply?.(screen, ++calls);
            said.push({ text: town.text(screen, language), language, queued: false });
            ids.push(++messages);
          }
          return ids;
        },
        async send(_chat, screen, language) {
          said.push({ text: town.text(screen, language), language, queued: true });
          return ++messages;
        },
      };
      const store: typeof ports.store = {
        ...ports.store,
        commit: async (writes: Parameters<typeof ports.store.commit>[0]) => {
          const row = writes.some((one) => "put" in one && one.put.row === "notice") ? "notice" : "other";
          const error = how.store?.(row);
          if (error) throw error;
          await ports.store.commit(writes);
          const lost = how.after?.(row);
          if (lost) throw lost;
        },
      };
      return { ...ports, channel, store };
    },
  });
  let message = 0;
  return {
    town,
    said,
    acknowledged,
    gives(id: number, act: Partial<ResidentInput> & { type: ResidentInput["type"] }) {
      const pressed = act.type === "chose" ? { message: 1, callback: `cb${id}` } : undefined;
      const input = { id: `tg:${id}`, at: town.now, message: ++message, ...act } as ResidentInput;
      return town.app.resident({ input, channel: "telegram", chat: CHAT, pressed });
    },
    lane: () => town.store.lane(town.ports.secrecy.laneKey("telegram", CHAT)),
  };
}

const start = { type: "started" } as const;
const help = { type: "commanded", command: "help", rest: "" } as const;
const press = (step: string, option: string) =>
  ({ type: "chose", press: { instrument: "core", version: 1, step, option } }) as const;

async function comesIn(one: ReturnType<typeof townWith>): Promise<void> {
  await one.gives(1, start);
  await one.gives(2, press("language", "nl"));
  await one.gives(3, press("privacy", "join"));
  await one.gives(4, press("area", "skip"));
  await one.gives(5, press("allow", "done"));
  one.said.length = 0;
  one.acknowledged.length = 0;
}

describe("the same update twice", () => {
  test("when the table kept the repetition but its answer got lost, she still hears the reply", async () => {
    let losesAnswer = false;
    const town = createTestTown({
      ports: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          commit: async (writes) => {
            await ports.store.commit(writes);
            if (!losesAnswer) return;
            losesAnswer = false;
            // What the second attempt of the same write is told, as the first one stands.
            throw new Conflict("somebody else changed it first");
          },
        },
      }),
    });
    const noor = town.resident("noor");
    await noor.gives(start, 1);
    town.restart();
    losesAnswer = true;
    await noor.gives(start, 1);
    expect(losesAnswer).toBe(false);
    expect(noor.heard).toHaveLength(2);
  });

  test("while the first is still replying: one reply, and the second waits for its outcome", async () => {
    let release = () => {};
    const one = townWith({ reply: () => new Promise<void>((resolve) => (release = resolve)) });
    const first = one.gives(1, start);
    await new Promise((resolve) => setTimeout(resolve, 20));
    let done = false;
    const second = one.gives(1, start).then(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(done).toBe(false);
    release();
    await Promise.all([first, second]);
    expect(one.said).toHaveLength(1);
  });

  test("while the first fails to reply: both fail, so it comes again and she hears it", async () => {
    let fails = true;
    const one = townWith({
      reply: async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        if (fails) throw lost();
      },
    });
    const outcomes = await Promise.allSettled([one.gives(1, start), one.gives(1, start)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    fails = false;
    await one.gives(1, start);
    expect(one.said).toHaveLength(1);
  });

  test("at exactly the same moment, before anything is known of her: one lane, one reply", async () => {
    const one = townWith({});
    await Promise.all([one.gives(1, start), one.gives(1, start), one.gives(1, start)]);
    expect(one.said).toHaveLength(1);
  });

  test("when it changes nothing that is kept: still one reply", async () => {
    const one = townWith({});
    const wis = { type: "commanded", command: "wis", rest: "" } as const;
    await one.gives(1, wis);
    await one.gives(1, wis);
    expect(one.said.map(({ text }) => text)).toEqual([one.town.render({ key: "common:wis.nothing" })]);
    expect(await one.lane()).toBeUndefined();
  });

  test("after a crash, with somebody pressing a button in the meantime: the reply still comes", async () => {
    const one = townWith({});
    await comesIn(one);
    await one.gives(6, help);
    one.said.length = 0;
    one.town.restart();
    // The press is committed between the moment the lane is read and the moment the repetition is noted.
    const real = one.town.ports.store.lane;
    let once = true;
    one.town.ports.store.lane = async (key) => {
      const lane = await real(key);
      if (once && lane) {
        once = false;
        await one.town.store.commit([{ put: { ...lane, version: lane.version + 1 }, expect: lane.version }]);
      }
      return lane;
    };
    await one.gives(6, help);
    expect(one.said).toHaveLength(1);
  });

  test("again and again by processes that die: at most four times in all, and the button stops waiting", async () => {
    const one = townWith({});
    await comesIn(one);
    for (let time = 0; time < 8; time++) {
      await one.gives(6, press("allow", "ask_opinion"));
      one.town.restart();
    }
    expect(one.said).toHaveLength(4);
    expect(one.acknowledged).toHaveLength(8);
  });

  test("after twenty other updates of the same person: it is still recognised", async () => {
    const one = townWith({});
    await comesIn(one);
    await one.gives(6, { type: "said", text: "een losse tegel" });
    for (let n = 0; n < 20; n++) await one.gives(100 + n, help);
    one.town.restart();
    await one.gives(6, { type: "said", text: "een losse tegel" });
    const draft = JSON.stringify((await one.lane())?.dialogue);
    expect(draft.split("een losse tegel")).toHaveLength(2);
  });
});

describe("a reply that does not arrive", () => {
  test("Telegram is not reached at the second screen: only that one comes again", async () => {
    let unreached = false;
    const one = townWith({
      reply: (screen) => {
        if (unreached && screen?.lines[0]?.key !== "common:help.what") throw lost();
      },
    });
    await comesIn(one);
    await one.gives(6, { type: "said", text: "een losse tegel" });
    one.said.length = 0;
    unreached = true;
    await expect(one.gives(7, help)).rejects.toThrow(HttpError);
    unreached = false;
    await one.gives(7, help);
    expect(one.said).toHaveLength(2);
    expect(new Set(one.said.map(({ text }) => text)).size).toBe(2);
  });

  test("too busy at the second screen: only that one goes through the queue", async () => {
    let busy = false;
    const one = townWith({
      reply: (screen) => {
        if (busy && screen?.lines[0]?.key !== "common:help.what") throw new Wait(2);
      },
    });
    await comesIn(one);
    await one.gives(6, { type: "said", text: "een losse tegel" });
    one.said.length = 0;
    busy = true;
    await one.gives(7, help);
    await one.town.settle();
    expect(one.said.map(({ queued }) => queued)).toEqual([false, true]);
    expect(new Set(one.said.map(({ text }) => text)).size).toBe(2);
  });

  test("too busy at night: the reply does not wait for the morning", async () => {
    let busy = false;
    const one = townWith({
      now: "2026-05-04T21:30:00.000Z",
      reply: () => {
        if (busy) throw new Wait(2);
      },
    });
    await comesIn(one);
    busy = true;
    await one.gives(6, help);
    await one.town.settle();
    expect(one.said).toHaveLength(1);
  });

  test("too busy when somebody says /stop: she still hears that it is done", async () => {
    let busy = false;
    const one = townWith({
      reply: () => {
        if (busy) throw new Wait(2);
      },
    });
    await comesIn(one);
    busy = true;
    await one.gives(6, { type: "commanded", command: "stop", rest: "" });
    await one.town.settle();
    expect(one.said.map(({ text }) => text)).toEqual([one.town.render({ key: "common:stop.done" })]);
  });

  test("too busy, and the table's answer about what is to be said later got lost: it is said once, through the queue", async () => {
    let busy = false;
    let lostOnce = false;
    const one = townWith({
      reply: () => {
        if (busy) throw new Wait(2);
      },
      after: (row) => {
        if (row !== "notice" || !lostOnce) return undefined;
        lostOnce = false;
        return new Unavailable("stumbled");
      },
    });
    await comesIn(one);
    busy = true;
    lostOnce = true;
    await one.gives(6, help).catch(() => {
      // Telegram brings it again, and is not busy any more.
      busy = false;
      return one.gives(6, help);
    });
    await one.town.settle();
    expect(lostOnce).toBe(false);
    expect(one.said.map(({ queued }) => queued)).toEqual([true]);
  });

  test("too busy for somebody of whom nothing is kept: it is asked to come again", async () => {
    const one = townWith({
      reply: () => {
        throw new Wait(7);
      },
    });
    await expect(one.gives(1, { type: "commanded", command: "wis", rest: "" })).rejects.toMatchObject({
      seconds: 7,
    });
  });

  test("she has blocked the bot: that is noted, and it is no mistake", async () => {
    let blocked = false;
    const one = townWith({
      reply: () => {
        if (blocked) throw new Undeliverable("blocked");
      },
    });
    await comesIn(one);
    blocked = true;
    await one.gives(6, help);
    expect((await one.lane())?.reachable).toBe(false);
  });

  test("a reply to the receipt finds its report, though nothing could be written once the receipt was out", async () => {
    let down = false;
    const one = townWith({ store: () => (down ? new Unavailable("stumbled") : undefined) });
    await comesIn(one);
    const say = (id: number, text: string) => one.gives(id, { type: "said", text });
    await say(6, "een losse tegel");
    await say(7, "Dorpsstraat");
    const token = () => one.lane().then((lane) => lane?.dialogue?.token);
    const chooses = async (id: number, step: string, option: string) =>
      one.gives(id, {
        type: "chose",
        press: { instrument: "issue", version: 1, step, option, ref: await token() },
      });
    await chooses(8, "photos", "done");
    await chooses(9, "category", "waste");
    one.said.length = 0;
    const real = one.town.ports.channel.reply;
    one.town.ports.channel.reply = async (...given) => {
      const ids = await real(...given);
      down = true;
      return ids;
    };
    await chooses(10, "preview", "send");
    expect(one.said).toHaveLength(1);
    expect(one.town.logged.map(({ event }) => event)).not.toContain("not_remembered");
    down = false;
    one.town.ports.channel.reply = real;
    one.town.restart();
    const receipt = one.said[0];
    await one.gives(11, {
      type: "said",
      text: "Ook een tweede",
      repliesTo: 1,
      repliesAbout: numberIn(receipt?.text ?? ""),
    });
    const [issue] = await one.town.store.mine((await one.lane())?.resident ?? residentId(""));
    const history = await one.town.store.history(issue?.id ?? "");
    expect(history.map(({ words }) => words)).toContain("Ook een tweede");
  });
});

describe("something that cannot be handled", () => {
  const from = (id: number) => ({
    input: { id: `tg:${id}`, at: "2026-05-04T09:00:00.000Z", type: "said", text: "geheim" } as ResidentInput,
    channel: "telegram" as const,
    chat: CHAT,
  });

  test.each([
    ["is not reached", lost],
    ["is too busy", () => new Wait(3)],
  ])("her words are kept and she hears of it later when Telegram %s", async (_, error) => {
    let trouble = false;
    const one = townWith({
      reply: () => {
        if (trouble) throw error();
      },
    });
    await comesIn(one);
    trouble = true;
    await one.town.app.setAside('{"update_id":6}', new Error("mistake"), from(6));
    await one.town.settle();
    expect(one.said).toEqual([expect.objectContaining({ queued: true })]);
  });

  test("her own row cannot be read any more: she is told all the same", async () => {
    const one = townWith({});
    await comesIn(one);
    one.town.ports.store.lane = () => Promise.reject(new Error("the item is not as the model says"));
    await expect(one.gives(6, help)).rejects.toThrow("not as the model says");
    await one.town.app.setAside('{"update_id":6}', new Error("mistake"), from(6));
    expect(one.said).toHaveLength(1);
  });
});

test("the reply is in the language that was just chosen, and a repeated one in the language she reads now", async () => {
  const one = townWith({});
  await comesIn(one);
  await one.gives(6, press("language", "en"));
  expect(one.said.map(({ language }) => language)).toEqual(["en"]);
  await one.gives(7, help);
  one.town.restart();
  await one.gives(7, help);
  expect(one.said.map(({ language }) => language)).toEqual(["en", "en", "en"]);
});
