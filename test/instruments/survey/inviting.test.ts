import { describe, expect, test } from "vitest";
import { DAY, dayPart, fromEpoch, MINUTE } from "../../../bot/core/calendar/time.ts";
import { residentId, voterToken } from "../../../bot/core/model/ids.ts";
import type { TestResident, TestTown } from "../../support/town.ts";
import { letIn } from "./guides.ts";
import {
  acts,
  answered,
  answers,
  begins,
  comes,
  crowd,
  factsOn,
  filledIn,
  heard,
  invites,
  onCard,
  opened,
  opening,
  surveyOf,
} from "./people.ts";

/** The audience of a survey, who has not been heard yet, and people without a phone. */

describe("somebody who allows being asked", () => {
  test("is invited in her own language once the organiser has seen how many there are, and reminded once", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    const noor = await comes(scene, "noor", { asked: true });
    const sam = await comes(scene, "sam", { asked: true, language: "en" });
    const yusuf = await comes(scene, "yusuf");
    await crowd(scene);
    await acts(ola, scene, "invite");
    const [message] = await town.store.broadcasts(fromEpoch(0));
    expect(message?.status).toMatchObject({ at: "ready", count: 11 });
    expect(heard(town, noor)).not.toContain("We hebben 7 korte vragen voor je.");
    await ola.does({
      type: "chose",
      press: { instrument: "core", version: 1, step: "news", option: "send", ref: message?.id ?? "" },
    });
    await town.passes(MINUTE);
    expect(noor.lastText).toContain("Wat moet er beter in jouw buurt? We hebben 7 korte vragen voor je.");
    expect(sam.lastText).toContain("We have 7 short questions for you.");
    expect(heard(town, yusuf)).not.toContain("korte vragen");
    await sam.presses("Begin");
    await answers(sam, "Skip", "Skip", "Skip", "Skip", "Skip", "Skip", "Skip");
    await noor.presses("Begin");
    await noor.presses("Sla over");
    await town.passes(12 * DAY, 24);
    const soon = /Je kunt nog tot en met maandag 18 mei meedoen/g;
    expect(heard(town, noor).match(soon)).toHaveLength(1);
    expect(heard(town, sam)).not.toContain("You can still take part");
    expect(heard(town, yusuf)).not.toMatch(soon);
  });

  test("is chosen by neighbourhood, age and language, and told apart from who is not", async () => {
    const scene = await opened({ ...opening, neighbourhoods: ["dike"], languages: ["nl"] });
    const { town, ola } = scene;
    await comes(scene, "noor", { asked: true, neighbourhood: "Dijkzicht" });
    await comes(scene, "sam", { asked: true, language: "en", neighbourhood: "Dijkzicht" });
    await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
    await onCard(ola, scene.id, "invite");
    expect(ola.form?.intro?.map((one) => town.render(one)).join()).toContain(
      "De peiling is voor: Dijkzicht en Nederlands.",
    );
    await ola.submit(filledIn(ola));
    const [message] = await town.store.broadcasts(fromEpoch(0));
    expect(message?.status).toMatchObject({ at: "ready", count: 1 });
  });

  test("and got an invitation that was stopped halfway is not invited again; those who did not get it are", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const { town, ola } = scene;
    for (const name of ["noor", "bea", "lee"]) await comes(scene, name, { asked: true });
    await acts(scene.ola, scene, "invite");
    const [row] = await town.store.broadcasts(fromEpoch(0));
    if (row?.status.at !== "ready") throw new Error("no invitation was counted");
    const { at: _, ...counts } = row.status;
    const moment = { since: town.now, by: "U0OLA", on: town.now };
    const nobody = { unreachable: 0, skipped: 0, uncertain: 0, open: 0, again: [] };
    // One of the three had got it, and a chunk of an earlier attempt to count still lies there.
    await town.store.commit([
      { put: { ...row, version: row.version + 1, status: { at: "stopped", ...counts, ...moment } } },
      {
        put: {
          row: "progress",
          broadcast: row.id,
          n: 1,
          version: 1,
          created: town.now,
          cursor: 1,
          reached: 1,
          done: false,
          ...nobody,
        },
      },
      {
        put: { row: "chunk", broadcast: row.id, n: 2, created: town.now, residents: [residentId("nobody")] },
      },
    ]);
    await town.passes(MINUTE);
    await acts(ola, scene, "invite");
    const statuses = (await town.store.broadcasts(fromEpoch(0))).map((one) => one.status);
    expect(statuses).toContainEqual(expect.objectContaining({ at: "ready", count: 2 }));
  });

  test("and cannot be reached, or did not say her age, is counted apart before anything goes out", async () => {
    const scene = await opened({ ...opening, ages: ["16_17"], languages: ["nl"] });
    const { town, ola } = scene;
    // Her age is not known; nor is that of somebody who reads English, and whom it is not for.
    await comes(scene, "noor", { asked: true });
    await comes(scene, "sam", { asked: true, language: "en" });
    for (const name of ["bea", "lee"]) {
      const person = await begins(scene, name, { asked: true, counted: true, age: "16 tot en met 17" });
      await person.presses("Sla over");
      await (name === "bea" ? person.blocks() : person.says("/help"));
    }
    await onCard(ola, scene.id, "invite");
    await ola.submit(filledIn(ola));
    const [message] = await town.store.broadcasts(fromEpoch(0));
    expect(message?.status).toMatchObject({ at: "ready", count: 1, unreachable: 1, ageless: 1 });
  });

  test("is chosen by how she came and whether she took part before, and not from a group that is full", async () => {
    const count = async (values: Record<string, string>, people: number) => {
      const scene = await opened({ ...opening, ...values });
      const { town, ola } = scene;
      const about = { asked: true, counted: true, neighbourhood: "Dijkzicht" };
      await comes(scene, "noor", about);
      for (let n = 0; n < people; n++) {
        const other = await begins(scene, `p${n}`, about);
        await other.presses("Sla over");
      }
      await town.passes(1000);
      await acts(ola, scene, "invite");
      const [message] = await town.store.broadcasts(fromEpoch(0));
      return message?.status;
    };
    expect(await count({ quotas: "Dijkzicht=10" }, 0)).toMatchObject({ count: 1 });
    expect(await count({ quotas: "Dijkzicht=10" }, 10)).toMatchObject({ count: 0 });
    expect(await count({ campaign: "markt" }, 0)).toMatchObject({ count: 0 });
    expect(await count({ earlier: "never" }, 0)).toMatchObject({ count: 1 });
    expect(await count({ earlier: "before" }, 0)).toMatchObject({ count: 0 });
  });

  test("and comes by a link is first asked what everybody is asked, her neighbourhood and what she allows too", async () => {
    const scene = await opened();
    const lee = scene.town.resident("lee");
    await lee.commands("start", `s-${scene.id}-${(await surveyOf(scene)).code}`);
    await lee.presses("Nederlands");
    await lee.presses("16 of ouder");
    expect(lee.lastKeys).toContain("common:onboarding.neighbourhood");
    await lee.presses("Dijkzicht");
    expect(lee.lastKeys).toContain("common:permission.intro");
    await lee.presses("mijn mening");
    await lee.presses("Klaar");
    expect(await lee.lane).toMatchObject({
      neighbourhood: "dike",
      permissions: [{ purpose: "ask_opinion", granted: true }],
    });
    expect(lee.lastText).toContain("Hoe is het in jouw buurt?");
    await lee.presses("Begin");
    expect(lee.lastText).toContain("Vraag 1 van 7");
    await lee.commands("start", `s-${scene.id}-00000000`);
    expect(lee.lastText).toContain("Deze link werkt niet meer.");
  });

  test("and wrote something before she came by the link is asked about it when she is done, once", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const link = `s-${scene.id}-${(await surveyOf(scene)).code}`;
    const lee = scene.town.resident("lee");
    await lee.says("Er ligt glas bij de speeltuin");
    await lee.commands("start", link);
    await lee.presses("Nederlands");
    for (const answer of ["16 of ouder", "Sla over", "Klaar"]) await lee.presses(answer);
    expect(heard(scene.town, lee)).not.toContain("Je schreef dit al");
    await lee.presses("Begin");
    await lee.presses("Fijn");
    expect(heard(scene.town, lee).match(/Je schreef dit al/g)).toHaveLength(1);
    expect(lee.lastText).toContain("Je schreef dit al. Wil je dit aan de gemeente vertellen?");
    await lee.presses("Ja, dit wil ik vertellen", "Er ligt glas bij de speeltuin");
    expect(lee.lastText).toContain("Dank je. Ik heb het.");
    await lee.commands("help");
    expect(heard(scene.town, lee).match(/Je schreef dit al/g)).toHaveLength(1);
  });

  test("and came by it too late is asked about what she wrote at once", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const link = `s-${scene.id}-${(await surveyOf(scene)).code}`;
    await scene.town.passes(16 * DAY, 4);
    const lee = scene.town.resident("lee");
    await lee.says("Er ligt glas bij de speeltuin");
    await lee.commands("start", link);
    await lee.presses("Nederlands");
    for (const answer of ["16 of ouder", "Sla over", "Klaar"]) await lee.presses(answer);
    expect(lee.lastText).toContain("Je schreef dit al");
  });
});

describe("a further invitation", () => {
  const asked = "We hebben 7 korte vragen voor je.";
  const times = (town: TestTown, one: TestResident) => heard(town, one).split(asked).length - 1;

  test("can go to another group, and somebody who got an earlier one gets none, even weeks later", async () => {
    const scene = await opened({
      ...opening,
      closesOn: "2026-07-20",
      answerBy: "2026-09-01",
      neighbourhoods: ["dike"],
    });
    const { town, ola } = scene;
    const noor = await comes(scene, "noor", { asked: true, neighbourhood: "Dijkzicht" });
    const lee = await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
    await crowd(scene, { asked: true, neighbourhood: "Dijkzicht" });
    await crowd(scene, { asked: true, neighbourhood: "Molenhoek" });
    await invites(scene);
    const card = () => factsOn(scene, scene.id).join("\n");
    expect([times(town, noor), times(town, lee)]).toEqual([1, 0]);
    expect(card()).toContain("Voor wie: Dijkzicht\nLaatste uitnodiging: Dijkzicht");
    // Long enough for the list of who got other news to be gone.
    await town.passes(40 * DAY, 40);
    expect(await town.store.chunks((await town.store.broadcasts(fromEpoch(0)))[0]?.id ?? "")).toHaveLength(1);
    const second = await invites(scene, { neighbourhoods: ["dike", "mill"], languages: ["nl"] });
    expect(factsOn(scene, second.id)).toContain("Alleen voor: Dijkzicht, Molenhoek en Nederlands");
    expect([times(town, noor), times(town, lee)]).toEqual([1, 1]);
    expect(card()).toContain("Voor wie: Dijkzicht\nLaatste uitnodiging: Dijkzicht, Molenhoek en Nederlands");
    await onCard(ola, scene.id, "invite");
    await ola.submit();
    const [last] = (await town.store.broadcasts(fromEpoch(0))).filter((one) => one.status.at === "ready");
    expect(last?.status).toMatchObject({ count: 0 });
  });

  test("does not keep people who got the first from being reminded, even when it is thrown away", async () => {
    const scene = await opened();
    const { town, ola } = scene;
    const noor = await comes(scene, "noor", { asked: true, neighbourhood: "Dijkzicht" });
    const lee = await comes(scene, "lee", { asked: true, neighbourhood: "Molenhoek" });
    const sam = await comes(scene, "sam", { asked: true, neighbourhood: "Havenkwartier" });
    for (const neighbourhood of ["Dijkzicht", "Molenhoek", "Havenkwartier"])
      await crowd(scene, { asked: true, neighbourhood });
    await invites(scene, { neighbourhoods: ["dike"] });
    await invites(scene, { neighbourhoods: ["mill"] });
    await acts(ola, scene, "invite");
    const [third] = (await town.store.broadcasts(fromEpoch(0))).filter((one) => one.status.at === "ready");
    await ola.onNews(third?.id ?? "", "discard");
    await town.passes(13 * DAY, 26);
    for (const one of [noor, lee]) expect(heard(town, one)).toContain("Je kunt nog tot en met");
    expect(heard(town, sam)).not.toContain("Je kunt nog");
  });
});

test("three days before the end nobody is reminded whose group is full, except those who have begun", async () => {
  const scene = await opened({ ...opening, quotas: "Dijkzicht=10" });
  const { town } = scene;
  await answered(scene, 9, { neighbourhood: "dike" });
  const about = { asked: true, counted: true, neighbourhood: "Dijkzicht" };
  const noor = await comes(scene, "noor", about);
  const mo = await comes(scene, "mo", { ...about, neighbourhood: "Molenhoek" });
  const lee = await comes(scene, "lee", about);
  await crowd(scene);
  await invites(scene);
  await lee.presses("Begin");
  await answers(lee, "Sla over", "Sla over");
  await town.passes(13 * DAY, 26);
  expect(heard(town, noor)).toContain("korte vragen voor je");
  expect(heard(town, noor)).not.toContain("Je kunt nog tot en met");
  for (const one of [lee, mo]) expect(heard(town, one)).toContain("Je kunt nog tot en met maandag 18 mei");
});

describe("who has not been heard yet", () => {
  /** This many people of each age and neighbourhood have answered, and two about whom nothing is known. */
  async function answeredBy(...groups: (readonly [count: number, age: string, neighbourhood: string])[]) {
    const scene = await opened({ ...opening, template: "pulse" });
    const people = [
      ...groups.flatMap(([count, age, neighbourhood]) =>
        Array.from({ length: count }, () => ({ age, neighbourhood })),
      ),
      {},
      {},
    ];
    const responses = people.map((group, n) => ({
      put: {
        row: "response" as const,
        process: scene.id,
        voter: voterToken(`${n.toString(16).padStart(2, "0")}`.repeat(16)),
        version: 1,
        edition: 1,
        language: "nl",
        ...group,
        via: "chat" as const,
        answers: { mood: { is: "options" as const, ids: [n < 15 ? "4" : "2"] } },
        done: true,
        begun: dayPart(scene.town.now),
        at: dayPart(scene.town.now),
      },
    }));
    while (responses.length > 0) await scene.town.store.commit(responses.splice(0, 50));
    await scene.town.passes(1000);
    return scene;
  }
  /** Twenty from the harbour of 18 to 20 years, three from Dijkzicht. */
  const uneven = () => answeredBy([20, "18_20", "harbour"], [3, "28_up", "dike"]);

  test("is told to the organiser while it is open, with whom to invite, and no small group by its number", async () => {
    const scene = await answeredBy([60, "18_20", "harbour"], [3, "28_up", "dike"]);
    await onCard(scene.ola, scene.id, "results");
    const shown = scene.ola.form?.intro?.map((one) => scene.town.render(one)).join("\n");
    // Of 65 the first 50 are shown: all from the harbour, and 15 of them chose “Fijn”.
    expect(shown).toContain("Cijfers van de eerste 50 inwoners, 50 kwamen tot het einde.");
    expect(shown).toContain("Nodig daar meer mensen uit.");
    expect(shown).toContain("🙂 Fijn: 15 (30%)");
    expect(shown).not.toContain("lijkt voor");
    expect(shown).not.toMatch(/Dijkzicht \(/);
  });

  test("is told at the close of everybody", async () => {
    const scene = await uneven();
    await scene.town.passes(15 * DAY, 15);
    await onCard(scene.ola, scene.id, "results");
    const shown = scene.ola.form?.intro?.map((one) => scene.town.render(one)).join("\n");
    // Of 23 known, 20/23 are in a cell with 230 of 35,750 inhabitants and 3/23 in one with 5,300:
    // 1 − ½·(|20/23 − 230/35750| + |3/23 − 5300/35750| + the other 30,220/35,750) = 0.137.
    expect(shown).toContain(
      "Wie antwoordde, lijkt voor 14% op wie er woont, naar buurt en leeftijd. Bekend van 23, niet bekend van 2.",
    );
    expect(shown).toContain("25 inwoners begonnen, 25 kwamen tot het einde.");
    expect(shown).toContain("🙂 Fijn: 15 (60%)");
    expect(shown).not.toContain("Dijkzicht (3");
  });

  test("stands ready in the form of a further invitation", async () => {
    const scene = await answeredBy([60, "28_up", "harbour"], [12, "28_up", "dike"], [12, "28_up", "mill"]);
    const { town, ola } = scene;
    const chosen = async () => {
      await onCard(ola, scene.id, "invite");
      return filledIn(ola);
    };
    // The first goes to everybody whom the survey is for.
    expect(await chosen()).toEqual({});
    await crowd(scene, { asked: true }, 10);
    await invites(scene);
    const { whom_neighbourhoods: neighbourhoods, whom_ages: ages } = await chosen();
    // Of 86 the first 70 are shown. Nine of them would be 0.129, against 0.225 who live in Oost and 0.170 in Binnenstad,
    // which is less than four fifths; against 0.157 in Weidedorp it is 0.82.
    expect(neighbourhoods).toEqual(["east", "centre"]);
    expect(ages).toBeUndefined();
    expect(ola.form?.intro?.map((one) => town.render(one)).join()).toContain("Die zijn hieronder al gekozen");
  });

  test("and is known by age alone stands ready too, with what that means", async () => {
    // The first 20 of 35 are shown.
    const scene = await answeredBy([30, "18_20", "harbour"], [3, "28_up", "dike"]);
    const { town, ola } = scene;
    await crowd(scene, { asked: true }, 10);
    await invites(scene);
    await onCard(ola, scene.id, "invite");
    expect(filledIn(ola)).toEqual({ whom_ages: ["28_up"] });
    expect(ola.form?.intro?.map((one) => town.render(one)).join()).toContain(
      "Nog weinig gehoord: 28 jaar of ouder. Die zijn hieronder al gekozen. Een leeftijd weten we alleen van wie die zelf zei",
    );
  });
});

test("a group that is full is told so kindly, and somebody who has begun goes on", async () => {
  const scene = await opened({ ...opening, quotas: "Dijkzicht=10; 18-20=100" });
  expect((await surveyOf(scene)).quotas).toEqual({ "n:dike": 10, "a:18_20": 100 });
  await answered(scene, 8, { neighbourhood: "dike" });
  const about = { neighbourhood: "Dijkzicht", counted: true };
  const first = await begins(scene, "noor", about);
  await first.presses("Sla over");
  const second = await begins(scene, "lee", about);
  await second.presses("Sla over");
  const third = await begins(scene, "yusuf", about);
  expect(third.lastText).toBe(
    "Dank je dat je mee wilt doen. Uit jouw groep kwamen al genoeg antwoorden. We vragen nu mensen die we nog niet hoorden.\n\nWil je wel iets kwijt? Typ het gewoon, dan breng ik het naar de gemeente.",
  );
  await first.presses("Fijn");
  expect(first.lastText).toContain("Vraag 3 van 7");
  const other = await begins(scene, "mo", { neighbourhood: "Molenhoek", counted: true });
  expect(other.lastText).toContain("Vraag 1 van 7");
});

describe("answers without a phone", () => {
  test("on paper are entered by a colleague, counted with the others and marked as paper", async () => {
    const scene = await opened();
    await acts(scene.bo, scene, "enterPaper", { q_word: "Rustig", q_nice: "5", q_first: ["green", "homes"] });
    expect(await scene.town.store.results(scene.id)).toMatchObject({
      "-": { begun: 1, done: 1, "v:paper|begun": 1 },
      word: { word: 1 },
      nice: { "o.5": 1 },
      first: { "o.green": 1, "o.homes": 1 },
      safe: { skipped: 1 },
    });
    await onCard(scene.bo, scene.id, "enterPaper");
    await scene.bo.submit({});
    expect(scene.bo.form?.errors?.q_word?.key).toBe("officials:survey.error.empty");
    await scene.bo.submit({ q_first: ["green", "homes", "meet"] });
    expect(scene.bo.form?.errors?.q_first?.key).toBe("officials:survey.error.entry");
  });

  test("of a group are entered by the person who guides it, with a link of her own, in her chat", async () => {
    const scene = await opened({ ...opening, template: "pulse" });
    const { town, id } = scene;
    const wil = await comes(scene, "wil");
    await wil.does({
      type: "chose",
      press: { instrument: "survey", version: 1, step: "group", option: "start", ref: id },
    });
    expect(wil.lastText).toContain("Dit kun jij hier niet doen.");
    await wil.commands("start", `w-${id}-00000000`);
    expect(wil.lastText).toContain("Deze link werkt niet meer.");
    await letIn(scene, wil, "w");
    await wil.presses("Antwoorden van een groep");
    await wil.says("2");
    expect(wil.lastText).toContain("Typ een getal van 3 tot en met 200.");
    await wil.says("14");
    expect(wil.lastText).toContain("Vraag 1 van 2");
    await wil.says("5=15");
    expect(wil.lastText).toContain("Er zijn 14 mensen.");
    await wil.says("5=12, 1=2");
    await wil.presses("Sla over");
    expect(wil.lastText).toContain("Wil je het versturen voor 14 mensen?");
    await wil.presses("Verstuur");
    expect(await town.store.results(id)).toMatchObject({
      "-": { "v:group|begun": 14, "v:group|groups": 1 },
      mood: { "v:group|o.5": 12, "v:group|o.1": 2 },
    });
    expect(town.card(id)?.thread.map((one) => town.render(one))).toContain(
      "De antwoorden van een groep zijn ingevoerd.",
    );
    // She can also answer for herself, beside it.
    await wil.commands("meedoen");
    await wil.presses("Begin");
    await wil.presses("Fijn");
    expect((await town.store.results(id))["-"]).toMatchObject({ begun: 1, "v:group|begun": 14 });
  });

  test("of a group say how many chose what, and stand apart from what each person chose", async () => {
    const scene = await opened();
    await onCard(scene.bo, scene.id, "enterGroup");
    await scene.bo.submit({ size: "2", q_nice: "5=2" });
    expect(scene.bo.form?.errors?.size?.key).toBe("officials:manifesto.error.number");
    await scene.bo.submit({ size: "12", q_nice: "5=13" });
    expect(scene.bo.form?.errors?.q_nice?.key).toBe("officials:survey.error.entry");
    await scene.bo.submit({ size: "12", q_nice: "5=7, 1=3", q_first: "1=10, 2=10" });
    expect(scene.bo.form).toBeUndefined();
    expect(await scene.town.store.results(scene.id)).toMatchObject({
      "-": { "v:group|begun": 12, "v:group|groups": 1 },
      nice: { "v:group|o.5": 7, "v:group|o.1": 3 },
    });
    expect((await scene.town.store.results(scene.id)).nice).not.toHaveProperty("answered");
    await scene.town.passes(15 * DAY, 15);
    await onCard(scene.ola, scene.id, "results");
    const shown = scene.ola.form?.intro?.map((one) => scene.town.render(one)).join("\n");
    // For fewer than ten nothing is told, not even about a group.
    expect(shown).toContain("In groepen:\nAfval en schone straten: 10\nGroen en speelplekken: 10");
    expect(shown).not.toContain("Helemaal niet fijn: 3");
    expect(scene.town.card(scene.id)?.thread.map((one) => scene.town.render(one))).toContain(
      "De antwoorden van een groep zijn ingevoerd.",
    );
  });
});
