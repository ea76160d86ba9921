import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { residentId } from "../../../bot/core/model/ids.ts";
import { readTopic } from "../../../bot/instruments/manifesto/state.ts";
import { NOBODY } from "../../support/staff.ts";
import { collecting, grouped, looksAt, manifestoOf, onCard, tells } from "./people.ts";

describe("a young person brings in a topic", () => {
  test("in her own words, sees it before it is sent, and hears when somebody will have looked at it", async () => {
    const { town, sam } = await collecting();
    await sam.commands("meedoen");
    await sam.presses("Breng een onderwerp in");
    await sam.says("Een plek om te chillen");
    await sam.says("ook als het regent");
    expect(sam.lastText).toContain("“Een plek om te chillen\nook als het regent”");
    await sam.presses("Verstuur");
    const id = sam.lastHeard.about ?? "";
    expect(sam.lastText).toBe(
      [
        `Dank je wel. Je onderwerp is binnen. Het nummer is ${shownNumber(id)}.`,
        "Iemand van de gemeente kijkt of het past bij de regels, uiterlijk donderdag 7 mei. Je hoort wat eruit komt.",
        "Past het? Dan zien anderen het, en later kunnen jongeren erop stemmen. Kijk hoe het staat met /mijn.",
      ].join("\n\n"),
    );
    expect(town.card(id)?.card.words).toBe("Een plek om te chillen\nook als het regent");
    expect(JSON.stringify(town.card(id)?.card)).not.toContain((await sam.lane)?.resident);
  });

  test("and how old she is stands neither on its card nor with her words", async () => {
    const { town, sam } = await collecting();
    const id = await tells(sam, "Een plek om te chillen");
    expect((await sam.lane)?.age).toBe("16_17");
    const kept = [town.card(id)?.card, await town.store.contribution(id), await town.store.history(id)];
    expect(JSON.stringify(kept)).toContain("Een plek om te chillen");
    expect(JSON.stringify(kept)).not.toMatch(/16_17|common:age/);
  });

  test("by voice: a colleague writes down what was said, and she reads what others will read", async () => {
    const { town, sam, bo } = await collecting();
    await sam.commands("meedoen");
    await sam.presses("Breng een onderwerp in");
    await sam.voice();
    await sam.presses("Verstuur");
    const id = sam.lastHeard.about ?? "";
    expect(town.card(id)?.files).toHaveLength(1);
    await looksAt(bo, id, "publish");
    expect(Object.keys(bo.form?.errors ?? {})).toEqual(["heard"]);
    await bo.submit({ heard: "Meer bankjes bij het water" });
    await bo.submit({ heard: "Meer bankjes bij het water" });
    expect(sam.lastText).toContain("Dit schreven we op:\n\n“Meer bankjes bij het water”");
    const topic = await town.store.contribution(id);
    expect(topic && readTopic(topic)).toMatchObject({
      at: "shown",
      filled: { "item.show": { values: { heard: true } } },
    });
  });

  test("with a photo, which only the municipality sees; and a photo alone is asked what it means", async () => {
    const { sam } = await collecting();
    await sam.commands("meedoen");
    await sam.presses("Breng een onderwerp in");
    await sam.photo();
    expect(sam.lastKeys).toEqual(["manifesto:topic.wordsToo"]);
    await sam.says("Dit hek moet weg");
    expect(sam.lastText).toContain("Met 1 foto. Die zien alleen mensen van de gemeente.");
  });

  test("and can change her words, throw them away, and loses none of them when they are too long", async () => {
    const { town, sam } = await collecting();
    await sam.commands("meedoen");
    await sam.presses("Breng een onderwerp in");
    await sam.says("Een skatebaan", { message: 901 });
    await sam.says("x".repeat(1000));
    expect(sam.lastText).toMatch(/^Dat is te lang\. Er passen 1\.000 tekens bij een onderwerp/);
    expect(sam.lastText).toContain("“Een skatebaan”");
    await sam.says("Een overdekte skatebaan", { message: 901, edited: true });
    expect(sam.lastText).toContain("“Een overdekte skatebaan”");
    await sam.presses("Gooi weg");
    expect((await sam.lane)?.dialogue).toBeUndefined();
    expect(await town.store.mine((await sam.lane)?.resident ?? residentId(""))).toEqual([]);
  });

  test("not before the core group has agreed, nor after topics were closed", async () => {
    const early = await grouped();
    await early.sam.does({
      type: "chose",
      press: { instrument: "manifesto", version: 1, step: "topic", option: "start", ref: early.id },
    });
    expect(early.sam.lastKeys).toEqual(["manifesto:topic.tooEarly"]);

    const { ola, sam, noor, yusuf, id, town } = await collecting();
    await sam.commands("meedoen");
    await sam.presses("Breng een onderwerp in");
    await sam.says("Een zwembad");
    await onCard(ola, id, "stopCollecting");
    await ola.submit();
    await noor.presses("Ja, goed zo");
    await yusuf.presses("Ja, goed zo");
    expect((await manifestoOf({ town, id })).at).toBe("clustering");
    expect(noor.lastText).toContain("Nieuwe onderwerpen kunnen er niet meer bij.");
    // She was telling when it closed: her words are given back, not lost.
    await sam.presses("Verstuur");
    expect(sam.lastText).toContain("Onderwerpen inbrengen kan niet meer.");
    expect(sam.lastText).toContain("“Een zwembad”");
  });

  test("only within the age that the manifesto is for", async () => {
    const { town } = await collecting();
    const old = town.resident("old");
    await old.joins();
    await old.commands("meedoen");
    await old.presses("Breng een onderwerp in");
    await old.presses("28 jaar of ouder");
    expect(old.lastText).toContain("Dit is voor jongeren van 16 tot en met 27 jaar");
    await old.commands("mijngegevens");
    expect(old.lastText).toContain("Leeftijd: 28 jaar of ouder");
  });
});

describe("others see topics", () => {
  test("one at a time, and only after a colleague has looked", async () => {
    const { sam, noor, yusuf, bo } = await collecting();
    const first = await tells(sam, "Een plek om te chillen");
    const second = await tells(noor, "Gratis sporten");
    await yusuf.commands("meedoen");
    await yusuf.presses("Bekijk de onderwerpen");
    expect(yusuf.lastKeys).toEqual(["manifesto:browse.none"]);
    await looksAt(bo, first, "publish");
    await looksAt(bo, second, "publish");
    await yusuf.presses("Bekijk de onderwerpen");
    expect(yusuf.lastText).toBe(
      "1 van 2\n\n“Een plek om te chillen”\n\nHoeveel mensen voor en tegen zijn, zie je als het stemmen begint.",
    );
    expect(yusuf.labels).toEqual(["Ik ben voor", "Ik ben tegen", "Volgende"]);
    await yusuf.presses("Volgende");
    expect(yusuf.lastText).toContain("2 van 2\n\n“Gratis sporten”");
    expect(sam.lastText).toContain(`Je onderwerp ${shownNumber(first)} staat tussen de andere onderwerpen.`);
  });

  test("never one that was refused, and its author reads why", async () => {
    const { town, sam, noor, bo, id } = await collecting();
    const topic = await tells(sam, "Onze buurman is stom");
    await looksAt(bo, topic, "refuse", { why: "person" });
    expect(Object.keys(bo.form?.errors ?? {})).toEqual(["reason_nl"]);
    const reason = { why: "person", reason_nl: "Vertel wat er beter kan, zonder iemand te noemen." };
    await bo.submit(reason);
    expect(sam.lastText).not.toContain("niet aan anderen zien");
    await bo.submit(reason);
    expect(sam.lastText).toBe(
      [
        `Je onderwerp ${shownNumber(topic)} laten we niet aan anderen zien.`,
        "“Onze buurman is stom”",
        "Er staat iets in over een ander. Dat laten we niet aan iedereen zien.",
        "“Vertel wat er beter kan, zonder iemand te noemen.”",
        "Je kunt het anders vertellen en opnieuw inbrengen, zolang dat nog open is. Niet eens hiermee? Antwoord op dit bericht, dan leest een mens het.",
      ].join("\n\n"),
    );
    await noor.commands("meedoen");
    await noor.presses("Bekijk de onderwerpen");
    expect(noor.lastKeys).toEqual(["manifesto:browse.none"]);
    expect(await town.store.listed(id)).toEqual([]);
    // She disagrees, and a person reads it.
    const message = sam.heard.find(
      ({ screen }) => screen.about === topic && screen.lines[0]?.key === "manifesto:item.topic.refused",
    )?.message;
    await sam.says("Ik noem toch niemand bij naam", { repliesTo: message });
    expect(
      town
        .card(topic)
        ?.thread.map((one) => town.render(one))
        .at(-1),
    ).toBe(
      "De jongere is het er niet mee eens: “Ik noem toch niemand bij naam”. Een ander kijkt er opnieuw naar.",
    );
  });

  test("no longer one that its author took back or had erased", async () => {
    const { town, sam, noor, bo, id } = await collecting();
    const first = await tells(sam, "Een plek om te chillen");
    const second = await tells(noor, "Gratis sporten");
    await looksAt(bo, first, "publish");
    await looksAt(bo, second, "publish");
    await sam.commands("mijn");
    await sam.presses(shownNumber(first));
    await sam.presses("Trek het in");
    await sam.presses("Ja, trek het in");
    expect((await town.store.listed(id)).map((one) => one.id)).toEqual([second]);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles");
    expect(await town.store.listed(id)).toEqual([]);
    expect(JSON.stringify(town.store.images())).not.toContain("Gratis sporten");
  });
});

test("a topic that nobody looks at reminds the desk every working morning, and its author hears once", async () => {
  const { town, sam } = await collecting();
  const topic = await tells(sam, "Een plek om te chillen");
  await town.passes(4 * DAY, 4);
  await town.passes(4 * DAY, 4);
  const lines = town.card(topic)?.thread.map((one) => one.key) ?? [];
  expect(lines.filter((one) => one === "officials:manifesto.item.topic.waits")).toHaveLength(3);
  const waits = sam.heard.filter(
    ({ screen }) => screen.lines[0]?.key === "manifesto:item.topic.lookedAtLate",
  );
  expect(waits).toHaveLength(1);
  expect(town.card(topic)?.card.urgent).toBe(true);
});

test("somebody without a role cannot let a topic through", async () => {
  const { town, sam, id } = await collecting();
  const topic = await tells(sam, "Een plek om te chillen");
  await looksAt(town.official(NOBODY), topic, "publish").catch(() => undefined);
  expect(await town.store.listed(id)).toEqual([]);
});

test("what a topic became stands at /mijn, with its dates", async () => {
  const { sam, bo } = await collecting();
  const topic = await tells(sam, "Een plek om te chillen");
  await looksAt(bo, topic, "publish");
  await sam.commands("mijn");
  expect(sam.lastText).toContain("“Een plek om te chillen”: staat tussen de onderwerpen");
  await sam.presses(shownNumber(topic));
  expect(sam.lastText).toContain(
    "Wat er gebeurde:\nmaandag 4 mei: je bracht het in\nmaandag 4 mei: te zien voor anderen",
  );
});
