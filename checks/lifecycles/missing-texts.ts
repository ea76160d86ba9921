import type { Language, Namespace, Texts } from "../../bot/core/model/message.ts";
import type { Lifecycle } from "../../bot/core/processes/lifecycle.ts";
import { textKeysOf } from "../../bot/core/processes/text-keys.ts";

/** Every text that these tables need and a language lacks: one sentence for each, which says what to write and where. */
export function missingTexts(tables: readonly Lifecycle[], texts: Texts): readonly string[] {
  const needed = new Map(tables.flatMap(textKeysOf).map((one) => [one.key, one]));
  return texts.languages.flatMap((language) => {
    const has = keysIn(texts, language);
    return [...needed.values()]
      .filter(({ key }) => !has(key))
      .map(({ key, why }) => {
        const [namespace = ""] = key.split(":");
        return `locales/${language}/${namespace}.json lacks "${key}": write it. ${why}`;
      });
  });
}

/** Whether a language has a text, in one form or in several plural ones. Each file is read once. */
function keysIn(texts: Texts, language: Language): (key: string) => boolean {
  const read = new Map<string, ReadonlySet<string>>();
  return (key) => {
    const [namespace = "", path = ""] = key.split(":");
    const known = read.get(namespace) ?? new Set(pathsIn(texts.namespace(language, namespace) ?? {}));
    read.set(namespace, known);
    return known.has(path);
  };
}

function pathsIn(folder: Namespace): readonly string[] {
  return Object.entries(folder).flatMap(([name, inner]) =>
    typeof inner === "string"
      ? inner.trim() === ""
        ? []
        : [name.replace(/_(zero|one|two|few|many|other)$/, "")]
      : pathsIn(inner).map((path) => `${name}.${path}`),
  );
}
