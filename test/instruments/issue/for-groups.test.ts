import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { shownNumber } from "../../../bot/core/model/contribution.ts";
import type { TestOfficial, TestTown } from "../../support/town.ts";
import { codesOn, reportsForGroup } from "./counter.ts";
import { at, issueOf, scene } from "./people.ts";

/** A youth worker, let in by name, reports for groups that have no chat or are younger than 16. */

/** Ola lets Hanna in. @returns the number of her admission, and what stands in her link */
async function letsIn(town: TestTown, ola: TestOfficial): Promise<{ id: string; link: string }> {
  await ola.does({ type: "commanded", command: "jongerenwerker", rest: "" });
  await ola.submit({ name: "Hanna", organisation: "De Loods" });
  return { id: town.posted.at(-1)?.card.ref ?? "", link: linkIn(town) };
}

/** The link that somebody was last told. */
function linkIn(town: TestTown): string {
  const said = town.told.at(-1);
  return /(j-\d{8}-[A-Z0-9]{10})/.exec(said ? town.render(said.message) : "")?.[0] ?? "";
}

async function withHanna() {
  const here = await scene();
  const { town, ola } = here;
  const { id: admission, link } = await letsIn(town, ola);
  const hanna = await town.resident("hanna").joins();
  await hanna.commands("start", link);
  const out = () =>
    ola.does({
      type: "chose",
      press: { instrument: "worker", version: 1, step: "card", option: "revoke", ref: admission },
    });
  return { ...here, hanna, admission, link, out };
}

test("only an organiser lets somebody in", async () => {
  const { town, bo } = await scene();
  await bo.does({ type: "commanded", command: "jongerenwerker", rest: "" });
  expect(bo.told.at(-1)).toBe("officials:refused.organiser");
  expect(town.posted).toHaveLength(1);
});

test("her link lets in the first who opens it, and nobody after her", async () => {
  const { town, link, hanna } = await withHanna();
  expect(hanna.lastText).toContain("Je kunt nu melden voor groepen");
  const other = await town.resident("other").joins();
  await other.commands("start", link);
  expect(other.lastText).toContain("Deze link werkt niet");
  expect((await other.lane)?.worker).toBeUndefined();
  await hanna.commands("start", link);
  expect(hanna.lastText).toContain("Je kunt nu melden voor groepen");
});

test("a lost link is replaced, and the old one works no more", async () => {
  const { town, ola } = await scene();
  const { id, link } = await letsIn(town, ola);
  await ola.does({
    type: "chose",
    press: { instrument: "worker", version: 1, step: "card", option: "renew", ref: id },
  });
  const hanna = await town.resident("hanna").joins();
  await hanna.commands("start", link);
  expect(hanna.lastText).toContain("Deze link werkt niet");
  await hanna.commands("start", linkIn(town));
  expect(hanna.lastText).toContain("Je kunt nu melden voor groepen");
});

test("a link that nobody opened works for two weeks, and the organiser hears that it is over", async () => {
  const { town, ola } = await scene();
  const { id, link } = await letsIn(town, ola);
  await town.passes(15 * DAY, 15);
  expect(ola.told.at(-1)).toBe("officials:worker.unused");
  expect(JSON.stringify(await town.store.contribution(id))).not.toContain("Hanna");
  const late = await town.resident("late").joins();
  await late.commands("start", link);
  expect(late.lastText).toContain("Deze link werkt niet");
});

test("what a group tells is a report like any other: its card says of how many, and not of whom", async () => {
  const { town, bo, hanna, admission } = await withHanna();
  const id = await reportsForGroup(hanna);
  const via = town.card(id)?.card.facts.find(({ label }) => label.key === "officials:card.via");
  expect(via?.value).toEqual({
    key: "officials:card.viaWorker",
    params: { worker: shownNumber(admission), size: 8 },
  });
  expect(codesOn(new TextDecoder().decode(hanna.files.at(-1)?.bytes)).id).toBe(id);
  await bo.answers(id, { text: "Er komt een bankje." });
  expect(hanna.heard.findLast(({ notice }) => notice)?.screen.about).toBe(id);
  expect(new TextDecoder().decode(hanna.files.at(-1)?.bytes)).toContain("Er komt een bankje.");
});

test("one of the group asks with the code on their paper, and hears nothing of the youth worker", async () => {
  const { town, bo, hanna } = await withHanna();
  const id = await reportsForGroup(hanna);
  const { code } = codesOn(new TextDecoder().decode(hanna.files.at(-1)?.bytes));
  await bo.answers(id, { text: "Er komt een bankje." });
  const kid = town.resident("kid");
  await kid.says(`${shownNumber(id)} ${code}`);
  expect(kid.lastText).toContain("Er komt een bankje.");
  expect(kid.labels).toEqual(["Wis deze melding"]);
});

test("words at the question how many they are belong to what they tell, and a group of thousands is none", async () => {
  const { hanna } = await withHanna();
  await hanna.presses("Meld iets voor een groep");
  await hanna.says("3000");
  expect(hanna.lastText).toContain("Met hoeveel is de groep?");
  await hanna.says("Wij willen een bankje");
  expect(hanna.lastText).toContain("Met hoeveel is de groep?");
  await hanna.says("٨");
  await hanna.says("English");
  expect(hanna.lastText).toContain("Waar is het?");
});

test("once she is taken out she reports for nobody, also in the middle of it", async () => {
  const { town, hanna, admission, out } = await withHanna();
  await hanna.presses("Meld iets voor een groep");
  await hanna.says("8");
  await out();
  expect(JSON.stringify(await town.store.contribution(admission))).not.toContain("Hanna");
  const before = town.posted.length;
  await hanna.presses("Nederlands");
  expect(hanna.lastText).toContain("Je kunt niet meer voor groepen melden");
  await hanna.presses("Meld iets voor een groep");
  expect(hanna.lastText).toContain("Je kunt niet meer voor groepen melden");
  expect(town.posted).toHaveLength(before);
});

test("what groups told stays when she is taken out, and she hears what comes of it", async () => {
  const { bo, hanna, out } = await withHanna();
  const id = await reportsForGroup(hanna);
  await out();
  await bo.answers(id, { text: "Er komt een bankje." });
  expect(hanna.heard.findLast(({ notice }) => notice)?.screen.about).toBe(id);
});

test("what groups told stays when she erases herself: their paper opens it, and the desk knows", async () => {
  const { town, bo, hanna, admission } = await withHanna();
  const id = await reportsForGroup(hanna);
  const { code } = codesOn(new TextDecoder().decode(hanna.files.at(-1)?.bytes));
  await hanna.commands("wis");
  await hanna.presses("Ja, wis alles");
  expect(JSON.stringify(await town.store.contribution(admission))).not.toContain("Hanna");
  expect(await issueOf(town, id)).toMatchObject({ words: "Er is geen plek" });
  expect((await town.store.contribution(id))?.by).toBeUndefined();
  const unheard = town.card(id)?.card.facts.find(({ label }) => label.key === "officials:card.unheard");
  expect(unheard?.value).toEqual({ key: "officials:unheard.paper" });
  await bo.answers(id, { text: "Er komt een bankje." });
  expect(await at(town, id)).toBe("answered");
  const kid = town.resident("kid");
  await kid.says(`${shownNumber(id)} ${code}`);
  expect(kid.lastText).toContain("Er komt een bankje.");
});

test("a press that no screen offered reports for nobody", async () => {
  const { town, sam, admission } = await withHanna();
  await sam.does({
    type: "chose",
    press: { instrument: "issue", version: 1, step: "group", option: "start", ref: admission },
  });
  expect(sam.lastText).toContain("Je kunt niet meer voor groepen melden");
  expect((await sam.lane)?.dialogue).toBeUndefined();
  expect(town.posted.length).toBeGreaterThan(0);
});
