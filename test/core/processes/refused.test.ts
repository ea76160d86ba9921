import { beforeEach, expect, test, vi } from "vitest";
import type { AnyKind } from "../../../bot/core/processes/kind.ts";
import { BO, CHRIS, OLA } from "../../support/staff.ts";
import type { TestOfficial } from "../../support/town.ts";
import { answersAll, press } from "./robot/chat-hands.ts";
import { formValues } from "./robot/filling.ts";
import { kinds } from "./robot/fixture-kinds.ts";
import { begins, takes } from "./robot/hands.ts";
import { createVillage, onCard, pressesOf, type Village } from "./robot/people.ts";
import { goesTo } from "./robot/robot.ts";
import { bringsIn } from "./robot/taking-part.ts";

vi.mock("../../../bot/instruments/registry.ts", () => import("./robot/registry.ts"));
vi.mock("../../../bot/core/calendar/time.ts", async (original) =>
  (await import("./robot/fast-time.ts")).fastTime(original),
);

/** What cannot be done is refused kindly: she hears why, and nothing changes. */

const kindNamed = (name: string): AnyKind => {
  const found = kinds.get(name);
  if (!found) throw new Error(`no table is called ${name}`);
  return found;
};
const poll = kindNamed("poll");
const helpdesk = kindNamed("helpdesk");

let village: Village;
beforeEach(async () => {
  village = await createVillage();
});

const official = (member: string): TestOfficial => {
  const found = village.officials.get(member);
  if (!found) throw new Error(`nobody is ${member}`);
  return found;
};
const toldLast = (member: string) => official(member).told.at(-1);
const entriesOf = (id: string) => village.ledger.entries.filter(({ contribution }) => contribution === id);
const chooses = (member: string, option: string, ref: string, version = 1, instrument = "poll") =>
  official(member).does({
    type: "chose",
    press: { instrument, version, step: "card", option, ref },
  });

/** Does something; @returns whether the process is as it was */
async function leavesAlone(id: string, act: () => Promise<unknown>): Promise<boolean> {
  const before = JSON.stringify(village.process(id).state);
  await act();
  return JSON.stringify(village.process(id).state) === before;
}

test("an organiser cannot answer a vote that still runs", async () => {
  const id = await begins(village, poll);
  expect(await leavesAlone(id, () => chooses(OLA, "answer", id))).toBe(true);
  expect(toldLast(OLA)).toBe("officials:process.notNow");
});

test.each([
  ["an official", BO, "officials:refused.organiser"],
  ["the clerk", CHRIS, "officials:refused.organiser"],
])("%s cannot answer for the organiser", async (_, member, told) => {
  const id = await begins(village, poll);
  await goesTo(village, poll, id, (at) => at === "counted");
  expect(await leavesAlone(id, () => chooses(member, "answer", id))).toBe(true);
  expect(toldLast(member)).toBe(told);
});

test("a colleague who made it does not approve it, and another one does", async () => {
  const survey = kindNamed("a-survey");
  const id = await begins(village, survey);
  await takes(village, "propose", { kind: survey, process: id });
  expect(await leavesAlone(id, () => chooses(OLA, "approve", id, 1, "a-survey"))).toBe(true);
  expect(toldLast(OLA)).toBe("officials:refused.another");
  await takes(village, "approve", { kind: survey, process: id });
  expect(village.stage(id).at).toBe("scheduled");
});

test("the clock's row has no button that works", async () => {
  const id = await begins(village, poll);
  expect(await leavesAlone(id, () => chooses(OLA, "count", id))).toBe(true);
});

test("a form that is sent twice is taken once", async () => {
  const id = await begins(village, poll);
  await goesTo(village, poll, id, (at) => at === "counted");
  await chooses(OLA, "answer", id);
  const values = formValues(poll.table.steps.answer?.asks ?? {}, village.town.now);
  const { form } = official(OLA);
  await official(OLA).submit(values);
  const preview = official(OLA).form;
  expect(preview).toBeDefined();
  const sent = { type: "submitted", form: preview?.id, values };
  await official(OLA).does(sent, "sl:one");
  await official(OLA).does(sent, "sl:one");
  expect(entriesOf(id).filter(({ event }) => event === "answer")).toHaveLength(1);
  // Her colleague had the same form open, and sends it a moment later.
  await official(OLA).does({ type: "submitted", form: form?.id, values }, "sl:two");
  expect(entriesOf(id).filter(({ event }) => event === "answer")).toHaveLength(1);
  expect(toldLast(OLA)).toMatch(/^common:process\.not\.(now|ending)$/u);
});

test("a card of an earlier version is no longer acted upon", async () => {
  const id = await begins(village, poll);
  await goesTo(village, poll, id, (at) => at === "counted");
  expect(await leavesAlone(id, () => chooses(OLA, "answer", id, 0))).toBe(true);
  expect(toldLast(OLA)).toBe("officials:refused.old");
});

test.each(["dance", "constructor", "__proto__", "begin"])("there is no row “%s” to take", async (row) => {
  const id = await begins(village, poll);
  expect(await leavesAlone(id, () => chooses(OLA, row, id))).toBe(true);
});

test("the number of another process, or of nothing, is refused", async () => {
  const other = await begins(village, kindNamed("walk"));
  expect(await leavesAlone(other, () => chooses(OLA, "answer", other))).toBe(true);
  expect(toldLast(OLA)).toBe("officials:refused.gone");
  await chooses(OLA, "answer", "P0000000");
  expect(toldLast(OLA)).toBe("officials:refused.gone");
});

test("a resident cannot take what is the municipality's, in another process, or in none", async () => {
  const noor = await village.resident(0);
  const id = await begins(village, poll);
  await goesTo(village, poll, id, (at) => at === "counted");
  const forged = (option: string, ref: string) =>
    press(noor, { instrument: "poll", version: 1, step: "do", option, ref });
  expect(await leavesAlone(id, () => forged("answer", id))).toBe(true);
  expect(noor.lastKeys).toEqual(["common:stale.alone"]);
  const other = await begins(village, kindNamed("walk"));
  expect(await leavesAlone(other, () => forged("answer", other))).toBe(true);
  expect(noor.lastKeys).toEqual(["common:stale.alone"]);
  await forged("answer", "P0000000");
  expect(noor.lastKeys).toEqual(["common:stale.alone"]);
});

test("a resident cannot begin what the municipality begins", async () => {
  const noor = await village.resident(0);
  await press(noor, { instrument: "poll", version: 1, step: "begin", option: "begin", ref: "" });
  expect(noor.lastKeys).toEqual(["common:stale.alone"]);
  expect((await noor.lane)?.dialogue).toBeUndefined();
  expect(village.ledger.processes.size).toBe(0);
});

test("a question that is sent twice is one question", async () => {
  const noor = await village.resident(0);
  const id = await begins(village, helpdesk);
  const send = pressesOf(noor).find(({ step, option }) => step === "say" && option === "send");
  if (!send) throw new Error("she was never asked to send it");
  await press(noor, send);
  await answersAll(village, noor, helpdesk);
  expect([...village.ledger.processes.keys()]).toEqual([id]);
});

test("only whoever asked says that the answer is not enough", async () => {
  await village.resident(1);
  const id = await begins(village, helpdesk);
  await takes(village, "answer", { kind: helpdesk, process: id });
  const mila = await village.resident(1);
  const again = { instrument: "helpdesk", version: 1, step: "do", option: "again", ref: id };
  expect(await leavesAlone(id, () => press(mila, again))).toBe(true);
  expect(mila.lastKeys).toEqual(["common:process.not.yours"]);
  await takes(village, "again", { kind: helpdesk, process: id });
  expect(village.stage(id).at).toBe("open");
});

test("nobody objects to what is said of somebody else's idea", async () => {
  const budget = kindNamed("participatory-budget");
  const id = await begins(village, budget);
  await goesTo(village, budget, id, (at) => at === "ideas_open");
  await bringsIn(village, budget, id);
  await goesTo(village, budget, id, (at) => at === "feasibility");
  const noor = await village.resident(0);
  const theirs = [...village.ledger.contributions.values()].find(({ by }) => by !== noorId());
  await press(noor, {
    instrument: "participatory-budget",
    version: 1,
    step: "do",
    option: "object",
    ref: theirs?.id ?? "",
  });
  expect(noor.lastKeys).toEqual(["common:process.not.yours"]);

  function noorId() {
    return [...village.byId.entries()].find(([, one]) => one === noor)?.[0];
  }
});

test("a yes that nobody asked for, or that is not hers to give, changes nothing", async () => {
  const assembly = kindNamed("assembly");
  const id = await begins(village, assembly);
  await goesTo(village, assembly, id, (at) => at === "pool_defined");
  const agree = { instrument: "assembly", version: 1, step: "agree", option: "drawFirst", ref: id };
  await official(CHRIS).does({ type: "chose", press: agree });
  expect(toldLast(CHRIS)).toBe("officials:process.agree.gone");
  await official(OLA).does({ type: "chose", press: onCard(assembly, "drawFirst", id) });
  const values = formValues(assembly.table.steps.drawFirst?.asks ?? {}, village.town.now);
  for (let times = 0; official(OLA).form && times < 3; times++) await official(OLA).submit(values);
  expect(village.stage(id).asked).toHaveLength(1);
  await official(OLA).does({ type: "chose", press: agree });
  await official(BO).does({ type: "chose", press: agree });
  expect(village.stage(id)).toMatchObject({ at: "pool_defined", asked: [{ yes: [] }] });
  await official(CHRIS).does({ type: "chose", press: agree });
  expect(village.stage(id).at).toBe("draw1_done");
});
