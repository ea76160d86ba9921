import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { project } from "./markdown.ts";

/** One version, said in several places. */

const read = (file: string) => readFileSync(join(project, file), "utf8");
const { version, devDependencies } = z
  .object({ version: z.string(), devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")));
const headings = [...read("CHANGELOG.md").matchAll(/^## (.+)$/gmu)].map(([, heading = ""]) => heading);

test("somebody who uses nvm gets the Node that runs the software", () => {
  expect(read(".nvmrc").trim()).toBe(devDependencies.node?.split(".")[0]);
});

test("the changelog begins with what is not released yet", () => {
  expect(headings[0]).toBe("[Unreleased]");
});

test("every release in it has a version and a day, the newest first", () => {
  const releases = headings
    .slice(1)
    .map((heading) => heading.match(/^\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$/u));
  expect(releases).not.toContain(null);
  const days = releases.map((release) => release?.[2] ?? "");
  expect(days).toEqual([...days].sort().reverse());
});

test("the version of the package is the newest release, and catalogues read the same day", () => {
  const { releaseDate } = z.object({ releaseDate: z.string() }).parse(parse(read("publiccode.yml")));
  expect(headings[1]).toBe(`[${version}] - ${releaseDate}`);
});

test("an editor that reads .editorconfig writes as the formatter does", () => {
  const { formatter } = z
    .object({
      formatter: z.object({ indentStyle: z.string(), indentWidth: z.number(), lineWidth: z.number() }),
    })
    .parse(JSON.parse(read("biome.json")));
  const editor = read(".editorconfig");
  expect(editor).toMatch(new RegExp(`^indent_style = ${formatter.indentStyle}$`, "mu"));
  expect(editor).toMatch(new RegExp(`^indent_size = ${formatter.indentWidth}$`, "mu"));
  expect(editor).toMatch(new RegExp(`^max_line_length = ${formatter.lineWidth}$`, "mu"));
});
