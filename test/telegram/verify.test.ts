import { expect, test } from "vitest";
import { isFromTelegram } from "../../bot/telegram/verify.ts";

test("Telegram is let in with the secret it was given", () => {
  expect(isFromTelegram("klaproos-7_Waterkant", "klaproos-7_Waterkant")).toBe(true);
});

test.each([
  ["a wrong guess", "klaproos-8_Waterkant"],
  ["a guess of another length", "klaproos"],
  ["a guess outside the alphabet", "мак"],
  ["nothing", ""],
  ["no header at all", undefined],
])("somebody with %s stays out", (_, header) => {
  expect(isFromTelegram(header, "klaproos-7_Waterkant")).toBe(false);
});

test("a town that forgot to set its secret lets nobody in", () => {
  expect(isFromTelegram("", "")).toBe(false);
  expect(isFromTelegram("anything", "")).toBe(false);
  expect(isFromTelegram(undefined, undefined)).toBe(false);
});
