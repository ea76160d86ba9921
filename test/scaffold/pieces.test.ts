import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Namespace } from "../../bot/core/model/message.ts";
import { textKeysOf } from "../../bot/core/processes/text-keys.ts";
import { readTexts } from "../../bot/runtime/text-files.ts";
import { encodePress } from "../../bot/telegram/callback-data.ts";
import { refusals } from "../../checks/lifecycles/refusals.ts";
import { piecesOf } from "../../scaffold/pieces.ts";
import { registered } from "../../scaffold/registered.ts";
import { sample } from "../../scaffold/template/lifecycle.ts";

/** What the generator writes, in a copy of what it reads. Arabic has no texts of the template's own. */

const here = join(import.meta.dirname, "../..");
const asked = { name: "newly-made", command: "zojuist-gemaakt" };
const table = { ...sample, name: asked.name };

let root: string;
let paths: readonly string[];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "samenspel-scaffold-"));
  for (const part of ["scaffold/template", "bot/instruments/registry.ts", "locales"])
    cpSync(join(here, part), join(root, part), { recursive: true });
  cpSync(join(root, "locales/nl"), join(root, "locales/ar"), { recursive: true });
  const pieces = piecesOf(asked, root);
  paths = pieces.map(({ path }) => path);
  for (const { path, text } of pieces) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const written = (path: string) => readFileSync(join(root, path), "utf8");
const texts = () => readTexts(join(root, "locales"));

test("a new way of taking part touches one file of code outside its own folder", () => {
  const code = paths.filter((path) => path.endsWith(".ts") && !path.startsWith("test/"));
  expect(code.filter((path) => !path.startsWith("bot/instruments/newly-made/"))).toEqual([
    "bot/instruments/registry.ts",
  ]);
  const lines = code
    .filter((path) => path.startsWith("bot/instruments/newly-made/"))
    .reduce((sum, path) => sum + written(path).split("\n").length, 0);
  expect(lines).toBeLessThanOrEqual(200);
});

test("its table has no fault, and every language has every text that it needs", () => {
  expect(texts().languages).toContain("ar");
  expect(refusals([table], texts())).toEqual([]);
  // The same texts are no use to another table: the check looks at these.
  expect(refusals([{ ...table, name: "other" }], texts())).not.toEqual([]);
});

test("no text is written that nothing reads", () => {
  const needed = textKeysOf(table).map(({ key }) => key);
  const flat = (layer: Namespace | string | undefined, path: string): readonly string[] =>
    typeof layer === "object"
      ? Object.entries(layer).flatMap(([key, one]) =>
          flat(one, `${path}${path.endsWith(":") ? "" : "."}${key}`),
        )
      : [path];
  const has = [
    ...flat(texts().namespace("nl", "newly-made"), "newly-made:"),
    ...flat(texts().namespace("nl", "officials")?.["newly-made"], "officials:newly-made"),
  ];
  expect(has.filter((key) => !needed.includes(key))).toEqual([]);
});

describe("the texts", () => {
  const own = (language: string) => texts().namespace(language, "newly-made");

  test("are Dutch and English, with the name filled in", () => {
    expect(own("nl")?.name).toBe("Zojuist gemaakt");
    expect(own("en")?.name).toBe("Newly made");
    expect(own("nl")?.item).toMatchObject({ idea: { start: "Geef een idee" } });
    expect(own("en")?.item).toMatchObject({ idea: { start: "Give an idea" } });
  });

  test("are Dutch with a mark where nobody has written them", () => {
    expect(own("ar")?.item).toMatchObject({ idea: { start: "[nl] Geef een idee" } });
    expect(texts().namespace("ar", "officials")?.["newly-made"]).toMatchObject({
      act: { answer: "[nl] Geef antwoord" },
    });
  });

  test("have the same things filled in, in every language", () => {
    const filledIn = (language: string) =>
      ["newly-made", "officials"].map((name) => {
        const { "newly-made": section, ...all } = texts().namespace(language, name) ?? {};
        return JSON.stringify(section ?? all).match(/{{\w+}}|(?<=")\w+(?=":)/g);
      });
    expect(filledIn("en")).toEqual(filledIn("nl"));
    expect(filledIn("ar")).toEqual(filledIn("nl"));
    expect(filledIn("nl").flat()).toContain("{{title}}");
  });

  test("leave those that were there as they were", () => {
    const before = JSON.parse(readFileSync(join(here, "locales/nl/officials.json"), "utf8"));
    const { "newly-made": _, ...rest } = JSON.parse(written("locales/nl/officials.json"));
    expect(rest).toEqual(before);
  });
});

test("nothing of the template shines through", () => {
  for (const path of paths.filter((one) => one.includes(asked.name) || one.endsWith(".ts"))) {
    const text = written(path);
    expect(text, path).not.toMatch(/\bsample|[‹›]|scaffold|"\.\.\/\.\.\/bot\//);
  }
});

test("the longest name and the longest row fit in a button, with the number of a process", () => {
  const press = { instrument: "a".repeat(20), version: 1, step: "list", option: "idea+99999" };
  expect(() => encodePress({ ...press, ref: "P1234567" })).not.toThrow();
});

test("a registry that looks otherwise is left alone, and she hears what to do", () => {
  const registry = written("bot/instruments/registry.ts");
  expect(() => registered(registry.replace("ofClock", "ofTime"), "walk")).toThrow(
    "has no list “ofClock”: name walkClock in it by hand",
  );
  expect(() => registered("", "walk")).toThrow("has no imports");
});
