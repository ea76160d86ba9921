import i18next from "i18next";
import { describe, expect, test } from "vitest";
import type { Namespace } from "../../bot/core/model/message.ts";
import { findText, interpolate } from "../../bot/text/catalog.ts";
import { locales } from "../../locales/index.ts";

/** What i18next, whose format the files have, makes of the same text: whoever translates may rely on it. */
async function byI18next(language: string, texts: Namespace) {
  const engine = i18next.createInstance();
  await engine.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { texts } },
    defaultNS: "texts",
    interpolation: { escapeValue: false },
  });
  return (path: string, params: Record<string, unknown>) => engine.t(path, params);
}

const ours =
  (language: string, texts: Namespace) =>
  (path: string, { count, ...rest }: { readonly count?: number; readonly [name: string]: unknown }) => {
    const given = { ...rest, ...(count !== undefined && { count }) };
    const params = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
    return interpolate(findText(texts, path, language, count) ?? path, params);
  };

const form = /_(zero|one|two|few|many|other)$/;

function pathsOf(texts: Namespace, before = ""): readonly string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    typeof text === "string" ? [before + name] : pathsOf(text, `${before}${name}.`),
  );
}

const counts = [0, 1, 2, 3, 5, 6, 11, 21, 22, 100, 101, 111, 999];

describe("whoever translates with a tool for i18next", () => {
  const namespaces = ["common", "issue", "manifesto", "officials", "poll", "survey"];

  test.each(locales.languages.flatMap((language) => namespaces.map((name) => ({ language, name }))))(
    "sees in $language:$name what residents see",
    async ({ language, name }) => {
      const texts = locales.namespace(language, name) ?? {};
      const theirs = await byI18next(language, texts);
      const paths = pathsOf(texts);
      expect(paths.length).toBeGreaterThan(5);
      for (const path of paths) {
        const names = [...interpolateNames(texts, path, language)];
        const params = Object.fromEntries(names.map((one) => [one, `<${one} & $t(common:done) {{count}}>`]));
        if (!form.test(path)) expect(ours(language, texts)(path, params)).toBe(theirs(path, params));
        for (const count of form.test(path) ? counts : [])
          expect(ours(language, texts)(path.replace(form, ""), { ...params, count })).toBe(
            theirs(path.replace(form, ""), { ...params, count }),
          );
      }
    },
  );

  test.each([
    ["ar", ["zero", "one", "two", "few", "many", "other"]],
    ["pl", ["one", "few", "many", "other"]],
    ["uk", ["one", "few", "many", "other"]],
    ["tr", ["one", "other"]],
    ["fr", ["one", "many", "other"]],
    ["nl", ["zero", "one", "other"]],
  ])("gets the plural forms of %s", async (language, forms) => {
    const texts = { voices: Object.fromEntries(forms.map((one) => [`said_${one}`, `${one}: {{count}}`])) };
    const theirs = await byI18next(language, texts);
    const used = new Set<string>();
    for (const count of [...counts, 1.5, 1_000_000]) {
      const text = ours(language, texts)("voices.said", { count });
      expect(text).toBe(theirs("voices.said", { count }));
      used.add(text.split(":")[0] ?? "");
    }
    expect([...used].toSorted()).toEqual(forms.toSorted());
  });
});

/** The names between braces in all the forms of a text. */
function interpolateNames(texts: Namespace, path: string, language: string): ReadonlySet<string> {
  const all = counts.map((count) => findText(texts, path.replace(form, ""), language, count) ?? "");
  const text = [findText(texts, path, language) ?? "", ...all].join(" ");
  return new Set(
    [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((one) => one[1] ?? "").filter((one) => one !== "count"),
  );
}

describe("a text", () => {
  const texts = { a: { b: "here", c_other: "{{count}} of them" } };

  test("that nobody wrote is not found, whatever its name", () => {
    for (const path of ["a", "a.b.c", "x", "x.y", "", "constructor", "a.toString", "__proto__.x"])
      expect(findText(texts, path, "nl")).toBeUndefined();
    expect(findText(texts, "a.b", "nl")).toBe("here");
  });

  test("in one form only is shown for every number", () => {
    expect(findText(texts, "a.c", "nl", 1)).toBe("{{count}} of them");
    expect(findText(texts, "a.b", "nl", 1)).toBe("here");
    expect(findText(texts, "a.c", "nl")).toBeUndefined();
  });

  test("leaves what somebody typed alone, and shows what was not given", () => {
    expect(interpolate("{{ who }}: {{words}}{{never}}.", { who: "{{words}} $&", words: "$1 {{who}}" })).toBe(
      "{{words}} $&: $1 {{who}}{{never}}.",
    );
    expect(interpolate("{{constructor}} {{toString}}", {})).toBe("{{constructor}} {{toString}}");
  });
});
