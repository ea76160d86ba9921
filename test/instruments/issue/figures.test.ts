import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { staffed } from "../../support/staff.ts";
import type { TestOfficial, TestTown } from "../../support/town.ts";
import { createTestTown } from "../../support/town.ts";
import { filledIn, joins, scene } from "./people.ts";

/** The section of a desk on somebody's start page. */
async function section(town: TestTown, who: TestOfficial, desk = "Openbare ruimte") {
  await who.opensHome();
  const found = who.home?.sections.find((one) => town.render(one.heading) === `Team ${desk}`);
  if (!found) throw new Error(`no section of ${desk}`);
  return {
    lines: (found.lines ?? []).map((one) => town.render(one)),
    rows: (found.rows ?? []).map((one) => ({ text: town.render(one.text), urgent: one.urgent })),
  };
}

async function until(town: TestTown, moment: string): Promise<void> {
  for (;;) {
    const left = Date.parse(moment) - Date.parse(town.now);
    if (left <= 0) return;
    await town.passes(Math.min(12 * HOUR, left));
  }
}

const year = ["2026-05", "2026-06", "2026-07"];

describe("the figures of a desk", () => {
  test("before the first answer there is nothing to count", async () => {
    const { town, bo } = await scene();
    expect((await section(town, bo)).lines).toEqual([
      "1 open, waarvan 0 te laat.",
      "Nog geen antwoorden om te tellen.",
    ]);
  });

  /*
   * Five people on Monday 4 May 2026; ten working days are Tuesday 19 May, as Ascension Day lies between.
   *   A answered on Monday 4 May        0 working days   in time   “yes”
   *   B answered on Wednesday 6 May     2                in time   silence: closed on 20 May
   *   C answered on Monday 11 May       5                in time   “not yet” on 12 May,
   *     answered again on Friday 15 May 3 (13, 15 May; 14 May is Ascension Day: 2)  in time
   *   D answered on Friday 22 May       13 (5–8, 11–13, 15, 18–22 May)  late
   *   E still open, late since 19 May
   * Answers: 0, 2, 5, 2, 13 working days: the middle one is 2; four of five in time: 80 %.
   */
  test("add up to what can be counted by hand, and stand on the start page", async () => {
    const town = createTestTown();
    const { bo } = await staffed(town);
    const ids: Record<string, string> = {};
    const people = Object.fromEntries(
      ["A", "B", "C", "D", "E"].map((name) => [name, town.resident(name, { chat: `chat ${name}` })]),
    );
    for (const [name, person] of Object.entries(people)) ids[name] = await person.raises(`Zaak ${name}`);
    const answer = (name: string) => bo.answers(ids[name] ?? "", { text: `Antwoord aan ${name}.` });

    await answer("A");
    await people.A?.presses("Ja, dit helpt");
    await until(town, "2026-05-06T09:00:00.000Z");
    await answer("B");
    await until(town, "2026-05-11T09:00:00.000Z");
    await answer("C");
    await until(town, "2026-05-12T09:00:00.000Z");
    await people.C?.presses("Nog niet");
    await people.C?.says("Het is er nog");
    await until(town, "2026-05-15T09:00:00.000Z");
    await answer("C");
    await until(town, "2026-05-22T09:00:00.000Z");
    await answer("D");

    expect(await town.store.figures("public_space", year)).toEqual({
      received: 5,
      answered: 5,
      answeredInTime: 4,
      reopened: 1,
      confirmed: 1,
      closed: 1,
      ended: 0,
      forced: 0,
      evaluated: { processes: 0, answers: 0, sum: 0 },
      daysToAnswer: { "0": 1, "2": 2, "5": 1, "13": 1 },
    });
    const { lines, rows } = await section(town, bo);
    // E has a new date by now: it counts as late until somebody answers.
    expect(lines).toEqual([
      "1 open, waarvan 1 te laat.",
      "Laatste 12 maanden: 5 keer antwoord gegeven, 80% op tijd. De helft binnen 2 werkdagen.",
      "1 keer zei de inwoner dat het hielp, 1 keer bleef het stil, 1 keer ging het weer open.",
    ]);
    expect(rows).toEqual([{ text: expect.stringContaining("Te laat sinds dinsdag 19 mei"), urgent: true }]);
  });

  test.each([
    [0, "100% op tijd. Meestal dezelfde dag."],
    [1, "100% op tijd. De helft binnen 1 werkdag."],
    [2, "100% op tijd. De helft binnen 2 werkdagen."],
  ])("say how long half of the answers took, %i working days, as people say it", async (days, words) => {
    const { town, bo, id } = await scene();
    await town.passes(days * DAY, days);
    await bo.answers(id, { text: "Gedaan." });
    const { lines } = await section(town, bo);
    expect(lines[1]).toBe(`Laatste 12 maanden: 1 keer antwoord gegeven, ${words}`);
  });

  test("not taken up with a reason is an answer; passed on, merged and withdrawn are not", async () => {
    const here = await scene();
    const { town, bo, sam, id } = here;
    await joins(here, "jo");
    await bo.acts(id, "decline", filledIn.decline);
    await sam.presses("Ja, duidelijk");
    const gone = await sam.raises("De bak is vol");
    await sam.commands("mijn");
    await sam.presses(shownNumber(gone));
    await sam.presses("Trek in");
    await sam.presses("Ja, trek in");
    await bo.acts(await sam.raises("Water in de kelder"), "forward", filledIn.forward);
    expect(await town.store.figures("public_space", year)).toMatchObject({ received: 4, answered: 1 });
  });

  test("count where it was answered, also when it moved", async () => {
    const { town, bo, id } = await scene();
    await bo.acts(id, "change", { category: "housing", desk: "public_space" });
    await bo.answers(id, { text: "Gedaan." });
    expect(await town.store.figures("public_space", year)).toMatchObject({ received: 1, answered: 0 });
    expect(await town.store.figures("safety_housing", year)).toMatchObject({ received: 0, answered: 1 });
  });

  test("count once, however often the same submission comes", async () => {
    const { town, bo, id } = await scene();
    await bo.press(id, "answer");
    await bo.submit(filledIn.answer);
    const form = bo.form?.id;
    for (let time = 0; time < 3; time++)
      await bo.does({ type: "submitted", form, values: filledIn.answer }, "sl:the same");
    expect(await town.store.figures("public_space", year)).toMatchObject({ answered: 1 });
  });

  test("an answer at five o'clock on the last day is in time; a minute later it is not", async () => {
    for (const [moment, inTime] of [
      ["2026-05-19T14:59:59.000Z", 1],
      ["2026-05-19T15:01:00.000Z", 0],
    ] as const) {
      const { town, bo, id } = await scene();
      await until(town, "2026-05-19T14:59:00.000Z");
      await town.passes(Date.parse(moment) - Date.parse(town.now));
      await bo.answers(id, { text: "Gedaan." });
      expect(await town.store.figures("public_space", year)).toMatchObject({ answeredInTime: inTime });
    }
  });
});

describe("the order on the start page", () => {
  test("overdue first, then what is due soonest, then what waits for a resident", async () => {
    const { town, sam, bo, id } = await scene();
    const waits = await sam.raises("Zaak die wacht");
    await bo.acts(waits, "ask", filledIn.ask);
    await town.passes(3 * DAY, 3);
    const later = await town.resident("kim").raises("Zaak van later");
    const soon = await town.resident("lou").raises("Zaak van morgen");
    await bo.acts(soon, "plan", { day: "2026-05-20" });
    await until(town, "2026-05-19T15:30:00.000Z");
    const { lines, rows } = await section(town, bo);
    const order = rows.map((one) => /\d{4}-\d{4}/.exec(one.text)?.[0]);
    expect(order).toEqual([id, soon, later, waits].map(shownNumber));
    expect(rows.map((one) => one.urgent)).toEqual([true, false, false, false]);
    expect(lines[0]).toBe("4 open, waarvan 1 te laat.");
  });

  test("what an official picked up stands under her own work", async () => {
    const { town, bo, ola, id } = await scene();
    await bo.acts(id, "claim");
    await bo.opensHome();
    await ola.opensHome();
    expect(bo.home?.sections[0]?.rows).toHaveLength(1);
    expect(ola.home?.sections[0]?.rows).toHaveLength(0);
    await bo.answers(id, { text: "Gedaan." });
    await bo.opensHome();
    expect(bo.home?.sections[0]?.rows).toHaveLength(0);
    expect(town.render(bo.home?.sections[0]?.empty ?? { key: "" })).toBe("Je hebt niets opgepakt.");
  });
});
