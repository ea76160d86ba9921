import { expect, test } from "vitest";
import { HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { collecting, looksAt, tells } from "./people.ts";

/** A participant who turned messages off gets what was meant for her alone when she turns them on again. */

test("what came of her topic comes after all, and where she takes part is pointed to", async () => {
  const { town, sam, bo } = await collecting();
  const topic = await tells(sam, "Meer bankjes");
  await sam.commands("stop");
  await looksAt(bo, topic, "refuse", { why: "other", reason: "Dit staat er al." });
  await town.passes(HOUR, 4);
  const heard = sam.heard.length;
  await sam.presses("Toch weer berichten");
  expect(sam.lastText).toContain("/meedoen");
  await town.passes(2 * MINUTE, 2);
  const news = sam.heard.slice(heard).filter(({ notice }) => notice);
  expect(news.map(({ screen }) => town.text(screen)).join()).toContain("Dit staat er al.");
  expect(await town.store.parked(10)).toEqual([]);
});

test("a proposal for the core group waits for her too, and she can still say what she thinks", async () => {
  const { town, ola, sam, noor, id } = await collecting();
  await noor.commands("stop");
  await ola.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step: "card", option: "stopCollecting", ref: id },
  });
  await ola.submit();
  await sam.presses("Ja, goed zo");
  await town.passes(HOUR, 4);
  await noor.commands("start");
  await town.passes(2 * MINUTE, 2);
  await noor.presses("Ja, goed zo");
  expect((await town.store.history(id)).map(({ event }) => event)).toContain("stopEarly");
});
