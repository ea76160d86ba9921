import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { type Scene as Begun, onCard, opened } from "../../instruments/poll/people.ts";
import type { TestResident } from "../../support/town.ts";

/** A card that changes often in one evening is one message. */

interface Scene extends Begun {
  readonly noor: TestResident;
}

/** A poll in which Noor voted. It is half past seven in the evening. */
async function evening(): Promise<Scene> {
  const scene = await opened();
  const noor = await scene.town.resident("noor").joins();
  await noor.commands("meedoen");
  await noor.presses("Stem");
  await noor.presses("Een boom");
  await scene.town.passes(10 * HOUR, 10);
  return { ...scene, noor };
}

/** Ola changes the card. */
async function edits({ town, ola, id }: Begun, values: Record<string, string>): Promise<void> {
  const { card } = (await town.store.process(id)) as Process;
  const { level, phase, answerBy, ...texts } = card;
  const written = Object.entries(texts).flatMap(([text, by]) =>
    Object.entries(by).map(([language, words]) => [`${text}_${language}`, words]),
  );
  const all = { ...Object.fromEntries(written), level, phase, answerBy, ...values };
  await ola.does(onCard(id, "edit"));
  await ola.submit(all);
  await ola.submit(all);
  expect(ola.form).toBeUndefined();
}

const changes = ({ town, noor }: Scene): readonly string[] =>
  noor.heard.map(({ screen }) => town.text(screen)).filter((text) => text.includes("Er is iets veranderd"));

describe("changes of a card", () => {
  test("are one message in the morning, six of them too: what it was, and what it is", async () => {
    const scene = await evening();
    const { town, id } = scene;
    for (const n of [1, 2, 3, 4, 5]) {
      await edits(scene, { open_nl: `Poging ${n}.`, open_en: `Attempt ${n}.` });
      await town.passes(20 * MINUTE, 4);
    }
    await edits(scene, { answerBy: "2026-06-15" });
    // Nobody is woken for it.
    await town.passes(9 * HOUR, 18);
    expect(changes(scene)).toEqual([]);
    await town.passes(6 * HOUR, 12);
    expect(changes(scene)).toEqual([
      [
        "Er is iets veranderd bij “Het plein”. Je doet hieraan mee, daarom hoor je het.",
        "Wat kan veranderen, eerst: Wat er op het plein komt.\nNu: Poging 5.",
        "Antwoord uiterlijk, eerst: maandag 1 juni 2026\nNu: maandag 15 juni 2026",
      ].join("\n\n"),
    ]);
    expect((await town.store.process(id))?.edited).toBeUndefined();
    // A change of the next day is another message.
    await edits(scene, { title_nl: "Het grote plein" });
    await town.passes(DAY, 24);
    expect(changes(scene)).toHaveLength(2);
    expect(changes(scene)[1]).not.toContain("Poging");
  });

  test("that were taken back are no news", async () => {
    const scene = await evening();
    const { town, id } = scene;
    const { card } = (await town.store.process(id)) as Process;
    await edits(scene, { title_nl: "De markt" });
    await edits(scene, { title_nl: card.title.nl ?? "" });
    expect((await town.store.process(id))?.edited).toBeUndefined();
    await town.passes(2 * DAY, 24);
    expect(changes(scene)).toEqual([]);
  });

  test("are read before what ends it, when that comes first", async () => {
    const scene = await evening();
    const { town, id } = scene;
    await edits(scene, { title_nl: "Het grote plein" });
    const chris = town.official("U0CHRIS");
    await chris.does(onCard(id, "forceEnd"));
    const reason = { reason_nl: "Het geld is op.", reason_en: "The money is gone." };
    await chris.submit(reason);
    await chris.submit(reason);
    expect((await town.store.process(id))?.edited).toBeUndefined();
    await town.passes(DAY, 24);
    expect(changes(scene)).toHaveLength(1);
    const texts = scene.noor.heard.map(({ screen }) => town.text(screen));
    const [changed, ended] = ["Er is iets veranderd", "Het geld is op."].map((words) =>
      texts.findIndex((text) => text.includes(words)),
    );
    expect(changed).toBeLessThan(ended ?? 0);
    expect(await town.store.process(id)).toMatchObject({ state: { at: "forced" } });
  });

  test("do not say again which day the answer comes, when that was told with its reason", async () => {
    const scene = await evening();
    const { town, ola, id } = scene;
    await edits(scene, { title_nl: "Het grote plein" });
    const later = { answerBy: "2026-06-15", reason_nl: "Wij zijn ziek.", reason_en: "We are ill." };
    await ola.does(onCard(id, "postpone"));
    await ola.submit(later);
    await ola.submit(later);
    await town.passes(DAY, 24);
    expect(changes(scene)).toHaveLength(1);
    expect(changes(scene)[0]).not.toContain("15 juni");
    expect(scene.noor.heard.map(({ screen }) => town.text(screen)).join()).toContain("Wij zijn ziek.");
  });
});
