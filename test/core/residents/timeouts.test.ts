import { describe, expect, test } from "vitest";
import { DAY, HOUR, type Instant } from "../../../bot/core/calendar/time.ts";
import { medianDays } from "../../../bot/core/officials/home.ts";
import { readIssue } from "../../../bot/instruments/issue/state.ts";
import { createTestTown, type TestResident, type TestTown } from "../../support/town.ts";

const keys = (one: TestResident) =>
  one.heard.filter(({ notice }) => notice).map(({ screen }) => screen.lines[0]?.key);
const nudges = (town: TestTown) => town.told.map(({ member, message }) => `${member} ${message.key}`);

async function raised(now?: Instant) {
  const town = createTestTown(now ? { now } : {});
  const noor = await town.resident("noor").joins();
  const id = await noor.raises("De lamp is kapot", { category: "Afval" });
  const ana = town.official("U0ANA");
  const issue = async () => {
    const found = await town.issue(id);
    if (!found) throw new Error("gone");
    return readIssue(found);
  };
  return { town, noor, ana, id, issue };
}

describe("when nobody answers", () => {
  test("the desk, then its lead, then the clerk is told, each once, and she gets an honest word with a new date", async () => {
    const { town, noor, ana, id, issue } = await raised();
    await ana.acts(id, "claim");
    const promised = (await issue()).dueAt ?? "";
    // Monday 4 May and ten working days, with Ascension Day among them: Tuesday 19 May, five o'clock in town.
    expect(promised).toBe("2026-05-19T15:00:00.000Z");
    await town.passes(15 * DAY + 23 * HOUR, 16 * 24);
    expect(nudges(town)).toEqual(["U0ANA officials:nudge.late"]);
    expect(keys(noor)).toEqual(["issue:notice.triaged", "issue:notice.late"]);
    // Told after closing time, so it counts from Wednesday 20 May: five working days, without Whit Monday.
    expect((await issue()).dueAt).toBe("2026-05-28T15:00:00.000Z");
    await town.passes(2 * DAY, 48);
    expect(nudges(town).at(-1)).toBe("U0BRAM officials:nudge.lateLead");
    await town.passes(6 * DAY, 144);
    expect(nudges(town)).toEqual([
      "U0ANA officials:nudge.late",
      "U0BRAM officials:nudge.lateLead",
      "U0CHRIS officials:nudge.lateClerk",
    ]);
  });

  test("an answer after the promised day is counted as late, with the working days that it took", async () => {
    const { town, ana, id } = await raised();
    await town.passes(17 * DAY, 17);
    await ana.answers(id, { text: "Gemaakt." });
    const figures = await town.store.figures("public_space", ["2026-05"]);
    // From Monday 4 May to Thursday 21 May without weekends and Ascension Day (14 May).
    expect(figures).toMatchObject({ received: 1, answered: 1, answeredInTime: 0, daysToAnswer: { 12: 1 } });
  });
});

describe("after an answer", () => {
  test("silence closes it after fourteen days, and that is counted apart from a yes", async () => {
    const { town, noor, ana, id, issue } = await raised();
    await ana.answers(id, { text: "Gemaakt." });
    await town.passes(15 * DAY, 15);
    expect((await issue()).status).toMatchObject({ at: "closed", confirmed: false });
    expect(keys(noor).at(-1)).toBe("issue:notice.closed");
    const other = await noor.raises("De bank is kapot");
    await ana.answers(other, { text: "Gemaakt." });
    await noor.presses("Ja, dit helpt");
    const figures = await town.store.figures("public_space", ["2026-05"]);
    expect(figures).toMatchObject({ closed: 1, confirmed: 1, answered: 2, answeredInTime: 2 });
  });

  test("it can be reopened up to thirty days after the answer, also when it was closed meanwhile", async () => {
    const { town, noor, ana, id, issue } = await raised();
    await ana.answers(id, { text: "Gemaakt." });
    const helps = noor.button("Nog niet");
    await town.passes(29 * DAY, 29);
    await noor.does({ type: "chose", press: helps });
    await noor.says("Hij doet het weer niet");
    expect((await issue()).status).toMatchObject({ at: "reopened" });
  });

  test("on the thirty-first day she is asked to tell it as something new", async () => {
    const { town, noor, ana, id, issue } = await raised();
    await ana.answers(id, { text: "Gemaakt." });
    const helps = noor.button("Nog niet");
    await town.passes(31 * DAY, 31);
    await noor.does({ type: "chose", press: helps });
    expect(noor.lastKeys).toEqual(["issue:own.reopenTooLate"]);
    expect((await issue()).status.at).toBe("closed");
  });

  test("the second time that it is reopened the lead of the desk hears of it", async () => {
    const { town, noor, ana, id } = await raised();
    for (const why of ["Nog steeds kapot", "En nu weer"]) {
      await ana.answers(id, { text: "Gemaakt." });
      await noor.presses("Nog niet");
      await noor.says(why);
    }
    expect(nudges(town)).toContain("U0BRAM officials:nudge.reopenedTwice");
  });
});

describe("at night", () => {
  test("an answer that a person gives comes at once and without a sound", async () => {
    const silent: boolean[] = [];
    const town = createTestTown({
      ports: (ports) => ({
        ...ports,
        channel: {
          ...ports.channel,
          send: (address, screen, language, how) => {
            silent.push(how?.silently ?? false);
            return ports.channel.send(address, screen, language, how);
          },
        },
      }),
    });
    const noor = await town.resident("noor").joins();
    const id = await noor.raises("De lamp is kapot");
    await town.official("U0ANA").acts(id, "claim");
    await town.passes(12 * HOUR);
    await town.official("U0ANA").answers(id, { text: "Gemaakt." });
    expect(keys(noor)).toEqual(["issue:notice.triaged", "issue:notice.answered"]);
    expect(silent).toEqual([false, true]);
  });

  test("a reminder waits until nine in the morning", async () => {
    const town = createTestTown({ now: "2026-05-04T20:30:00.000Z" });
    const noor = await town.resident("noor").joins();
    await noor.says("De lamp is kapot");
    await town.passes(24 * HOUR);
    expect(keys(noor)).toEqual([]);
    await town.passes(10 * HOUR);
    expect(keys(noor)).toEqual([]);
    await town.passes(1 * HOUR);
    expect(keys(noor)).toEqual(["common:continue.reminder"]);
  });

  test("a reminder of a question that was settled in the night never comes", async () => {
    const { town, noor, ana, id } = await raised("2026-05-04T19:30:00.000Z");
    await ana.acts(id, "ask", { question: "Welke lamp?" });
    await town.passes(7 * DAY + HOUR);
    await ana.answers(id, { text: "Gevonden en gemaakt." });
    await town.passes(12 * HOUR, 12);
    expect(keys(noor)).toEqual(["issue:notice.asked", "issue:notice.answered"]);
    expect((await noor.lane)?.questions).toEqual([]);
  });
});

describe("in the end", () => {
  test("somebody who does nothing for two years is forgotten; somebody who comes back is not", async () => {
    const { town, noor } = await raised();
    const soon = await town.resident("soon").joins();
    await town.passes(400 * DAY, 4);
    await soon.commands("mijn");
    await town.passes(400 * DAY, 4);
    expect(await noor.lane).toBeUndefined();
    expect(await soon.lane).toBeDefined();
  });

  test("what was kept long enough is emptied of her words, and the desk's copy too", async () => {
    const { town, noor, ana, id, issue } = await raised();
    await noor.says("Hij hangt los", { repliesTo: noor.heard.at(-1)?.message });
    await ana.answers(id, { text: "Gemaakt." });
    await noor.presses("Ja, dit helpt");
    await town.passes(740 * DAY, 8);
    expect(await issue()).toMatchObject({ words: "", media: [], erased: true, status: { at: "closed" } });
    expect(JSON.stringify(town.store.images())).not.toMatch(/De lamp is kapot|Hij hangt los/);
    expect(town.card(id)?.card.words).toBeUndefined();
  });

  test("the middle of all answers is the lower of two", () => {
    expect(medianDays({})).toBeUndefined();
    expect(medianDays({ 3: 1 })).toBe(3);
    expect(medianDays({ 1: 1, 9: 1 })).toBe(1);
    expect(medianDays({ 0: 2, 4: 1, 30: 2 })).toBe(4);
  });
});
