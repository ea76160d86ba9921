import { expect, test } from "vitest";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import type { TestOfficial } from "../../support/town.ts";
import { arranges, clustering, collecting, itemsOf, looksAt, manifestoOf, tells, voting } from "./people.ts";

/** A topic that was shown by mistake, or says something about a person: what can be voted on follows. */

async function decides(bo: TestOfficial, act: string, topic: string, values: Record<string, string>) {
  await bo.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step: "item", option: act, ref: topic },
  });
  await bo.submit(values);
  await bo.submit(values);
  if (bo.form) throw new Error(`the form stayed open: ${JSON.stringify(bo.form.errors)}`);
}

const hidden = { why: "person", reason_nl: "Het gaat over één persoon." };

test("it is taken away: others do not see it any more, and its author reads why", async () => {
  const { town, sam, noor, bo, id } = await collecting();
  const topic = await tells(sam, "De meester moet weg");
  await looksAt(bo, topic, "publish");
  await decides(bo, "hide", topic, hidden);
  expect(sam.lastText).toContain(`Je onderwerp ${shownNumber(topic)} is niet meer te zien voor anderen.`);
  expect(sam.lastText).toContain("“Het gaat over één persoon.”");
  expect(await town.store.listed(id)).toEqual([]);
  await noor.commands("meedoen");
  await noor.presses("Bekijk de onderwerpen");
  expect(noor.lastKeys).toEqual(["manifesto:browse.none"]);
});

test("while topics are put together it goes from the list, and a proposal with it holds no more", async () => {
  const scene = await clustering();
  await arranges(scene, "items");
  expect((await manifestoOf(scene)).motion).toBeDefined();
  await decides(scene.bo, "hide", scene.topics[2], hidden);
  expect(await itemsOf(scene)).toEqual(["Meer bankjes bij het water", "Bankjes langs het water"]);
  expect((await manifestoOf(scene)).motion).toBeUndefined();
});

test("once people vote it keeps its place and its points, without its words", async () => {
  const scene = await voting();
  await decides(scene.bo, "hide", scene.topics[2], hidden);
  expect(await itemsOf(scene)).toEqual(["Meer bankjes bij het water", "Bankjes langs het water", "…"]);
});

test("words about a person are masked everywhere", async () => {
  const scene = await voting();
  const values = { masked: "Gratis (iets)", reason_nl: "We noemen geen namen." };
  await decides(scene.bo, "mask", scene.topics[2], values);
  expect(scene.yusuf.lastText).toContain("Daarom lezen anderen nu dit: “Gratis (iets)”");
  expect(await itemsOf(scene)).toContain("Gratis (iets)");
  expect(JSON.stringify(scene.town.store.images())).not.toContain("Gratis sporten");
});
