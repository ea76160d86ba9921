import { expect, test } from "vitest";
import { contributionSchema } from "../../../bot/core/model/contribution.ts";
import { residentId } from "../../../bot/core/model/ids.ts";
import { manifestoResident } from "../../../bot/instruments/manifesto/resident-side.ts";
import { readTopic } from "../../../bot/instruments/manifesto/state.ts";
import { collecting, type Group, looksAt, onCard, stopsTopics } from "./people.ts";
import rows from "./topics-of-before.json" with { type: "json" };

/** Topics as they were stored before the kernel kept them: they are read, and go on as if nothing had changed. */

type Name = keyof typeof rows;

const rowOf = (name: Name) => contributionSchema.parse(rows[name]);

/** A manifesto of today with this row among its topics, brought in by Sam. */
async function townWith(name: Name): Promise<Group & { topic: string }> {
  const scene = await collecting();
  const row = rowOf(name);
  const by = row.by === undefined ? undefined : ((await scene.sam.lane)?.resident ?? residentId(""));
  const state = { ...(row.state as object), process: scene.id };
  const listedIn = row.listedIn === undefined ? undefined : scene.id;
  await scene.town.store.commit([
    { put: { ...row, by, state, listedIn, desk: "youth_neighbourhood", handled: [] }, expect: "new" },
  ]);
  return { ...scene, topic: row.id };
}

const press = (step: string, option: string, ref: string) => ({
  type: "chose" as const,
  press: { instrument: "manifesto", version: 1, step, option, ref },
});

test.each([
  ["proposed", { at: "waits", list: "topic", words: { nl: "Een plek om te chillen" } }],
  ["late", { at: "waits", late: true }],
  ["spoken", { at: "waits", words: {}, media: [{ kind: "voice" }] }],
  ["writtenDown", { at: "shown", filled: { "item.show": { values: { heard: true } } } }],
  ["shown", { at: "shown", words: { nl: "Gratis sporten" }, since: "2026-05-04T09:00:00.000Z" }],
  ["reason", { at: "shown", list: "topic+for", about: rows.shown.id }],
  [
    "refused",
    {
      at: "refused",
      filled: { "item.refuse": { by: "U0BOO", values: { why: "person", reason: { nl: "Noem niemand." } } } },
    },
  ],
  ["objected", { at: "refused", objection: {}, filled: { "item.refuse": { by: "U0BOO" } } }],
  ["unseen", { at: "refused", late: true, filled: {} }],
  ["withdrawn", { at: "withdrawn" }],
  ["erased", { at: "withdrawn", erased: true, words: {}, media: [] }],
] as const satisfies readonly (readonly [Name, object])[])("“%s” is read", (name, wanted) => {
  const row = rowOf(name);
  const state = readTopic(row);
  expect(state).toMatchObject(wanted);
  // Once it was written it is not brought up to date again.
  expect(readTopic({ ...row, state })).toEqual(state);
});

test("one that waits is shown by the button of its old card, and is listed with the others", async () => {
  const { town, sam, bo, id, topic } = await townWith("proposed");
  await bo.does(press("topic", "publish", topic));
  await bo.submit();
  await bo.submit();
  expect(sam.lastText).toContain("staat tussen de andere onderwerpen");
  expect((await town.store.listed(id)).map((one) => one.id)).toEqual([topic]);
});

test("one that others see is seen beside those of today, and where it stands is read at /mijn", async () => {
  const { town, noor, topic } = await townWith("shown");
  await noor.commands("meedoen");
  await noor.presses("Bekijk de onderwerpen");
  expect(noor.lastText).toContain("“Gratis sporten”");
  const row = await town.store.contribution(topic);
  expect(row && town.render(manifestoResident.summary(row))).toBe(
    "“Gratis sporten”: staat tussen de onderwerpen",
  );
});

test("an objection of before is still answered by somebody else than who refused it", async () => {
  const { sam, bo, ola, topic } = await townWith("objected");
  await bo.does(press("item", "show", topic));
  expect(bo.told.at(-1)).toBe("officials:refused.another");
  await looksAt(ola, topic, "publish");
  expect(sam.lastText).toContain("Je had gelijk.");
});

test("one that others see can be voted on once topics are closed", async () => {
  const scene = await townWith("clustered");
  await stopsTopics(scene);
  await onCard(scene.ola, scene.id, "items");
  expect(JSON.stringify(scene.ola.form?.preview)).toContain("Meer bankjes bij het water");
});
