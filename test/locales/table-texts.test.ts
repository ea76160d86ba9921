import { describe, expect, test } from "vitest";
import type { Namespace, Texts } from "../../bot/core/model/message.ts";
import { everywhere } from "../../bot/core/processes/everywhere.ts";
import { textKeysOf } from "../../bot/core/processes/text-keys.ts";
import { createWords } from "../../bot/text/words.ts";
import { missingTexts } from "../../checks/lifecycles/missing-texts.ts";
import { shipped } from "../../checks/lifecycles/shipped.ts";
import { locales } from "../../locales/index.ts";
import { all } from "../core/processes/lifecycles/index.ts";
import { poll } from "../core/processes/lifecycles/poll.ts";
import { walk } from "../core/processes/lifecycles/walk.ts";

/** Nobody is shown a key: whatever a table says to people, it says in every language. */

/** Texts that say their own key, for everything that a table needs. */
function written(besides: readonly string[] = []): Texts {
  const keys = all.flatMap(textKeysOf).map(({ key }) => key);
  const namespace = (name: string): Namespace =>
    Object.fromEntries(
      keys
        .filter((key) => key.startsWith(`${name}:`) && !besides.includes(key))
        .map((key) => [key.slice(name.length + 1), key]),
    );
  return { languages: ["nl", "en"], namespace: (_, name) => namespace(name), vocabulary: () => ({}) };
}

test("somebody who takes part in any way that ships reads words, in each language", () => {
  expect(missingTexts(shipped, locales)).toEqual([]);
});

test("somebody reads words for the rows that every process has, too", () => {
  // The card is changed in a form of its own, with words of its own.
  const { edit: _, ...steps } = everywhere;
  // Under names of its own: what a table calls as the kernel does is told in the kernel's words.
  const own = Object.fromEntries(Object.entries(steps).map(([name, step]) => [`own${name}`, step]));
  const needed = textKeysOf({ name: "process", what: "", states: {}, steps: own })
    .map(({ key }) => key.replace(/^process:/, "common:process.").replace(/\.own(?=\w)/, "."))
    .filter((key) => key !== "officials:process.name");
  const words = createWords(locales);
  const render = (key: string, language: string) => words.render({ key, params: { count: 2 } }, language);
  for (const language of locales.languages)
    expect(needed.filter((key) => render(key, language) === key)).toEqual([]);
  expect(needed).toContain("common:process.tells.forceEnd");
  expect(render("common:process.tells.nothing", "nl")).toBe("common:process.tells.nothing");
});

describe("whoever writes a table reads which texts to write", () => {
  test("none, when all are there", () => {
    expect(missingTexts(all, written())).toEqual([]);
  });

  test("one that is not there, in each language that lacks it, and what it is for", () => {
    const texts = written(["poll:tells.count"]);
    expect(missingTexts(all, texts)).toEqual([
      'locales/nl/poll.json lacks "poll:tells.count": write it. What residents hear of row "count".',
      'locales/en/poll.json lacks "poll:tells.count": write it. What residents hear of row "count".',
    ]);
  });

  test("all of them for a table that nobody wrote texts for", () => {
    // A kind may ship under the table's own name one day.
    const unwritten = { ...walk, name: "never-written" };
    const needed = textKeysOf(unwritten).filter(({ key }) => !key.startsWith("common:"));
    const missing = missingTexts([unwritten], locales).filter((one) => !one.includes("common:"));
    expect(missing).toHaveLength(needed.length * locales.languages.length);
  });

  test("a text in plural forms is there, and an empty one is not", () => {
    const texts = (begin: Namespace): Texts => ({
      languages: ["nl"],
      namespace: (_, name) => ({ ...written().namespace("nl", name), ...(name === "poll" && begin) }),
      vocabulary: () => ({}),
    });
    const missing = (begin: Namespace) =>
      missingTexts([poll], texts({ "tells.begin": "", ...begin })).filter((one) =>
        one.includes("tells.begin"),
      );
    expect(missing({ tells: { begin_one: "1", begin_other: "2" } })).toEqual([]);
    expect(missing({ tells: { begin: " " } })).toHaveLength(1);
  });

  test("each key once, also when two rows ask the same", () => {
    for (const table of all) {
      const keys = textKeysOf(table).map(({ key }) => key);
      expect(keys).toEqual([...new Set(keys)]);
    }
  });
});
