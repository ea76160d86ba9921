import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { say } from "../../bot/core/model/message.ts";
import { ConfigurationProblem } from "../../bot/runtime/config-problem.ts";
import { copyTexts, readTexts } from "../../bot/runtime/text-files.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales, localesFolder } from "../../locales/index.ts";

/** What lies beside a bundle is what is written in `locales/`, and a folder is all that a language needs. */

const folders: string[] = [];
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "samenspel-texts-"));
  folders.push(folder);
  return folder;
}

/** What is written, and a language more that says one thing. */
function withFrisian(): string {
  const folder = newFolder();
  for (const language of locales.languages)
    cpSync(join(localesFolder, language), join(folder, language), { recursive: true });
  mkdirSync(join(folder, "fy"));
  writeFileSync(join(folder, "fy", "common.json"), JSON.stringify({ done: "Klear" }, undefined, 2));
  writeFileSync(join(folder, "fy", "heard.json"), JSON.stringify({ yes: ["jawis"] }));
  return folder;
}

test("a language more is a folder more, and no line anywhere", () => {
  const built = newFolder();
  copyTexts(withFrisian(), built);
  const texts = readTexts(built);
  expect(texts.languages).toEqual([...locales.languages, "fy"].toSorted());
  const words = createWords(texts);
  expect(words.render(say("common:done"), "fy")).toBe("Klear");
  expect(words.vocabulary("fy")).toEqual({ yes: ["jawis"] });
  // What it has not said yet is said in Dutch.
  expect(words.render(say("issue:send"), "fy")).toBe(words.render(say("issue:send"), "nl"));
});

test("what lies beside a bundle says what is written, without the white space", () => {
  const built = newFolder();
  copyTexts(localesFolder, built);
  const texts = readTexts(built);
  expect(texts.languages).toEqual(locales.languages);
  for (const language of locales.languages) {
    for (const name of ["common", "issue", "officials"])
      expect(texts.namespace(language, name)).toEqual(locales.namespace(language, name));
    expect(texts.vocabulary(language)).toEqual(locales.vocabulary(language));
  }
  expect(readFileSync(join(built, "nl", "common.json"), "utf8")).not.toContain("\n");
});

test("what people type is never given out as a text, nor is what is no file of ours", () => {
  expect(locales.namespace("nl", "heard")).toBeUndefined();
  expect(locales.namespace("nl", "../en/common")).toBeUndefined();
  expect(locales.namespace("..", "package")).toBeUndefined();
});

test("a file that is no JSON stops the build, which names it", () => {
  const folder = withFrisian();
  writeFileSync(join(folder, "fy", "issue.json"), '{ "send": "Ferstjoere", }');
  expect(() => copyTexts(folder, newFolder())).toThrow(join("fy", "issue.json"));
});

test("a function that finds no texts says so at once: nobody is shown keys", () => {
  expect(() => readTexts(newFolder())).toThrow(ConfigurationProblem);
  const folder = newFolder();
  mkdirSync(join(folder, "en"));
  expect(() => createWords(readTexts(folder))).toThrow("no texts in the language “nl”");
});
