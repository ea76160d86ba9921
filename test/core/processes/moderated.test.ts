import { expect, test, vi } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { itemOf } from "../../../bot/core/processes/items.ts";
import type { TestOfficial, TestTown } from "../../support/town.ts";
import { chose, forgets, opened, press, type Scene, shows, tells } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./forum/registry.ts"));

/** Somebody of the municipality thinks better of what she let others see or not, and a resident does not agree. */

type Resident = ReturnType<TestTown["resident"]>;

const itemAt = async ({ town }: Scene, number: string) => {
  const row = await town.store.contribution(number);
  if (!row) throw new Error(`there is no ${number}`);
  return itemOf({}, row);
};

/** What others read in the list of ideas. */
async function readsList(sam: Resident, { id }: Scene): Promise<string> {
  await sam.does({ type: "chose", press: press("list", "idea+0", id) });
  return sam.lastText;
}

/** A form that is looked at, and then sent. */
async function fills(bo: TestOfficial, act: string, number: string, values: Record<string, string>) {
  await bo.does(chose("item", act, number));
  await bo.submit(values);
  await bo.submit(values);
}

async function refused(words = "Mijn buurman is stom") {
  const scene = await opened();
  const noor = await scene.comes("noor");
  const number = await tells(scene, noor, words);
  await fills(scene.bo, "refuse", number, { reason_nl: "Dit gaat over één persoon." });
  return { scene, noor, number };
}

/** She answers the last message about what she brought in. */
const objects = (noor: Resident, number: string, text = "Het gaat over de hond") =>
  noor.says(text, { repliesTo: noor.heard.findLast(({ screen }) => screen.about === number)?.message });

/** How often she read this. */
const times = (noor: Resident, key: string) =>
  noor.heard.filter(({ screen }) => screen.lines.some((line) => line.key === `common:process.item.${key}`))
    .length;

test("what was not shown by mistake is shown after all, and she hears it", async () => {
  const { scene, noor, number } = await refused("De lamp is stuk");
  const sam = await scene.comes("sam");
  expect(await readsList(sam, scene)).not.toContain("De lamp is stuk");
  await fills(scene.bo, "show", number, {});
  expect(noor.lastText).toContain("is nu te zien voor anderen");
  expect(await readsList(sam, scene)).toContain("De lamp is stuk");
});

test("what was shown by mistake is taken away with a reason, and counts for nothing any more", async () => {
  const scene = await opened();
  const [noor, sam] = [await scene.comes("noor"), await scene.comes("sam")];
  const number = await tells(scene, noor, "Mijn buurman is stom");
  await shows(scene.bo, number);
  expect(await readsList(sam, scene)).toContain("Mijn buurman is stom");
  await scene.bo.does(chose("item", "hide", number));
  await scene.bo.submit({});
  expect(Object.keys(scene.bo.form?.errors ?? {})).toEqual(["reason_nl"]);
  await fills(scene.bo, "hide", number, { reason_nl: "Dit gaat over één persoon" });
  expect(noor.lastText).toContain(
    "is niet meer te zien voor anderen. Dit is de reden: Dit gaat over één persoon",
  );
  expect(noor.lastText).toContain("Antwoord op dit bericht. Dan leest een mens het.");
  expect(await readsList(sam, scene)).toContain("Er is nog niets te zien.");
});

test("words about a person are masked: others read the rest, the old words are nowhere", async () => {
  const scene = await opened();
  const [noor, sam] = [await scene.comes("noor"), await scene.comes("sam")];
  const number = await tells(scene, noor, "Laat Karel Kaas het plein vegen");
  await shows(scene.bo, number);
  await scene.bo.does(chose("item", "mask", number));
  expect(scene.bo.form?.fields.find(({ name }) => name === "masked")).toMatchObject({
    value: "Laat Karel Kaas het plein vegen",
  });
  await fills(scene.bo, "mask", number, {
    masked: "Laat (een naam) het plein vegen",
    reason_nl: "We noemen geen namen.",
  });
  expect(noor.lastText).toContain("Daarom lezen anderen nu dit: “Laat (een naam) het plein vegen”");
  expect(await readsList(sam, scene)).toContain("Laat (een naam) het plein vegen");
  expect(JSON.stringify(await itemAt(scene, number))).not.toContain("Karel");
  expect(JSON.stringify(await scene.town.store.history(number))).not.toContain("Karel");
});

test("she does not agree: she reads until when somebody answers, and the desk reads what she says", async () => {
  const { scene, noor, number } = await refused();
  await objects(noor, number);
  expect(noor.lastText).toMatch(
    /Iemand van de gemeente kijkt opnieuw .* Je krijgt antwoord, uiterlijk \w+ \d+ \w+\./,
  );
  const { row } = await itemAt(scene, number);
  expect(row).toMatchObject({ open: true, dueAt: expect.any(String) });
  const card = scene.town.posted.findLast((one) => one.card.ref === number)?.card;
  expect(scene.town.render(card?.status ?? { key: "" })).toMatch(/niet mee eens: antwoord uiterlijk/);
  expect(card?.actions.map(({ press: { option } }) => option)).toEqual(["show", "keep"]);
  // What she writes after that is added, and is no second objection.
  await objects(noor, number, "Echt waar");
  expect(noor.lastText).toContain("Ik heb dit bij je bijdrage");
});

test("the answer is yes: others see it, and she reads that she was right", async () => {
  const { scene, noor, number } = await refused();
  await objects(noor, number);
  // Somebody else than who decided it looks again.
  await scene.bo.does(chose("item", "show", number));
  expect(scene.bo.told.at(-1)).toBe("officials:refused.another");
  await fills(scene.ola, "show", number, {});
  expect(noor.lastText).toContain("Je had gelijk");
  expect((await itemAt(scene, number)).row.open).toBe(false);
});

test("the answer is no: with a reason, once, and no more is owed", async () => {
  const { scene, noor, number } = await refused();
  await scene.bo.does(chose("item", "keep", number));
  expect(scene.bo.told.at(-1)).toBe("officials:process.item.already");
  await objects(noor, number);
  await fills(scene.ola, "keep", number, { reason_nl: "Er staat een naam in." });
  expect(noor.lastText).toContain("Het blijft zo. Dit is de reden: Er staat een naam in.");
  const { row, state } = await itemAt(scene, number);
  expect([row.open, state.at, state.objection]).toEqual([false, "refused", undefined]);
  await objects(noor, number, "Toch niet mee eens");
  expect(noor.lastText).toContain("Ik heb dit bij je bijdrage");
  expect((await itemAt(scene, number)).row.open).toBe(false);
});

test("nobody answers: she hears that it is late, the desk each working morning and the clerk each week", async () => {
  const { scene, noor, number } = await refused();
  await objects(noor, number);
  await scene.town.passes(20 * DAY, 20 * 24);
  expect(times(noor, "objectionLate")).toBe(1);
  await scene.town.passes(20 * DAY, 20 * 24);
  const history = await scene.town.store.history(number);
  expect(history.filter(({ event }) => event === "nudge").length).toBeGreaterThan(10);
  expect(
    scene.chris.told.filter((key) => key === "officials:process.item.objectionWaits").length,
  ).toBeGreaterThan(1);
  expect(times(noor, "objectionLate")).toBe(1);
});

test("it is answered also when everything else is over, and is forgotten with the rest", async () => {
  const { scene, noor, number } = await refused();
  await objects(noor, number);
  await forgets(scene);
  const { row, state } = await itemAt(scene, number);
  expect([row.open, row.by, state.objection]).toEqual([false, undefined, undefined]);
});

test("whoever has herself erased waits for nothing any more", async () => {
  const { scene, noor, number } = await refused();
  await objects(noor, number);
  await noor.commands("wis");
  await noor.presses("Ja, wis alles van mij");
  const { row, state } = await itemAt(scene, number);
  expect([row.open, row.wakeAt, state.objection]).toEqual([false, undefined, undefined]);
});
