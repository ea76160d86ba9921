import type { Language, Namespace, Texts, Vocabulary } from "../../bot/core/model/message.ts";

/** The namespaces of one language, and in `heard` what people type in it. */
export interface InventedLanguage {
  readonly [namespace: string]: Namespace | Vocabulary | undefined;
  readonly heard?: Vocabulary;
}

/** Texts that are invented for a test, so that it does not change when the real ones do. */
export function textsOf(languages: Readonly<Record<Language, InventedLanguage>>): Texts {
  return {
    languages: Object.keys(languages),
    namespace(language, name) {
      const found = languages[language]?.[name];
      return name === "heard" || !isNamespace(found) ? undefined : structuredClone(found);
    },
    vocabulary: (language) => languages[language]?.heard ?? {},
  };
}

/** The same texts, and one language more. */
export function withLanguage(texts: Texts, language: Language, invented: InventedLanguage): Texts {
  const more = textsOf({ [language]: invented });
  const of = (one: Language) => (one === language ? more : texts);
  return {
    languages: [...texts.languages, language],
    namespace: (one, name) => of(one).namespace(one, name),
    vocabulary: (one) => of(one).vocabulary(one),
  };
}

/** A text as it is written, with its placeholders. @param key such as "common:done" */
export function writtenText(texts: Texts, language: Language, key: string): string {
  const [namespace = "", path = ""] = key.split(":");
  let found: Namespace | string | undefined = texts.namespace(language, namespace);
  for (const name of path.split(".")) found = typeof found === "object" ? found[name] : undefined;
  if (typeof found !== "string") throw new Error(`there is no text ${key} in ${language}`);
  return found;
}

function isNamespace(found: Namespace | Vocabulary | undefined): found is Namespace {
  return found !== undefined && !Object.values(found).some(Array.isArray);
}
