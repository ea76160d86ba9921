import { expect, test } from "vitest";
import { HOUR } from "../../bot/core/time.ts";
import { createTestTown } from "../support/town.ts";

const NEWS = { nl: "Donderdag is de Dorpsstraat dicht.", en: "The Dorpsstraat is closed on Thursday." };

/** Residents of Binnenstad who allow news, and others who do not. */
async function town(options: Parameters<typeof createTestTown>[0] = {}) {
  const town = createTestTown(options);
  const [first, second] = town.ports.town.neighbourhoods;
  if (!first || !second) throw new Error("the town has too few neighbourhoods");
  return { ...town, town, here: first, there: second, ana: town.official("U0ANA") };
}

test("news goes to residents of the neighbourhood who allow it, each in her own language", async () => {
  const { town: place, here, there, ana } = await town();
  const noor = await place.resident("noor").joins({ neighbourhood: here.name, news: true });
  const chris = await place
    .resident("chris", { language: "en" })
    .joins({ neighbourhood: here.name, news: true });
  const silent = await place.resident("piet").joins({ neighbourhood: here.name });
  const elsewhere = await place.resident("mo").joins({ neighbourhood: there.name, news: true });

  const id = await ana.writesNews(NEWS, [here.key]);
  expect(await place.store.broadcast(id)).toMatchObject({ status: { at: "ready", count: 2, capped: 0 } });
  const card = place.card(id);
  expect(card?.channel).toBe("C0DESK1");
  expect(card?.card.actions.map((one) => place.render(one.label))).toEqual(["Verstuur", "Gooi weg"]);
  for (const one of [noor, chris, silent, elsewhere]) expect(one.lastText).not.toContain("Dorpsstraat");

  await ana.onNews(id, "send");
  expect(noor.lastText).toContain(NEWS.nl);
  expect(chris.lastText).toContain(NEWS.en);
  for (const one of [silent, elsewhere]) expect(one.lastText).not.toContain("Dorpsstraat");
  expect(await place.store.broadcast(id)).toMatchObject({ status: { at: "sent", count: 2 } });
  expect(place.card(id)?.card.status).toMatchObject({
    key: "officials:news.status.sent",
    params: { reached: 2, unreachable: 0, skipped: 0, uncertain: 0 },
  });
});
void HOUR;
