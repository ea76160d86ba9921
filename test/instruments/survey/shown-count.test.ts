import { expect, test } from "vitest";
import { amongShown, mayBeShown, plain, wholeTens } from "../../../bot/core/disclosure/disclosure.ts";
import { say } from "../../../bot/core/model/message.ts";

/**
 * A text of a survey accepts only numbers that the rules allow to be shown. The compiler enforces it: when a number
 * that was merely counted fits anywhere below, `npm run types` fails.
 */

const counted: number = 3;

test("no text of a survey takes a number of people that was only counted", () => {
  const label = "Ja";
  // @ts-expect-error a number that was only counted
  say("survey:results.row", { label, count: counted, share: plain(1) });
  // @ts-expect-error also of organisers
  say("officials:survey.begun", { count: counted });
  // @ts-expect-error nor in a list
  say("survey:results.words", { words: { list: [counted] } });
  // @ts-expect-error nor by a key that is put together
  say(`officials:survey.staff.${label}`, { count: counted });
  // @ts-expect-error how many of people who may not be told of
  amongShown(3, counted);
  expect(mayBeShown(counted)).toBe(false);
});

test("what may be told is ten or more, whole tens, or how many of ten or more", () => {
  expect([9, 10].map((count) => mayBeShown(count))).toEqual([false, true]);
  expect([9, 10, 19, 20].map(wholeTens)).toEqual([undefined, 10, 10, 20]);
  const twelve = 12;
  if (!mayBeShown(twelve)) throw new Error("twelve may be told");
  expect(say("survey:results.row", { label: "Ja", count: amongShown(3, twelve), share: plain(25) })).toEqual({
    key: "survey:results.row",
    params: { label: "Ja", count: 3, share: 25 },
  });
});
