import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compared, grown, only, type Report, reportSchema, sample } from "../../bench/figures.ts";
import { putIn } from "../../bench/markdown.ts";
import { asked } from "../../bench/questions.ts";
import { transactionUnits } from "../../bench/servers/units.ts";
import { printable } from "../../bench/table.ts";

import { held, targets, unmeasured } from "../../bench/targets.ts";

const folder = mkdtempSync(join(tmpdir(), "samenspel-figures-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report: Report = {
  made: "2026-11-25T09:00:00.000Z",
  short: false,
  machine: {
    cores: 2,
    processor: "a processor",
    memory: "8 GB",
    node: "v24.0.0",
    java: "17",
    pinned: true,
    load: 0.1,
  },
  figures: [
    compared("cold.a", "A cold start", "ms", sample([50, 60, 70]), sample([100, 120, 140]), { most: 0.6 }),
    compared("warm.a", "The main dialogue", "updates/s", sample([100]), sample([80]), { least: 2 }),
  ],
  actions: [
    {
      id: "words",
      action: "Words typed",
      operations: { GetItem: 1, PutItem: 2 },
      requests: 3,
      read: 0.5,
      write: 2,
    },
  ],
  profiles: [{ stack: "ours", updates: 10, milliseconds: 20, parts: [{ where: "zod", share: 0.25 }] }],
};

describe("what the bench reports", () => {
  test("the figures are what --json promises, also after they were written and read again", () => {
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test("a median lies between the two in the middle", () => {
    expect(sample([4, 1, 3, 2])).toMatchObject({ median: 2.5, low: 1.75, high: 3.25, runs: 4 });
  });

  test("a target is met on it and missed beside it", () => {
    expect(report.figures.map(({ ratio, met }) => [ratio, met])).toEqual([
      [0.5, true],
      [1.25, false],
    ]);
    expect(only("most", "", "", sample([2]), { most: 2 }).met).toBe(true);
    expect(only("most", "", "", sample([3]), { most: 2 }).met).toBe(false);
  });

  test("growth is flat within a twentieth, and cheaper by more than that is no less suspicious", () => {
    expect([0.94, 0.96, 1.04, 1.06].map((ratio) => grown("", "", ratio).met)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test("a figure is held against the project's target, whatever it brought itself", () => {
    const [cold] = held([{ ...only("cold.telegram", "", "ms", sample([9])), ratio: 0.41 }]);
    expect(cold).toMatchObject({ target: { most: 0.4 }, met: false });
    const [units] = held([only("units.send", "", "", sample([6]), { most: 99 })]);
    expect(units).toMatchObject({ target: { most: 6 }, met: true });
  });

  test("units of a dialogue are held against the target themselves, although the peer's stand beside them", () => {
    const found = (units: number) =>
      held([compared("units.write", "", "", sample([units]), sample([12]))]).map(({ met }) => met);
    expect(found(15)).toEqual([false]);
    expect(found(12)).toEqual([true]);
  });

  test("a target of which nothing was measured is named, and does not pass for met", () => {
    expect(unmeasured([only("units.send", "", "", sample([6]))])).toContain("core.cpu");
    expect(unmeasured([only("units.send", "", "", sample([6]))])).not.toContain("units.send");
  });

  test("every figure with a target answers a question of a reader, and a stray one is refused", () => {
    const figures = Object.keys(targets).map((id) => only(id, id, "", sample([1])));
    expect(asked(figures).flatMap(([, some]) => some)).toHaveLength(figures.length);
    expect(
      asked(figures).find(([, some]) => some.some(({ id }) => id === "votes.recount.100000"))?.[0],
    ).toMatch(/counting anew/);
    expect(() => asked([only("nobody.asked", "", "", sample([1]))])).toThrow("nobody.asked");
  });

  test("a missed target says so in the terminal and in the document", () => {
    const path = join(folder, "performance.md");
    const begin = "<!-- bench: made by npm run bench -- --write; do not change by hand -->";
    writeFileSync(path, `# Before\n\n${begin}\nfigures of yesterday\n<!-- /bench -->\n\nAfter\n`);
    putIn(path, report);
    putIn(path, report);
    const written = readFileSync(path, "utf8");
    expect(written).toContain("| The main dialogue | 100 updates/s | 80 updates/s | 1.25 | ≥ 2 ✗ missed |");
    expect(written).toContain("1 of 2 targets are met. Missed: The main dialogue.");
    expect(written).toContain("GetItem, 2 × PutItem");
    expect(written).not.toContain("yesterday");
    expect(written.split("A cold start")).toHaveLength(2);
    expect(written).toMatch(/^# Before\n/);
    expect(written).toMatch(/\nAfter\n$/);
    expect(printable(report)).toContain("≥ 2 ✗ missed");
  });

  test("a document without the marks is refused, not overwritten", () => {
    const path = join(folder, "other.md");
    writeFileSync(path, "# Something else\n");
    expect(() => putIn(path, report)).toThrow("has no part between");
    expect(readFileSync(path, "utf8")).toBe("# Something else\n");
  });
});

test("a transaction costs twice its items, each rounded up to a kilobyte on its own", () => {
  const put = (length: number) => ({
    Put: { Item: { pk: { S: "one" }, words: { S: "é".repeat(length / 2) } } },
  });
  expect(transactionUnits({ TransactItems: [put(100), put(100)] })).toBe(4);
  expect(transactionUnits({ TransactItems: [put(1_500), { Delete: {} }] })).toBe(6);
});
