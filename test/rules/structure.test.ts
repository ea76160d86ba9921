import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkArrows } from "../../checks/arrows.ts";
import type { Finding } from "../../checks/finding.ts";
import { sharedNames } from "../../checks/names.ts";
import { checkImportRules, checkParts } from "../../checks/rooms.ts";
import { checkFileSizes, checkFunctions, checkMedian, longFunctions, sizesOf } from "../../checks/sizes.ts";
import { codeFiles, readSource } from "../../checks/source.ts";
import { checkTestFolders } from "../../checks/test-folders.ts";

/** What `npm run structure` refuses, each planted in a small tree of its own, beside a tree that is good. */

const house = {
  folder: "bot",
  parts: {
    "app.ts": "puts it together",
    engine: "runs a turn",
    text: "words",
    core: "the rules",
  },
};

/** Every room has its rule, and nobody imports against the stream. */
const good = {
  "bot/app.ts": 'import "./engine/clock.ts";',
  "bot/engine/clock.ts": 'import "../core/turn.ts"; import "../text/words.ts";',
  "bot/text/words.ts": 'import "../core/turn.ts";',
  "bot/core/turn.ts": "export const turn = 1;",
  "biome.json": ruled("bot/app.ts", "bot/engine/**", "bot/text/**", "bot/core/**"),
  "test/engine/clock.test.ts": "",
  "test/local/start.test.ts": "",
  "test/golden/recorded/hole.md": "",
  "local/start.ts": "",
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "samenspel-structure-"));
  plant(good);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function ruled(...globs: readonly string[]): string {
  const rules = { style: { noRestrictedImports: { level: "error" } } };
  return JSON.stringify({ overrides: globs.map((glob) => ({ includes: [glob], linter: { rules } })) });
}

function planted() {
  return codeFiles(root, "bot").map((path) => readSource(root, path));
}

function said(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ where, wrong }) => `${where}: ${wrong}`);
}

/** A text of that many lines, each the body of nothing in particular. */
function lines(count: number, line = (at: number) => `void ${at};`): string {
  return Array.from({ length: count }, (_, at) => `${line(at)}\n`).join("");
}

test("a good tree passes every check", async () => {
  expect(checkParts(root, house)).toEqual([]);
  expect(checkImportRules(root, house)).toEqual([]);
  expect(checkArrows(house, planted())).toEqual([]);
  expect(checkFileSizes(planted(), {})).toEqual([]);
  expect(checkFunctions(await longFunctions(root, ["bot"]), {})).toEqual([]);
  expect(checkTestFolders(root, { beside: ["local"], kinds: { golden: "dialogues" } })).toEqual([]);
});

test("every finding says what to do next", () => {
  plant({ "bot/helpers.ts": "", "bot/extra/one.ts": "", "test/old/one.test.ts": "" });
  const findings = [
    ...checkParts(root, house),
    ...checkTestFolders(root, { beside: ["local"], kinds: { golden: "dialogues" } }),
  ];
  expect(findings).toHaveLength(3);
  for (const { next } of findings) expect(next).toMatch(/^[A-Z].*\.$/);
});

describe("what stands in a folder", () => {
  test("a loose file is refused", () => {
    plant({ "bot/helpers.ts": "" });
    expect(said(checkParts(root, house))).toEqual(["bot/helpers.ts: a loose file"]);
  });

  test("a room that nobody named is refused", () => {
    plant({ "bot/misc/one.ts": "" });
    expect(said(checkParts(root, house))).toEqual(["bot/misc: a room that is not in the list"]);
  });

  test("a named room that is gone is refused", () => {
    rmSync(join(root, "bot/text"), { recursive: true });
    expect(said(checkParts(root, house))).toEqual(["bot/text: stands in the list and does not exist"]);
  });
});

describe("the import rules in biome.json", () => {
  test("a room without a rule is refused", () => {
    plant({ "biome.json": ruled("bot/app.ts", "bot/engine/**", "bot/core/**") });
    expect(said(checkImportRules(root, house))).toEqual(["bot/text: has no import rule in biome.json"]);
  });

  test("a rule that is switched off is no rule", () => {
    plant({
      "biome.json": ruled("bot/app.ts", "bot/engine/**", "bot/text/**", "bot/core/**").replace(
        "error",
        "off",
      ),
    });
    expect(said(checkImportRules(root, house))).toEqual(["bot/app.ts: has no import rule in biome.json"]);
  });

  test("a rule of a room that is gone is refused", () => {
    plant({
      "biome.json": ruled("bot/app.ts", "bot/engine/**", "bot/text/**", "bot/core/**", "bot/paper/**"),
    });
    expect(said(checkImportRules(root, house))).toEqual([
      "biome.json, override for bot/paper/**: is about a room that is not in the list",
    ]);
  });

  test("a rule for all rooms, or for a file in a room, is about rooms that are there", () => {
    const more = ["bot/**", "bot/text/words.ts", "!bot/core/turn.ts"];
    plant({ "biome.json": ruled("bot/app.ts", "bot/engine/**", "bot/text/**", "bot/core/**", ...more) });
    expect(checkImportRules(root, house)).toEqual([]);
  });
});

describe("arrows between rooms", () => {
  test("an import against the stream is refused, and names the files", () => {
    plant({ "bot/engine/clock.ts": "", "bot/text/words.ts": 'import "../engine/clock.ts";' });
    expect(said(checkArrows(house, planted()))).toEqual([
      "bot/text: imports against the stream, from engine, which stands above it\n    text -> engine: text/words.ts > engine/clock.ts",
    ]);
  });

  test("a circle of rooms is refused with its arrows", () => {
    plant({ "bot/core/turn.ts": 'import "../text/words.ts";' });
    expect(said(checkArrows(house, planted()))).toContain(
      "bot: a circle of rooms: core, text\n    text -> core: text/words.ts > core/turn.ts\n    core -> text: core/turn.ts > text/words.ts",
    );
  });

  test.each([
    'import type { Words } from "../text/words.ts";',
    'import { type Words } from "../text/words.ts";',
    'export type { Words } from "../text/words.ts";',
    'export * from "../text/words.ts";',
    'export const late = () => import("../text/words.ts");',
    'export let words: import("../text/words.ts").Words;',
  ])("%s counts as an import", (line) => {
    plant({ "bot/core/turn.ts": line });
    expect(said(checkArrows(house, planted()))).toHaveLength(2);
  });

  test("an import that is only spoken of is none", () => {
    plant({
      "bot/core/turn.ts": '// import "../text/words.ts";\nexport const told = `import "../text/words.ts";`;',
    });
    expect(checkArrows(house, planted())).toEqual([]);
  });
});

describe("sizes", () => {
  test("a file of 300 lines passes, and one of 301 is refused", () => {
    plant({ "bot/text/words.ts": lines(300), "bot/text/csv.ts": lines(301) });
    expect(said(checkFileSizes(sizesOf(root, codeFiles(root, "bot/text")), {}))).toEqual([
      "bot/text/csv.ts: has 301 lines, and 300 is the most",
    ]);
  });

  test("files that are large for a reason are left out, also of the median", () => {
    const files = [
      { path: "bot/text/names.ts", lines: 1917 },
      { path: "bot/text/words.ts", lines: 119 },
    ];
    const exceptions = { "bot/text/names.ts": "generated" };
    expect(checkFileSizes(files, exceptions)).toEqual([]);
    expect(checkMedian(files, exceptions)).toEqual([]);
    expect(said(checkMedian(files, {}))).toEqual([
      "bot: half of the files have 1018 lines or more, and it has to stay under 120",
    ]);
    expect(said(checkMedian([{ path: "bot/text/words.ts", lines: 120 }], {}))).toHaveLength(1);
  });

  test("a file that is no longer large has to leave the list of exceptions", () => {
    const files = [{ path: "bot/text/words.ts", lines: 100 }];
    const exceptions = { "bot/text/words.ts": "will be split", "bot/text/gone.ts": "will be split" };
    expect(said(checkFileSizes(files, exceptions))).toEqual([
      "bot/text/words.ts: is not over 300 lines any more",
      "bot/text/gone.ts: is not over 300 lines any more",
    ]);
  });

  test("functions over 80 lines are found, however they are written", async () => {
    const body = lines(81);
    plant({
      "bot/text/a.ts": `export function a() {\n${body}}\n`,
      "bot/text/b.ts": `export const b = () => {\n${body}};\n`,
      "bot/text/c.ts": `export const c = {\nd() {\n${body}},\n};\n`,
      "bot/text/d.ts": `export class D {\nd() {\n${body}}\n}\n`,
      "bot/text/e.ts": `export const e = () => ({\nlate: async () => {\n${lines(78)}},\n});\n`,
      "bot/text/g.ts": `describe("a group", () => {\n${body}});\n`,
      "bot/text/f.ts": `export function f() {\n${lines(80, (at) => `void ${at};\n`)}}\n`,
    });
    const found = await longFunctions(root, ["bot", "nowhere"]);
    expect(found.map(({ path, lines }) => [path, lines])).toEqual([
      ["bot/text/a.ts", 81],
      ["bot/text/b.ts", 81],
      ["bot/text/c.ts", 81],
      ["bot/text/d.ts", 81],
    ]);
    expect(said(checkFunctions(found.slice(0, 1), {}))).toEqual([
      "bot/text/a.ts:1: a function of 81 lines, and 80 is the most",
    ]);
    expect(checkFunctions(found.slice(0, 1), { "bot/text/a.ts": "will be split" })).toEqual([]);
  });

  test("a file without a long function has to leave the list of exceptions", () => {
    expect(said(checkFunctions([], { "bot/text/a.ts": "will be split" }))).toEqual([
      "bot/text/a.ts: has no function over 80 lines any more",
    ]);
  });
});

describe("folders of tests", () => {
  const tests = { beside: ["local"], kinds: { golden: "dialogues" } };

  test("a folder that mirrors no room is refused, also below one that does", () => {
    plant({
      "test/chat/one.test.ts": "",
      "test/engine/deep/one.test.ts": "",
      "test/local/far/one.test.ts": "",
    });
    expect(said(checkTestFolders(root, tests))).toEqual([
      "test/chat: mirrors no room: there is no bot/chat",
      "test/engine/deep: mirrors no room: there is no bot/engine/deep",
      "test/local/far: mirrors no room: there is no local/far",
    ]);
  });

  test("a kind of test that is gone is refused", () => {
    rmSync(join(root, "test/golden"), { recursive: true });
    expect(said(checkTestFolders(root, tests))).toEqual([
      "test/golden: is named as a kind of test and does not exist",
    ]);
  });

  test("a loose test is refused", () => {
    plant({ "test/words.test.ts": "" });
    expect(said(checkTestFolders(root, tests))).toEqual(["test/words.test.ts: a loose file"]);
  });
});

test("functions that two files export by one name are named, types and values are not", () => {
  plant({
    "bot/text/words.ts":
      "export const cut = (text: string) => text; export const LIMIT = 3; export type Cut = 1;",
    "bot/core/turn.ts":
      "export async function cut() {} export const LIMIT = 4; export type Cut = 2; function own() {}",
    "bot/engine/clock.ts": "export function own() {}",
  });
  expect(sharedNames(planted())).toEqual([{ name: "cut", paths: ["bot/core/turn.ts", "bot/text/words.ts"] }]);
});
