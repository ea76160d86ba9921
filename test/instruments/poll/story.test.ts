import { expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { stageSchema } from "../../../bot/core/processes/stage.ts";
import { onCard, opened } from "./people.ts";

test("a poll goes from its card to its end, and everybody who voted hears what comes of it", async () => {
  const { town, ola, id } = await opened();
  const stage = async () => stageSchema.parse((await town.store.process(id))?.state);
  const noor = town.resident("noor");
  await noor.joins();
  await noor.commands("meedoen");
  expect(noor.lastText).toContain("Wat komt er op het plein?");
  await noor.presses("Stem");
  await noor.presses("Een boom");
  expect(noor.lastText).toContain("Jouw stem:\nEen boom");
  await noor.presses("Een bankje");
  expect(noor.lastText).toContain("Jouw stem:\nEen bankje");
  await town.passes(15 * DAY, 15 * 24);
  expect((await stage()).at).toBe("counted");
  expect(noor.lastText).toContain("De stemming over “Het plein” is geteld.");
  await ola.does(onCard(id, "answer"));
  const answer = { answer_nl: "Er komt een bankje.", answer_en: "There will be a bench." };
  await ola.submit(answer);
  await ola.submit(answer);
  expect(ola.form).toBeUndefined();
  await town.passes(2 * HOUR, 24);
  expect(noor.lastText).toContain("Er komt een bankje.");
  expect(await town.store.process(id)).toMatchObject({ open: false, state: { at: "closed" } });
});
