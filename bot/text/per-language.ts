import type { Language } from "../core/model/message.ts";

/** Makes it once per language: a format takes longer to create than to use for a whole message. */
export function perLanguage<Made>(make: (language: Language) => Made): (language: Language) => Made {
  const all = new Map<Language, Made>();
  return (language) => {
    const made = all.get(language) ?? make(language);
    all.set(language, made);
    return made;
  };
}
