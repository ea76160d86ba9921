import { expect } from "vitest";
import { addDays } from "../../bot/core/time.ts";
import { createWords } from "../../bot/text.ts";
import { locales } from "../../locales/index.ts";
import { playing } from "../support/playing.ts";
import { opened, opening, processOf, surveyOf } from "../survey/people.ts";
import type { BundledTown } from "./bundled-town.ts";

/** What people do in a town of bundles. What one function counts from the stream, another one acts on. */

const ANA = "U0ANA";
/** A busy machine takes its time; nothing here waits for so long otherwise. */
const SOON = { timeout: 40_000, interval: 200 };
const words = createWords(locales);

type Resident = ReturnType<typeof playing>;

export async function comesIn(town: BundledTown, id: number): Promise<Resident> {
  const person = playing(town.playground, id, ANA);
  await person.says("/start");
  for (const part of ["language|nl", "privacy|join", "area|harbour", "allow|done"])
    await person.presses(part);
  return person;
}

/** A survey that has enough with ten who answer in Dutch: ten come in, and the eleventh hears that it is full. */
export async function tenComeIn(town: BundledTown, ids: readonly number[]): Promise<void> {
  const today = town.now().slice(0, 10);
  const days = { opensOn: today, closesOn: addDays(today, 14), answerBy: addDays(today, 60) };
  const scene = await opened({ ...opening, ...days, quotas: "nl=10" }, { now: town.now() });
  const survey = await processOf(scene);
  expect((await surveyOf(scene)).quotas).toEqual({ "l:nl": 10 });
  await town.writes(survey);
  const isFull = words.render({ key: "survey:full" }, "nl");
  const begun = async () => (await town.store.results(survey.id))["-"]?.begun ?? 0;
  for (const [at, id] of ids.entries()) {
    const person = await comesIn(town, id);
    await person.says("/meedoen");
    await person.presses("Begin");
    const last = person.heard().at(-1)?.text ?? "";
    if (at >= 10) expect(last).toContain(isFull);
    else {
      expect(last).not.toContain(isFull);
      await person.presses("Sla over");
      await expect.poll(begun, SOON).toBe(at + 1);
    }
  }
  expect((await town.store.answers(survey.id)).results["-"]?.begun).toBe(10);
}
