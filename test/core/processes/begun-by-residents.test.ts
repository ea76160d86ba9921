import { expect, test, vi } from "vitest";
import { say } from "../../../bot/core/model/message.ts";
import type { ProcessCard } from "../../../bot/core/model/process.ts";
import { isProcessId } from "../../../bot/core/model/process.ts";
import { ownTitleOf, titleOf } from "../../../bot/core/processes/shown-values.ts";
import { createTestTown } from "../../support/town.ts";
import { opened } from "./forum/people.ts";

vi.mock("../../../bot/instruments/registry.ts", async () => {
  const { lifecycle } = await import("../../../bot/core/processes/lifecycle.ts");
  const { stageSchema } = await import("../../../bot/core/processes/stage.ts");
  const { sidesOf } = await import("./sides-of.ts");
  const table = lifecycle({
    name: "initiative",
    what: "A plan of residents themselves.",
    states: { open: ["plan"], over: ["closed"] },
    steps: {
      begin: { from: "new", to: "plan", by: "resident", asks: { plan: "words", who: "owner" } },
      close: {
        from: "plan",
        to: "closed",
        by: "organiser",
        due: { past: "answerBy" },
        asks: { answer: "words" },
        answers: true,
        tells: "participants",
      },
    },
  });
  const kind = { table, version: 1, schema: stageSchema, guards: {}, lists: {}, children: {} };
  const { forum } = await import("./forum/forum.ts");
  const kinds = [kind, forum];
  return sidesOf(kinds);
});

/** What residents begin themselves, and where they find that. */

test("a resident begins her own plan at /meedoen, and not what the municipality begins", async () => {
  const town = createTestTown();
  const noor = await town.resident("noor").joins();
  await noor.commands("meedoen");
  expect(noor.lastText).toContain("Je kunt wel zelf iets beginnen.");
  expect(noor.labels).toEqual(["initiative:do.begin", "Wat is afgerond"]);
  await noor.presses("do.begin");
  await noor.says("Een moestuin op het plein");
  await noor.presses("Ik doe dit");
  expect(noor.lastText).toContain("• Ik doe dit");
  await noor.presses("Verstuur");
  expect(noor.lastText).toContain("Het is begonnen.");
  const id = town.posted.map(({ card }) => card.ref).findLast(isProcessId) ?? "";
  expect((await town.store.process(id))?.card.title).toMatchObject({ nl: "Een moestuin op het plein" });
});

test("others hear what kind it is, not what she wrote, until somebody has filled in its card", () => {
  const hers = { title: { nl: "Buurman Piet moet weg" }, question: {} } as unknown as ProcessCard;
  const process = { card: hers, organiser: "", instrument: "initiative" };
  expect(titleOf(process)).toEqual({ title: say("initiative:name") });
  expect(ownTitleOf(process)).toEqual({ title: { localized: hers.title } });
  const filledIn = { ...hers, question: { nl: "Wie helpt mee?" } };
  expect(titleOf({ ...process, card: filledIn })).toEqual({ title: { localized: hers.title } });
  expect(titleOf({ ...process, organiser: "U0OLA" })).toEqual({ title: { localized: hers.title } });
});

test("below what she can take part in stands what she can begin", async () => {
  const scene = await opened();
  const noor = await scene.comes("noor");
  await noor.commands("meedoen");
  expect(noor.lastText).toContain("Wat komt er op het plein?");
  expect(noor.labels.slice(-2)).toEqual(["initiative:do.begin", "Wat is afgerond"]);
  await noor.presses("do.begin");
  expect(noor.lastKeys).toEqual(["initiative:ask.begin.plan"]);
});
