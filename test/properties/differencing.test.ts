import { describe, expect, test, vi } from "vitest";
import { DAY, MINUTE } from "../../bot/core/calendar/time.ts";
import type { Answer, Response } from "../../bot/core/counting/response.ts";
import { LEAST_SHOWN } from "../../bot/core/disclosure/disclosure.ts";
import { chanceFrom } from "../faults/chance.ts";
import { acts, answered, comes, openedWith, type Scene } from "../instruments/survey/people.ts";
import { differences, numbersIn, type Outputs, outputs } from "../support/outputs.ts";

/**
 * Somebody compares everything told about a survey at two moments, and knows who did something in between. She does not
 * learn what that was. (For votes: `differencing-votes.test.ts`.)
 */

vi.setConfig({ testTimeout: 240_000 });

const option = (id: string) => `{ id: ${id}, label: { nl: ${id}, en: ${id} } }`;
const questions = `questions:
  - { id: mood, kind: scale, ask: { nl: Hoe gaat het?, en: How are you? } }
  - { id: first, kind: choices, most: 2, own: true, ask: { nl: Wat eerst? }, options: [ ${["light", "green", "waste"].map(option)} ] }
  - { id: times, kind: number, from: 0, to: 900, ask: { nl: Hoe vaak? } }
  - { id: word, kind: word, ask: { nl: Welk woord? } }
  - { id: order, kind: ranking, most: 2, ask: { nl: Op volgorde? }, options: [ ${["pond", "yard"].map(option)} ] }
  - { id: why, kind: text, ask: { nl: Waarom? } }
  - { id: spot, kind: place, ask: { nl: Waar? } }
  - { id: help, kind: pledge, ask: { nl: Help je mee? } }
`;

/** What two people type who differ in everything, to the last question. */
const typed = {
  yes: ["5", "1, 2", "7", "Kanarie", "1, 2", "Om de kanarie", "Dorpsstraat", "1"],
  no: ["1", "3, 2", "813", "Zebra", "2, 1", "Om de zebra", "Vlinderpad", "3"],
} as const;
type Side = keyof typeof typed;

/** The update numbers of the person it is about: others do the same in both towns. */
const HERS = 5_000_000;

async function herAnswers(scene: Scene, side: Side) {
  const noor = scene.town.resident("noor");
  let update = HERS;
  for (const text of typed[side]) await noor.does({ type: "said", text }, ++update);
  const press = { instrument: "survey", version: 1, step: "help", option: "yes", ref: scene.id };
  await noor.does({ type: "chose", press }, ++update);
  expect(await hers(scene)).toBe(typed[side].length);
  return noor;
}

/** How many questions she has answered. */
async function hers({ town, id }: Scene): Promise<number> {
  const noor = town.resident("noor");
  const [voter] = town.ports.voters.of({ channel: "telegram", chat: noor.chat }, id);
  const response = await town.store.response(id, voter);
  return Object.values(response?.answers ?? {}).filter(({ is }) => is !== "skipped").length;
}

/** Others answer, each something; the same in every town. */
async function othersAnswer(scene: Scene, count: number, more: Partial<Response> = {}): Promise<void> {
  for (let n = 0; n < count; n++) {
    const nth = (others.get(scene) ?? 0) + 1;
    others.set(scene, nth);
    const chance = chanceFrom(nth);
    const given: Record<string, Answer> = {
      mood: { is: "options", ids: [chance.pick(["1", "2", "3", "4", "5"])] },
      first: { is: "options", ids: [chance.pick(["light", "green", "waste"])] },
      times: { is: "number", value: chance.between(0, 900) },
      word: { is: "word", text: chance.pick(["Kanarie", "Zebra", "Beer"]) },
      order: { is: "ranking", ids: chance.share(0.5) ? ["pond", "yard"] : ["yard"] },
      why: { is: "text", text: `omdat ${nth}` },
      help: chance.share(0.3) ? { is: "skipped" } : { is: "options", ids: [chance.pick(["more", "not"])] },
    };
    await answered(scene, 1, {
      answers: given,
      language: chance.pick(["nl", "nl", "en"]),
      age: chance.pick(["16_17", "18_20"]),
      neighbourhood: chance.pick(["dike", "mill"]),
      done: chance.share(0.8),
      ...more,
    });
  }
}
const others = new WeakMap<Scene, number>();

const staff = { via: "staff", language: "nl", age: undefined, neighbourhood: undefined } as const;

/** Everything that anybody but she can read. */
function read(scene: Scene): Promise<Outputs> {
  const { town, ola, bo, id } = scene;
  const lee = town.resident("lee");
  const screens = [{ instrument: "survey", step: "results", option: "0" }];
  return outputs(town, id, { officials: [ola, bo], residents: [lee], screens });
}

async function begun(): Promise<Scene> {
  const scene = await openedWith(questions);
  await comes(scene, "lee");
  const noor = await comes(scene, "noor", { counted: true, neighbourhood: "Molenhoek" });
  const press = { instrument: "survey", version: 1, step: "start", option: "go", ref: scene.id };
  await noor.does({ type: "chose", press }, HERS - 2);
  await noor.does({ type: "chose", press: { ...press, step: "age", option: "16_17" } }, HERS - 1);
  return scene;
}

/** Words are read, and may be quoted, once it is closed: they are hers to tell. */
const inWords = /form (texts|publish)/;

describe("what she answers", () => {
  test.each([0, 9, 10, 19, 20])(
    "does not show anywhere until ten more have answered, when %i had before",
    async (before) => {
      const towns = await Promise.all(
        (["yes", "no"] as const).map(async (side) => {
          const scene = await begun();
          await othersAnswer(scene, before);
          await herAnswers(scene, side);
          const at = [await read(scene)];
          await othersAnswer(scene, 9);
          at.push(await read(scene));
          await othersAnswer(scene, 20);
          at.push(await read(scene));
          return at;
        }),
      );
      const [one = [], other = []] = towns;
      const differ = one.map((all, at) => differences(all, other[at] ?? new Map()));
      expect(one[0]?.size).toBeGreaterThan(15);
      expect(differ.slice(0, 2)).toEqual([[], []]);
      // What comes later than ten tells of many. And had it shown before, it would have been seen.
      expect(differ[2]).toContain(
        `${"U0OLA"} form results of ${[...(one[2] ?? [])][0]?.[0].split(" of ")[1]}`,
      );
    },
  );

  test("does not show at the close either when she is one of nine, but in words", async () => {
    const [one, other] = await Promise.all(
      (["yes", "no"] as const).map(async (side) => {
        const scene = await begun();
        await othersAnswer(scene, 8);
        await othersAnswer(scene, 12, staff);
        await herAnswers(scene, side);
        await scene.town.passes(16 * DAY, 16);
        await acts(scene.ola, scene, "publish");
        await scene.town.passes(DAY);
        return read(scene);
      }),
    );
    if (!one || !other) throw new Error("two towns were played");
    expect(differences(one, other).filter((label) => !inWords.test(label))).toEqual([]);
  });

  test("can be changed, and nothing that is told moves", async () => {
    const scene = await begun();
    await othersAnswer(scene, 24);
    const noor = await herAnswers(scene, "yes");
    const before = await read(scene);
    for (const option of ["1", "2"])
      await noor.does({
        type: "chose",
        press: { instrument: "survey", version: 1, step: "q.mood", option, ref: scene.id },
      });
    const [voter] = scene.town.ports.voters.of({ channel: "telegram", chat: noor.chat }, scene.id);
    const kept = await scene.town.store.response(scene.id, voter);
    expect(kept?.answers.mood).toEqual({ is: "options", ids: ["2"] });
    expect(differences(before, await read(scene))).toEqual([]);
  });

  test("goes with her when she has herself erased, and nothing that is told moves", async () => {
    for (const side of ["yes", "no"] as const) {
      const scene = await begun();
      await othersAnswer(scene, 24);
      const noor = await herAnswers(scene, side);
      const erases = async () => {
        const before = await read(scene);
        await noor.commands("wis");
        await noor.presses("Ja, wis alles");
        await scene.town.passes(60_000);
        return differences(before, await read(scene));
      };
      expect(await erases(), "while it is open").toEqual([]);
    }
    const scene = await begun();
    await othersAnswer(scene, 24);
    const noor = await herAnswers(scene, "yes");
    await scene.town.passes(16 * DAY, 16);
    const before = await read(scene);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles");
    await scene.town.passes(60_000);
    const after = await read(scene);
    expect(differences(before, after).filter((label) => !inWords.test(label))).toEqual([]);
  });
});

interface Move {
  readonly place: string;
  readonly look: number;
  readonly apart: number;
}

/** How many people acted between two changes of a number, by its place; the first change counts from nobody. */
function moves(looks: readonly Outputs[]): Move[] {
  const at = new Map<string, { value: number | undefined; look: number }>();
  const found: Move[] = [];
  const all = looks.map(numbersIn);
  const places = new Set(all.flatMap((one) => [...one.keys()]));
  for (const [look, numbers] of all.entries())
    for (const place of places) {
      const value = numbers.get(place);
      const before = at.get(place);
      if (before && before.value === value) continue;
      if (before) found.push({ place, look, apart: look - before.look });
      at.set(place, { value, look });
    }
  return found;
}

describe("of a figure that is told while people answer", () => {
  /** Looks before anybody acts, and after each. */
  async function looksAt(scene: Scene, count: number, act: () => Promise<void>): Promise<Outputs[]> {
    const looks = [await read(scene)];
    for (let n = 0; n < count; n++) {
      await act();
      // Somebody who looks all the time is asked to wait.
      await scene.town.passes(10 * MINUTE);
      looks.push(await read(scene));
    }
    return looks;
  }

  test("any two are ten people apart, and the first is of ten who answered before ten others", async () => {
    const scene = await begun();
    const found = moves(await looksAt(scene, 32, () => othersAnswer(scene, 1)));
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ apart }) => apart < LEAST_SHOWN)).toEqual([]);
  });

  test("of colleagues it is so too, whatever residents do meanwhile", async () => {
    const scene = await begun();
    let n = 0;
    const looks = await looksAt(scene, 66, () => othersAnswer(scene, 1, ++n % 3 === 0 ? staff : {}));
    const found = moves(looks).filter(({ place }) => place.includes("staff"));
    expect(found.length).toBeGreaterThan(3);
    // The twentieth of them was the sixtieth of all.
    expect(found.filter(({ look }) => look < 60)).toEqual([]);
  });

  test("what groups chose moves nothing before the close", async () => {
    const scene = await begun();
    await othersAnswer(scene, 25);
    const chose = { mood: { is: "counts" as const, counts: { "5": 12 } } };
    const looks = await looksAt(scene, 3, () =>
      othersAnswer(scene, 1, { via: "group", size: 12, answers: chose }),
    );
    expect(moves(looks)).toEqual([]);
    await othersAnswer(scene, 25);
    const told = () => read(scene).then((all) => JSON.stringify([...all]));
    expect(await told()).not.toContain("results.groupRow");
    await scene.town.passes(16 * DAY, 16);
    expect(await told()).toContain("results.groupRow");
  });
});
