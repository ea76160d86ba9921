import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, page, project } from "./markdown.ts";

/** A clerk and a programmer look a word up in the same list. What it says the code says, the code says. */

/** The code of the bot without its comments: a word that only a comment uses is no word of the code. */
const code = filesIn("bot")
  .filter((file) => file.endsWith(".ts"))
  .map((file) => [file, withoutComments(readFileSync(join(project, file), "utf8"))] as const);
const words = new Set(code.flatMap(([, text]) => text.match(/[\p{L}_$][\w$]*/gu) ?? []));

const rows = page("docs/glossary.md")
  .text.split("\n")
  .filter((line) => line.startsWith("|") && !/^\| (---|Dutch|Code word)/u.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
const codeWords = rows.flatMap(([first = "", second = ""]) =>
  inCode(first).length > 0 ? inCode(first) : inCode(second),
);

test.each([...new Set(codeWords)])("the code uses the word %s", (word) => {
  expect(words).toContain(word);
});

test("a word that only the code has is in the file that is named", () => {
  for (const [first = "", , where = ""] of rows) {
    const [file] = inCode(where);
    if (!file) continue;
    const text = code.find(([path]) => path === file)?.[1];
    for (const word of inCode(first)) expect(text, `${word} in ${file}`).toMatch(new RegExp(`\\b${word}\\b`));
  }
});

test("every row has a word of the code and a meaning in one line, and no Dutch word stands twice", () => {
  for (const row of rows) {
    expect(row).toHaveLength(3);
    expect(row.every((cell) => cell.length > 0 && cell.length < 120)).toBe(true);
  }
  const dutch = rows.map(([first = ""]) => first).filter((first) => !first.startsWith("`"));
  expect(dutch).toEqual([...new Set(dutch)]);
  expect(codeWords.length).toBeGreaterThanOrEqual(rows.length);
});

test("a word that is nowhere but in a comment is not one of the code", () => {
  const text = withoutComments('/** hidden */ const seen = "https://example.org"; // gone\n');
  expect(text).not.toMatch(/hidden|gone/u);
  expect(text).toMatch(/seen = "https:\/\/example.org"/u);
  expect(words).not.toContain("noSuchWord");
});

function inCode(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/gu)].map(([, word = ""]) => word);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/(^|\s)\/\/.*$/gmu, "$1");
}
