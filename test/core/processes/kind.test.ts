import { expect, test } from "vitest";
import { anyPart } from "../../../bot/core/processes/kind.ts";
import { stageSchema } from "../../../bot/core/processes/stage.ts";
import { poll } from "../../../bot/instruments/poll/lifecycle.ts";
import { pollPart } from "../../../bot/instruments/poll/part.ts";

test("who lets residents vote and does not say on what hears so at once, and no resident misses a button", () => {
  const part = { table: poll, version: 1, schema: stageSchema, guards: {}, lists: {} };
  expect(() => anyPart(part)).toThrow("“poll” has a ballot in its table: say in `ballot`");
  expect(anyPart(pollPart).table).toBe(poll);
});
