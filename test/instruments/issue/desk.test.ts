import { describe, expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import type { Form } from "../../../bot/core/model/card.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import type { Message } from "../../../bot/core/model/message.ts";
import { isRefusal, outcomes } from "../../../bot/instruments/issue/state.ts";
import { ANA, CHRIS, NOBODY } from "../../support/staff.ts";
import type { TestOfficial } from "../../support/town.ts";
import {
  at,
  bring,
  contributionOf,
  filledIn,
  issueOf,
  joins,
  lastNews,
  news,
  scene,
  thread,
} from "./people.ts";

/** The form that is open; an official without one has been refused. */
function open(who: TestOfficial): Form {
  if (!who.form) throw new Error(`${who.member} has no form open; was told ${who.told.at(-1)}`);
  return who.form;
}
const errors = (who: TestOfficial): Record<string, string> =>
  Object.fromEntries(Object.entries(open(who).errors ?? {}).map(([name, one]) => [name, one.key]));
const keys = (list: readonly Message[] = []) => list.map((one) => one.key);

describe("picking up", () => {
  test("an official picks up what is nobody's, and the resident hears who looks at it", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.acts(id, "claim");
    expect(await contributionOf(town, id)).toMatchObject({ owner: bo.member });
    expect(sam.lastText).toContain("Team Openbare ruimte heeft je verhaal gelezen");
    expect(town.card(id)?.card.status.key).toBe("officials:card.statusOwned");
  });

  test("taking over from a colleague is a question of its own, and the resident is not told", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.acts(id, "claim");
    const heard = sam.heard.length;
    const ana = town.official(ANA);
    await ana.press(id, "claim");
    expect(open(ana).preview).toBeUndefined();
    expect(keys(open(ana).intro)).toEqual(["officials:intro.takeOver"]);
    await ana.submit();
    expect(await contributionOf(town, id)).toMatchObject({ owner: ANA });
    expect(sam.heard).toHaveLength(heard);
    expect(thread(town, id)).toEqual(["thread.triage", "thread.claim"]);
  });

  test("somebody who already has it is told so", async () => {
    const { bo, id } = await scene();
    await bo.acts(id, "claim");
    await bo.press(id, "claim");
    expect(bo.form).toBeUndefined();
    expect(bo.told.at(-1)).toBe("officials:refused.alreadyYours");
  });

  test("two pick it up at once: the second is told who was first, and changes nothing", async () => {
    const { town, bo, id } = await scene();
    const ana = town.official(ANA);
    await bo.press(id, "claim");
    await ana.press(id, "claim");
    await bo.submit();
    await ana.submit();
    expect(await contributionOf(town, id)).toMatchObject({ owner: bo.member });
    expect(town.told.at(-1)).toMatchObject({
      member: ANA,
      message: { key: "officials:refused.taken", params: { member: bo.member } },
    });
  });

  test("somebody who starts, asks or plans what nobody claimed has claimed it", async () => {
    for (const act of ["start", "ask", "plan"]) {
      const { town, bo, id } = await scene();
      await bo.acts(id, act, filledIn[act]);
      expect(await contributionOf(town, id)).toMatchObject({ owner: bo.member });
    }
  });
});

describe("what is shown is what is sent", () => {
  const acts = ["claim", "start", "ask", "plan", "forward", "answer", "decline"] as const;
  test.each(acts)("%s: the preview is exactly the message, in her language", async (act) => {
    const { sam, bo, id } = await scene();
    await sam.commands("taal");
    await sam.presses("English");
    await bo.press(id, act);
    if (!open(bo).preview) await bo.submit(filledIn[act]);
    const { preview } = open(bo);
    expect(preview?.language).toBe("en");
    const heard = sam.heard.length;
    await bo.submit(filledIn[act]);
    expect(sam.heard).toHaveLength(heard + 1);
    expect(sam.heard.at(-1)).toMatchObject({ notice: true, language: "en" });
    expect(sam.lastHeard).toEqual(preview?.screen);
  });

  test("merging: the preview is exactly what the maker reads", async () => {
    const { town, sam, bo, id } = await scene();
    const into = await town.resident("kim").raises("Lamp uit", { at: "Dorpsstraat" });
    await bo.press(id, "merge");
    await bo.submit({ into });
    const { preview } = open(bo);
    await bo.submit({ into });
    expect(lastNews(sam)).toEqual(preview?.screen);
    expect(sam.lastText).toContain("Nog 1 ander vertelde hetzelfde.");
  });

  test("a text that is changed after the preview is shown again before it is sent", async () => {
    const { town, sam, bo, id } = await scene();
    const heard = sam.heard.length;
    await bo.press(id, "answer");
    await bo.submit({ outcome: "done", reason: "Gemaakt." });
    await bo.submit({ outcome: "done", reason: "Gemaakt, met een nieuwe lamp." });
    expect(sam.heard).toHaveLength(heard);
    expect(JSON.stringify(open(bo).preview?.screen)).toContain("met een nieuwe lamp");
    await bo.submit({ outcome: "partly", reason: "Gemaakt, met een nieuwe lamp." });
    expect(sam.heard).toHaveLength(heard);
    await bo.submit({ outcome: "partly", reason: "Gemaakt, met een nieuwe lamp." });
    expect(sam.lastText).toContain("Het is voor een deel gedaan.");
    expect(await issueOf(town, id)).toMatchObject({ status: { outcome: "partly" } });
  });

  test("she changes her language while the official looks at the preview: it is shown in the new one first", async () => {
    const { sam, bo, id } = await scene();
    await bo.press(id, "answer");
    await bo.submit(filledIn.answer);
    expect(open(bo).preview?.language).toBe("nl");
    await sam.commands("taal");
    await sam.presses("English");
    await bo.submit(filledIn.answer);
    expect(open(bo).preview?.language).toBe("en");
    await bo.submit(filledIn.answer);
    expect(sam.lastText).toContain("There is an answer");
  });

  test("she adds something while the official writes: the official is told and looks again", async () => {
    const { sam, bo, id } = await scene();
    await bo.press(id, "answer");
    await bo.submit(filledIn.answer);
    await sam.says("Nu zijn het er twee", { repliesTo: sam.heard.at(-1)?.message });
    await bo.submit(filledIn.answer);
    expect(keys(open(bo).intro)).toContain("officials:meanwhile");
    expect(sam.lastKeys).toEqual(["issue:own.added"]);
    await bo.submit(filledIn.answer);
    expect(sam.lastKeys[0]).toBe("issue:notice.answered");
  });

  test("hard words and long sentences get a tip, and can be sent all the same", async () => {
    const { sam, bo, id } = await scene();
    const reason = "Wij gaan dit thans realiseren.";
    await bo.press(id, "answer");
    await bo.submit({ outcome: "planned", reason });
    expect(keys(open(bo).preview?.advice)).toContain("officials:advice.jargon");
    await bo.submit({ outcome: "planned", reason });
    expect(sam.lastText).toContain(reason);
  });
});

describe("sending once", () => {
  test("a repeated submission changes nothing and sends nothing", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.press(id, "plan");
    await bo.submit(filledIn.plan);
    const { id: form } = open(bo);
    const send = () => bo.does({ type: "submitted", form, values: filledIn.plan }, "sl:the same");
    await send();
    const after = await contributionOf(town, id);
    const heard = sam.heard.length;
    const told = bo.told;
    await send();
    await send();
    expect(await contributionOf(town, id)).toEqual(after);
    expect(sam.heard).toHaveLength(heard);
    expect(bo.told).toEqual(told);
  });

  test("two answer at once: the second is refused with where it stands, and she hears one answer", async () => {
    const { town, sam, bo, id } = await scene();
    const ana = town.official(ANA);
    for (const who of [bo, ana]) {
      await who.press(id, "answer");
      await who.submit({ outcome: "done", reason: `Gemaakt, zegt ${who.member}.` });
    }
    const submit = (who: TestOfficial) => {
      const { id: form } = open(who);
      const values = { outcome: "done", reason: `Gemaakt, zegt ${who.member}.` };
      return who.does({ type: "submitted", form, values });
    };
    const told = town.told.length;
    await Promise.all([submit(bo), submit(ana)]);
    const answers = news(sam).filter((key) => key === "issue:notice.answered");
    expect(answers).toHaveLength(1);
    const refusals = town.told.slice(told).map((one) => one.message.key);
    expect(refusals).toEqual(["officials:refused.overtakenBy"]);
    expect((await town.store.history(id)).map((one) => one.event)).toEqual(["submit", "answer"]);
  });

  test("two plan at once: the second sees what the first did before a second date goes out", async () => {
    const { town, sam, bo, id } = await scene();
    const ana = town.official(ANA);
    for (const who of [bo, ana]) {
      await who.press(id, "plan");
      await who.submit(filledIn.plan);
    }
    await bo.submit(filledIn.plan);
    await ana.submit(filledIn.plan);
    expect(keys(open(ana).intro)).toContain("officials:meanwhile");
    expect(news(sam).filter((key) => key === "issue:notice.planned")).toHaveLength(1);
  });
});

describe("who may do what", () => {
  test("somebody without a role is told so in private, and nothing changes", async () => {
    const { town, id } = await scene();
    const before = await contributionOf(town, id);
    const who = town.official(NOBODY);
    for (const act of ["claim", "answer", "merge", "change", "council", "show"]) await who.press(id, act);
    expect(who.form).toBeUndefined();
    expect(new Set(who.told)).toEqual(new Set(["officials:refused.role"]));
    expect(await contributionOf(town, id)).toEqual(before);
  });

  test("a role that was taken away no longer counts, also for a form that was open", async () => {
    const { town, bo, id } = await scene();
    await bo.press(id, "answer");
    await bo.submit(filledIn.answer);
    const { id: form } = open(bo);
    const ana = town.official(ANA);
    await ana.command("rollen");
    await ana.submit({ member: bo.member, roles: [] });
    await bo.does({ type: "submitted", form, values: filledIn.answer });
    expect(bo.told.at(-1)).toBe("officials:refused.role");
    expect(await at(town, id)).toBe("submitted");
  });

  test.each([
    ["official", ["claim", "start", "ask", "plan", "answer", "forward", "merge", "decline", "change"]],
    ["organiser", ["claim", "merge", "change"]],
    ["clerk", []],
    ["admin", ["claim", "start", "ask", "plan", "answer", "forward", "merge", "decline", "change"]],
  ] as const)("%s: %j and no more", async (role, may) => {
    const { town, bo, ola, id } = await scene();
    const who = { official: bo, organiser: ola, clerk: town.official(CHRIS), admin: town.official(ANA) }[
      role
    ];
    const can: string[] = [];
    for (const act of [
      "claim",
      "start",
      "ask",
      "plan",
      "answer",
      "forward",
      "merge",
      "decline",
      "change",
      "council",
    ]) {
      await who.press(id, act);
      if (who.form) can.push(act);
    }
    expect(can).toEqual(may);
  });

  test("from the start page everybody is offered only what she may do", async () => {
    const { ola, id } = await scene();
    await ola.press(id, "show");
    const [field] = open(ola).fields;
    expect(field?.kind === "choice" && field.options.map((one) => one.value)).toEqual([
      "claim",
      "merge",
      "change",
    ]);
    await ola.submit({ act: "claim" });
    expect(open(ola).preview).toBeDefined();
  });

  test("the history says by role who did it", async () => {
    const { town, ola, id } = await scene();
    await ola.acts(id, "claim");
    expect((await town.store.history(id)).at(-1)).toMatchObject({ actor: "organiser", official: ola.member });
  });
});

describe("asking and planning", () => {
  test("she reads the question and how to answer, and can press a button", async () => {
    const { sam, bo, id } = await scene();
    await bo.acts(id, "ask", { question: "Welke lamp is het?" });
    expect(sam.lastText).toContain("Welke lamp is het?");
    expect(sam.lastText).toContain("Antwoord gewoon op dit bericht.");
    expect(sam.labels).toEqual(["Geef antwoord"]);
  });

  test("an empty question is not asked", async () => {
    const { sam, bo, id } = await scene();
    const heard = sam.heard.length;
    await bo.press(id, "ask");
    await bo.submit({ question: "   " });
    expect(errors(bo)).toEqual({ question: "officials:error.required" });
    expect(sam.heard).toHaveLength(heard);
  });

  test.each([
    ["", "officials:error.day"],
    ["morgen", "officials:error.day"],
    ["2026-02-30", "officials:error.day"],
    ["2026-05-03", "officials:error.past"],
  ])("a plan for “%s” is not taken", async (day, key) => {
    const { bo, id } = await scene();
    await bo.press(id, "plan");
    await bo.submit({ day });
    expect(errors(bo)).toEqual({ day: key });
  });

  test("today can be planned until five o'clock; after that the promise would be late at once", async () => {
    const morning = await scene();
    await morning.bo.acts(morning.id, "plan", { day: "2026-05-04" });
    expect(await at(morning.town, morning.id)).toBe("planned");
    const evening = await scene({ now: "2026-05-04T16:00:00.000Z" });
    await evening.bo.press(evening.id, "plan");
    await evening.bo.submit({ day: "2026-05-04" });
    expect(errors(evening.bo)).toEqual({ day: "officials:error.past" });
  });

  test("a new day for what was planned is told again", async () => {
    const { sam, bo, id } = await scene();
    await bo.acts(id, "plan", { day: "2026-06-01" });
    await bo.acts(id, "plan", { day: "2026-06-08" });
    expect(sam.lastText).toContain("8 juni");
  });
});

describe("answering", () => {
  test.each(outcomes)(
    "“%s” with its reason reaches her, and she is asked whether it helps, or is clear",
    async (outcome) => {
      const { town, sam, bo, id } = await scene();
      await bo.answers(id, { outcome, text: "Dit is de reden." });
      expect(sam.lastKeys).toEqual([
        "issue:notice.answered",
        `issue:outcome.${outcome}`,
        "common:quote",
        isRefusal(outcome) ? "issue:notice.isItClear" : "issue:notice.doesItHelp",
      ]);
      expect(sam.lastText).toContain("Dit is de reden.");
      expect(sam.labels).toEqual(
        isRefusal(outcome) ? ["Ja, duidelijk", "Nee, ik heb nog een vraag"] : ["Ja, dit helpt", "Nog niet"],
      );
      expect(town.card(id)?.card.actions).toEqual([]);
    },
  );

  test.each([
    [{ outcome: "done", reason: " " }, { reason: "officials:error.reason" }],
    [{ outcome: "gone", reason: "Zo is het." }, { outcome: "officials:error.required" }],
    [{}, { outcome: "officials:error.required", reason: "officials:error.reason" }],
  ])("without outcome and reason nothing is sent: %j", async (values, wrong) => {
    const { town, bo, id } = await scene();
    await bo.press(id, "answer");
    await bo.submit(values as Record<string, string>);
    expect(errors(bo)).toEqual(wrong);
    expect(await at(town, id)).toBe("submitted");
  });

  test("not taking it up needs a reason, and the place where she can go", async () => {
    const { town, sam, bo, id } = await scene();
    await bo.press(id, "decline");
    await bo.submit({ why: "formal_route" });
    expect(errors(bo)).toEqual({ reason: "officials:error.reason", place: "officials:error.required" });
    await bo.submit({ why: "formal_route", reason: "Dit gaat over een vergunning.", place: "0000 000 000" });
    await bo.submit({ why: "formal_route", reason: "Dit gaat over een vergunning.", place: "0000 000 000" });
    expect(sam.lastKeys).toEqual([
      "issue:notice.declined",
      "issue:declined.formal_route",
      "common:quote",
      "issue:notice.rightPlace",
      "issue:notice.isItClear",
    ]);
    expect(sam.lastText).toContain("0000 000 000");
    expect(await at(town, id)).toBe("declined");
  });

  test("passing it on names to whom, and says that her name does not go with it", async () => {
    const { sam, bo, id } = await scene();
    await bo.press(id, "forward");
    await bo.submit({});
    expect(errors(bo)).toEqual({ party: "officials:error.required" });
    await bo.submit(filledIn.forward);
    await bo.submit(filledIn.forward);
    expect(sam.lastText).toContain("het waterschap");
    expect(sam.lastText).toContain("niet wie je bent");
  });
});

describe("merging", () => {
  test("it is found by number, with or without the dash", async () => {
    const { town, bo, id } = await scene();
    const kim = await town.resident("kim").raises("Alles donker", { at: "Kade" });
    await bo.press(id, "merge");
    for (const words of [kim, shownNumber(kim), ` ${kim.slice(0, 4)} ${kim.slice(4)} `]) {
      await bo.searches(words);
      expect(bo.found.map((one) => one.value)).toEqual([kim]);
    }
  });

  test("it is found by words and by place among what is open, and never itself", async () => {
    const { town, bo, id } = await scene();
    const kim = await town.resident("kim").raises("Alles donker", { at: "Kade" });
    const lou = await town.resident("lou").raises("Lamp kapot", { at: "Dorpsstraat" });
    await bo.answers(lou, { text: "Gemaakt." });
    await bo.press(id, "merge");
    for (const [words, found] of [
      ["DONKER", [kim]],
      ["kade donker", [kim]],
      ["lamp", []],
      ["dorpsstraat", []],
      [id, []],
      ["12345678", []],
    ] as const) {
      await bo.searches(words);
      expect(
        bo.found.map((one) => one.value),
        words,
      ).toEqual(found);
    }
  });

  test("not into itself, nothing, something closed, another subject or another neighbourhood", async () => {
    const { town, bo, ola } = await scene();
    const ann = await town.resident("ann").joins({ neighbourhood: "Binnenstad" });
    const one = await ann.raises("Vol", { category: "Afval" });
    const eva = await town.resident("eva").joins({ neighbourhood: "Molenhoek" });
    const far = await eva.raises("Vol", { category: "Afval" });
    const subject = await ann.raises("Vies", { category: "Schone straat" });
    const closed = await ann.raises("Leeg", { category: "Afval" });
    await bo.answers(closed, { text: "Gedaan." });
    await ola.press(one, "merge");
    for (const [into, key] of [
      ["", "required"],
      [one, "itself"],
      ["99999999", "noSuchIssue"],
      [closed, "notOpen"],
      [subject, "otherSubject"],
      [far, "otherArea"],
    ] as const) {
      await ola.submit({ into });
      expect(errors(ola), into).toEqual({ into: `officials:error.${key}` });
    }
    expect(await at(town, one)).toBe("submitted");
  });

  test("everybody gets every later notice, each under her own number and in her own language", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    const { person: jo, own } = await joins(here, "jo", "en");
    expect(lastNews(sam).lines[0]).toMatchObject({ key: "issue:notice.joined", params: { count: 2 } });
    await bo.acts(id, "plan", filledIn.plan);
    await bo.answers(id, { text: "De lamp doet het weer." });
    expect(news(jo)).toEqual(["issue:notice.merged", "issue:notice.planned", "issue:notice.answered"]);
    expect(jo.lastText).toContain(shownNumber(own));
    expect(jo.lastText).toContain("There is an answer");
    expect(sam.lastText).toContain(shownNumber(id));
    expect(town.card(id)?.card.facts).toContainEqual({
      label: { key: "officials:card.people" },
      value: 2,
    });
  });

  test("merging what already has people in it takes them all along", async () => {
    const here = await scene();
    const { town, sam, bo, id } = here;
    const { person: jo } = await joins(here, "jo");
    const kim = town.resident("kim");
    const whole = await kim.raises("Alle lampen zijn stuk", { at: "Dorpsstraat" });
    await bo.acts(id, "merge", { into: whole });
    expect(lastNews(jo).lines[0]).toMatchObject({ key: "issue:notice.merged", params: { count: 2 } });
    expect(lastNews(sam).lines[0]).toMatchObject({ key: "issue:notice.merged", params: { count: 2 } });
    expect(lastNews(kim).lines[0]).toMatchObject({ key: "issue:notice.joined", params: { count: 3 } });
    await bo.answers(whole, { text: "Alle lampen doen het weer." });
    for (const person of [sam, jo, kim]) expect(news(person).at(-1)).toBe("issue:notice.answered");
  });

  test("somebody who reported the same thing twice is one person, and hears everything once", async () => {
    const { town, sam, bo, id } = await scene();
    const again = await sam.raises("De lamp is nog steeds stuk", { at: "Dorpsstraat" });
    const heard = sam.heard.length;
    await bo.acts(again, "merge", { into: id });
    expect(news(sam, heard)).toEqual(["issue:notice.mergedOwn"]);
    expect(sam.lastText).toContain(shownNumber(id));
    await bo.answers(id, { text: "Gemaakt." });
    expect(news(sam, heard)).toEqual(["issue:notice.mergedOwn", "issue:notice.answered"]);
    expect(town.card(id)?.card.facts).toContainEqual({ label: { key: "officials:card.people" }, value: 1 });
  });

  test("when it is not taken up, people who joined hear why as well", async () => {
    const here = await scene();
    const { person: jo } = await joins(here, "jo");
    await here.bo.acts(here.id, "decline", filledIn.decline);
    expect(news(jo).at(-1)).toBe("issue:notice.declined");
    expect(jo.lastText).toContain("Dit is een lamp van de provincie.");
  });

  test("a question goes to the maker alone", async () => {
    const here = await scene();
    const { person: jo } = await joins(here, "jo");
    await here.bo.acts(here.id, "ask", filledIn.ask);
    expect(news(here.sam).at(-1)).toBe("issue:notice.asked");
    expect(news(jo).at(-1)).toBe("issue:notice.merged");
  });

  test("the thread of each says where the other is", async () => {
    const here = await scene();
    const { own } = await joins(here, "jo");
    expect(here.town.card(own)?.thread.at(-1)).toMatchObject({
      key: "officials:thread.merge",
      params: { why: shownNumber(here.id) },
    });
    expect(here.town.card(here.id)?.thread.at(-1)).toMatchObject({
      key: "officials:thread.joined",
      params: { why: shownNumber(own) },
    });
  });

  test("she has withdrawn what somebody wants to merge into: that is said", async () => {
    const { town, bo, id } = await scene();
    const { id: gone, town: elsewhere } = await bring("withdrawn");
    expect(await elsewhere.issue(gone)).toMatchObject({ open: false });
    const kim = town.resident("kim");
    const into = await kim.raises("Lamp uit", { at: "Dorpsstraat" });
    await bo.press(id, "merge");
    await bo.submit({ into });
    await kim.commands("mijn");
    await kim.presses(shownNumber(into));
    await kim.presses("Trek in");
    await kim.presses("Ja, trek in");
    await bo.submit({ into });
    expect(errors(bo)).toEqual({ into: "officials:error.notOpen" });
    expect(await at(town, id)).toBe("submitted");
  });
});

describe("another subject or another desk", () => {
  test("another subject goes to the desk of that subject; the old card says so and can do nothing", async () => {
    const { town, sam, bo, id } = await scene();
    const old = town.card(id);
    const heard = sam.heard.length;
    await bo.acts(id, "change", { category: "housing", desk: "public_space" });
    expect(await contributionOf(town, id)).toMatchObject({ desk: "safety_housing" });
    expect(old?.card).toMatchObject({ status: { key: "officials:card.moved" }, actions: [] });
    expect(old?.card.words).toBeUndefined();
    const card = town.card(id);
    expect(card).not.toBe(old);
    expect(card).toMatchObject({ channel: "#veiligheid-en-wonen", card: { words: "De lamp is stuk" } });
    expect(card?.card.actions.length).toBeGreaterThan(3);
    expect(card?.thread.map((one) => one.key)).toEqual(["officials:thread.change"]);
    expect(sam.heard).toHaveLength(heard);
  });

  test("another desk by hand keeps the subject", async () => {
    const { town, bo, id } = await scene();
    await bo.acts(id, "change", { category: "waste", desk: "front_desk" });
    expect(await issueOf(town, id)).toMatchObject({ category: "waste" });
    expect(town.card(id)?.channel).toBe("#gemeente-en-balie");
    await bo.answers(id, { text: "Gedaan." });
    expect(town.card(id)?.card.actions).toEqual([]);
  });

  test("a subject or desk that does not exist is not taken", async () => {
    const { bo, id } = await scene();
    await bo.press(id, "change");
    await bo.submit({ category: "ufo", desk: "moon" });
    expect(errors(bo)).toEqual({
      category: "officials:error.required",
      desk: "officials:error.required",
    });
  });
});

describe("to the council", () => {
  test("below the threshold the button is not there and a forged press is refused", async () => {
    const here = await scene();
    await joins(here, "jo");
    const options = here.town.card(here.id)?.card.actions.map((one) => one.press.option);
    expect(options).not.toContain("council");
    await here.ola.press(here.id, "council");
    expect(here.ola.form).toBeUndefined();
    expect(here.ola.told.at(-1)).toBe("officials:refused.state");
  });

  test("from the threshold on an organiser may, an official may not, and it happens once", async () => {
    const here = await scene();
    const { town, sam, bo, ola, id } = here;
    for (let n = 2; n <= 25; n++) await joins(here, `neighbour ${n}`, "nl");
    await bo.acts(id, "ask", filledIn.ask);
    await bo.press(id, "council");
    expect(bo.told.at(-1)).toBe("officials:refused.organiser");
    await ola.press(id, "council");
    const { preview } = open(ola);
    await ola.submit();
    expect(lastNews(sam)).toEqual(preview?.screen);
    // It stays where it stands: the question to her is still open.
    expect(await at(town, id)).toBe("info_requested");
    expect((await sam.lane)?.questions).toEqual([id]);
    expect(town.told.findLast((one) => one.member === CHRIS)?.message).toMatchObject({
      key: "officials:nudge.council",
      params: { count: 25 },
    });
    await ola.press(id, "council");
    expect(ola.told.at(-1)).toBe("officials:refused.state");
  });

  test("twenty-five issues of one person are not twenty-five people", async () => {
    const { town, sam, bo, ola, id } = await scene();
    for (let n = 2; n <= 25; n++) {
      // Nobody sends in more than ten things a day.
      if (n % 9 === 0) await town.passes(DAY);
      await bo.acts(await sam.raises(`Lamp ${n}`, { at: "Dorpsstraat" }), "merge", { into: id });
    }
    await ola.press(id, "council");
    expect(ola.told.at(-1)).toBe("officials:refused.state");
    expect((await issueOf(town, id)).joined).toHaveLength(24);
  });
});
