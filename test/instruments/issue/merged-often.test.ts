import { describe, expect, test } from "vitest";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { at, issueOf, joins, type Scene, scene } from "./people.ts";

/** A report was merged into one that was merged again, and so on: for who told it first everything still works. */

/** Merges the whole into a new report this many times more. @returns the last one */
async function mergedOn({ town, bo, id }: Scene, times: number): Promise<string> {
  let last = id;
  for (let n = 1; n <= times; n++) {
    const next = await town.resident(`neighbour ${n}`).raises(`Lamp ${n} is stuk`, { at: "Dorpsstraat" });
    await bo.acts(last, "merge", { into: next });
    last = next;
  }
  return last;
}

describe("who told it before it was merged seven times", () => {
  test("sees how the whole stands, and can open it again", async () => {
    const here = await scene();
    const { person: jo, own } = await joins(here, "jo");
    const whole = await mergedOn(here, 6);
    await here.bo.answers(whole, { text: "De lamp doet het weer." });
    await jo.commands("mijn");
    await jo.presses(shownNumber(own));
    expect(jo.lastText).toContain("De lamp doet het weer.");
    await jo.presses("Not yet");
    await jo.says("Still dark at mine");
    expect(jo.lastKeys).toEqual(["issue:own.reopened"]);
    expect(await at(here.town, whole)).toBe("reopened");
  });

  test("has herself erased, and nothing leads to her any more", async () => {
    const here = await scene();
    const { person: jo, own } = await joins(here, "jo");
    const whole = await mergedOn(here, 6);
    const before = await jo.lane;
    await jo.commands("wis");
    await jo.presses("Yes, erase everything");
    expect(jo.lastKeys).toEqual(["common:wis.done"]);
    expect((await issueOf(here.town, whole)).joined).toContainEqual({ issue: own });
    expect(JSON.stringify(here.town.store.images())).not.toContain(before?.resident);
  });
});
