import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import type { TestResident } from "../../support/town.ts";
import { letIn } from "./guides.ts";
import { comes, heard, mends, onCard, openedWith, responsesIn, type Scene } from "./people.ts";

/** A facilitator enters what a group says, in her own chat: the way in for people too young for Telegram. */

const questions = `questions:
  - { id: b, kind: choice, ask: { nl: Wat doe je? }, options: [{ id: o1, label: { nl: Fiets } }, { id: o2, label: { nl: Loop } }] }
  - { id: w, kind: word, ask: { nl: Welk woord? } }
  - { id: t, kind: text, ask: { nl: Wat moet er beter? } }
  - { id: n, kind: number, ask: { nl: Hoe vaak? } }
`;

/** @param days since it opened */
async function guided(days = 0): Promise<{ scene: Scene; wil: TestResident }> {
  const scene = await openedWith(questions);
  if (days > 0) await scene.town.passes(days * DAY, days);
  const wil = await comes(scene, "wil");
  await letIn(scene, wil);
  await wil.presses("Antwoorden van een groep");
  await wil.says("14");
  return { scene, wil };
}

describe("what a group says in words", () => {
  test("is read by the organiser, and can be quoted, apart from what single residents said", async () => {
    const { scene, wil } = await guided();
    await wil.says("1=10, 2=4");
    await wil.says("gezellig");
    await wil.says("Een plek om te voetballen");
    await wil.says("drie keer per week, zeiden de meesten");
    await wil.presses("Verstuur");
    expect(await scene.town.store.said(scene.id)).toMatchObject({
      texts: {},
      groups: {
        w: ["gezellig"],
        t: ["Een plek om te voetballen"],
        n: ["drie keer per week, zeiden de meesten"],
      },
    });
    await scene.town.passes(15 * DAY, 15);
    await onCard(scene.ola, scene.id, "texts");
    expect(scene.ola.form?.intro?.map((line) => scene.town.render(line)).join("\n")).toContain(
      "Groepen, bij vraag 3\n“Een plek om te voetballen”",
    );
    await onCard(scene.ola, scene.id, "publish");
    const field = scene.ola.form?.fields.find((one) => one.name === "quotes_t");
    if (field?.kind !== "choices") throw new Error("nothing of the group can be quoted");
    await scene.ola.submit({ quotes_t: [field.options[0]?.value ?? ""] });
    await scene.ola.submit({ quotes_t: [field.options[0]?.value ?? ""] });
    // The facilitator hears it too, and can tell the group.
    expect(wil.lastText).toContain("Dit hoorden we bij");
    expect(wil.lastText).toContain("“Een plek om te voetballen”");
  });
});

describe("somebody who guides a group", () => {
  test("reads what was made of her numbers, in digits of whatever script", async () => {
    const { wil } = await guided();
    await wil.says("١=١٠، 2=4");
    expect(wil.lastText).toMatch(/^Je antwoord: Fiets: 10 en Loop: 4\n\nVraag 2 van 4/);
  });

  test("gives the answer to the question that she saw, whatever is put before it meanwhile", async () => {
    const { scene, wil } = await guided();
    expect(wil.lastText).toContain("Wat doe je?");
    const more = questions.replace(
      "questions:\n",
      "questions:\n  - { id: a, kind: choice, ask: { nl: Nieuw? }, options: [{ id: o1, label: { nl: Ja } }, { id: o2, label: { nl: Nee } }] }\n",
    );
    await mends(scene, more);
    await scene.town.passes(60_000);
    await wil.says("2=12");
    // The new one comes now, and not at all is not among the ways.
    expect(wil.lastText).toContain("Nieuw?");
    await wil.says("1=3");
    for (let n = 0; n < 3; n++) await wil.presses("Sla over");
    await wil.presses("Verstuur");
    expect(responsesIn(scene)[0]?.answers).toEqual({
      b: { is: "counts", counts: { o2: 12 } },
      a: { is: "counts", counts: { o1: 3 } },
    });
  });

  test("can go back one question and mend it", async () => {
    const { scene, wil } = await guided();
    await wil.says("1=10");
    await wil.presses("Vorige");
    expect(wil.lastText).toContain("Wat doe je?");
    await wil.says("1=9, 2=5");
    for (let n = 0; n < 3; n++) await wil.presses("Sla over");
    await wil.presses("Verstuur");
    expect(responsesIn(scene)[0]?.answers).toEqual({ b: { is: "counts", counts: { o1: 9, o2: 5 } } });
  });

  test("hears at the next step that it has closed, that nothing was sent, and where it can still be said", async () => {
    const { scene, wil } = await guided(14);
    await scene.town.passes(DAY, 4);
    await wil.says("1=10");
    expect(wil.lastText).toContain("is nu gesloten. De antwoorden van de groep zijn niet verstuurd.");
    expect(wil.lastText).not.toContain("telt mee");
    expect(responsesIn(scene)).toEqual([]);
    await wil.says("De groep wil een plek om te voetballen");
    expect(wil.lastText).toContain("Dank je. Ik heb het.");
  });

  test("is told to finish first what she was in the middle of, with the button to come back to", async () => {
    const { scene, wil } = await guided();
    await wil.presses("Gooi weg");
    await wil.commands("meedoen");
    await wil.presses("Begin");
    await wil.presses("Antwoorden van een groep");
    expect(wil.lastText).toContain("Maak dat eerst af. Tik daarna weer op de knop.");
    expect(heard(scene.town, wil)).toContain("Vraag 1 van 4");
  });
});
