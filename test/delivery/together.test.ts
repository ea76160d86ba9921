import { describe, expect, test } from "vitest";
import { HOUR, after as later, MINUTE } from "../../bot/core/calendar/time.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { say } from "../../bot/core/model/message.ts";
import { button, corePress } from "../../bot/core/model/screen.ts";
import { goesAlong, type ToResident } from "../../bot/delivery/going-along.ts";
import { Crash, createFate } from "../support/fate.ts";
import { momentOf } from "../support/moments.ts";
import { createQueue } from "../support/queue.ts";
import { createTestTown } from "../support/town.ts";

const NOW = momentOf("2026-05-04T09:00:00.000Z");

/** Several notices for one resident at the same moment: one message, where that is kinder. */

const ANSWER = "De lamp is vervangen.";
const PLANNED = /heeft het gepland: dinsdag 30 juni/;

/** Noor reported something and wants no messages; meanwhile it can be planned and answered. */
async function away({ fits = true } = {}) {
  const fate = createFate();
  const silent: boolean[] = [];
  const town = createTestTown({
    ports: (ports) =>
      fate.ports({
        ...ports,
        channel: {
          ...ports.channel,
          fits: async (...given) => fits && ports.channel.fits(...given),
          send: (address, screen, language, how) => {
            silent.push(how?.silently ?? false);
            return ports.channel.send(address, screen, language, how);
          },
        },
      }),
  });
  const queue = createQueue(town, fate);
  const noor = town.resident("noor");
  const ana = town.official("U0ANA");
  const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
  const notices = () => noor.heard.filter(({ notice }) => notice).map(({ screen }) => town.text(screen));
  const arrived = () =>
    town.store.images().flatMap(({ body }) => {
      const what = body?.M?.what?.M;
      return what?.kind?.S === "arrival" && what.is?.S === "arrived" ? [what.of?.S] : [];
    });
  return {
    town,
    queue,
    noor,
    ana,
    id,
    fate,
    silent,
    notices,
    arrived,
    plans: (ref = id) => ana.acts(ref, "plan", { day: "2026-06-30" }),
    async answers(ref = id) {
      await town.passes(1000);
      await ana.answers(ref, { text: ANSWER });
    },
    leaves: () => noor.commands("stop"),
    /** Everything that was kept back is on its way to her at the same moment. */
    async comesBack() {
      await noor.gives({ type: "started" });
      await queue.runs(2 * MINUTE);
    },
  };
}

describe("who comes back", () => {
  test("reads in one message what became of her report, word for word, and answers its last question", async () => {
    const { town, noor, id, leaves, plans, answers, comesBack, notices } = await away();
    await leaves();
    await plans();
    await answers();
    expect(await town.store.parked(9)).toHaveLength(2);
    await comesBack();
    expect(notices()).toHaveLength(1);
    expect(notices()[0]).toMatch(PLANNED);
    expect(notices()[0]).toMatch(/gepland: dinsdag 30 juni\.\n\nEr is antwoord op/);
    expect(notices()[0]).toContain(ANSWER);
    expect((await noor.lane)?.about.map(({ ref }) => ref)).toEqual([id]);
    await noor.presses("Ja");
    expect((await town.issue(id))?.state).toMatchObject({ status: { at: "closed", confirmed: true } });
  });

  test("has had each of them: her desk hears so of the one and of the other", async () => {
    const { town, noor, leaves, plans, answers, queue, arrived } = await away();
    await leaves();
    await plans();
    await town.passes(HOUR);
    await answers();
    await noor.gives({ type: "started" });
    town.comesTo(later(town.now, MINUTE));
    await town.app.tick();
    expect(arrived()).toEqual([]);
    await queue.now();
    expect(new Set(arrived()).size).toBe(2);
  });

  test("answers a question by itself, whatever else there is about her report", async () => {
    const { town, ana, id, leaves, plans, comesBack, notices } = await away();
    await leaves();
    await plans();
    await town.passes(1000);
    await ana.acts(id, "ask", { question: "Welke lamp?" });
    await comesBack();
    expect(notices().map((text) => [PLANNED.test(text), text.includes("Welke lamp?")])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test("reads about each report apart, with its own buttons, and her phone sounds once", async () => {
    const { town, noor, id, silent, leaves, answers, comesBack, notices } = await away();
    const other = await noor.raises("De stoep ligt los", { at: "Dorpsstraat" });
    const third = await noor.raises("Er ligt glas", { at: "Dorpsstraat" });
    await leaves();
    await answers(id);
    await answers(other);
    await comesBack();
    expect(notices()).toHaveLength(2);
    expect(silent).toEqual([false, true]);
    const refs = noor.heard.filter(({ notice }) => notice).map(({ screen }) => screen.about);
    expect(refs).toEqual([id, other]);
    // An hour later it does again.
    await town.passes(HOUR);
    await answers(third);
    expect(silent).toEqual([false, true, false]);
  });

  test("can reply to what was said about one report, because another report is never in the same message", async () => {
    const { town, noor, id, leaves, plans, comesBack, notices } = await away();
    const other = await noor.raises("De stoep ligt los", { at: "Dorpsstraat" });
    await leaves();
    await plans();
    await town.passes(1000);
    await plans(other);
    await comesBack();
    expect(notices()).toHaveLength(2);
    expect((await noor.lane)?.about.map(({ ref }) => ref)).toEqual([id, other]);
  });

  test("gets them apart when they are too long for one message", async () => {
    const { leaves, plans, answers, comesBack, notices } = await away({ fits: false });
    await leaves();
    await plans();
    await answers();
    await comesBack();
    expect(notices()).toHaveLength(2);
  });

  test("and blocks the bot once more loses nothing: each is kept for her", async () => {
    const { town, noor, queue, leaves, plans, answers, notices } = await away();
    await leaves();
    await plans();
    await answers();
    await noor.gives({ type: "started" });
    noor.silentlyBlocks();
    await queue.runs(2 * MINUTE);
    expect(notices()).toEqual([]);
    expect((await town.store.parked(9)).map(({ parked }) => parked?.reason)).toEqual(["blocked", "blocked"]);
  });

  test.each([
    { dies: "before", call: "channel.send", times: [1, 1] },
    { dies: "after", call: "channel.send", times: [2, 2] },
    { dies: "before", call: "store.commit", times: [2, 2] },
    { dies: "after", call: "store.commit", times: [1, 1] },
  ] as const)(
    "hears each when the process dies $dies $call, and twice only what it could not note",
    async (one) => {
      const { town, noor, queue, fate, leaves, plans, answers, notices } = await away();
      await leaves();
      await plans();
      await answers();
      await noor.gives({ type: "started" });
      town.comesTo(later(town.now, MINUTE));
      await town.app.tick();
      let isOver = false;
      fate.decides(({ name }, moment) => {
        if (isOver || name !== one.call || moment !== one.dies) return undefined;
        isOver = true;
        return new Crash();
      });
      await queue.now();
      expect(queue.deaths).toBe(1);
      await queue.runs(HOUR);
      const times = [PLANNED, /De lamp is vervangen/].map(
        (words) => notices().filter((text) => words.test(text)).length,
      );
      expect(times).toEqual(one.times);
      expect(town.store.images().filter(({ pk }) => pk?.S?.startsWith("NOTICE#"))).toEqual([]);
    },
  );
});

test("only the last in a message has buttons, and what belongs to somebody else or has partly arrived is never in it", () => {
  const about = "48210937";
  const told = (screen: object = {}, more: object = {}): ToResident => {
    const what = {
      kind: "resident" as const,
      resident: residentId("r-noor"),
      screen: { lines: [say("common:missed")], about, ...screen },
      ...more,
    };
    return { notice: { row: "notice", id: "n", group: "resident:r-noor", created: NOW, what }, what };
  };
  const choices = [[button(say("common:yes"), corePress("a", "b"))]];
  expect(goesAlong(told(), told())).toBe(true);
  expect(goesAlong(told(), told({ choices }))).toBe(true);
  expect(goesAlong(told({ choices }), told())).toBe(false);
  expect(goesAlong(told(), told({ about: "00000001" }))).toBe(false);
  expect(goesAlong(told({ about: undefined }), told({ about: undefined }))).toBe(false);
  expect(goesAlong(told(), told({}, { resident: residentId("r-sam") }))).toBe(false);
  for (const more of [{ isReply: true }, { question: about }, { from: 1 }]) {
    expect(goesAlong(told({}, more), told())).toBe(false);
    expect(goesAlong(told(), told({}, more))).toBe(false);
  }
  expect(goesAlong(told(), told({ media: [{ kind: "photo", source: "p" }] }))).toBe(false);
});
