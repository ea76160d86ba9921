import { expect, test } from "vitest";
import { DAY, HOUR } from "../../bot/core/calendar/time.ts";
import { roughly, withoutExactPlaces } from "../../bot/core/model/place.ts";
import {
  acts,
  begins,
  comes,
  onCard,
  openedWith,
  responsesIn,
  type Scene,
} from "../instruments/survey/people.ts";
import { outputs } from "../support/outputs.ts";
import type { TestResident } from "../support/town.ts";

/** A place that somebody shares anonymously is told to about a kilometre, wherever it came in. */

const questions = `questions:
  - { id: spot, kind: place, ask: { nl: Waar is het te donker? } }
  - { id: why, kind: text, ask: { nl: Waarom? } }
  - { id: mood, kind: yes_no, ask: { nl: Gaat het goed? } }
`;

/** Somebody's front door, and what is told of it. */
const door = { latitude: 52.091437, longitude: 5.128764 };
const exact = /52[.,]09\d|5[.,]12\d/;

const ways: readonly (readonly [string, (noor: TestResident, scene: Scene) => Promise<void>])[] = [
  ["as the answer to a question for a place", (noor) => noor.place(door)],
  [
    "at a question for words",
    async (noor) => {
      await noor.presses("Sla over");
      await noor.place(door);
    },
  ],
  [
    "at a question with buttons",
    async (noor) => {
      for (let n = 0; n < 2; n++) await noor.presses("Sla over");
      await noor.place(door);
    },
  ],
  [
    "after so long that she is asked whether it is her answer",
    async (noor, { town }) => {
      await noor.presses("Sla over");
      await town.passes(13 * HOUR);
      await noor.place(door);
      await noor.presses("Verder waar ik was");
    },
  ],
  ["typed as an app writes it", (noor) => noor.says("Hier: 52.091437, 5.128764 bij de trap")],
  ["typed with commas and degrees", (noor) => noor.says("52,091437° ; 5,128764°")],
];

test.each(ways)("%s", async (_, shares) => {
  const scene = await openedWith(questions);
  const { town, ola, bo, id } = scene;
  const lee = await comes(scene, "lee");
  const noor = await begins(scene, "noor");
  await shares(noor, scene);
  await town.passes(16 * DAY, 16);
  await onCard(ola, id, "texts");
  const read = ola.form?.intro?.map((line) => town.render(line)).join("\n");
  expect(read).toMatch(/52\.09[,;] 5\.13/);
  await onCard(ola, id, "publish");
  const picked = (ola.form?.fields ?? []).map((field) => [
    field.name,
    field.kind === "choices" ? field.options.map(({ value }) => value) : "",
  ]);
  await acts(ola, scene, "publish", Object.fromEntries(picked));
  await town.passes(DAY);
  const all = await outputs(town, id, { officials: [ola, bo], residents: [lee] });
  const told = JSON.stringify([...all]);
  expect(told).toContain("survey");
  expect(exact.exec(told)?.input.slice(-200)).toBeUndefined();
});

test("nor does the table hold it more exactly where it was the answer", async () => {
  const scene = await openedWith(questions);
  const noor = await begins(scene, "noor");
  await noor.place(door);
  expect(responsesIn(scene)[0]?.answers.spot).toEqual({ is: "place", latitude: 52.09, longitude: 5.13 });
});

test.each([
  ["52.091437, 5.128764", "52.09, 5.13"],
  ["-33.868820 151.209290", "-33.87 151.21"],
  ["52.0914/5.1287", "52.09/ 5.13"],
  // What is no place stays.
  ["van 9.30 tot 10.15 uur, 3,5 of 4,25 euro", "van 9.30 tot 10.15 uur, 3,5 of 4,25 euro"],
  ["Dorpsstraat 7", "Dorpsstraat 7"],
])("of %j is told %j", (typed, told) => {
  expect(withoutExactPlaces(typed)).toBe(told);
});

test("a kilometre is a hundredth of a degree", () => {
  expect(roughly(door)).toEqual({ latitude: 52.09, longitude: 5.13 });
});
