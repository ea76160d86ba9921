import { expect, test } from "vitest";
import { type Item, readManifesto } from "../../../bot/instruments/manifesto/state.ts";
import { arranges, type Clustered, clustering, manifestoOf, onCard, processOf } from "./people.ts";

/** As many topics as a town brings in. The three that are already in are merged in the first. */
async function withItems(scene: Clustered, count: number): Promise<void> {
  const process = await processOf(scene);
  const items: Item[] = Array.from({ length: count }, (_, index) => ({
    n: index + 1,
    words: `Onderwerp ${index + 1}: ${"een plek voor jongeren in de buurt ".repeat(20)}`.slice(0, 500),
    topics: index === 0 ? [...scene.topics] : [String(20_000_000 + index)],
    since: scene.town.now,
  }));
  await scene.town.store.commit([
    {
      put: { ...process, version: process.version + 1, state: { ...readManifesto(process), themes: items } },
      expect: process.version,
    },
  ]);
}

test("sixty topics are too many for a ballot, and can be put together in a form that Slack takes", async () => {
  const scene = await clustering();
  await withItems(scene, 60);
  await onCard(scene.ola, scene.id, "items");
  expect(scene.ola.told.at(-1)).toBe("officials:manifesto.tooManyItems");
  await onCard(scene.ola, scene.id, "merge");
  expect(scene.ola.form?.fields[0]).toMatchObject({ kind: "choices", name: "items" });
});

test("fifty topics fit: the core group reads all of them before it agrees", async () => {
  const scene = await clustering();
  await withItems(scene, 50);
  await arranges(scene, "items");
  expect(scene.sam.lastText).toContain("Onderwerp 1:");
  expect(scene.sam.lastText).toContain("Onderwerp 50:");
  await scene.sam.presses("Ja, goed zo");
  await scene.noor.presses("Ja, goed zo");
  expect((await manifestoOf(scene)).at).toBe("prioritising");
  await scene.sam.presses("Stem");
  expect(scene.sam.lastText).toContain("1 van 50");
});
