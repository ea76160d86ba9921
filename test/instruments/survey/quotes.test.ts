import { expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { fingerprint } from "../../../bot/core/fingerprint.ts";
import { itemOf } from "../../../bot/core/processes/items.ts";
import { surveyShown } from "../../../bot/instruments/survey/shown-side.ts";
import type { TestOfficial, TestResident } from "../../support/town.ts";
import { acts, begins, heard, onCard, openedWith, processOf, q, type Scene, surveyOf } from "./people.ts";

/** A quote that should not be in the results: it is taken away or masked, everybody reads why, and its writer can object. */

const NAMED = "Laat Karel Kaas het plein vegen";
const OTHER = "Meer bankjes";

interface Published extends Scene {
  readonly noor: TestResident;
  readonly sam: TestResident;
  readonly number: string;
}

/** Noor and Sam wrote something, both are quoted, and what Noor wrote got a card of its own. */
async function published(): Promise<Published> {
  const scene = await openedWith(JSON.stringify({ questions: [q("why", "text")] }));
  const noor = await begins(scene, "noor");
  await noor.says(NAMED);
  const sam = await begins(scene, "sam", { language: "en" });
  await sam.says(OTHER);
  await scene.town.passes(15 * DAY, 15);
  await acts(scene.ola, scene, "publish", { quotes_why: [fingerprint(NAMED), fingerprint(OTHER)] });
  await scene.town.passes(HOUR, 6);
  await acts(scene.ola, scene, "quote", { quote: fingerprint(NAMED) });
  const number = scene.town.posted.at(-1)?.card.ref ?? "";
  return { ...scene, noor, sam, number };
}

const pressed = (person: TestOfficial, number: string, option: string) =>
  person.does({
    type: "chose",
    press: { instrument: "survey", version: 1, step: "item", option, ref: number },
  });

/** A form that is looked at, and then sent. */
async function fills({ bo, ola, town }: Scene, act: string, number: string, values: Record<string, string>) {
  // Somebody else than who decided looks at what she objects.
  const person = act === "hide" || act === "mask" ? bo : ola;
  await pressed(person, number, act);
  await person.submit(values);
  await person.submit(values);
  await town.passes(HOUR, 6);
}

const mask = {
  masked: "Laat (een naam) het plein vegen",
  reason_nl: "We noemen geen namen.",
  reason_en: "No names.",
};
const hide = { reason_nl: "Dit gaat over één persoon.", reason_en: "This is about one person." };

async function onPaper(scene: Scene): Promise<string> {
  const { town } = scene.town.ports;
  return JSON.stringify(surveyShown.process.document(await processOf(scene), { town, now: scene.town.now }));
}

const itemAt = async ({ town }: Scene, number: string) => {
  const row = await town.store.contribution(number);
  if (!row) throw new Error(`there is no ${number}`);
  return itemOf({}, row);
};

test("words about a person are masked: everybody who read them reads why, and the paper has the rest", async () => {
  const scene = await published();
  const { noor, sam, number } = scene;
  await pressed(scene.bo, number, "mask");
  await scene.bo.submit(mask);
  expect(scene.bo.form?.preview?.screen.lines.map((one) => scene.town.render(one)).join()).toContain(
    "We noemen geen namen.",
  );
  await scene.bo.submit(mask);
  await scene.town.passes(HOUR, 6);
  expect(noor.lastText).toContain("Daarom staat er nu: “Laat (een naam) het plein vegen”");
  expect(sam.lastText).toContain("This is the reason: No names.");
  const paper = await onPaper(scene);
  expect(paper).toContain("Laat (een naam) het plein vegen");
  expect(paper).toContain(OTHER);
  expect(paper + JSON.stringify(await surveyOf(scene))).not.toContain("Karel");
  expect(JSON.stringify(await scene.town.store.history(number))).not.toContain("Karel");
});

test("a quote that should not be there is taken away, and nobody else's with it", async () => {
  const scene = await published();
  await fills(scene, "hide", scene.number, hide);
  expect(scene.noor.lastText).toContain(
    "een antwoord dat we hebben weggehaald. Dit is de reden: Dit gaat over",
  );
  expect(scene.noor.lastText).not.toContain("Karel");
  const paper = await onPaper(scene);
  expect(paper).not.toContain("Karel");
  expect(paper).toContain(OTHER);
});

test("whoever wrote it objects with a button; nobody else can, and nothing leads to her", async () => {
  const scene = await published();
  const { noor, sam, number } = scene;
  await fills(scene, "hide", number, hide);
  await sam.presses("I wrote this");
  expect(sam.lastText).toContain("This answer is not yours");
  expect((await itemAt(scene, number)).state.objection).toBeUndefined();
  await noor.presses("Dit schreef ik");
  expect(noor.lastText).toMatch(/Iemand van de gemeente kijkt opnieuw\. .* uiterlijk \w+ \d+ \w+/);
  const { row, state } = await itemAt(scene, number);
  expect(row).toMatchObject({ open: true, dueAt: expect.any(String) });
  expect(state.objection?.on).toMatch(/T00:00:00/);
  const lane = await noor.lane;
  expect(JSON.stringify([row, await scene.town.store.history(number)])).not.toContain(lane?.resident);
  await noor.presses("Dit schreef ik");
  expect(noor.lastText).toContain("Hier is al naar gekeken, of iemand kijkt er nu naar.");
});

test("she was right: everybody reads her words again, and the paper has them", async () => {
  const scene = await published();
  await fills(scene, "hide", scene.number, hide);
  await scene.noor.presses("Dit schreef ik");
  await fills(scene, "show", scene.number, {});
  expect(scene.noor.lastText).toContain(
    `staat weer in de uitslag van “Hoe is het in jouw buurt?”: “${NAMED}”`,
  );
  expect(await onPaper(scene)).toContain(NAMED);
  expect((await itemAt(scene, scene.number)).row.open).toBe(false);
});

test("it stays as it is: with a reason, once", async () => {
  const scene = await published();
  const { noor, number } = scene;
  await fills(scene, "hide", number, hide);
  await noor.presses("Dit schreef ik");
  await fills(scene, "keep", number, { reason_nl: "Er staat een naam in.", reason_en: "It names somebody." });
  expect(noor.lastText).toContain("Het blijft zo. Dit is de reden: Er staat een naam in.");
  await noor.presses("Dit schreef ik");
  expect(noor.lastText).toContain("Hier is al naar gekeken");
  expect((await itemAt(scene, number)).row.open).toBe(false);
});

test("nobody answers: whoever took part hears once that it is late, the desk each working morning and the clerk each week", async () => {
  const scene = await published();
  const { noor, number, town } = scene;
  await fills(scene, "hide", number, hide);
  await noor.presses("Dit schreef ik");
  await town.passes(40 * DAY, 40 * 24);
  expect(heard(town, noor).match(/Daar hadden we nu op moeten antwoorden/g)).toHaveLength(1);
  const history = await town.store.history(number);
  expect(history.filter(({ event }) => event === "nudge").length).toBeGreaterThan(10);
  const told = town.told.map(({ message }) => message.key);
  expect(told.filter((key) => key === "officials:process.item.objectionWaits").length).toBeGreaterThan(1);
});

test("a quote gets one card and no second", async () => {
  const scene = await published();
  await onCard(scene.ola, scene.id, "quote");
  const field = scene.ola.form?.fields[0];
  expect(field?.kind === "choice" && field.options.map(({ value }) => value)).toEqual([fingerprint(OTHER)]);
  await acts(scene.ola, scene, "quote", { quote: fingerprint(OTHER) });
  await onCard(scene.ola, scene.id, "quote");
  expect(scene.ola.form).toBeUndefined();
  expect(scene.ola.told.at(-1)).toBe("survey:not.anyQuote");
});
