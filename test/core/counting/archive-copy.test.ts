import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { takenAlong } from "../../../bot/core/counting/archive-copy.ts";
import {
  agreement,
  processOf as manifestoProcess,
  votes,
  voting,
} from "../../instruments/manifesto/people.ts";
import { answered, opened, processOf } from "../../instruments/survey/people.ts";
import { numbersIn } from "../../support/numbers-told.ts";

/** What an administrator exports about a process reveals nothing about anybody who is one of few. */

test("a survey goes along without what was counted of few people, and with what everybody read", async () => {
  const scene = await opened();
  const alone = { answers: { nice: { is: "options" as const, ids: ["1"] } } };
  await answered(scene, 20, { neighbourhood: "dike", age: "16_17" });
  await answered(scene, 1, { neighbourhood: "mill", age: "28_up", language: "en", ...alone });
  await answered(scene, 3, { via: "staff", answers: { nice: { is: "options", ids: ["2"] } } });
  await answered(scene, 1, {
    via: "group",
    size: 3,
    answers: { nice: { is: "counts", counts: { "4": 3 } } },
  });
  await scene.town.passes(16 * DAY, 16);
  const process = await processOf(scene);
  // It is in the table, so that documents can be remade.
  expect(JSON.stringify(process.state)).toContain('"n:mill|o.1":1');
  const { state } = takenAlong(process);
  expect(state).toMatchObject({
    result: { results: { "-": { begun: 21 }, nice: { answered: 21, "o.4": 20, "o.1": 1 } } },
  });
  expect(JSON.stringify(state)).not.toMatch(/[lanvg]:[^"]*"?:\d/);
});

test("a manifesto goes along without points and numbers of few young people", async () => {
  const scene = await voting({ ...agreement, adopt: "2" });
  const { town, id, sam, noor } = scene;
  await votes(sam, id, "1+");
  await votes(noor, id, "3+");
  await town.passes(15 * DAY, 15);
  const { state } = takenAlong(await manifestoProcess(scene));
  expect(state).toMatchObject({ result: { voters: null, adopted: [1, 3], makeup: { total: null } } });
  const { result } = state as { result: object };
  expect(
    numbersIn(result)
      .map(({ key, value }) => `${key} ${value}`)
      .toSorted(),
  ).toEqual([".adopted 1", ".adopted 3", ".grouped 0"]);
});

test("what was counted in a way that is not known does not go along", () => {
  const process = { state: { at: "closed", result: { answers: { noor: 1 } } } } as unknown as Parameters<
    typeof takenAlong
  >[0];
  expect(takenAlong(process).state).toEqual({ at: "closed", result: undefined });
});
