import { expect, test } from "vitest";
import { DAY } from "../../bot/core/calendar/time.ts";
import {
  agreement,
  manifestoOf,
  newcomer,
  ratifiedByCore,
  votes,
  voting,
} from "../instruments/manifesto/people.ts";
import { acts, answered, onCard, opened } from "../instruments/survey/people.ts";
import { numbersIn, numbersTold, type Told } from "../support/numbers-told.ts";
import type { TestResident, TestTown } from "../support/town.ts";

/** Somebody who reads everything that is told finds no number of fewer than ten people, except these. */

/** Numbers that count no people, or that may be small (docs/adr/0005-figures-in-steps.md). */
const explained: readonly (readonly [texts: RegExp, why: string])[] = [
  [/^manifesto:(result\.row(Groups)?|point\.\w+|browse\.title)$/, "a place in a list"],
  [/^manifesto:vote\.(title|given|give|takeBack|mine|ranked|rank)$/, "a place or votes on her own ballot"],
  [/^officials:manifesto\.item\.topic\.title n$/, "the number of a topic"],
  [/^manifesto:agreement\.|^\.agreement\./, "what the core group agreed on"],
  [/\.coreCount$|^manifesto:(core\.welcome|invitation\.ask)$/, "the core group is known to be so many"],
  [/^officials:manifesto\.tells\.agree /, "what the core group agreed on"],
  [/^manifesto:motion\./, "the core group decides in the open, by majority"],
  [/^manifesto:item\.row$|^\.items\.(topics|n)$/, "topics, which everybody can read"],
  [/^\.(version|figures\.\w+)$/, "promises and editions"],
  [/^\.grouped$/, "that no group was entered"],
  [/^(manifesto|survey|officials|common):[\w.]+ least$/, "the threshold itself"],
  [
    /^survey:results\.(row|points|rowBefore|tooFewOf)$|^officials:survey\.(passed|skipped|dropped)$/,
    "of ten or more who answered",
  ],
  [/^\.questions\.counts\.|^\.questions\.range\./, "of ten or more who answered"],
  [/questionCount$|^survey:tells\.invite$|^\.questions\.most$/, "questions and answers that can be given"],
  [/^officials:survey\.who\.index index$/, "a figure that was worked out"],
  [/^officials:survey\.who\.index unknown$/, "of whom nothing is told"],
  [/^survey:results\.staffRow (share|residents)$/, "percents of ten or more who answered"],
  [/^\.questions\.(skipped|staff\.counts\.)/, "of ten or more who answered"],
  [/^officials:news\./, "news, for which nobody answers anything"],
];

const small = (told: readonly Told[]) => [
  ...new Set(
    told
      .filter(
        ({ value, key, name }) =>
          value < 10 && !explained.some(([texts]) => texts.test(key) || texts.test(`${key} ${name}`)),
      )
      .map(({ key, name, value }) => `${key} ${name}=${value}`),
  ),
];

/** What officials read on cards and in private, and what these residents read. */
const all = (town: TestTown, residents: readonly TestResident[]) => [
  ...numbersTold(town.posted.map(({ card, thread }) => ({ card, thread }))),
  ...numbersTold(town.told),
  ...residents.flatMap((one) => numbersTold(one.heard)),
];

test.each([2, 12])(
  "in a manifesto with a vote of %i young people",
  async (count) => {
    const scene = await voting({ ...agreement, adopt: "2" });
    const { town, id, sam, noor, yusuf } = scene;
    const told: Told[] = [];
    const others: TestResident[] = [];
    for (let n = 0; n < count - 2; n++) {
      const one = await newcomer(scene, `other${n}`);
      await one.commands("meedoen");
      await one.presses("Stem");
      await one.presses("18 tot en met 20");
      others.push(one);
    }
    for (const one of [sam, noor, ...others]) {
      await votes(one, id, one === noor ? "1+" : "3+");
      await town.settle();
      // Yusuf looks after each vote.
      await yusuf.does({
        type: "chose",
        press: { instrument: "manifesto", version: 1, step: "mine", option: "ballot", ref: id },
      });
    }
    await town.passes(15 * DAY, 15);
    expect((await manifestoOf(scene)).result?.voters).toBe(count);
    await ratifiedByCore(scene);
    told.push(...all(town, [sam, noor, yusuf, ...others]));
    const files = town.card(id)?.files ?? [];
    told.push(...numbersIn(JSON.parse(files.find((one) => one.name.endsWith(".json"))?.text ?? "")));
    expect(told.length).toBeGreaterThan(50);
    expect(small(told)).toEqual([]);
  },
  60_000,
);

test("in a survey of several neighbourhoods, with colleagues and a group", async () => {
  const scene = await opened();
  const { town, id, ola } = scene;
  const told: Told[] = [];
  const looks = async () => {
    for (const option of ["results", "invite", "stop", "remind"]) {
      await onCard(ola, id, option);
      told.push(...numbersTold(ola.form));
    }
  };
  for (const [many, more] of [
    [14, { neighbourhood: "dike", age: "16_17" }],
    [9, { neighbourhood: "mill", age: "28_up", language: "en" }],
    [3, { via: "staff" as const }],
    [11, { via: "staff" as const }],
    [1, { via: "group" as const, size: 3, answers: { nice: { is: "counts" as const, counts: { "4": 3 } } } }],
    [6, { answers: { nice: { is: "skipped" as const } }, done: false }],
  ] as const)
    for (let n = 0; n < many; n++) {
      await answered(scene, 1, more);
      if (n % 4 === 0) await looks();
    }
  await town.passes(16 * DAY, 16);
  await looks();
  await acts(ola, scene, "publish");
  await town.passes(DAY);
  told.push(...all(town, []));
  const files = town.card(id)?.files ?? [];
  for (const file of files.filter((one) => one.name.endsWith(".json")))
    told.push(...numbersIn(JSON.parse(file.text ?? "")));
  expect(files.filter((one) => one.name.endsWith(".json")).length).toBeGreaterThan(1);
  expect(small(told)).toEqual([]);
}, 60_000);
