import { expect, test } from "vitest";
import { createTestTown } from "../../support/town.ts";

/** A button that no longer asks anything does not stay in her chat as if it did. */

async function askedWhy() {
  const town = createTestTown();
  const noor = await town.resident("noor").joins();
  const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
  await town.official("U0ANA").answers(id, { text: "De lamp is vervangen." });
  await noor.presses("Nog niet");
  return { town, noor };
}

test("“Zeg ik liever niet” goes when it is pressed", async () => {
  const { noor } = await askedWhy();
  await noor.presses("Zeg ik liever niet");
  expect(noor.lastKeys).toContain("issue:own.reopened");
  expect(noor.lastHeard.usesUp).toBe(true);
});

test("and when it is pressed after she has said why, with a word that it is past", async () => {
  const { noor } = await askedWhy();
  await noor.says("Hij knippert nu");
  expect(noor.lastKeys).toContain("issue:own.reopened");
  await noor.presses("Zeg ik liever niet");
  expect(noor.lastKeys).toEqual(["common:stale.alone"]);
  expect(noor.lastHeard.usesUp).toBe(true);
});

test("a button of an earlier question of the same conversation goes too, and the current question is asked", async () => {
  const town = createTestTown();
  const noor = await town.resident("noor").joins();
  await noor.says("De lamp is kapot");
  await noor.says("Vlinderpad");
  const used = noor.button("Geen foto");
  await noor.presses("Geen foto");
  await town.passes(60_000);
  await noor.does({ type: "chose", press: used });
  expect(noor.lastKeys).toContain("common:stale.withQuestion");
  expect(noor.lastHeard.usesUp).toBe(true);
  expect(noor.lastHeard.choices).not.toEqual([]);
});
