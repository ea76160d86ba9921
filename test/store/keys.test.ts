import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { patterns } from "../../bot/store/access-patterns.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** “LANE#”, “RESIDENT#” and so on: the prefixes of partition keys of more than one word. */
const beginnings = new Set(patterns.flatMap(({ pk }) => /^[A-Z]+#/.exec(pk) ?? []));

/** The text of a file without its comments, which may mention keys. */
const codeOf = (path: string) =>
  readFileSync(`${root}${path}`, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

const writesKeys = (path: string) => {
  const code = codeOf(path);
  return [...beginnings].some((one) => code.includes(`"${one}`) || code.includes(`\`${one}`));
};

test("a key is written in keys.ts and nowhere else: somebody who looks for an item finds one answer", () => {
  const writers = globSync("{bot,handlers,ops}/**/*.ts", { cwd: root }).filter(writesKeys).toSorted();
  expect(writers).toEqual([
    "bot/store/keys.ts",
    // Where keys are described, not written.
    "bot/store/patterns-processes.ts",
    "bot/store/patterns-residents.ts",
    "bot/store/patterns-town-hall.ts",
  ]);
});
