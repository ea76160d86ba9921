import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../bot/core/calendar/time.ts";
import { stateIs } from "../../../bot/core/processes/rows.ts";
import { survey as table } from "../../../bot/instruments/survey/lifecycle.ts";
import { CHRIS } from "../../support/staff.ts";
import { acts, heard, type Scene, surveyOf } from "./people.ts";
import { standing, states } from "./states.ts";

/**
 * From any state on nobody does anything for 400 days. Nobody who was promised something is left without a word, and
 * whoever has to do something is never left alone with it for long.
 */

const DAYS = 400;
/** Days. A month, and what it takes to a working day. */
const MOST_SILENT = 35;

/** What the municipality heard, by day after the beginning. */
async function listens(scene: Scene): Promise<{ readonly days: number[]; readonly members: Set<string> }> {
  const { town } = scene;
  const days: number[] = [];
  const members = new Set<string>();
  for (let day = 1; day <= DAYS; day++) {
    const before = town.told.length;
    await town.passes(DAY);
    const now = town.told.slice(before).filter(({ message }) => !message.key.startsWith("officials:roles."));
    if (now.length > 0) days.push(day);
    for (const { member } of now) members.add(member);
  }
  return { days, members };
}

const isOver = (at: string) => stateIs(table, at) === "over";

describe.each(states)("in “%s”, when nobody does anything for 400 days", (from) => {
  test("whoever has to do something is told again and again, the clerk too, and who took part of every day that passed", async () => {
    const scene = await standing[from]();
    const { noor, town } = scene;
    const { days, members } = await listens(scene);
    const { at } = await surveyOf(scene);
    if (isOver(from)) {
      expect(days).toEqual([]);
      expect(at).toBe(from);
      return;
    }
    // The first day that passes is that of the answer, for what nobody was asked to do before.
    const gaps = days.slice(1).map((day, n) => day - (days[n] ?? 0));
    expect(Math.max(...gaps), "nobody is left alone with it").toBeLessThanOrEqual(MOST_SILENT);
    expect(DAYS - (days.at(-1) ?? 0), "it never falls silent").toBeLessThanOrEqual(MOST_SILENT);
    expect(members).toContain(CHRIS);
    expect(members).toContain("U0OLA");
    if (!noor) return;
    const words = heard(town, noor);
    const isShared = from === "results_published";
    expect(words.match(/dit zijn: de uitslag\. Dat is er nog niet/g) ?? []).toHaveLength(isShared ? 0 : 1);
    const late = isShared
      ? /dit zijn: wat we doen met de antwoorden\. Dat is er nog niet/g
      : /Wij beloofden je antwoord/g;
    expect(words.match(late) ?? []).toHaveLength(1);
  });

  test("and the clock stands still as long, everybody hears on the day it goes again", async () => {
    const scene = await standing[from]();
    const { noor, town } = scene;
    const before = town.told.length;
    await town.passes(DAYS * DAY, 1);
    await town.passes(2 * DAY, 48);
    const told = town.told.slice(before).map(({ member }) => member);
    if (isOver(from)) return expect(told).toEqual([]);
    expect(told).toContain("U0OLA");
    expect(told).toContain(CHRIS);
    if (noor) expect(heard(town, noor)).toMatch(/Dat is er nog niet|Dat antwoord is er nog niet/);
  });
});

test("what was promised with a survey that has ended is not waited for in silence either", async () => {
  const scene = await standing.results_published();
  const { noor, town } = scene;
  await acts(scene.ola, scene, "actOn", {
    actions_1_what_nl: "Tien lantaarns erbij",
    actions_1_owner: "U0BOO",
    actions_1_due: "2026-07-01",
  });
  await town.passes(HOUR, 6);
  expect((await surveyOf(scene)).at).toBe("acted_on");
  const { days, members } = await listens(scene);
  const gaps = days.slice(1).map((day, n) => day - (days[n] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(MOST_SILENT);
  expect(DAYS - (days.at(-1) ?? 0)).toBeLessThanOrEqual(MOST_SILENT);
  expect([...members]).toEqual(expect.arrayContaining(["U0BOO", CHRIS]));
  expect(noor && heard(town, noor).match(/Beloofd was: Tien lantaarns erbij/g)).toHaveLength(1);
});
