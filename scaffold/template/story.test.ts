import { expect, test } from "vitest";
import { DAY, HOUR } from "../../bot/core/calendar/time.ts";
import { isProcessId } from "../../bot/core/model/process.ts";
import { staffed } from "../../test/support/staff.ts";
import { createTestTown } from "../../test/support/town.ts";

/** From its card to its end. The town begins on a Monday morning in May. */

const room = { channel: "C0YOUTH", channelName: "jeugd-en-buurt" };

/** A complete card, and what the first row asks besides: a field of a form more is a line more here. */
const opening = {
  title_nl: "Het plein",
  title_en: "The square",
  question_nl: "Wat komt er op het plein?",
  question_en: "What comes on the square?",
  open_nl: "Wat er op het plein komt.",
  open_en: "What comes on the square.",
  fixed_nl: "Het geld: er is 20.000 euro.",
  fixed_en: "The money: there is 20,000 euros.",
  decides_nl: "het college",
  decides_en: "the executive",
  answers_nl: "de wethouder",
  answers_en: "the alderman",
  level: "consult",
  phase: "prepare",
  answerBy: "2026-06-01",
  closesOn: "2026-05-18",
};

const press = (step: string, option: string, ref: string) => ({
  type: "chose",
  press: { instrument: "sample", version: 1, step, option, ref },
});

test("a resident brings in an idea, and hears what the municipality does with it", async () => {
  const town = createTestTown();
  const { ola, bo } = await staffed(town);
  await ola.does({ type: "commanded", command: "‹command›", rest: "", ...room });
  // What is filled in is shown first, as residents will read it; what was shown is sent.
  await ola.submit(opening);
  await ola.submit(opening);
  const id = town.posted.map(({ card }) => card.ref).findLast(isProcessId) ?? "";
  expect(ola.form).toBeUndefined();

  const noor = town.resident("noor");
  await noor.joins();
  await noor.commands("meedoen");
  expect(noor.lastText).toContain(opening.question_nl);
  await noor.presses("Geef een idee");
  await noor.says("Een bankje onder de boom");
  await noor.presses("Verstuur");
  expect(noor.lastKeys).toEqual(["common:process.item.received"]);
  const idea = town.posted.at(-1)?.card.ref ?? "";
  await bo.does(press("item", "show", idea));
  await bo.submit();
  await bo.submit();
  expect(noor.lastKeys).toEqual(["common:process.item.shown"]);

  await town.passes(15 * DAY, 15 * 24);
  expect(noor.lastKeys).toContain("sample:tells.close");
  const answer = { answer_nl: "Er komt een bankje.", answer_en: "There will be a bench." };
  await ola.does(press("card", "answer", id));
  await ola.submit(answer);
  await ola.submit(answer);
  expect(ola.form).toBeUndefined();
  await town.passes(2 * HOUR, 24);
  expect(noor.lastText).toContain(answer.answer_nl);
  expect(await town.store.process(id)).toMatchObject({ open: false, state: { at: "answered" } });
});

test("who asks for ideas until after the day of the answer is told why that cannot be", async () => {
  const town = createTestTown();
  const { ola } = await staffed(town);
  await ola.does({ type: "commanded", command: "‹command›", rest: "", ...room });
  await ola.submit({ ...opening, closesOn: opening.answerBy });
  expect(ola.form?.errors).toEqual({ closesOn: { key: "sample:not.inTime", params: expect.anything() } });
});
