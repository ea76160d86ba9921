import { expect, test } from "vitest";
import { answers, begins, mends, onCard, openedWith, responsesIn } from "./people.ts";

/** What people are told, and what becomes of their words, when the questions change while they are answering. */

const own = (id: string, more = "") =>
  `  - { id: ${id}, kind: choice, ask: { nl: "Vraag ${id}?" }, options: [{ id: o1, label: { nl: Ja } }, { id: o2, label: { nl: Nee } }]${more} }\n`;

test("a question that is put before the one she is at is asked at the end, and she reads why", async () => {
  const scene = await openedWith(`questions:\n${own("a")}${own("b")}${own("c")}`);
  const noor = await begins(scene, "noor");
  await answers(noor, "Ja", "Ja");
  expect(noor.lastText).toContain("Vraag c?");
  await mends(scene, `questions:\n${own("a")}${own("x", ", required: true")}${own("b")}${own("c")}`);
  await scene.town.passes(60_000);
  await noor.presses("Nee");
  expect(noor.lastText).toContain("De vragen zijn veranderd sinds je hier was.");
  expect(noor.lastText).toContain("Vraag x?");
  await answers(noor, "Ja", "Verder", "Verder");
  expect(noor.lastText).toContain("Dit was de laatste vraag.");
  expect(responsesIn(scene)[0]).toMatchObject({ done: true });
});

test("somebody who gives her last answer just after the questions changed is told so at the end", async () => {
  const scene = await openedWith(`questions:\n${own("a")}`);
  const noor = await begins(scene, "noor");
  await noor.presses("Ja");
  await noor.presses("Bekijk mijn antwoorden");
  await mends(scene, `questions:\n${own("a").replace("Vraag a", "Vraag A")}`);
  await scene.town.passes(60_000);
  await noor.presses("Nee");
  expect(noor.lastText).toContain("De vragen zijn veranderd sinds je hier was.");
  expect(noor.lastText).toContain("Dit was de laatste vraag.");
});

test("words that could not be matched are read by the organiser once, and not when a button took their place", async () => {
  const scene = await openedWith(`questions:\n${own("a")}${own("b")}`);
  const noor = await begins(scene, "noor");
  await noor.says("Mijn buurman weet het");
  await noor.presses("Ja");
  await noor.says("Liever een park");
  await noor.presses("Laat mijn woorden staan");
  const sam = await begins(scene, "sam");
  await sam.says("Misschien later");
  await onCard(scene.ola, scene.id, "texts");
  expect((await scene.town.store.said(scene.id)).texts).toEqual({
    a: ["Misschien later"],
    b: ["Liever een park"],
  });
});

test("an answer is kept with its day and no moment, so that nobody finds whose it is by when her chat changed", async () => {
  const scene = await openedWith(`questions:\n${own("a")}`);
  const noor = await begins(scene, "noor");
  await noor.presses("Ja");
  const [kept] = responsesIn(scene);
  expect(kept).toMatchObject({ begun: "2026-05-04", at: "2026-05-04" });
  expect(JSON.stringify(kept)).not.toContain((await noor.lane)?.seen);
});
