import { describe, expect, test, vi } from "vitest";
import { withQuotes } from "../../../bot/broadcasts/quotes.ts";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { chose, opened, press, shows, tells } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** A message to many quotes what a resident wrote, and keeps none of it. */

const WORDS = "Een bankje bij het water";

/** Everybody who takes part is to hear of Noor's idea. */
async function mentioned() {
  const scene = await opened();
  const [noor, sam] = [await scene.comes("noor"), await scene.comes("sam")];
  await sam.does({ type: "chose", press: press("do", "join", scene.id) });
  await sam.presses("Sla over");
  await sam.presses("Verstuur");
  const number = await tells(scene, noor, WORDS);
  await shows(scene.bo, number);
  await scene.ola.does(chose("card", "mention", number));
  await scene.ola.submit();
  if (scene.ola.form) await scene.ola.submit();
  const broadcasts = await scene.town.store.broadcasts("2026-01-01T00:00:00.000Z");
  return { ...scene, noor, sam, broadcasts };
}

const heardOf = (sam: Awaited<ReturnType<typeof mentioned>>["sam"]) =>
  JSON.stringify(sam.heard.filter(({ screen }) => screen.lines[0]?.key === "forum:tells.mention"));

describe("an idea that everybody hears of", () => {
  test("is read in the words of whoever wrote it", async () => {
    const { sam, town } = await mentioned();
    await town.passes(DAY, 24);
    expect(heardOf(sam)).toContain(WORDS);
  });

  test("does not stay in the message when it was sent", async () => {
    const { broadcasts } = await mentioned();
    expect(JSON.stringify(broadcasts)).toContain("forum:tells.mention");
    expect(JSON.stringify(broadcasts)).not.toContain(WORDS);
  });

  test("goes out without her words when she had herself erased before it was sent", async () => {
    const { noor, town, broadcasts } = await mentioned();
    const waiting = broadcasts.find(({ screen }) => screen?.lines[0]?.key === "forum:tells.mention");
    if (!waiting) throw new Error("nobody was told");
    const sent = async () => JSON.stringify(await withQuotes(waiting, town.store));
    expect(await sent()).toContain(WORDS);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles van mij");
    expect(await sent()).not.toContain(WORDS);
    expect(await sent()).toContain("common:process.quoted");
  });
});
