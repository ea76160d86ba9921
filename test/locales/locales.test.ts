import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { purposes } from "../../bot/core/model/lane.ts";
import type { Namespace } from "../../bot/core/model/message.ts";
import { cardTexts, levels, phases } from "../../bot/core/model/process.ts";
import { roles } from "../../bot/core/model/staff.ts";
import { textKeysOf } from "../../bot/core/processes/text-keys.ts";
import { actNames as acts } from "../../bot/instruments/issue/desk/buttons.ts";
import { declineReasons, outcomes } from "../../bot/instruments/issue/state.ts";
import { manifesto } from "../../bot/instruments/manifesto/lifecycle.ts";
import { countings } from "../../bot/instruments/manifesto/state.ts";
import { menu } from "../../bot/telegram/commands.ts";
import { createWords } from "../../bot/text/words.ts";
import { shipped } from "../../checks/lifecycles/shipped.ts";
import { functionNames } from "../../infra/functions.ts";
import { locales, localesFolder } from "../../locales/index.ts";
import { events } from "../instruments/issue/events.ts";
import { waterkant } from "../support/waterkant.ts";

/** Every file of a language but what people type: that is no text, and no language has as many words as another. */
const namespacesOf = (language: string) =>
  readdirSync(join(localesFolder, language))
    .map((file) => file.replace(/\.json$/, ""))
    .filter((name) => name !== "heard");

/** All texts of one language as "namespace:path" → text. */
function flat(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: Namespace | string, path: string, namespace: string) => {
    if (typeof value === "string") texts.set(`${namespace}:${path}`, value);
    else
      for (const [name, inner] of Object.entries(value))
        walk(inner, path ? `${path}.${name}` : name, namespace);
  };
  for (const namespace of namespacesOf(language))
    walk(locales.namespace(language, namespace) ?? {}, "", namespace);
  return texts;
}

const languages = locales.languages.map((language) => ({ language, texts: flat(language) }));
const namespaces = namespacesOf("nl");
const plural = /_(zero|one|two|few|many|other)$/;
const withoutPlural = (key: string) => key.replace(plural, "");
const base = new Set([...(languages[0]?.texts.keys() ?? [])].map(withoutPlural));
const placeholders = (text: string) =>
  [...text.matchAll(/{{\s*(\w+)\s*}}/g)].map((one) => one[1] ?? "").toSorted();

describe.each(languages)("somebody who reads $language", ({ language, texts }) => {
  test("misses no sentence and gets none that others lack", () => {
    const keys = new Set([...texts.keys()].map(withoutPlural));
    expect([...base].filter((key) => !keys.has(key))).toEqual([]);
    expect([...keys].filter((key) => !base.has(key))).toEqual([]);
  });

  test("is shown no part of the format that we do not read", () => {
    const unread = /\$t\(|{{(?!\s*\w+\s*}})|_ordinal/;
    expect([...texts].filter((one) => one.some((part) => unread.test(part)))).toEqual([]);
    for (const written of ["$t(common:done)", "{{n, number}}", "{{- name}}", "place_ordinal_one"])
      expect(unread.test(written)).toBe(true);
    expect(unread.test("{{ n }} van {{all}}")).toBe(false);
  });

  test("finds every plural form that the language has", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = new Set([...texts.keys()].filter((key) => plural.test(key)).map(withoutPlural));
    const missing = [...counted].flatMap((key) =>
      forms.filter((form) => !texts.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
    );
    expect(missing).toEqual([]);
    expect(counted.size).toBeGreaterThan(5);
  });

  test("sees the same things filled in as everybody else", () => {
    for (const [key, text] of texts) {
      const others = languages.map((one) => one.texts.get(key)).filter((one) => one !== undefined);
      for (const other of others) expect(placeholders(text), key).toEqual(placeholders(other));
    }
  });

  test("is never shown markup: Telegram would refuse the message, Slack would show the tags", () => {
    for (const [key, text] of texts) expect(text, key).not.toMatch(/[<>&]|\*[^*]+\*/);
  });

  test("is never asked to read something that is empty or unfinished", () => {
    for (const [key, text] of texts) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).not.toMatch(/TODO|\?\?\?|lorem/i);
    }
  });
});

describe.each(locales.languages.map((language) => ({ language, lists: locales.vocabulary(language) })))(
  "somebody who types in $language",
  ({ language, lists }) => {
    test("finds the lists that words are compared with, in plain small letters", () => {
      expect(Object.keys(lists)).toEqual(expect.arrayContaining(["functionWord", "negation"]));
      for (const word of [lists.functionWord ?? [], lists.negation ?? []].flat())
        expect(word).toMatch(/^\p{Ll}+$/u);
      for (const [name, list] of Object.entries(lists)) {
        expect(list.length, `${language} ${name}`).toBeGreaterThan(0);
        expect(new Set(list).size, `${language} ${name}`).toBe(list.length);
      }
    });

    test("is never answered with such a list: it is no text", () => {
      expect(createWords(locales).render({ key: "heard:negation" }, language)).toBe("heard:negation");
    });
  },
);

describe("what the channels can show", () => {
  const limit = (pattern: RegExp, max: number, why: string) =>
    test(`${why}: at most ${max} characters`, () => {
      let checked = 0;
      for (const { texts, language } of languages) {
        for (const [key, text] of texts) {
          if (!pattern.test(key)) continue;
          checked++;
          expect(text.length, `${language} ${key}`).toBeLessThanOrEqual(max);
        }
      }
      expect(checked).toBeGreaterThan(0);
    });
  limit(
    /^officials:(act\.|save|send$|see|go$|(desk|roles|duty|home)\.title|manifesto\.(title|open$|agreementTitle|editTitle|act\.)|card\.title$)/,
    24,
    "the title and the buttons of a form in Slack",
  );
  limit(/^officials:(role|outcome|decline)\./, 75, "an option in a menu in Slack");
  limit(/^officials:hint\./, 2000, "the hint under a field in Slack");
  limit(
    /^officials:\w[\w-]*\.command$/,
    100,
    "what a command does, in the list that Slack shows while one types",
  );
  limit(/^common:command\./, 256, "the description of a command in Telegram");
  limit(
    /^(issue:(helps|change)\.|issue:(send|throwAway|answerIt|noPhotos|photosDone)$)/,
    24,
    "a button on a phone, two in a row",
  );
  limit(
    /^common:(privacy\.(join|young|no|more)|permission\.(on|off))$/,
    40,
    "a button on a phone, alone in its row",
  );

  test("every sentence fits in one Telegram message, whatever is filled in", () => {
    const words = createWords(locales);
    for (const { language, texts } of languages) {
      for (const [key, text] of texts) {
        if (key.startsWith("officials:")) continue;
        const params = Object.fromEntries(
          placeholders(text).map((name) => [name, name === "count" ? 88 : "&".repeat(60)]),
        );
        const shown = words.render({ key: withoutPlural(key), params }, language, (one) =>
          one.replaceAll("&", "&amp;"),
        );
        expect(shown.length, `${language} ${key}`).toBeLessThanOrEqual(4096);
      }
    }
  });

  test("subjects and neighbourhoods fit on a button", () => {
    for (const one of waterkant.categories)
      for (const name of Object.values(one.name)) expect(name.length).toBeLessThanOrEqual(30);
  });
});

/** Every TypeScript file of the product. */
function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

describe("keys in the code", () => {
  const code = [...sources("bot"), ...sources("handlers")]
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  const known = (key: string) => base.has(key);
  /** Whatever files there are: a new instrument's texts are looked for as soon as they are written. */
  const named = `(?:${namespaces.join("|")})`;

  test("every key that is written out has its text", () => {
    const used = new Set(
      [...code.matchAll(new RegExp(`"(${named}:[\\w.]+)"`, "g"))].map((one) => one[1] ?? ""),
    );
    expect([...used].filter((key) => !known(key))).toEqual([]);
    expect(used.size).toBeGreaterThan(150);
  });

  test("every key that is put together has its text for everything it can be put together with", () => {
    const made = [
      ...menu.map((one) => `common:command.${one}`),
      ...waterkant.languages.map((one) => `common:language.${one}`),
      ...purposes.flatMap((one) => [`common:permission.${one}`, `common:permission.about.${one}`]),
      ...["sticker", "too_large", "file_type", "video", "other"].map((one) => `common:unreadable.${one}`),
      ...declineReasons.flatMap((one) => [`issue:declined.${one}`, `officials:decline.${one}`]),
      ...outcomes.flatMap((one) => [
        `issue:outcome.${one}`,
        `issue:outcomeShort.${one}`,
        `officials:outcome.${one}`,
      ]),
      ...["own_reply", "own_add", "own_why"].map((one) => `issue:own.ask.${one}`),
      ...acts.flatMap((one) => [`officials:act.${one}`, `officials:intro.${one}`]),
      ...roles.map((one) => `officials:role.${one}`),
      ...events.flatMap((one) => [`issue:history.${one}`, `officials:thread.${one}`]),
      ...cardTexts.flatMap((one) => [
        `common:process.changed.${one}`,
        `officials:process.${one}`,
        `officials:process.hint.${one}`,
      ]),
      ...levels.flatMap((one) => [
        `common:process.level.${one}`,
        `common:process.rung.${one}`,
        `officials:process.levels.${one}`,
      ]),
      ...phases.flatMap((one) => [
        `common:process.phase.${one}`,
        `common:process.stage.${one}`,
        `officials:process.phases.${one}`,
      ]),
      ...Object.values(manifesto.states)
        .flat()
        .map((one) => `officials:manifesto.at.${one}`),
      ...countings.flatMap((one) => [
        `manifesto:agreement.${one}`,
        `officials:manifesto.choice.counting.${one}`,
      ]),
      ...["late", "lateLead", "lateClerk"].map((one) => `officials:nudge.${one}`),
    ];
    expect(made.filter((key) => !known(key))).toEqual([]);
  });

  test("no text lies unused", () => {
    // Named after the rows of a table, which no code writes out.
    const ofTables = new Set(shipped.flatMap(textKeysOf).map(({ key }) => key));
    const fixed = new Set(
      [...code.matchAll(new RegExp(`(${named}:[\\w.]+)`, "g"))].map((one) => one[1] ?? ""),
    );
    const prefixes = [...code.matchAll(new RegExp(`(${named}:[\\w.]*)\\$\\{`, "g"))].map(
      (one) => one[1] ?? "",
    );
    const unused = [...base].filter(
      (key) => !fixed.has(key) && !ofTables.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});

describe.each(functionNames)("the function %s", (name) => {
  test("has no text in its bundle: a language more makes nobody wait longer", () => {
    const { metafile } = buildSync({
      entryPoints: [`handlers/${name}.ts`],
      bundle: true,
      write: false,
      metafile: true,
      outdir: "bundle",
      platform: "node",
      alias: { grammy: "grammy/web" },
    });
    const within = Object.keys(metafile.inputs);
    expect(within).toContain(`handlers/${name}.ts`);
    expect(within.filter((path) => path.includes("locales/") && !path.includes("node_modules/"))).toEqual([]);
    expect(within.filter((path) => path.startsWith("checks/") || path.endsWith("/text-keys.ts"))).toEqual([]);
  });
});
