import { describe, expect, test } from "vitest";
import { DAY, MINUTE } from "../../bot/core/time.ts";
import { filledIn, type Scene, scene, thread } from "./people.ts";

/** What the clock tells: its desk reads nothing of it as told that its resident did not get. */

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

test("who stops after a question came is not said to have been reminded of it", async () => {
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
