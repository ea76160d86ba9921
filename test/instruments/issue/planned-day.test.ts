import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { at, filledIn, joins, type Scene, scene } from "./people.ts";

/** A day on which something will be done is watched in every state that a report can come to: nobody waits in silence. */

const plan = { day: "2026-05-18" };

/** What she and somebody who told the same read after the planned day. */
async function readAfterwards(here: Scene, days = 30): Promise<{ sam: string; jo: string }> {
  const { person: jo } = await joins(here, "jo", "nl");
  await here.bo.acts(here.id, "plan", plan);
  return readsAfter(here, jo, days);
}

async function readsAfter(
  here: Scene,
  jo: Awaited<ReturnType<typeof joins>>["person"],
  days: number,
): Promise<{ sam: string; jo: string }> {
  // Until the evening of the day itself nothing has passed.
  await here.town.passes(14 * DAY, 56);
  const before = [here.sam.heard.length, jo.heard.length] as const;
  await here.town.passes(days * DAY, days * 4);
  const read = (one: typeof jo, from: number) =>
    one.heard
      .slice(from)
      .map(({ screen }) => here.town.text(screen))
      .join("\n");
  return { sam: read(here.sam, before[0]), jo: read(jo, before[1]) };
}

test("what was planned and not done: they hear a new day", async () => {
  const { sam, jo } = await readAfterwards(await scene());
  for (const read of [sam, jo]) expect(read).toContain("We zijn te laat met");
});

describe("a question that she does not answer", () => {
  test("does not make the planned day pass in silence, for her or for who told the same", async () => {
    const here = await scene();
    const { person: jo } = await joins(here, "jo", "nl");
    await here.bo.acts(here.id, "plan", plan);
    await here.town.passes(7 * DAY, 28);
    await here.bo.acts(here.id, "ask", filledIn.ask);
    await here.town.passes(7 * DAY, 28);
    const heard = jo.heard.length;
    await here.town.passes(2 * DAY, 8);
    for (const one of [here.sam, jo]) {
      expect(one.lastText).toContain("was gepland voor maandag 18 mei");
      expect(one.lastText).toContain("we wachten op een antwoord op onze vraag");
    }
    expect(jo.heard.length).toBe(heard + 1);
    expect(here.bo.told).toContain("officials:nudge.planPassed");
  });

  test("nor when nobody waits for her answer any more", async () => {
    const here = await scene();
    await here.bo.acts(here.id, "plan", { day: "2026-07-01" });
    await here.bo.acts(here.id, "ask", filledIn.ask);
    await here.town.passes(20 * DAY, 80);
    expect(await at(here.town, here.id)).toBe("parked");
    await here.town.passes(45 * DAY, 180);
    expect(here.sam.lastText).toContain("was gepland voor woensdag 1 juli");
    const times = here.sam.heard.filter(({ screen }) => here.town.text(screen).includes("was gepland voor"));
    expect(times).toHaveLength(1);
  });

  test("and is planned anew: only the new day counts", async () => {
    const here = await scene();
    await here.bo.acts(here.id, "plan", plan);
    await here.bo.acts(here.id, "ask", filledIn.ask);
    await here.sam.says("De derde lamp", { repliesTo: here.sam.heard.at(-1)?.message });
    await here.bo.acts(here.id, "plan", { day: "2026-06-15" });
    await here.town.passes(20 * DAY, 80);
    expect(here.sam.lastKeys).toEqual(["issue:notice.planned"]);
  });
});
