import { describe, expect, test } from "vitest";
import { anchors, brokenLinks, filesIn, missingPaths, page } from "./markdown.ts";

/** A newcomer follows the documents. Every link in them leads somewhere, and every file they name is there. */

const all = filesIn();
const pages = all.filter((file) => file.endsWith(".md") || file.startsWith(".github/ISSUE_TEMPLATE/"));
/** A changelog tells what was: names of then stay. */
const ofToday = pages.filter((file) => file !== "CHANGELOG.md");

describe("a newcomer who follows", () => {
  test.each(pages)("the links of %s arrives", (path) => {
    expect(brokenLinks(page(path))).toEqual([]);
  });

  test.each(ofToday)("the paths in %s finds each file", (path) => {
    expect(missingPaths(page(path), all)).toEqual([]);
  });
});

const roomsOf = (folder: string) => {
  const inside = all.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.split("/"));
  const depth = folder.split("/").length;
  return [...new Set(inside.filter((parts) => parts.length > depth + 1).map((parts) => parts[depth] ?? ""))];
};

test.each([
  ["docs/architecture.md", roomsOf("bot").map((room) => `bot/${room}/`)],
  ["docs/architecture.md", roomsOf("bot/core").map((room) => `${room}/`)],
  ["CONTRIBUTING.md", roomsOf("bot").map((room) => `bot/${room}/`)],
])("somebody who looks for a room finds it in %s", (path, rooms) => {
  const { text } = page(path);
  expect(rooms.length).toBeGreaterThan(8);
  expect(rooms.filter((room) => !text.includes(`\`${room}`))).toEqual([]);
});

/** Dutch word order in English: these openings are how it shows. */
const translated = /(?:^|[.:!?)*|>-] +|“)(?:Whoever|So many|So much) /u;

test.each(ofToday)("the sentences of %s do not read as translated", (path) => {
  expect(
    page(path)
      .text.split("\n")
      .filter((line) => translated.test(line)),
  ).toEqual([]);
});

test.each(["Whoever asks, hears.", "It ends. Whoever asks, hears.", "- **Age.** So many years are kept."])(
  "a sentence that reads as translated is found: %s",
  (planted) => expect(planted).toMatch(translated),
);

test("the map of the house fits on two screens and has a picture", () => {
  const { text } = page("docs/architecture.md");
  expect(text.split("\n").length).toBeLessThanOrEqual(101);
  expect(text).toContain("```mermaid");
});

test("every decision is listed once, by its number and its title", () => {
  const records = all.filter((file) => /^docs\/adr\/\d{4}-.+\.md$/u.test(file)).sort();
  const expected = records.map((file) => {
    const title = page(file)
      .text.match(/^# (.+)$/mu)?.[1]
      ?.replace(/^\d+\. /u, "");
    return `${file.slice("docs/adr/".length)}: ${title}`;
  });
  const listed = [...page("docs/adr/README.md").text.matchAll(/^- \d{4} \[(.+)\]\((\d{4}-[^)]+)\)/gmu)];
  expect(listed.map(([, title, file]) => `${file}: ${title}`).sort()).toEqual(expected);
});

test.each(all.filter((file) => /^docs\/adr\/\d{4}-/u.test(file)))(
  "somebody who wants to undo %s reads why, what it costs and when to think again",
  (file) => {
    const { text } = page(file);
    const parts = ["context", "decision", "price", "reconsider-when"];
    expect([...anchors(text)].filter((heading) => parts.includes(heading))).toEqual(parts);
    expect(text.split("\n").length).toBeLessThanOrEqual(51);
  },
);

test("a decision is found by its title: from 0017 on the file bears it", () => {
  const wrong = all.filter((file) => {
    const [, number = "", name] = file.match(/^docs\/adr\/(\d{4})-(.+)\.md$/u) ?? [];
    const title = Number(number) < 17 ? undefined : page(file).text.match(/^# \d{4}\. (.+)$/mu)?.[1];
    return title !== undefined && ![...anchors(`# ${title}`)].includes(name ?? "");
  });
  expect(wrong).toEqual([]);
});

test("no two decisions bear the same number", () => {
  const numbers = all.flatMap((file) => file.match(/^docs\/adr\/(\d{4})-/u)?.[1] ?? []);
  expect(numbers).toEqual([...new Set(numbers)]);
});

describe("what is planted is found", () => {
  const planted = (text: string) => ({ path: "docs/planted.md", text });

  test.each([
    ["a file that is not there", "[a](nowhere.md)", "nowhere.md"],
    ["a picture that is not there", '<img src="images/nothing.png">', "images/nothing.png"],
    ["a heading that is not there", "[a](../README.md#no-such-heading)", "../README.md#no-such-heading"],
    ["a heading of its own that is not there", "# Here\n\n[a](#there)", "#there"],
  ])("%s", (_, text, target) => {
    expect(brokenLinks(planted(text))).toEqual([expect.stringContaining(target)]);
  });

  test("but not what is there, elsewhere, or code", () => {
    const text = [
      "# Here & now",
      "[a](#here--now) [b](../README.md#try-it) [c](https://example.org/x.md) [d](<../README.md>)",
      "```md",
      "[e](nowhere.md)",
      "```",
    ].join("\n");
    expect(brokenLinks(planted(text))).toEqual([]);
  });

  test.each([
    ["a path", "See `bot/nowhere/sender.ts`.", "bot/nowhere/sender.ts"],
    ["a folder", "All of test/nowhere/ is about that.", "test/nowhere/"],
    ["a name without a folder", "See `no-such-name.ts`.", "no-such-name.ts"],
    ["a path in a diagram", "```mermaid\nA[handlers/nobody.ts]\n```", "handlers/nobody.ts"],
  ])("%s that is wrong", (_, text, name) => {
    expect(missingPaths(planted(text), all)).toEqual([`docs/planted.md: no such file: ${name}`]);
  });

  test("but not a path with a gap, or one that is there", () => {
    const text = "`locales/<language>/heard.json`, `bot/app.ts`, `test/rules/*.test.ts`, `documents.test.ts`";
    expect(missingPaths(planted(text), all)).toEqual([]);
  });
});

test("headings that read alike get anchors of their own, as GitHub gives them", () => {
  expect([...anchors("# “Not yet”\n\n## Price\n\n## Price\n\n## `a.ts`, and [b](c.md)")]).toEqual([
    "not-yet",
    "price",
    "price-1",
    "ats-and-b",
  ]);
});
