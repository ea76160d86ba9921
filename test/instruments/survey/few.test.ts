import { describe, expect, test } from "vitest";
import { DAY, fromEpoch, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { Wait } from "../../../bot/ports/errors.ts";
import type { Ports } from "../../../bot/ports/ports.ts";
import type { TestResident } from "../../support/town.ts";
import { waterkant } from "../../support/waterkant.ts";
import {
  acts,
  begins,
  comes,
  crowd,
  factsOn,
  filledIn,
  forWhom,
  heard,
  onCard,
  opened,
  opening,
  type Scene,
} from "./people.ts";

/** Nobody is singled out because she was one of few who were asked. */

const lastOf = async ({ town }: Scene) => {
  const all = await town.store.broadcasts(fromEpoch(0));
  const last = all.find((one) => one.status.at === "ready");
  if (!last) throw new Error("nothing was counted");
  return last;
};

async function counts(scene: Scene, whom?: Record<string, string[]>) {
  await onCard(scene.ola, scene.id, "invite");
  await scene.ola.submit(whom ? forWhom(whom) : filledIn(scene.ola));
  return lastOf(scene);
}

describe("an invitation that reaches fewer than ten people", () => {
  test("cannot be sent, also not with an old button, and the organiser reads why and no number", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    const noor = await comes(scene, "noor", { asked: true, neighbourhood: "Molenhoek" });
    await crowd(scene, { asked: true, neighbourhood: "Molenhoek" }, 8);
    await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" }, 10);
    const { id } = await counts(scene, { neighbourhoods: ["mill"] });
    const card = town.card(id)?.card;
    expect(town.render(card?.status ?? { key: "" })).toContain("Dit bereikt minder dan 10 mensen.");
    expect(factsOn(scene, id).join("\n")).toContain("Krijgen het: minder dan 10 inwoners");
    expect(card?.actions.map(({ press }) => press.option)).toEqual(["discard"]);
    await ola.onNews(id, "send");
    expect(ola.told.at(-1)).toBe("officials:process.tooSmall");
    await town.passes(MINUTE);
    expect(heard(town, noor)).not.toContain("korte vragen");
  });

  test.each([
    ["a language in a neighbourhood", { neighbourhoods: ["dike"], languages: ["en"] }, {}],
    ["an age", { ages: ["16_17"] }, {}],
    ["people who took part before", {}, { earlier: "before" }],
    ["people who came by a campaign", {}, { campaign: "markt" }],
  ])("is refused too when it is for %s", async (_, whom: Record<string, string[]>, card) => {
    const scene = await opened({ ...opening, ...card });
    const { town, ola } = scene;
    const sam = await comes(scene, "sam", { asked: true, language: "en", neighbourhood: "Dijkzicht" });
    await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" }, 10);
    const lane = await sam.lane;
    if (!lane) throw new Error("nobody came");
    const more = { age: "16_17" as const, takesPart: ["P7654321"], campaign: "markt" };
    await town.store.commit([{ put: { ...lane, ...more, version: lane.version + 1 }, expect: lane.version }]);
    const { id, status } = await counts(scene, whom);
    expect(status).toMatchObject({ count: 1 });
    await ola.onNews(id, "send");
    await town.passes(MINUTE);
    expect(heard(town, sam)).not.toContain("short questions");
  });

  test("is refused when it is what an earlier one left over", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" }, 12);
    const lee = await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
    const first = await counts(scene, { neighbourhoods: ["dike"] });
    await ola.onNews(first.id, "send");
    await town.passes(MINUTE);
    const rest = await counts(scene, { neighbourhoods: ["dike", "mill"] });
    await ola.onNews(rest.id, "send");
    await town.passes(MINUTE);
    expect(heard(town, lee)).not.toContain("korte vragen");
  });

  test("is measured by what the municipality set, when that is more", async () => {
    const town = { ...waterkant, leastInvited: 15 };
    const scene = await opened(opening, { ports: (ports) => ({ ...ports, town }) });
    const noor = await comes(scene, "noor", { asked: true });
    await crowd(scene, { asked: true }, 13);
    const { id } = await counts(scene);
    await scene.ola.onNews(id, "send");
    await scene.town.passes(MINUTE);
    expect(heard(scene.town, noor)).not.toContain("korte vragen");
  });
});

describe("an invitation that is stopped", () => {
  /** Telegram accepts this many invitations, asks us to wait, and meanwhile the organiser presses Stop. */
  async function stoppedAfter(taken: number, invited: number) {
    let [sent, waits] = [0, true];
    const ports = (plain: Ports): Ports => ({
      ...plain,
      channel: {
        ...plain.channel,
        send: async (chat, screen, ...rest) => {
          if (JSON.stringify(screen).includes("survey:tells.invite") && waits && sent++ >= taken)
            throw new Wait(90, { refused: true });
          return plain.channel.send(chat, screen, ...rest);
        },
      },
    });
    const scene = await opened(opening, { ports });
    const people = await crowd(scene, { asked: true }, invited);
    const { id } = await counts(scene);
    await scene.ola.onNews(id, "send");
    await scene.ola.onNews(id, "stop");
    waits = false;
    await scene.town.passes(HOUR, 4);
    const got = people.filter((one) => heard(scene.town, one).includes("korte vragen"));
    return { ...scene, invitation: id, got: got.length };
  }

  test("in its first second still reaches ten people, so that the first ones are not singled out", async () => {
    const { got, town, invitation } = await stoppedAfter(3, 60);
    // A window that was begun is sent as a whole.
    expect(got).toBeGreaterThanOrEqual(10);
    expect(got).toBeLessThan(60);
    expect((await town.store.broadcast(invitation))?.status.at).toBe("stopped");
    const progress = await town.store.progress(invitation);
    expect(progress.reduce((sum, one) => sum + one.reached, 0)).toBe(got);
  });

  test("before anybody has it reaches nobody, and after ten goes no further", async () => {
    expect((await stoppedAfter(0, 30)).got).toBe(0);
    expect((await stoppedAfter(11, 30)).got).toBe(11);
  });

  test("with its survey reaches nobody any more, because nobody can answer", async () => {
    let [sent, waits] = [0, true];
    const ports = (plain: Ports): Ports => ({
      ...plain,
      channel: {
        ...plain.channel,
        send: async (chat, screen, ...rest) => {
          if (JSON.stringify(screen).includes("survey:tells.invite") && waits && sent++ >= 3)
            throw new Wait(90, { refused: true });
          return plain.channel.send(chat, screen, ...rest);
        },
      },
    });
    const scene = await opened(opening, { ports });
    const people = await crowd(scene, { asked: true }, 30);
    const { id } = await counts(scene);
    await scene.ola.onNews(id, "send");
    await acts(scene.ola, scene, "stop", {
      reason_nl: "Er stond een fout in.",
      reason_en: "It had a mistake.",
    });
    waits = false;
    await scene.town.passes(HOUR, 4);
    expect(people.filter((one) => heard(scene.town, one).includes("korte vragen"))).toHaveLength(3);
  });
});

test("that an invitation is for nobody any more looks as when it is for few", async () => {
  const scene = await opened();
  const { town } = scene;
  const lee = await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
  const cards: string[] = [];
  for (const answersNow of [false, true]) {
    if (answersNow) {
      await lee.commands("meedoen");
      await lee.presses("Begin");
      for (let n = 0; n < 7; n++) await lee.presses("Sla over");
    }
    const { id } = await counts(scene, { neighbourhoods: ["mill"] });
    const { status, actions } = town.card(id)?.card ?? {};
    cards.push(JSON.stringify([status, actions?.map(({ press }) => press.option), factsOn(scene, id)]));
    await scene.ola.onNews(id, "discard");
  }
  expect(cards[1]).toBe(cards[0]);
});

test("what is told of an invitation that went out does not say that one of many did not get it", async () => {
  const tells = async (gone: number) => {
    const scene = await opened();
    const people = await crowd(scene, { asked: true }, 14);
    const { id } = await counts(scene);
    for (const one of people.slice(0, gone)) one.silentlyBlocks();
    await scene.ola.onNews(id, "send");
    const { card } = scene.town.card(id) ?? {};
    return [scene.town.render(card?.status ?? { key: "" }), ...factsOn(scene, id)].join("\n");
  };
  const nobody = await tells(0);
  expect(nobody).toContain("Gekregen: minstens 10 inwoners");
  expect(await tells(1)).toBe(nobody);
  expect(await tells(4)).toBe(nobody);
});

test("how many heard the results is told in whole tens too, whoever left in between", async () => {
  const cards: string[] = [];
  for (const gone of [0, 1, 3]) {
    const scene = await opened({ ...opening, template: "pulse" });
    const { town, ola } = scene;
    const people: TestResident[] = [];
    for (let n = 0; n < 14; n++) {
      const one = await begins(scene, `r${n}`);
      await one.presses("Heel fijn");
      people.push(one);
    }
    await town.passes(16 * DAY, 16);
    for (const one of people.slice(0, gone)) {
      await one.commands("wis");
      await one.presses("Ja, wis alles");
    }
    await acts(ola, scene, "publish");
    await town.passes(HOUR);
    const last = (await town.store.broadcasts(fromEpoch(0))).find(({ process }) => process !== undefined);
    expect(last?.status).toMatchObject({ at: "sent", count: 14 - gone });
    const card = town.card(last?.id ?? "")?.card;
    cards.push(JSON.stringify([card?.status, card?.facts]));
  }
  expect(cards[0]).toContain("officials:process.atLeast");
  expect(new Set(cards).size).toBe(1);
});

test("two invitations that are only counted do not tell of one person by their difference", async () => {
  const scene = await opened();
  const { ola } = scene;
  await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" }, 12);
  await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
  const seen: string[] = [];
  for (const neighbourhoods of [["dike"], ["dike", "mill"]]) {
    const { id } = await counts(scene, { neighbourhoods });
    seen.push(factsOn(scene, id).find((one) => one.startsWith("Krijgen het")) ?? "");
    await ola.onNews(id, "discard");
  }
  expect(seen).toEqual(["Krijgen het: minstens 10 inwoners", "Krijgen het: minstens 10 inwoners"]);
  // Nor does the log, which an administrator reads.
  const logged = scene.town.logged.filter(({ event }) => event === "broadcast_counted");
  expect(logged.map(({ facts }) => facts)).toEqual([{ chunks: 1 }, { chunks: 1 }]);
});
