import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { commitmentSchema } from "../../../bot/instruments/commitment/part.ts";
import { BO } from "../../support/staff.ts";
import { issueOf, joins, lastNews, opensFirst, type Scene, scene } from "./people.ts";

/** What a report is answered with as “it is going to happen” is a promise with a day: nobody waits for it in silence. */

const reason = "Er komt een nieuwe lamp.";

const promiseOf = async ({ town, id }: Scene) => {
  const { promise = "" } = await issueOf(town, id);
  const process = await town.store.process(promise);
  if (!process) throw new Error("nothing was promised");
  return { promise, state: commitmentSchema.parse(process.state) };
};

async function answered(values: Record<string, string> = {}) {
  const here = await scene();
  const { person: jo, own } = await joins(here, "jo", "en");
  await here.bo.acts(here.id, "answer", { outcome: "planned", reason, doneBy: "2026-06-15", ...values });
  return { ...here, jo, own };
}

test("she reads by when it is done, and what she reads was previewed", async () => {
  const here = await scene();
  const values = { outcome: "planned", reason, doneBy: "2026-06-15" };
  await here.bo.press(here.id, "answer");
  await here.bo.submit(values);
  const preview = here.bo.form?.preview;
  await here.bo.submit(values);
  expect(lastNews(here.sam)).toEqual(preview?.screen);
  expect(here.sam.lastText).toContain("Het gaat gebeuren, uiterlijk maandag 15 juni.");
  const { state } = await promiseOf(here);
  expect(state).toMatchObject({ at: "promised", owner: BO, days: { due: { day: "2026-06-15" } } });
});

test("when the day has passed she and those who told the same hear so, after the report was closed too", async () => {
  const here = await answered();
  await here.town.passes(60 * DAY, 240);
  expect((await issueOf(here.town, here.id)).status.at).toBe("closed");
  const { sam, jo, town, id, own } = here;
  expect(sam.lastText).toContain(
    `Nieuws over “${shownNumber(id)}”. Beloofd was: Er komt een nieuwe lamp, uiterlijk`,
  );
  expect(town.text(lastNews(jo), "en")).toContain(`News about “${shownNumber(own)}”. The promise was`);
  expect(lastNews(sam).about).toBe(id);
  expect(here.bo.told).toContain("officials:commitment.tells.late");
});

test("when it is done they hear so, and at /mijn it stands with her report", async () => {
  const here = await answered();
  const { promise } = await promiseOf(here);
  const press = { instrument: "commitment", version: 1, step: "card", option: "keep", ref: promise };
  await here.bo.does({ type: "chose", press });
  for (let time = 0; here.bo.form && time < 2; time++) await here.bo.submit({ words_nl: "De lamp brandt." });
  expect(here.sam.lastText).toContain("De lamp brandt.");
  expect(here.sam.labels).toEqual(["Dit klopt niet"]);
  await here.sam.commands("mijn");
  await opensFirst(here.sam);
  expect(here.sam.lastText).toContain("Wat is beloofd: nagekomen");
});

test("who doubted it and has herself erased is not known there any more", async () => {
  const here = await answered();
  const { promise } = await promiseOf(here);
  const press = { instrument: "commitment", version: 1, step: "card", option: "keep", ref: promise };
  await here.bo.does({ type: "chose", press });
  for (let time = 0; here.bo.form && time < 2; time++) await here.bo.submit({ words_nl: "De lamp brandt." });
  await here.sam.presses("Dit klopt niet");
  await here.sam.says("Ik zie geen lamp.");
  await here.sam.presses("Verstuur");
  const { by = "nobody" } = (await promiseOf(here)).state.filled.dispute ?? {};
  const stored = async () => JSON.stringify(await here.town.store.process(promise));
  expect(await stored()).toContain(by);
  await here.sam.commands("wis");
  await here.sam.presses("Ja, wis alles van mij");
  expect(await stored()).not.toContain(by);
  expect(await stored()).not.toContain("Ik zie geen lamp.");
});

describe("the day", () => {
  test("is the one that the form proposes, when nobody chose another", async () => {
    const here = await answered({ doneBy: "" });
    expect((await promiseOf(here)).state.days.due?.day).toBe("2026-06-01");
  });

  test("is ahead", async () => {
    const here = await scene();
    await here.bo.press(here.id, "answer");
    await here.bo.submit({ outcome: "planned", reason, doneBy: "2026-05-01" });
    expect(here.bo.form?.errors).toEqual({
      doneBy: expect.objectContaining({ key: "officials:error.past" }),
    });
  });

  test("is the one that it was planned for, if that is still to come", async () => {
    const here = await scene();
    await here.bo.acts(here.id, "plan", { day: "2026-08-03" });
    await here.bo.acts(here.id, "answer", { outcome: "planned", reason });
    expect((await promiseOf(here)).state.days.due?.day).toBe("2026-08-03");
  });
});
