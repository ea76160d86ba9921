import { expect, test } from "vitest";
import { fromEpoch } from "../../../bot/core/calendar/time.ts";
import { acts, answers, begins, heard, openedWith, responsesIn } from "./people.ts";

/** Somebody who would like to help is taken at her word, and her answers stay without a name. */

const questions = `questions:
  - { id: mood, kind: yes_no, ask: { nl: Gaat het goed?, en: Are things well? } }
  - { id: help, kind: pledge, ask: { nl: Wil je zelf meehelpen?, en: Would you like to help? } }
`;

const message = {
  words_nl: "Kom zaterdag om 10 uur naar het buurthuis.",
  words_en: "Come on Saturday at 10.",
};

test("somebody who wants to help is asked whether she may be messaged, and only then gets the message", async () => {
  const scene = await openedWith(questions);
  const { town, ola } = scene;
  const noor = await begins(scene, "noor");
  await answers(noor, "Ja", "Ja, ik help graag mee");
  expect(noor.lastText).toContain("Mag de gemeente je hier een bericht sturen over meehelpen?");
  await noor.presses("Ja, stuur mij een bericht");
  expect(noor.lastText).toContain("Afgesproken.");
  // Nothing in her answers leads to her, and nothing in her lane says what she answered.
  expect(JSON.stringify(responsesIn(scene))).not.toContain((await noor.lane)?.resident);
  expect((await noor.lane)?.helps).toEqual([scene.id]);

  await noor.commands("mijngegevens");
  expect(noor.lastText).toContain("Je biedt hulp aan bij 1 vraag van de gemeente.");

  const sam = await begins(scene, "sam", { language: "en" });
  await answers(sam, "Yes", "Yes, I", "send me a message");

  const lee = await begins(scene, "lee");
  await answers(lee, "Nee", "Ja, één keer");
  const bea = await begins(scene, "bea");
  await answers(bea, "Nee", "Nu niet");
  expect(bea.lastText).not.toContain("Mag de gemeente");

  await acts(ola, scene, "tellHelpers", message);
  await town.passes(60_000);
  expect(noor.lastText).toBe(
    [
      "Je zei bij “Hoe is het in jouw buurt?” dat je wilt meehelpen.",
      "Kom zaterdag om 10 uur naar het buurthuis.",
      "Wil je antwoorden? Typ het hier, dan breng ik het naar de gemeente.",
    ].join("\n\n"),
  );
  expect(sam.lastText).toContain("Come on Saturday at 10.");
  for (const one of [lee, bea]) expect(heard(town, one)).not.toContain("zaterdag");
  // Also long after the close she can take it back, from the message itself.
  await noor.presses("Ik help toch niet");
  expect(noor.lastText).toBe("Goed. Je krijgt geen berichten meer over meehelpen.");
  expect((await noor.lane)?.helps).toEqual([]);
  const [broadcast] = await town.store.broadcasts(fromEpoch(0));
  expect(broadcast?.status).toMatchObject({ at: "sent", count: 2 });
});

test("somebody who changes her mind gets no more messages", async () => {
  const scene = await openedWith(questions);
  const noor = await begins(scene, "noor");
  await answers(noor, "Ja", "Ja, ik help graag mee", "Ja, stuur mij een bericht");
  await answers(noor, "Bekijk mijn antwoorden", "Verder", "Nu niet");
  await acts(scene.ola, scene, "tellHelpers", message);
  await scene.town.passes(60_000);
  expect(heard(scene.town, noor)).not.toContain("zaterdag");
});

test("a message to helpers is written in every language, and only where somebody was asked to help", async () => {
  const scene = await openedWith(questions);
  await scene.ola.does({
    type: "chose",
    press: { instrument: "survey", version: 1, step: "card", option: "tellHelpers", ref: scene.id },
  });
  await scene.ola.submit({ words_nl: message.words_nl, words_en: " " });
  expect(Object.keys(scene.ola.form?.errors ?? {})).toEqual(["words_en"]);
  const other = await openedWith("questions:\n  - { id: a, kind: yes_no, ask: { nl: Gaat het? } }\n");
  await expect(acts(other.ola, other, "tellHelpers", message)).rejects.toThrow("no form");
});

test("how many helpers a message goes to is not told: between two messages it would be somebody's answer", async () => {
  const scene = await openedWith(questions);
  const { town, ola } = scene;
  const cards: string[] = [];
  for (let n = 0; n < 12; n++) {
    const one = await begins(scene, `r${n}`);
    await answers(one, "Ja", "Ja, ik help graag mee", "Ja, stuur mij een bericht");
    if (n < 8) continue;
    await acts(ola, scene, "tellHelpers", message);
    await town.passes(60_000);
    const [last] = await town.store.broadcasts(fromEpoch(0));
    const card = town.card(last?.id ?? "")?.card;
    cards.push(JSON.stringify([card?.status, card?.facts]));
  }
  expect(cards[0]).toContain("officials:process.helpers.sent");
  expect(new Set(cards).size).toBe(1);
});
