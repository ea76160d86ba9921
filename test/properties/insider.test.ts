import { describe, expect, test, vi } from "vitest";
import { HOUR } from "../../bot/core/calendar/time.ts";
import { opinionOn } from "../../bot/core/counting/ballot.ts";
import { chanceFrom } from "../faults/chance.ts";
import { issueOf } from "../instruments/issue/people.ts";
import { collecting, looksAt, newcomer, openVote, tells } from "../instruments/manifesto/people.ts";
import { comes, openedWith } from "../instruments/survey/people.ts";
import { entities, guesses } from "../support/insider.ts";
import type { TestOfficial, TestResident, TestTown } from "../support/town.ts";

/**
 * Thirteen people vote, rank, give opinions and answer, and report something else under their own number right after
 * it; some are paused and object, and messages to everybody are in batches on their way. Then somebody gets a copy of
 * the table without the key. She must not be able to find out whose a ballot or an answer is.
 */

vi.setConfig({ testTimeout: 120_000 });

/** One more notice than a commit keeps separate: messages to everybody are sent in batches. */
const PEOPLE = 13;
const VOTE = "P1234567";
const RANKED = "P7654321";
const questions = `questions:
  - { id: mood, kind: scale, ask: { nl: Hoe gaat het? } }
  - { id: why, kind: text, ask: { nl: Waarom? } }
  - { id: order, kind: ranking, ask: { nl: Wat eerst? }, options: [ ${["light", "green", "waste"]
    .map((id) => `{ id: ${id}, label: { nl: ${id} } }`)
    .join()} ] }
`;
const kinds = ["ballots", "rankings", "answers", "recordings", "opinions"] as const;
const SEEDS = ["one", "two", "three", "four", "five", "six"] as const;

type Image = ReturnType<TestTown["store"]["copy"]>[number];

/** A copy of the table with the truth: by anonymous thing, the key of its owner's lane. */
interface Played {
  readonly seed: string;
  readonly copy: readonly Image[];
  readonly truth: Readonly<Record<(typeof kinds)[number], ReadonlyMap<string, string>>>;
}

const press = (instrument: string, step: string, option: string, ref: string) => ({
  type: "chose" as const,
  press: { instrument, version: 1, step, option, ref },
});

async function play(seed: string): Promise<Played> {
  const chance = chanceFrom(seed);
  const scene = await openedWith(questions);
  const { town, bo } = scene;
  await openVote(town, VOTE, 3);
  await openVote(town, RANKED, 3, "ranking");
  await bo.command("dienst");
  await bo.submit({ desk_public_space: ["U0BOO"] });
  const told = new Map<TestResident, string>();
  const pause = () => town.passes(chance.between(1, 90) * 1000);
  const mixed = <One>(list: readonly One[]) =>
    list
      .map((one) => ({ one, at: chance.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one);

  const people: TestResident[] = [];
  for (const n of mixed(Array.from({ length: PEOPLE }, (_, at) => at))) {
    const counted = n % 2 === 0;
    const one = await comes(scene, `r${n}`, {
      counted,
      ...(n % 3 === 0 && { neighbourhood: town.ports.town.neighbourhoods[n % 2]?.name }),
    });
    await one.does(press("survey", "start", "go", scene.id));
    if (counted) await one.presses(["16 tot en met 17", "18 tot en met 20", "21 tot en met 24"][n % 3] ?? "");
    people.push(one);
    await pause();
  }
  const speaks = new Set(mixed(people).slice(0, PEOPLE / 2));
  const turns = mixed(people.flatMap((one) => [() => votes(one), () => ranks(one), () => answers(one)]));
  for (const turn of turns) await turn();
  for (const one of mixed(people).slice(0, PEOPLE / 2)) await isPaused(one);

  async function votes(one: TestResident): Promise<void> {
    if ((await one.lane)?.age === undefined) await one.does(press("manifesto", "age_0", "18_20", VOTE));
    for (let n = chance.between(1, 4); n > 0; n--) {
      await one.does(press("manifesto", "vote", `${chance.between(1, 3)}+`, VOTE));
      await pause();
    }
    await one.does(press("manifesto", "vote", `${chance.between(1, 3)}-`, VOTE));
    await one.does(press("manifesto", "vote", `${chance.between(1, 3)}+`, VOTE));
    await tellsSomethingElse(one);
  }
  async function ranks(one: TestResident): Promise<void> {
    if ((await one.lane)?.age === undefined) await one.does(press("manifesto", "age_0", "18_20", RANKED));
    for (const n of mixed([1, 2, 3]).slice(0, chance.between(1, 3)))
      await one.does(press("manifesto", "vote", `${n}+`, RANKED));
    await tellsSomethingElse(one);
  }
  async function answers(one: TestResident): Promise<void> {
    const labels = ["Heel fijn", "Fijn", "Helemaal niet fijn"];
    await one.does(press("survey", "start", "go", scene.id));
    for (let n = chance.between(1, 3); n > 0; n--) {
      await one.presses(chance.pick(labels));
      await pause();
      if (n > 1) await one.does(press("survey", "start", "go", scene.id));
    }
    await one.does(press("survey", "show", "why", scene.id));
    if (speaks.has(one)) await (chance.share(0.5) ? one.voice(`v${one.name}`) : one.photo(`p${one.name}`));
    else await one.says(`omdat ${one.name}`);
    for (const option of mixed(["light", "green", "waste"]).slice(0, chance.between(1, 3)))
      await one.does(press("survey", "q.order", `${option}+`, scene.id));
    await tellsSomethingElse(one);
  }
  /** A desk takes nothing new of hers for a week, and she objects. */
  async function isPaused(one: TestResident): Promise<void> {
    await bo.acts(told.get(one) ?? "", "pause", {
      grounds: "Je stuurde steeds hetzelfde.",
      until: "2026-05-12",
    });
    await one.presses("Ik maak bezwaar");
    await one.says(`Dat is niet eerlijk, zegt ${one.name}`);
    await pause();
  }
  /** In the same minute she raises an issue, under her own number and with its moment. */
  async function tellsSomethingElse(one: TestResident): Promise<void> {
    if ((await one.lane)?.dialogue) {
      await one.commands("melden");
      await one.presses("Nee, ik stop hier");
    }
    told.set(one, await one.raises("Een losse tegel"));
    await pause();
  }
  // Two days go by: whatever is put off is done.
  await town.passes(48 * HOUR, 48);
  await answersAllAtOnce(town, bo, [...told.values()], chance.share(0.5));

  const lanes = new Map(people.map((one) => [one, town.ports.secrecy.laneKey("telegram", one.chat)]));
  const tokens = (list: Iterable<TestResident>, process: string) =>
    new Map(
      [...list].map((one) => [
        town.ports.voters.of({ channel: "telegram", chat: one.chat }, process)[0],
        lanes.get(one) ?? "",
      ]),
    );
  return {
    seed,
    copy: town.store.copy(),
    truth: {
      ballots: tokens(people, VOTE),
      rankings: tokens(people, RANKED),
      answers: tokens(people, scene.id),
      recordings: tokens(speaks, scene.id),
      opinions: new Map(),
    },
  };
}

/**
 * They reported the same, and are told at the same moment: the messages have not gone out yet.
 * @param writtenOut whether they are rows by now, or still go along with the report
 */
async function answersAllAtOnce(
  town: TestTown,
  bo: TestOfficial,
  reports: readonly string[],
  writtenOut: boolean,
): Promise<void> {
  // One of which nobody knows where it is can be put together with any.
  const issues = await Promise.all(reports.map((one) => issueOf(town, one)));
  const first = reports[issues.findIndex(({ neighbourhood }) => neighbourhood === undefined)] ?? "";
  for (const one of reports.filter((other) => other !== first)) await bo.acts(one, "merge", { into: first });
  const values = { outcome: "done", reason: "De tegel ligt vast." };
  await bo.press(first, "answer");
  await bo.submit(values);
  await bo.gives({ type: "submitted", form: bo.form?.id, values });
  if (writtenOut) await town.store.complete(first);
  const copy = town.store.copy();
  expect(copy.some(({ pk }) => pk?.S?.startsWith("NOTICE#several:"))).toBe(writtenOut);
  expect(copy.some(({ pending }) => pending !== undefined)).toBe(!writtenOut);
}

/** The same number give an opinion on a topic; some change it. */
async function playOpinions(seed: string): Promise<Played> {
  const chance = chanceFrom(seed);
  const group = await collecting();
  const { town, sam, bo } = group;
  const topic = await tells(sam, "Meer bankjes bij het water");
  await looksAt(bo, topic, "publish");
  const people: TestResident[] = [];
  for (let n = 0; n < PEOPLE; n++) people.push(await newcomer(group, `r${n}`));
  const turns = people.map((one) => ({ one, at: chance.next() })).toSorted((a, b) => a.at - b.at);
  for (const { one } of turns) {
    for (let n = chance.between(1, 3); n > 0; n--) {
      await one.does(press("manifesto", "opinion", chance.pick(["for", "against"]), topic));
      await town.passes(chance.between(1, 90) * 1000);
    }
    await one.raises("Een losse tegel");
  }
  const token = ({ chat }: TestResident) =>
    town.ports.voters.of({ channel: "telegram", chat }, opinionOn(topic))[0];
  const opinions = new Map(
    people.map((one) => [token(one), town.ports.secrecy.laneKey("telegram", one.chat)]),
  );
  const none = new Map<string, string>();
  return {
    seed,
    copy: town.store.copy(),
    truth: { ballots: none, rankings: none, answers: none, recordings: none, opinions },
  };
}

/** How many times each way of linking was right, over all copies. */
function hits(plays: readonly Played[], what: keyof Played["truth"]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const { seed, copy, truth } of plays) {
    const known = truth[what];
    const { persons, nameless } = entities(copy, [...known.keys()], seed);
    // No guess is needed about those who could not have said it: she knows at least who takes part.
    const able = persons.filter(({ name }) => [...known.values()].includes(name));
    for (const [way, guess] of guesses(able, nameless)) {
      const right = nameless.filter(({ name }, at) => able[guess[at] ?? -1]?.name === known.get(name)).length;
      sum.set(way, (sum.get(way) ?? 0) + right);
    }
  }
  return sum;
}

function best(found: ReadonlyMap<string, number>): { way: string; right: number; ways: number } {
  const [[way, right] = ["", 0]] = [...found].toSorted(([, a], [, b]) => b - a);
  return { way, right, ways: found.size };
}

/**
 * This many may be right by chance. In a random matching one pair is right on average, however many there are, and the
 * number of right pairs is very nearly Poisson with mean 1; over several copies the means add up. The bound is the
 * number that any of the ways tried exceeds with a probability below one in a thousand (Bonferroni).
 */
function boundFor(copies: number, ways: number): number {
  let [term, below, most] = [Math.exp(-copies), 0, 0];
  while (1 - (below + term) >= 0.001 / ways) {
    below += term;
    most += 1;
    term *= copies / most;
  }
  return most;
}

const plays: Played[] = [];
const played = async (): Promise<Played[]> => {
  if (plays.length === 0) for (const seed of SEEDS) plays.push(await play(seed));
  return plays;
};
const opinions: Played[] = [];
const of = async (kind: (typeof kinds)[number]): Promise<Played[]> => {
  if (kind !== "opinions") return played();
  if (opinions.length === 0) for (const seed of SEEDS) opinions.push(await playOpinions(seed));
  return opinions;
};

describe("somebody who has a copy of the table and no key", () => {
  test.each(kinds)("cannot say better than chance whose the %s are", async (kind) => {
    const all = await of(kind);
    const { way, right, ways } = best(hits(all, kind));
    expect(ways).toBeGreaterThan(10);
    expect(right, way).toBeLessThanOrEqual(boundFor(SEEDS.length, ways));
  });
});

describe("she would have seen it, had there been", () => {
  const lies = (value: object) => value as Image;
  /** Puts something into each anonymous row and into something that leads to the person. */
  const planted = (
    all: readonly Played[],
    plant: (n: number) => { readonly nameless: object; readonly person: object },
  ): Played[] =>
    all.map((one) => {
      const pairs = [...one.truth.ballots];
      const copy = one.copy.map((image) => {
        const n = pairs.findIndex(([token]) => image.sk?.S === token && image.pk?.S?.startsWith("BALLOTS#"));
        if (n >= 0) return lies({ ...image, ...plant(n).nameless });
        const p = pairs.findIndex(([, lane]) => image.pk?.S === `LANE#${lane}`);
        return p >= 0 ? lies({ ...image, ...plant(p).person }) : image;
      });
      return { ...one, copy };
    });
  const at = (n: number, more: number) => ({
    S: new Date(Date.UTC(2026, 4, 4, 9, n, 7, 100 + more)).toISOString(),
  });

  test.each([
    ["the same moment", (n: number) => ({ nameless: { at: at(n, 0) }, person: { seen: at(n, 0) } })],
    ["nearly the same moment", (n: number) => ({ nameless: { at: at(n, 0) }, person: { seen: at(n, 700) } })],
    [
      "the same input",
      (n: number) => ({
        nameless: { of: { S: `x${n}y` } },
        person: { had: { L: [{ S: "q" }, { S: `x${n}y` }] } },
      }),
    ],
    [
      "a number that grows alike",
      (n: number) => ({
        nameless: { acts: { N: String(3 * n) } },
        person: { times: { N: String(100 + 7 * n) } },
      }),
    ],
    [
      "a length that grows alike",
      (n: number) => ({
        nameless: { rest: { S: "a".repeat(5 + n) } },
        person: { list: { L: Array.from({ length: n }, () => ({ S: "b" })) } },
      }),
    ],
  ])("%s in both", async (_, plant) => {
    const all = planted(await played(), plant);
    const { right } = best(hits(all, "ballots"));
    expect(right).toBeGreaterThan(0.8 * SEEDS.length * PEOPLE);
  });

  test("what lies in a batch beside whom it is for, and beside her order", async () => {
    const all = (await played()).map((one) => ({
      ...one,
      copy: [
        ...one.copy,
        ...[...one.truth.rankings].map(([token, lane], n) =>
          lies({ pk: { S: "NOTICE#several:1" }, sk: { S: `n${n}` }, to: { S: lane }, of: { S: token } }),
        ),
      ],
    }));
    expect(best(hits(all, "rankings")).right).toBe(SEEDS.length * PEOPLE);
  });

  test("a receipt in what leads to the person", async () => {
    const all = planted(await played(), () => ({ nameless: {}, person: {} })).map((one) => {
      const pairs = [...one.truth.ballots];
      const copy = one.copy.map((image) => {
        const found = pairs.find(([, lane]) => image.pk?.S === `LANE#${lane}`)?.[0];
        const code = found && `${found.slice(0, 4)}-${found.slice(4, 8)}`.toUpperCase();
        return code ? lies({ ...image, said: { S: `Je code is ${code}.` } }) : image;
      });
      return { ...one, copy };
    });
    expect(best(hits(all, "ballots")).right).toBe(SEEDS.length * PEOPLE);
  });
});
