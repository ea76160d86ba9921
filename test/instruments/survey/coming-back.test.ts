import { describe, expect, test } from "vitest";
import { DAY, dayPart, HOUR } from "../../../bot/core/calendar/time.ts";
import { voterToken } from "../../../bot/core/model/ids.ts";
import { grouped } from "../../../bot/instruments/survey/returning/grouping.ts";
import {
  acts,
  begins,
  heard,
  onCard,
  opened,
  openedWith,
  opening,
  processOf,
  responsesIn,
  surveyOf,
} from "./people.ts";

/** The results, what is done with them, and what stays of somebody who leaves. */

describe("coming back", () => {
  async function closed() {
    const scene = await opened({ ...opening, template: "pulse" });
    const people = [];
    for (let n = 0; n < 12; n++) {
      const person = await begins(scene, `p${n}`);
      if (n < 9) await person.presses("Heel fijn");
      else {
        await person.presses("Niet zo fijn");
        await person.says(n === 9 ? "Geen licht op straat" : `Mijn buurman ${n} heet zo en zo`);
      }
      people.push(person);
    }
    await scene.town.passes(15 * DAY, 30);
    return { ...scene, people };
  }

  test("first with what was heard, each with her own answer beside it; only what was chosen is quoted", async () => {
    const scene = await closed();
    const { ola, town, people } = scene;
    await onCard(ola, scene.id, "publish");
    const field = ola.form?.fields.find((one) => one.name === "quotes_why");
    if (field?.kind !== "choices") throw new Error("no open answers to choose from");
    const light = field.options.find((one) => town.render(one.label).includes("licht"));
    await ola.submit({ quotes_why: [light?.value ?? ""] });
    await ola.submit({ quotes_why: [light?.value ?? ""] });
    expect((await surveyOf(scene)).at).toBe("results_published");
    const [first] = people;
    if (!first) throw new Error("nobody");
    expect(first.lastText).toBe(
      [
        "Dit hoorden we bij “Hoe is het in jouw buurt?”. Er deden 12 inwoners mee.",
        // Rows that belong together stand together.
        "Hoe gaat het nu in jouw buurt? (12 antwoorden)\n😞 Helemaal niet fijn: 0 (0%)\n🙁 Niet zo fijn: 3 (25%)\n😐 Gaat wel: 0 (0%)\n🙂 Fijn: 0 (0%)\n😀 Heel fijn: 9 (75%)",
        "Over 1 vraag laten we niets zien: minder dan 10 antwoorden.",
        "Inwoners zeiden onder meer:\n“Geen licht op straat”",
        "Uiterlijk woensdag 1 juli 2026 hoor je wat we ermee doen.",
      ].join("\n\n"),
    );
    expect(heard(town, first)).not.toContain("buurman");
    await first.presses("Leg mijn antwoord ernaast");
    expect(first.lastText).toContain("😀 Heel fijn: 9 (75%)\nJij: 😀 Heel fijn\n\n");
  });

  test("somebody who looked just before it was shared sees it as soon as it is", async () => {
    const scene = await closed();
    const { ola, people } = scene;
    const [first] = people;
    if (!first) throw new Error("nobody");
    const looks = () =>
      first.does({
        type: "chose",
        press: { instrument: "survey", version: 1, step: "results", option: "0", ref: scene.id },
      });
    await looks();
    expect(first.lastKeys).toEqual(["survey:results.notYet"]);
    await acts(ola, scene, "publish");
    await first.presses("Leg mijn antwoord ernaast");
    expect(first.lastText).toContain("Jij: 😀 Heel fijn");
  });

  test("then with what is done, by whom and when; it ends when everybody has heard", async () => {
    const scene = await closed();
    const { ola, town, people, bo } = scene;
    await acts(ola, scene, "publish");
    await onCard(ola, scene.id, "actOn");
    await ola.submit({});
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["because_nl"]);
    await ola.submit({ actions_1_what_nl: "Tien lantaarns erbij" });
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["actions_1_owner", "actions_1_due"]);
    const act = {
      ...{ actions_1_what_nl: "Tien lantaarns erbij", actions_1_owner: "U0BOO", actions_1_due: "2026-09-01" },
      ...{ actions_2_what_nl: "Een bankje erbij", actions_2_owner: "U0BOO", actions_2_due: "2026-10-01" },
    };
    await acts(ola, scene, "actOn", act);
    expect((await processOf(scene)).open).toBe(true);
    await town.passes(HOUR, 6);
    expect((await surveyOf(scene)).at).toBe("acted_on");
    expect((await processOf(scene)).open).toBe(false);
    expect(bo.told).toContain("officials:commitment.tells.begin");
    expect(people[3]?.lastText).toMatch(
      /Tien lantaarns erbij, uiterlijk dinsdag 1 september 2026\n\S* ?Een bankje erbij, uiterlijk donderdag 1 oktober 2026/,
    );
    // It stands among the processes that ended, on the start page of its desk.
    const { desk } = await processOf(scene);
    expect(await town.store.figures(desk, [town.now.slice(0, 7)])).toMatchObject({ ended: 1, forced: 0 });
  });

  test("or with the reason why nothing is", async () => {
    const scene = await closed();
    await acts(scene.ola, scene, "publish");
    await acts(scene.ola, scene, "actOn", { because_nl: "Het geld is op." });
    await scene.town.passes(HOUR, 6);
    expect(scene.people[0]?.lastText).toContain(
      "We doen hier nu niets mee. Dit is de reden:\n\n“Het geld is op.”",
    );
  });

  test("and the same questions can be asked again later, with what was said before and by how many", async () => {
    const scene = await closed();
    const { ola, bo, town } = scene;
    await acts(ola, scene, "publish");
    await onCard(ola, scene.id, "repeat");
    await ola.submit({ opensOn: "2026-09-01", closesOn: "2026-09-10", answerOn: "2026-09-05" });
    expect(Object.keys(ola.form?.errors ?? {})).toEqual(["answerOn"]);
    await ola.submit({ opensOn: "2026-09-01", closesOn: "2026-09-10", answerOn: "2026-12-01" });
    const id = town.posted.at(-1)?.card.ref ?? "";
    const again = { ...scene, id };
    expect(await surveyOf(again)).toMatchObject({ at: "draft", baseline: { process: scene.id } });
    expect(JSON.stringify((await surveyOf(again)).baseline)).not.toContain("|");
    await acts(ola, again, "propose");
    await acts(bo, again, "approve");
    await town.passes(110 * DAY, 110);
    expect((await surveyOf(again)).at).toBe("open");
    for (const person of scene.people) {
      await person.does({
        type: "chose",
        press: { instrument: "survey", version: 1, step: "start", option: "go", ref: id },
      });
      await person.presses("Gaat wel");
    }
    await town.passes(10 * DAY, 20);
    await acts(ola, again, "publish");
    expect(scene.people[0]?.lastText).toContain(
      "Hoe gaat het nu in jouw buurt? (12 antwoorden)\nEerder: 12 antwoorden.\n😞 Helemaal niet fijn: 0 (0%, eerder 0%)\n🙁 Niet zo fijn: 0 (0%, eerder 25%)\n😐 Gaat wel: 12 (100%, eerder 0%)",
    );
  });

  test("also the words, as many as a message shows", async () => {
    const scene = await opened({ ...opening, template: "word" });
    for (let n = 0; n < 12; n++) await (await begins(scene, `p${n}`)).says(n < 9 ? "Rustig" : "Druk!");
    await scene.town.passes(15 * DAY, 30);
    await acts(scene.ola, scene, "publish");
    await acts(scene.ola, scene, "repeat", {
      opensOn: "2026-09-01",
      closesOn: "2026-09-10",
      answerOn: "2026-12-01",
    });
    const id = scene.town.posted.at(-1)?.card.ref ?? "";
    expect((await surveyOf({ ...scene, id })).baseline?.words).toEqual({
      word: [
        ["rustig", 9],
        ["druk", 3],
      ],
    });
  });

  test("and after thirty days of silence the clerk hears that it lies", async () => {
    const scene = await closed();
    const chris = scene.town.official("U0CHRIS");
    await scene.town.passes(29 * DAY, 29);
    expect(chris.told).not.toContain("officials:survey.tells.flag");
    await scene.town.passes(2 * DAY, 2);
    expect(chris.told.filter((one) => one === "officials:survey.tells.flag")).toHaveLength(1);
    await scene.town.passes(5 * DAY, 5);
    expect(chris.told.filter((one) => one === "officials:survey.tells.flag")).toHaveLength(1);
  });
});

test("somebody who erases herself takes her answers along while it is open, and changes nothing after the close", async () => {
  const scene = await opened();
  const noor = await begins(scene, "noor");
  await noor.says("Rumoerig");
  await noor.commands("wis");
  await noor.presses("Ja, wis alles");
  expect((await scene.town.store.results(scene.id)).word).toMatchObject({ answered: 0 });
  expect(JSON.stringify(scene.town.store.images())).not.toContain("Rumoerig");
  const lee = await begins(scene, "lee");
  await lee.says("Rustig");
  await scene.town.passes(15 * DAY, 15);
  const { result } = await surveyOf(scene);
  await lee.commands("wis");
  await lee.presses("Ja, wis alles");
  expect((await surveyOf(scene)).result).toEqual(result);
  expect(responsesIn(scene).flatMap((one) => Object.keys(one.answers))).toEqual([]);
});

test("answers are kept apart from people: nothing in one leads to the other", async () => {
  const scene = await opened();
  const noor = await begins(scene, "noor");
  await noor.presses("Sla over");
  const [response] = responsesIn(scene);
  const lane = await noor.lane;
  expect(response?.voter).not.toBe(lane?.resident);
  expect(JSON.stringify(lane)).not.toContain(response?.voter);
  expect(JSON.stringify(response)).not.toContain(lane?.resident ?? "-");
});

describe("open answers", () => {
  test("that say about the same stand together, around one of them", () => {
    const texts = ["De lamp is stuk", "Bankje nodig", "Lamp kapot, stuk", "Lamp bij het park", "Meer park"];
    // Worked out by hand: 0 and 2 are the most alike; 3 is like 2, which is no centre; 3 and 4 are left for each other.
    const pairs = [
      [0, 2],
      [2, 3],
      [3, 4],
    ] as const;
    expect(grouped(texts, () => pairs)).toEqual({
      groups: [
        ["De lamp is stuk", "Lamp kapot, stuk"],
        ["Lamp bij het park", "Meer park"],
      ],
      others: ["Bankje nodig"],
    });
    expect(
      grouped(texts, () => [
        [0, 2],
        [0, 3],
      ]).groups,
    ).toEqual([["De lamp is stuk", "Lamp kapot, stuk", "Lamp bij het park"]]);
  });

  test("are all read by the organiser, also when they do not fit in one form", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    for (let n = 0; n < 20; n++) {
      const person = await begins(scene, `p${n}`);
      await person.presses("Niet zo fijn");
      await person.says(`Woord${n} ${"het is donker op straat ".repeat(160)}`.slice(0, 3500));
    }
    await scene.town.passes(15 * DAY, 15);
    await onCard(scene.ola, scene.id, "texts");
    let read = "";
    let parts = 0;
    while (scene.ola.form) {
      parts++;
      read += scene.ola.form.intro?.map((line) => scene.town.render(line)).join("\n") ?? "";
      expect(scene.town.render(scene.ola.form.submit)).toBe(parts === 1 ? "Lees verder" : "Gezien");
      await scene.ola.submit();
    }
    expect(parts).toBe(2);
    for (let n = 0; n < 20; n++) expect(read).toContain(`“Woord${n} `);
  });

  test("fit in a form however many questions there are and whatever is in them, and none is left out", async () => {
    const questions = Array.from({ length: 8 }, (_, n) => ({
      id: `q${n}`,
      kind: "text",
      ask: { nl: `Vraag ${n}? ` },
    }));
    const scene = await openedWith(JSON.stringify({ questions }));
    const { town, id } = scene;
    const put = (n: number) => ({
      put: {
        row: "response" as const,
        process: id,
        voter: voterToken(`${(n % 16).toString(16)}${String(n).padStart(4, "0")}`.padEnd(32, "0")),
        version: 1,
        edition: 1,
        language: "nl",
        via: "chat" as const,
        answers: Object.fromEntries(
          questions.map((one) => [
            one.id,
            { is: "text" as const, text: `<${one.id}-${n}> licht & donker bij de brug` },
          ]),
        ),
        done: true,
        begun: dayPart(town.now),
        at: dayPart(town.now),
      },
    });
    for (let start = 0; start < 200; start += 50)
      await town.store.commit(Array.from({ length: 50 }, (_, at) => put(start + at)));
    await town.passes(15 * DAY, 15);
    await onCard(scene.ola, id, "texts");
    let read = "";
    while (scene.ola.form) {
      // The town refuses what Slack would refuse, so each part fits.
      read += scene.ola.form.intro?.map((line) => town.render(line)).join("\n") ?? "";
      await scene.ola.submit();
    }
    for (let n = 0; n < 200; n++)
      for (const one of questions) expect(read).toContain(`“<${one.id}-${n}> licht`);
  });
});
