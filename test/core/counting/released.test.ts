import { expect, test } from "vitest";
import { noSteps, type Steps, shownOf, stepped, takesOn } from "../../../bot/core/counting/released.ts";
import {
  ALL,
  countsOf,
  difference,
  type Response,
  type Results,
  STAFF,
} from "../../../bot/core/counting/response.ts";
import { voterToken } from "../../../bot/core/model/ids.ts";
import { createSecrecy } from "../../../bot/runtime/pseudonyms.ts";
import { memoryTable } from "../../../bot/store/memory-table.ts";
import { chose, person } from "../../instruments/survey/counted.ts";

/** An organiser who looks as often as she wants never learns about fewer than ten people at a time. */

/** The same numbers for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const questions = ["q", "r"];
const empty = () => Object.fromEntries([...questions, ALL].map((one) => [one, noSteps] as const));

/** A survey in which people answer, change their minds and withdraw answers, in random order. */
function run(seed: number) {
  const random = chance(seed);
  const people = new Map<number, Response>();
  let running: Record<string, Record<string, number>> = {};
  let steps: Record<string, Steps> = empty();
  const looks: Results[] = [];
  /** For each question: who changed something, in order; and up to where in that list each figure goes. */
  const acted: Record<string, number[]> = {};
  const upTo: Record<string, number[]> = {};
  const act = (who: number) => {
    const before = people.get(who);
    const question = questions[Math.floor(random() * questions.length)] ?? "q";
    const takesBack = before && random() < 0.15;
    const answers = {
      ...before?.answers,
      [question]: takesBack ? { is: "skipped" as const } : chose(random() < 0.5 ? "a" : "b"),
    };
    const after = person(answers, { age: "16_17", neighbourhood: "dike", done: random() < 0.3 });
    people.set(who, after);
    for (const [name, numbers] of Object.entries(difference(before, after))) {
      const sum = { ...running[name] };
      for (const [what, n] of Object.entries(numbers)) sum[what] = (sum[what] ?? 0) + n;
      running = { ...running, [name]: sum };
      acted[name] = [...(acted[name] ?? []), who];
      if (!takesOn(name, numbers)) continue;
      const next = stepped(steps[name] ?? noSteps, name, sum);
      if (!next) continue;
      steps = { ...steps, [name]: next };
      upTo[name] = [...(upTo[name] ?? []), acted[name].length];
    }
  };
  const count = 20 + Math.floor(random() * 150);
  for (let turn = 0; turn < count * 3; turn++) {
    act(Math.floor(random() * count));
    if (random() < 0.6) looks.push(shownOf(steps));
  }
  const last: Results = running;
  return { looks, last, acted, upTo };
}

test.each(Array.from({ length: 60 }, (_, seed) => seed + 1))(
  "between any two looks, and between the last look and the close, there are ten people or none (chance %i)",
  (seed) => {
    const { looks, last, acted, upTo } = run(seed);
    for (const question of [...questions, ALL]) {
      const measure = question === ALL ? "begun" : "answered";
      const seen = looks.map((one) => one[question] ?? {});
      // Each figure that was ever shown, once: two looks at the same figure tell nothing.
      const figures = [...new Map(seen.map((one) => [JSON.stringify(one), one])).values()];
      const counts = figures.map((one) => one[measure] ?? 0);
      for (const [at, count] of counts.entries())
        for (const other of counts.slice(at + 1)) expect(Math.abs(other - count)).toBeGreaterThanOrEqual(10);
      // What is shown is never of fewer than ten, nor by group.
      for (const figure of figures) {
        if (Object.keys(figure).length > 0) expect(figure[measure]).toBeGreaterThanOrEqual(10);
        expect(Object.keys(figure).filter((name) => /^[lanv]:/.test(name))).toEqual([]);
      }
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      // The last figure that was taken is not shown yet; between any two others, and from them to the close, ten
      // different people did something.
      const shown = [0, ...(upTo[question] ?? []).slice(0, -1)];
      const all = acted[question] ?? [];
      for (const [at, from] of shown.entries())
        for (const to of [...shown.slice(at + 1), ...(counts.length > 1 ? [all.length] : [])])
          expect(new Set(all.slice(from, to)).size).toBeGreaterThanOrEqual(10);
      expect(last[question]?.[measure] ?? 0).toBeGreaterThanOrEqual(10);
    }
  },
);

test("one answer more never shows, whichever it is", () => {
  for (let already = 0; already < 60; already++) {
    const shown = (last: string) => {
      let steps: Steps = noSteps;
      let sum: Record<string, number> = {};
      const answers = [...Array.from({ length: already }, () => "a"), last];
      const looks: string[] = [];
      for (const id of answers) {
        for (const [what, n] of Object.entries(countsOf(person({ q: chose(id) })).q ?? {}))
          sum = { ...sum, [what]: (sum[what] ?? 0) + n };
        steps = stepped(steps, "q", sum) ?? steps;
        looks.push(JSON.stringify(shownOf({ q: steps }).q));
      }
      return looks.at(-1);
    };
    expect(shown("a")).toBe(shown("b"));
  }
});

test("colleagues have steps of their own", async () => {
  const store = memoryTable({
    now: () => "2026-05-04T09:00:00.000Z",
    seals: createSecrecy("a secret of at least thirty-two characters"),
  });
  const answers = async (from: number, count: number, via: "chat" | "staff") => {
    for (let n = from; n < from + count; n++)
      await store.countResponses([
        {
          before: undefined,
          after: person({ q: chose("a") }, { via, voter: voterToken(`${via === "chat" ? "a" : "b"}${n}`) }),
        },
      ]);
  };
  await answers(0, 25, "chat");
  await answers(0, 19, "staff");
  expect((await store.released("P1234567")).q).toEqual({ answered: 10, "o.a": 10 });
  await answers(19, 1, "staff");
  expect((await store.released("P1234567")).q).toEqual({
    answered: 10,
    "o.a": 10,
    [`${STAFF}|answered`]: 10,
    [`${STAFF}|o.a`]: 10,
  });
});
