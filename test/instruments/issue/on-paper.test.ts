import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import { youthClosed } from "../../core/officials/closed-town.ts";
import { hasRoles } from "../../support/staff.ts";
import { codesOn, writesDown } from "./counter.ts";
import { at, issueOf, type Scene, scene } from "./people.ts";

/** Somebody without the chat tells it at a desk, and hears what comes of it with the number and code on her paper. */

const comesBack = async ({ town, bo }: Scene, values: Record<string, string>) => {
  await bo.does({ type: "commanded", command: "antwoord", rest: "" });
  await bo.submit(values);
  const last = town.told.findLast(({ member }) => member === bo.member);
  return last ? town.render(last.message) : "";
};

test("what somebody tells at a desk is a report like any other, and she gets a paper with number and code", async () => {
  const here = await scene();
  const { town } = here;
  const { id, code, paper } = await writesDown(here, { words: "De bank is kapot", where: "Plein" });
  const card = town.card(id);
  expect(card?.card.words).toBe("De bank is kapot");
  expect(card?.card.facts.map(({ value }) => value)).toContainEqual({ key: "officials:card.viaDesk" });
  expect(paper).toContain(`Nummer: ${shownNumber(id)}`);
  expect(paper).toContain(code);
  expect(paper).toContain("uiterlijk dinsdag 19 mei 2026");
  expect(paper).not.toContain("bank");
  expect((await issueOf(town, id)).dueAt).toBeDefined();
});

test("the same form handed in twice makes one report", async () => {
  const { bo, town } = await scene();
  await bo.does({ type: "commanded", command: "balie", rest: "" });
  const before = town.posted.length;
  const form = { instrument: "issue", form: "raise" };
  const values = { words: "De bank is kapot", category: "waste", language: "nl", who: "person" };
  await bo.does({ type: "submitted", form, values }, "sl:twice");
  await bo.does({ type: "submitted", form, values }, "sl:twice");
  expect(town.posted.length).toBe(before + 1);
});

test("no row of the table, and nothing logged, holds the code", async () => {
  const here = await scene();
  const { town } = here;
  const { id, code } = await writesDown(here, {});
  const kept = JSON.stringify([await town.store.contribution(id), await town.store.history(id), town.logged]);
  for (const one of [code, code.replace("-", "")]) expect(kept).not.toContain(one);
});

test("a stranger with the number and the code reads the answer in Telegram, and is asked nothing", async () => {
  const here = await scene();
  const { town, bo } = here;
  const { id, code } = await writesDown(here, {});
  await bo.answers(id, { text: "De bank is gemaakt." });
  const stranger = town.resident("stranger");
  await stranger.says(`${shownNumber(id)} ${code.toLowerCase()}`);
  expect(stranger.lastText).toContain("De bank is gemaakt.");
  expect(stranger.lastText).not.toContain("De bank is kapot");
  expect(await stranger.lane).toMatchObject({ stage: "language" });
  expect((await stranger.lane)?.campaign).toBeUndefined();
});

test("the link on the paper opens the same", async () => {
  const here = await scene({
    ports: (ports) => ({ ...ports, town: { ...ports.town, telegram: "waterkant_bot" } }),
  });
  const { id, paper } = await writesDown(here, {});
  const stranger = here.town.resident("stranger");
  const [, link] = /https:\/\/t\.me\/waterkant_bot\?start=([\w-]+)/.exec(paper) ?? [];
  await stranger.commands("start", link);
  expect(stranger.lastText).toContain(`${shownNumber(id)}: binnen, nog niet bekeken`);
});

test("a wrong code says the same of a number that exists as of one that does not", async () => {
  const here = await scene();
  const { id, code } = await writesDown(here, {});
  const stranger = here.town.resident("stranger");
  const wrong = code.startsWith("C") ? code.replace("C", "D") : code.replace(/^./, "C");
  await stranger.says(`${shownNumber(id)} ${wrong}`);
  const first = stranger.lastText;
  await stranger.says(`1234-5678 ${code}`);
  expect(stranger.lastText).toBe(first);
  await comesBack(here, { number: id, code: wrong, wish: "show" });
  expect(here.bo.form?.errors?.code?.key).toBe("officials:counter.wrong");
  // The number of a report that somebody raised in the chat has no code at all.
  await stranger.says(`${shownNumber(here.id)} ${code}`);
  expect(stranger.lastText).toBe(first);
});

test("whoever goes on guessing is heard no more for a while, also when nobody knows her", async () => {
  const here = await scene();
  const { code } = await writesDown(here, {});
  const stranger = here.town.resident("stranger");
  for (let n = 0; n < 70; n++) await stranger.says(`${10_000_000 + n} ${code}`);
  expect(stranger.heard.length).toBeLessThan(62);
  expect(here.town.logged.filter(({ event }) => event === "limit_reached")).toHaveLength(1);
});

test("whoever is at a desk reads the answer of a closed one, and nothing of what was told there", async () => {
  const here = await scene({ ports: youthClosed(["U0MIA"]) });
  const lea = await hasRoles(here.town, "U0LEA", ["official"]);
  const { id, code } = await writesDown(here, { category: "youth" });
  expect(here.town.card(id)?.channel).toBe("#jeugd-en-buurt");
  await here.bo.press(id, "show");
  expect(here.bo.told.at(-1)).toBe("officials:refused.closed");
  await lea.answers(id, { text: "De bank is gemaakt." });
  const said = await comesBack(here, { number: shownNumber(id), code, wish: "show" });
  expect(said).toContain("De bank is gemaakt.");
  expect(said).not.toContain("kapot");
});

test("an answer waits to be asked for, and the card says so until it was", async () => {
  const here = await scene();
  const { town, bo } = here;
  const { id, code } = await writesDown(here, {});
  await bo.answers(id, { text: "De bank is gemaakt." });
  const unheard = () => town.card(id)?.card.facts.find(({ label }) => label.key === "officials:card.unheard");
  expect(unheard()?.value).toEqual({ key: "officials:unheard.paper" });
  expect(town.card(id)?.thread.map(({ key }) => key)).toContain("officials:nudge.print");
  expect(town.card(id)?.files.at(-1)?.text).toContain("De bank is gemaakt.");
  expect(town.card(id)?.files.at(-1)?.text).not.toContain(code);
  await town.passes(15 * DAY, 15);
  expect(await at(town, id)).toBe("answered");
  await comesBack(here, { number: id, code, wish: "show" });
  expect(unheard()).toBeUndefined();
  await town.passes(15 * DAY, 15);
  expect(await at(town, id)).toBe("closed");
});

test("an answer that nobody asks for closes after a month, and can be asked for as long as it is kept", async () => {
  const here = await scene();
  const { town, bo } = here;
  const { id, code } = await writesDown(here, {});
  await bo.answers(id, { text: "De bank is gemaakt." });
  await town.passes(40 * DAY, 40);
  expect(await at(town, id)).toBe("closed");
  await town.passes(200 * DAY, 20);
  expect(await comesBack(here, { number: id, code, wish: "show" })).toContain("De bank is gemaakt.");
  expect(await comesBack(here, { number: id, code, wish: "notYet", missing: "Hij wiebelt" })).toContain(
    "weer open",
  );
  expect(await at(town, id)).toBe("reopened");
});

test("the answer is printed in the language of whoever told it", async () => {
  const here = await scene();
  const { id, code } = await writesDown(here, { language: "en" });
  await here.bo.answers(id, { text: "The bench was mended." });
  await comesBack(here, { number: id, code, wish: "print" });
  expect(here.town.given.at(-1)?.text).toContain("Answer to report");
  expect(here.town.given.at(-1)?.text).toContain("The bench was mended.");
});

test("whoever has the paper has it erased, at the desk after being asked once more", async () => {
  const here = await scene();
  const { town, bo } = here;
  const { id, code } = await writesDown(here, {});
  await comesBack(here, { number: id, code, wish: "erase" });
  expect((await issueOf(town, id)).words).not.toBe("");
  await bo.submit({ number: id, code, wish: "erase" });
  await town.passes(DAY, 1);
  expect(await issueOf(town, id)).toMatchObject({ words: "", erased: true, status: { at: "withdrawn" } });
  const stranger = town.resident("stranger");
  await stranger.says(`${id} ${code}`);
  expect(stranger.lastText).toContain("horen niet bij elkaar");
});

test("whoever has the paper has it erased in Telegram", async () => {
  const here = await scene();
  const { town } = here;
  const { id, code } = await writesDown(here, {});
  const stranger = town.resident("stranger");
  await stranger.says(`${id} ${code}`);
  await stranger.presses("Wis deze melding");
  await stranger.presses("Ja, wis alles");
  await town.passes(DAY, 1);
  expect(await issueOf(town, id)).toMatchObject({ words: "", erased: true });
});

test("somebody of 16 or older follows it in the chat from then on, and it goes with her when she erases herself", async () => {
  const here = await scene();
  const { town, bo } = here;
  const { id, code } = await writesDown(here, {});
  const sanne = town.resident("sanne");
  await sanne.says(`${id} ${code}`);
  await sanne.presses("Ik wil hier bericht krijgen");
  await sanne.presses("Nederlands");
  await sanne.presses("Ik ben 16 of ouder");
  await sanne.presses("Sla over");
  await sanne.presses("Klaar");
  expect((await sanne.lane)?.campaign).toBeUndefined();
  await sanne.presses("Ik wil hier bericht krijgen");
  await bo.answers(id, { text: "De bank is gemaakt." });
  expect(sanne.lastText).toContain("De bank is gemaakt.");
  await sanne.presses("Ja, dit helpt");
  expect(await at(town, id)).toBe("closed");
  await sanne.commands("mijn");
  expect(sanne.lastText).toContain(shownNumber(id));
  await sanne.commands("wis");
  await sanne.presses("Ja, wis alles");
  expect(await issueOf(town, id)).toMatchObject({ words: "", erased: true });
});

test("what was told on paper and goes on in another report is answered there, and printed for her too", async () => {
  const here = await scene();
  const { town, bo } = here;
  const { id, code } = await writesDown(here, {
    words: "De lamp doet het niet",
    category: (await issueOf(town, here.id)).category,
  });
  await bo.acts(id, "merge", { into: here.id });
  expect(town.card(here.id)?.card.facts.map(({ value }) => value)).toContain(2);
  await bo.answers(here.id, { text: "De lamp brandt." });
  expect(town.card(id)?.files.at(-1)?.text).toContain("De lamp brandt.");
  const stranger = town.resident("stranger");
  await stranger.says(`${id} ${code}`);
  expect(stranger.lastText).toContain("De lamp brandt.");
  expect(stranger.lastText).not.toContain(shownNumber(here.id));
  expect(codesOn(town.given.at(-1)?.text ?? "").id).toBe(id);
});
