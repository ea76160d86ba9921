import { beforeEach, expect, test, vi } from "vitest";
import { skippable } from "../../../bot/core/processes/row-preview.ts";
import { withEveryRole } from "../../support/staff.ts";
import type { TestOfficial } from "../../support/town.ts";
import { cardOf, formValues } from "./robot/filling.ts";
import { kinds } from "./robot/fixture-kinds.ts";
import { begins, takes } from "./robot/hands.ts";
import { createVillage, onCard, type Village } from "./robot/people.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./robot/registry.ts"));
vi.mock("../../../bot/core/calendar/time.ts", async (original) =>
  (await import("./robot/fast-time.ts")).fastTime(original),
);

/** What a colleague has to look at is never approved by anybody who worked at it. */

const survey = kinds.get("a-survey");
if (!survey) throw new Error("no table asks a colleague to look");
const kind = survey;

let village: Village;
let id: string;
let [eva, ana]: TestOfficial[] = [];
beforeEach(async () => {
  village = await createVillage();
  id = await begins(village, kind);
  [eva, ana] = [await withEveryRole(village.town, "U0EVA"), await withEveryRole(village.town, "U0ANN")];
});

async function changes(person: TestOfficial | undefined, row: string): Promise<void> {
  await person?.does({ type: "chose", press: onCard(kind, row, id) });
  await person?.submit(formValues(kind.table.steps[row]?.asks ?? {}, village.town.now));
}

async function mayApprove(person: TestOfficial | undefined): Promise<boolean> {
  await person?.does({ type: "chose", press: onCard(kind, "approve", id) });
  return person?.form !== undefined;
}

test("whoever changed it before another did may not approve it either", async () => {
  await changes(ana, "questions");
  await changes(eva, "questions");
  await takes(village, "propose", { kind, process: id });
  expect(await mayApprove(ana)).toBe(false);
  expect(await mayApprove(eva)).toBe(false);
  expect(ana?.told.at(-1)).toBe("officials:refused.another");
});

test("what was sent back is approved by none of those who made it, also when they change nothing", async () => {
  await changes(ana, "questions");
  await takes(village, "propose", { kind, process: id });
  await takes(village, "sendBack", { kind, process: id });
  await takes(village, "propose", { kind, process: id });
  expect(await mayApprove(ana)).toBe(false);
  expect(await mayApprove(eva)).toBe(true);
});

test("whoever changed its card may not approve it", async () => {
  const other = cardOf("2026-12-01");
  await ana?.does({ type: "chose", press: onCard(kind, "edit", id) });
  await ana?.submit(other);
  await ana?.submit(other);
  await takes(village, "propose", { kind, process: id });
  expect(await mayApprove(ana)).toBe(false);
});

test("once a colleague approved it, the list of those who changed it begins anew", async () => {
  await changes(ana, "questions");
  await takes(village, "propose", { kind, process: id });
  await takes(village, "approve", { kind, process: id });
  expect(village.stage(id).authors).toEqual([]);
});

test("nobody leaves out that a colleague looks, nor ends it or goes back under the name of a step that is left out", () => {
  const left = ["draft", "review", "scheduled"].flatMap((at) =>
    skippable(kind, { state: { ...village.stage(id), at } }),
  );
  expect(left).toEqual([]);
});
