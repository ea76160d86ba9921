import { describe, expect, test } from "vitest";
import type { Choice } from "../../bot/core/model/screen.ts";
import { linkOf } from "../../bot/instruments/survey/reaching/link.ts";
import { readRow } from "../../bot/store/item-codec.ts";
import { en } from "../core/residents/typed/en.ts";
import { nl } from "../core/residents/typed/nl.ts";
import type { Expected } from "../core/residents/typed/situations.ts";
import { type Chance, chanceFrom } from "../faults/chance.ts";
import { openedWith, options, processOf, q, type Scene } from "../instruments/survey/people.ts";
import type { TestResident, TestTown } from "../support/town.ts";
import { waterkant } from "../support/waterkant.ts";

/**
 * Whatever people type and tap, in whatever order: it is answered, nothing breaks, and none of their sentences is lost.
 */

const all = (table: Expected) => Object.values(table).flatMap((one) => Object.values(one ?? {}).flat());
const said = { nl: all(nl), en: all(en) } as const;

/** Nothing holds anybody back here: that has tests of its own. */
const limits = { ...waterkant.limits, actsInTenMinutes: 1000, actsInADay: 10_000, contributionsInADay: 200 };

/** Everything stored in the table, as it is read. */
function table({ store, ports, now }: TestTown): string {
  return JSON.stringify(store.images().map((image) => readRow(image, ports.secrecy, now) ?? image));
}

const buttonsOf = (one: TestResident) =>
  one.heard
    .slice(-6)
    .flatMap(({ screen }) => (screen.choices ?? []).flat())
    .filter((choice): choice is Extract<Choice, { press: object }> => "press" in choice)
    // Her data, when they go, are no words that were lost.
    .filter(({ press }) => press.step !== "erase" && press.step !== "stop" && press.option !== "stop");

/** The desk asks or answers something of hers, if that is possible. */
async function deskActs({ town, id }: Scene, chance: Chance): Promise<void> {
  const reports = town.posted.flatMap(({ card }) =>
    card.ref !== undefined && card.ref !== id ? [card.ref] : [],
  );
  if (reports.length === 0) return;
  const ana = town.official("U0ANA");
  await ana.press(chance.pick(reports), chance.pick(["ask", "answer", "answer"]));
  if (!ana.form) return;
  const values = { question: "Welke lamp is het?", outcome: "done", reason: "De lamp is vervangen." };
  await ana.submit(values);
  if (ana.form) await ana.submit(values);
}

describe.each([1, 2, 3, 4, 5, 6])("a walk through everything that can be typed, seed %i", (seed) => {
  test.each(["nl", "en"] as const)("in %s", async (language) => {
    const chance = chanceFrom(seed);
    const survey = JSON.stringify({
      questions: [
        q("why", "text"),
        q("how", "choice", options("Nooit", "1 keer", "2 keer")),
        q("n", "number"),
        q("w", "word"),
      ],
    });
    const scene = await openedWith(survey, {
      ports: (ports) => ({ ...ports, town: { ...waterkant, limits } }),
    });
    const { town } = scene;
    const one = await town.resident("walker", { language }).joins();
    const link = linkOf(await processOf(scene));
    for (let step = 0; step < 120; step++) {
      const from = one.heard.length;
      const turn = chance.between(0, 9);
      const buttons = buttonsOf(one);
      if (turn < 5) await one.says(chance.pick(said[language]));
      else if (turn < 8 && buttons.length > 0)
        await one.does({ type: "chose", press: chance.pick(buttons).press });
      else if (turn === 8) {
        const words = `Zin ${seed} en ${step} over het plein`;
        await one.says(words);
        const keys = one.heard.slice(from).flatMap(({ screen }) => screen.lines.map(({ key }) => key));
        const refused = keys.some((key) => /^(common:limit|issue:tooMuch|survey:miss\.word)/.test(key));
        if (!refused) expect(table(town), `${words}: ${keys}`).toContain(words);
      } else await one.commands(chance.pick(["melden", "mijn", "meedoen", "help", "start"]), "");
      if (step % 8 === 7) await deskActs(scene, chance);
      if (step % 40 === 20) await one.commands("start", link);
      const heard = one.heard.slice(from).flatMap(({ screen }) => screen.lines.map(({ key }) => key));
      expect(heard).not.toContain("common:failed");
      // A second tap on the same button at once says nothing.
      if (turn < 5 || turn >= 8) expect(heard.length, `step ${step}`).toBeGreaterThan(0);
      if (!(await one.lane)) await one.joins();
    }
  });
});
