import { beforeAll, describe, expect, test } from "vitest";
import { begins, comes, opened, opening, type Scene } from "../instruments/survey/people.ts";
import { toldBySums } from "../support/insider.ts";
import type { TestTown } from "../support/town.ts";

/**
 * Twelve people answer. One of them is alone in her neighbourhood, one in her age, and one in her language, and each
 * answers what nobody else does. Somebody who knows that has a copy of the table and no key.
 */

type Image = ReturnType<TestTown["store"]["copy"]>[number];

const OPTIONS = ["1", "2", "3", "4", "5"];
const alone = [
  { who: "who is alone in her neighbourhood", groups: ["mill"], answer: "1" },
  { who: "who is alone in her age", groups: ["25_27"], answer: "2" },
  { who: "who is alone in her language", groups: ["en"], answer: "3" },
] as const;

let scene: Scene;
let copy: readonly Image[];

beforeAll(async () => {
  scene = await opened({ ...opening, template: "pulse" });
  for (let n = 0; n < 9; n++) {
    const one = await begins(scene, `r${n}`, {
      counted: true,
      neighbourhood: "Dijkzicht",
      age: "16 tot en met 17",
    });
    await one.presses("Heel fijn");
  }
  const mill = await begins(scene, "mo", {
    counted: true,
    neighbourhood: "Molenhoek",
    age: "16 tot en met 17",
  });
  await mill.presses("Helemaal niet fijn");
  const old = await begins(scene, "noor", {
    counted: true,
    neighbourhood: "Dijkzicht",
    age: "25 tot en met 27",
  });
  await old.presses("Niet zo fijn");
  const english = await comes(scene, "lee", { language: "en" });
  await english.does({
    type: "chose",
    press: { instrument: "survey", version: 1, step: "q.mood", option: "3", ref: scene.id },
  });
  copy = scene.town.store.copy();
});

describe("somebody who has a copy of the table and no key", () => {
  test("sees that people answered, and how many of each group began", async () => {
    const sums = copy.filter(({ pk }) => pk?.S === `RESULTS#${scene.id}`);
    expect(sums.find(({ sk }) => sk?.S === "mood")).toMatchObject({
      "o.5": { N: "9" },
      "o.1": { N: "1" },
      "o.2": { N: "1" },
      "o.3": { N: "1" },
    });
    expect(sums.find(({ sk }) => sk?.S === "-")).toMatchObject({ "n:mill|begun": { N: "1" } });
    expect(copy.some(({ pk }) => pk?.S === `RELEASED#${scene.id}`)).toBe(true);
  });

  test.each(alone)("does not learn what she answered $who", ({ groups }) => {
    expect(toldBySums(copy, "mood", OPTIONS, { groups })).toEqual([]);
  });

  test.each(alone)("would have read it, had a sum told it of her $who", ({ groups: [group], answer }) => {
    const column = `x:${group}|o.${answer}`;
    const planted = copy.map((image) =>
      image.pk?.S === `RESULTS#${scene.id}` && image.sk?.S === "mood"
        ? ({ ...image, [column]: { N: "1" } } as Image)
        : image,
    );
    expect(toldBySums(planted, "mood", OPTIONS, { groups: [group] })).toEqual([answer]);
  });
});
