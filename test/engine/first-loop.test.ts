import { expect, test } from "vitest";
import { createTestTown } from "../support/town.ts";

test("a resident raises an issue, an official answers, the resident hears back in her own language", async () => {
  const town = createTestTown();
  const sam = town.resident("sam", { language: "en" });
  const id = await sam.raises("Two lamps are broken", { at: "Dorpsstraat" });
  expect(town.card(id)?.card.words).toBe("Two lamps are broken");
  await town.official("U0ANA").answers(id, { text: "We have replaced both lamps." });
  expect(sam.lastKeys).toEqual([
    "issue:notice.answered",
    "issue:outcome.done",
    "common:quote",
    "issue:notice.doesItHelp",
  ]);
  expect(sam.lastText).toContain("We have replaced both lamps.");
  expect(sam.heard.at(-1)?.language).toBe("en");
});
