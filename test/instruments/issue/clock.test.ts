import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { ANA, BRAM, CHRIS } from "../../support/staff.ts";
import { waterkant } from "../../support/waterkant.ts";
import {
  at,
  bring,
  contributionOf,
  filledIn,
  issueOf,
  joins,
  lastNews,
  news,
  type Scene,
  scene,
  thread,
} from "./people.ts";

/** Rings the clock at this interval until this moment. */
async function until({ town }: Scene, moment: string, step = 12 * HOUR): Promise<void> {
  for (;;) {
    const left = Date.parse(moment) - Date.parse(town.now);
    if (left <= 0) return;
    await town.passes(Math.min(step, left));
  }
}

const months = ["2026-05", "2026-06", "2026-07"];
const figures = ({ town }: Scene) => town.store.figures("public_space", months);

describe("a question that she does not answer", () => {
  test("she is reminded once after a week, and after two it is set aside", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await bo.acts(id, "ask", filledIn.ask);
    const before = sam.heard.length;
    await until(here, "2026-05-11T08:59:00.000Z");
    expect(news(sam, before)).toEqual([]);
    await until(here, "2026-05-11T09:00:00.000Z");
    expect(news(sam, before)).toEqual(["issue:notice.remind"]);
    expect(sam.lastText).toContain("Welke lamp is het?");
    await until(here, "2026-05-18T08:59:00.000Z");
    expect(news(sam, before)).toEqual(["issue:notice.remind"]);
    await until(here, "2026-05-18T09:00:00.000Z");
    expect(news(sam, before)).toEqual(["issue:notice.remind", "issue:notice.parked"]);
    expect(thread(town, id)).toEqual(["thread.ask", "thread.remind", "thread.park"]);
    await until(here, "2026-09-01T09:00:00.000Z", 5 * DAY);
    expect(news(sam, before)).toHaveLength(2);
    expect(await at(town, id)).toBe("parked");
  });

  test("what was set aside she can still answer: by reply, by button, or just by typing", async () => {
    for (const way of ["reply", "button", "typing"]) {
      const { town, sam, bo, id } = await bring("parked");
      if (way === "reply") await sam.says("Die bij de brug", { repliesTo: sam.heard.at(-1)?.message });
      if (way === "button") {
        await sam.presses("Geef antwoord");
        await sam.says("Die bij de brug");
      }
      if (way === "typing") {
        await town.passes(2 * HOUR);
        await sam.says("Die bij de brug");
        await sam.presses("Antwoord");
      }
      expect(sam.lastKeys, way).toEqual(["issue:own.replied"]);
      expect(await at(town, id), way).toBe("triaged");
      expect(town.card(id)?.thread.at(-1)).toMatchObject({
        key: "officials:thread.reply",
        params: { words: "Die bij de brug" },
      });
      expect(bo.told).not.toContain("officials:nudge.late");
    }
  });

  test("waiting for her does not use up the town's days, and nobody is called late meanwhile", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    // Ten working days from Monday 4 May, with Ascension Day between: Tuesday 19 May, 17:00.
    expect((await issueOf(town, id)).dueAt).toBe("2026-05-19T15:00:00.000Z");
    await until(here, "2026-05-07T09:00:00.000Z");
    await bo.acts(id, "ask", filledIn.ask);
    expect(await issueOf(town, id)).toMatchObject({ daysLeft: 7 });
    expect((await issueOf(town, id)).dueAt).toBeUndefined();
    await until(here, "2026-05-20T09:00:00.000Z");
    await sam.says("Die bij de brug", { repliesTo: sam.heard.at(-1)?.message });
    // Seven working days on, with Whit Monday between.
    expect((await issueOf(town, id)).dueAt).toBe("2026-06-01T15:00:00.000Z");
    expect(sam.lastText).toContain("1 juni");
    expect(news(sam)).not.toContain("issue:notice.late");
    await bo.answers(id, { text: "Gedaan." });
    expect(await figures(here)).toMatchObject({ answered: 1, answeredInTime: 1 });
  });

  test("a question does not undo that it was late already", async () => {
    const here = await scene();
    const { sam, bo, id } = here;
    await until(here, "2026-05-20T09:00:00.000Z");
    expect(news(sam)).toContain("issue:notice.late");
    await bo.acts(id, "ask", filledIn.ask);
    await sam.says("Die bij de brug", { repliesTo: sam.heard.at(-1)?.message });
    await bo.answers(id, { text: "Gedaan." });
    expect(await figures(here)).toMatchObject({ answered: 1, answeredInTime: 0 });
  });

  test("an official who starts without waiting any longer gets the days back that were left", async () => {
    const here = await scene({ now: "2026-05-04T20:30:00.000Z" });
    const { town, bo, id } = here;
    await bo.acts(id, "ask", filledIn.ask);
    await until(here, "2026-05-19T20:30:00.000Z");
    expect(await at(town, id)).toBe("parked");
    await bo.acts(id, "start");
    const { dueAt } = await issueOf(town, id);
    expect(dueAt && dueAt > town.now).toBe(true);
    await town.passes(HOUR);
    expect((await issueOf(town, id)).overdue).toBeUndefined();
  });
});

describe("after the answer", () => {
  test("fourteen days of silence close it; she hears so, and it is not counted as confirmed", async () => {
    const here = await bring("answered");
    const { town, sam, id } = here;
    const before = sam.heard.length;
    await until(here, "2026-05-18T08:59:00.000Z");
    expect(news(sam, before)).toEqual([]);
    await until(here, "2026-05-18T09:00:00.000Z");
    expect(news(sam, before)).toEqual(["issue:notice.closed"]);
    expect((await issueOf(town, id)).status).toMatchObject({ at: "closed", confirmed: false });
    expect(await figures(here)).toMatchObject({ answered: 1, confirmed: 0, closed: 1 });
  });

  test("“Yes” closes it at once, is counted apart, and twice is once", async () => {
    const here = await bring("answered");
    const { town, sam, id } = here;
    await sam.presses("Ja, dit helpt");
    expect(sam.lastKeys).toEqual(["issue:own.confirmed"]);
    await sam.presses("Ja, dit helpt");
    expect(sam.lastKeys).toEqual(["issue:own.alreadyClosed"]);
    expect((await issueOf(town, id)).status).toMatchObject({ at: "closed", confirmed: true });
    await until(here, "2026-06-18T09:00:00.000Z", 5 * DAY);
    expect(await figures(here)).toMatchObject({ confirmed: 1, closed: 0 });
  });

  test("“Not yet” asks why, and opens it again with a new date", async () => {
    const here = await bring("answered");
    const { town, sam, id } = here;
    await until(here, "2026-05-06T09:00:00.000Z");
    await sam.presses("Nog niet");
    expect(sam.lastKeys).toEqual(["issue:own.ask.own_why"]);
    expect(await at(town, id)).toBe("answered");
    await sam.says("Hij knippert");
    expect(sam.lastKeys).toEqual(["issue:own.reopened"]);
    expect(await issueOf(town, id)).toMatchObject({
      status: { at: "reopened", why: "Hij knippert" },
      dueAt: "2026-05-21T15:00:00.000Z",
      reopened: 1,
    });
    expect(sam.lastText).toContain("21 mei");
    expect(town.card(id)?.thread.at(-1)).toMatchObject({
      key: "officials:thread.reopen",
      params: { words: "Hij knippert" },
    });
    expect(await figures(here)).toMatchObject({ reopened: 1, confirmed: 0, closed: 0 });
  });

  test("she need not say why", async () => {
    const { town, sam, id } = await bring("answered");
    await sam.presses("Nog niet");
    await sam.presses("Zeg ik liever niet");
    expect(await at(town, id)).toBe("reopened");
    expect(thread(town, id).at(-1)).toBe("thread.reopenSilent");
  });

  test("she may say why with a photo", async () => {
    const { town, sam, id } = await bring("answered");
    await sam.presses("Nog niet");
    await sam.photo("dark", "Kijk maar");
    expect((await issueOf(town, id)).media).toHaveLength(1);
    expect(town.card(id)?.files).toHaveLength(1);
    expect(await at(town, id)).toBe("reopened");
  });

  test("somebody who said “Not yet” and never said why is not taken for satisfied", async () => {
    const here = await bring("answered");
    const { town, sam, id } = here;
    await sam.presses("Nog niet");
    await until(here, "2026-05-06T09:00:00.000Z");
    expect(await at(town, id)).toBe("reopened");
    expect(lastNews(sam).lines[0]?.key).toBe("issue:own.reopened");
    // What she still says at the open question is kept.
    await sam.presses("Verder waar ik was");
    await sam.says("Hij knippert");
    expect(sam.lastKeys).toEqual(["issue:own.added"]);
    expect(thread(town, id).slice(-2)).toEqual(["thread.reopenSilent", "thread.add"]);
    expect(await issueOf(town, id)).toMatchObject({ reopened: 1 });
  });

  test("somebody who said “Not yet” and then “Yes” is believed", async () => {
    const here = await bring("answered");
    await here.sam.presses("Nog niet");
    await here.sam.presses("Ja, dit helpt");
    await until(here, "2026-05-20T09:00:00.000Z");
    expect((await issueOf(here.town, here.id)).status).toMatchObject({ at: "closed", confirmed: true });
    expect((await here.sam.lane)?.dialogue).toBeUndefined();
  });

  test("up to the end of the thirtieth day, also after it was closed; not on day 31", async () => {
    // Answered on 4 May: day 30 is 3 June, and lasts until midnight in Amsterdam.
    const last = await bring("answered");
    await until(last, "2026-06-03T21:30:00.000Z");
    expect(await at(last.town, last.id)).toBe("closed");
    await last.sam.presses("Nog niet");
    await last.sam.says("Toch weer stuk");
    expect(await at(last.town, last.id)).toBe("reopened");

    const late = await bring("answered");
    await until(late, "2026-06-03T22:30:00.000Z");
    await late.sam.presses("Nog niet");
    expect(late.sam.lastKeys).toEqual(["issue:own.reopenTooLate"]);
    expect(await at(late.town, late.id)).toBe("closed");
  });

  test("on day 30 she is asked why; on day 31 she says it: her words are kept, it stays closed", async () => {
    const here = await bring("answered");
    const { town, sam, id } = here;
    await until(here, "2026-06-03T21:30:00.000Z");
    await sam.presses("Nog niet");
    await until(here, "2026-06-03T22:30:00.000Z");
    await sam.says("Toch weer stuk");
    expect(sam.lastKeys).toEqual(["issue:own.addedClosed"]);
    expect(await at(town, id)).toBe("closed");
    expect(thread(town, id).at(-1)).toBe("thread.add");
  });

  test("confirmed by her and stuk again: also then it can be opened again", async () => {
    const { town, sam, id } = await bring("closed");
    await sam.commands("mijn");
    await sam.presses(shownNumber(id));
    await sam.presses("Het helpt nog niet");
    await sam.presses("Zeg ik liever niet");
    expect(await at(town, id)).toBe("reopened");
  });

  test("it opens again twice: only the second time the lead is asked to look", async () => {
    const { town, sam, bo, id } = await bring("reopened");
    expect(town.official(BRAM).told).toEqual([]);
    await bo.answers(id, { text: "Nu echt." });
    await sam.presses("Nog niet");
    await sam.presses("Zeg ik liever niet");
    expect(town.official(BRAM).told).toEqual(["officials:nudge.reopenedTwice"]);
    expect(thread(town, id)).toContain("nudge.reopenedTwice");
  });
});

describe("an answer that stays out", () => {
  test("she hears it honestly with a new date; then the lead, then the clerk: each once", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await bo.acts(id, "claim");
    const ana = town.official(ANA);
    await ana.command("dienst");
    await ana.submit({ desk_public_space: ["U0LOU", bo.member] });
    const before = sam.heard.length;
    const told = () => town.told.map((one) => `${one.member} ${one.message.key.replace("officials:", "")}`);
    const start = told().length;

    await until(here, "2026-05-19T14:59:00.000Z");
    expect(news(sam, before)).toEqual([]);
    await until(here, "2026-05-19T15:00:00.000Z");
    expect(news(sam, before)).toEqual(["issue:notice.late"]);
    // Half of the promise, with Whit Monday between: what is decided at five o'clock counts from the next day.
    expect((await issueOf(town, id)).dueAt).toBe("2026-05-28T15:00:00.000Z");
    expect(sam.lastText).toContain("28 mei");
    expect(told().slice(start)).toEqual([`${bo.member} nudge.late`, "U0LOU nudge.late"]);

    // Two working days later the lead, five later the clerk.
    await until(here, "2026-05-21T14:59:00.000Z");
    expect(told().slice(start)).toHaveLength(2);
    await until(here, "2026-05-21T15:00:00.000Z");
    expect(told().slice(start + 2)).toEqual([`${BRAM} nudge.lateLead`]);
    await until(here, "2026-05-27T14:59:00.000Z");
    expect(told().slice(start)).toHaveLength(3);
    await until(here, "2026-05-27T15:00:00.000Z");
    expect(told().slice(start + 3)).toEqual([`${CHRIS} nudge.lateClerk`]);
    expect(news(sam, before)).toEqual(["issue:notice.late"]);
    // With a new date it is not less late: the desk sees so until somebody answers.
    expect(town.card(id)?.card).toMatchObject({ urgent: true, title: { key: "officials:card.titleLate" } });
    expect(thread(town, id).filter((one) => one.startsWith("thread.late"))).toEqual([
      "thread.late",
      "thread.late_lead",
      "thread.late_clerk",
    ]);

    // The new date passes too: it begins again, with another date.
    await until(here, "2026-05-28T15:00:00.000Z");
    expect(news(sam, before)).toEqual(["issue:notice.late", "issue:notice.late"]);
    expect(sam.lastText).toContain("5 juni");
    await until(here, "2026-06-04T15:00:00.000Z");
    expect(told().slice(start + 4)).toEqual([
      `${bo.member} nudge.late`,
      "U0LOU nudge.late",
      `${BRAM} nudge.lateLead`,
      `${CHRIS} nudge.lateClerk`,
    ]);
  });

  test("people who joined hear it too, each in her own language", async () => {
    const here = await scene();
    const { person: jo } = await joins(here, "jo", "en");
    await until(here, "2026-05-19T15:00:00.000Z");
    expect(news(jo).at(-1)).toBe("issue:notice.late");
    expect(jo.lastText).toContain("We are late");
  });

  test("the card says so as long as it lasts, and an answer ends it", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await until(here, "2026-05-19T15:00:00.000Z");
    await bo.answers(id, { text: "Gedaan." });
    expect(town.card(id)?.card.urgent).toBe(false);
    const heard = sam.heard.length;
    const told = town.told.length;
    await until(here, "2026-05-31T15:00:00.000Z", DAY);
    expect(news(sam, heard)).toEqual([]);
    expect(town.told).toHaveLength(told);
    expect(await figures(here)).toMatchObject({ answered: 1, answeredInTime: 0 });
  });

  test("a planned date that passes is late like any other", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await bo.acts(id, "plan", { day: "2026-06-15" });
    await until(here, "2026-06-15T14:59:00.000Z", DAY);
    expect(news(sam).at(-1)).toBe("issue:notice.planned");
    await until(here, "2026-06-15T15:00:00.000Z");
    expect(news(sam).at(-1)).toBe("issue:notice.late");
    expect(await issueOf(town, id)).toMatchObject({ status: { at: "planned" }, overdue: { told: 1 } });
    // A new plan is a new date, and the reminders of the old one stop.
    await bo.acts(id, "plan", { day: "2026-06-30" });
    const told = town.told.length;
    await until(here, "2026-06-29T15:00:00.000Z", DAY);
    expect(town.told).toHaveLength(told);
    await bo.answers(id, { text: "Gedaan." });
    expect(await figures(here)).toMatchObject({ answered: 1, answeredInTime: 0 });
  });

  test("with a short promise the new date can pass before the clerk was told: she hears so in time", async () => {
    const promise = { ...waterkant.promise, workingDays: 2 };
    const here = await scene({
      ports: (ports) => ({ ...ports, town: { ...waterkant, promise } }),
    });
    const { town, sam } = here;
    const before = sam.heard.length;
    const told = town.told.length;
    // Due Wednesday 6 May; the new date is two days after the next: Monday 11 May.
    await until(here, "2026-05-11T14:59:00.000Z", HOUR);
    expect(news(sam, before)).toHaveLength(1);
    expect(sam.lastText).toContain("11 mei");
    await until(here, "2026-05-11T15:00:00.000Z");
    expect(news(sam, before)).toHaveLength(2);
    expect(town.told.slice(told).filter((one) => one.member === CHRIS)).toHaveLength(0);
    await until(here, "2026-05-13T15:00:00.000Z", HOUR);
    expect(town.told.slice(told).filter((one) => one.member === CHRIS)).toHaveLength(1);
    expect(town.told.slice(told).filter((one) => one.member === BRAM)).toHaveLength(1);
  });

  test("nobody is told twice when the clock stood still for weeks", async () => {
    const here = await scene();
    const { town, sam } = here;
    const told = town.told.length;
    const heard = sam.heard.length;
    await town.passes(40 * DAY);
    await town.passes(MINUTE, 3);
    expect(news(sam, heard)).toEqual(["issue:notice.late"]);
    expect(town.told.slice(told).filter((one) => one.member === BRAM)).toHaveLength(0);
    await town.passes(7 * DAY, 14);
    expect(town.told.slice(told).filter((one) => one.member === BRAM)).toHaveLength(1);
  });
});

describe("quiet hours", () => {
  test("what the clock has to say waits until nine in the morning", async () => {
    const here = await scene({ now: "2026-05-04T19:30:00.000Z" });
    const { sam, bo, id } = here;
    await bo.acts(id, "ask", filledIn.ask);
    const before = sam.heard.length;
    await until(here, "2026-05-12T06:59:00.000Z", HOUR);
    expect(news(sam, before)).toEqual([]);
    await until(here, "2026-05-12T07:00:00.000Z");
    expect(news(sam, before)).toEqual(["issue:notice.remind"]);
  });

  test("what she does at night is never overtaken by what the clock meant to say", async () => {
    const asked = await scene({ now: "2026-05-04T19:30:00.000Z" });
    await asked.bo.acts(asked.id, "ask", filledIn.ask);
    await until(asked, "2026-05-18T21:30:00.000Z", HOUR);
    await asked.sam.says("Die bij de brug", { repliesTo: asked.sam.heard.at(-1)?.message });
    const before = asked.sam.heard.length;
    await until(asked, "2026-05-19T09:00:00.000Z", HOUR);
    expect(news(asked.sam, before)).toEqual([]);

    const answered = await scene({ now: "2026-05-04T19:30:00.000Z" });
    await answered.bo.acts(answered.id, "answer", filledIn.answer);
    await until(answered, "2026-05-18T21:30:00.000Z", HOUR);
    await answered.sam.presses("Ja, dit helpt");
    await until(answered, "2026-05-19T09:00:00.000Z", HOUR);
    expect(news(answered.sam)).not.toContain("issue:notice.closed");
    expect((await issueOf(answered.town, answered.id)).status).toMatchObject({ confirmed: true });
  });

  test("what she does herself is answered at any hour", async () => {
    const { sam } = await scene({ now: "2026-05-04T23:30:00.000Z" });
    expect(sam.lastKeys[0]).toBe("issue:receipt.thanks");
  });
});

describe("after the time that the town may keep it", () => {
  test("her words, photos and place go, also from the history and the desk; what the town said stays", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    await sam.commands("mijn");
    await sam.presses(shownNumber(id));
    await sam.presses("Voeg iets toe");
    await sam.photo("lamp", "Zo donker is het");
    await bo.answers(id, { text: "De lamp doet het weer." });
    await until(here, "2026-05-20T09:00:00.000Z");
    expect(town.card(id)?.files).toHaveLength(1);

    await town.passes(731 * DAY, 4);
    const issue = await issueOf(town, id);
    expect(issue).toMatchObject({ words: "", media: [], erased: true, category: "waste" });
    expect(issue.place).toBeUndefined();
    expect(issue.status).toMatchObject({ at: "closed", text: "De lamp doet het weer." });
    const { by, wakeAt } = await contributionOf(town, id);
    expect({ by, wakeAt }).toEqual({ by: undefined, wakeAt: undefined });
    const history = await town.store.history(id);
    expect(JSON.stringify(history)).not.toContain("Zo donker");
    expect(history.at(-1)).toMatchObject({ event: "erase", actor: "clock" });
    expect(town.card(id)?.card.words).toBeUndefined();
    expect(town.bucket.size).toBe(0);
    expect(town.removedFiles).toHaveLength(1);
    const left = town.store
      .images()
      .map((image) => JSON.stringify(image))
      .filter((image) => image.includes("De lamp is stuk") && !image.includes("LANE#"));
    expect(left).toEqual([]);
    // It is no longer hers, so it is not on her list.
    await sam.commands("mijn");
    expect(sam.labels.join()).not.toContain(id.slice(0, 4));
  });
});
