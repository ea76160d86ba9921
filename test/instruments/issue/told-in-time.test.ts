import { describe, expect, test } from "vitest";
import { DAY, MINUTE } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { filledIn, joins, type Scene, scene, thread } from "./people.ts";

/** What the clock says: its desk never reads that its resident was told something she did not get. */

const lines = ({ town, id }: Scene) =>
  (town.card(id)?.thread ?? []).map((one) => town.render(one)).join("\n");

describe("a report is late, and its resident has messages off", () => {
  const late = async () => {
    const here = await scene();
    await here.sam.commands("stop");
    await here.town.passes(16 * DAY, 32);
    await here.town.passes(2 * MINUTE, 2);
    return here;
  };

  test("the desk reads the new date, and that she has not read it", async () => {
    const here = await late();
    expect(lines(here)).toContain("De nieuwe datum voor de inwoner is donderdag 28 mei.");
    expect(lines(here)).not.toContain("heeft een nieuwe datum gekregen");
    expect(thread(here.town, here.id)).toContain("thread.unheard_stopped");
  });

  test("when she comes back she reads it, and the desk reads so", async () => {
    const { town, sam, id } = await late();
    await sam.presses("Toch weer berichten");
    await town.passes(2 * MINUTE, 2);
    expect(sam.lastText).toContain("donderdag 28 mei");
    expect(thread(town, id).at(-1)).toBe("thread.heard");
  });
});

test("somebody who stops after a question came is not said to have been reminded of it", async () => {
  const here = await scene();
  const { town, sam, bo, id } = here;
  await bo.acts(id, "ask", filledIn.ask);
  await sam.commands("stop");
  const heard = sam.heard.length;
  await town.passes(8 * DAY, 16);
  expect(sam.heard).toHaveLength(heard);
  expect(lines(here)).toContain("als die te bereiken is");
  expect(lines(here)).not.toContain("is herinnerd");
});

test.each([
  ["had herself erased", ["wis"], "Ja, wis alles"],
  ["withdrew it", ["mijn", "Trek in"], "Ja, trek in"],
])("the card of somebody who %s waits for nothing any more", async (_what, [command = "", first], last) => {
  const { town, sam, bo, id } = await scene();
  await sam.commands("stop");
  await bo.acts(id, "ask", filledIn.ask);
  await town.passes(2 * MINUTE, 2);
  const labels = () => (town.card(id)?.card.facts ?? []).map(({ label }) => town.render(label));
  expect(labels()).toContain("Aangekomen bij de inwoner");
  await sam.commands(command);
  if (first) {
    await sam.presses(shownNumber(id));
    await sam.presses(first);
  }
  await sam.presses(last);
  expect(labels()).not.toContain("Aangekomen bij de inwoner");
});

test("what many told on one day is one row of what happened, and leaves room for the rest", async () => {
  const here = await scene();
  for (let n = 0; n < 14; n++) await joins(here, `neighbour ${n}`, "nl");
  await here.sam.commands("mijn");
  await here.sam.presses(shownNumber(here.id));
  expect(here.sam.lastText.split("iemand anders vertelde hetzelfde")).toHaveLength(2);
  expect(here.sam.lastText).toContain("jij vertelde het");
});
