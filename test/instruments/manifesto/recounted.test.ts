import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { OLA } from "../../support/staff.ts";
import { agreement, votes, voting } from "./people.ts";

/** The count from the ballots is not the running count. */

test("the organiser hears once that the vote is closed, and that people have to look why it differs", async () => {
  const running = async () => ({ voters: 9, points: {} });
  const scene = await voting(agreement, {
    ports: (plain) => ({ ...plain, store: { ...plain.store, tally: running } }),
  });
  const { town, sam, id } = scene;
  await votes(sam, id, "1+");
  const before = town.told.length;
  await town.passes(16 * DAY, 16);
  const heard = town.told.slice(before).filter(({ member }) => member === OLA);
  const texts = heard.map(({ message }) => town.render(message)).filter((text) => text.includes("gesloten"));
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain("anders dan de telling die meeliep");
});
