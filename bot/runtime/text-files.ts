import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Namespace, Texts, Vocabulary } from "../core/model/message.ts";
import { ConfigurationProblem } from "./config-problem.ts";

/**
 * Texts as files: a folder for each language with a file for each namespace, in `locales/` and beside a bundle alike.
 * Neither languages nor namespaces are listed anywhere else.
 */

/** What people type is no namespace: each language has its own lists, and nothing of them is shown. */
const HEARD = "heard";

const SUFFIX = ".json";

/**
 * Looks up which languages there are; which files one has, and what is in them, when it is asked for.
 * @throws ConfigurationProblem when there are none: everybody would be shown keys
 */
export function readTexts(folder: string): Texts {
  const languages = languagesIn(folder);
  const files = new Map<string, readonly string[]>();
  const namesOf = (language: string): readonly string[] => {
    const names =
      files.get(language) ?? (languages.includes(language) ? namesIn(join(folder, language)) : []);
    files.set(language, names);
    return names;
  };
  const read = (language: string, name: string) =>
    namesOf(language).includes(name) ? parsed(join(folder, language, name + SUFFIX)) : undefined;
  return {
    languages,
    namespace: (language, name): Namespace | undefined => (name === HEARD ? undefined : read(language, name)),
    vocabulary: (language): Vocabulary => read(language, HEARD) ?? {},
  };
}

/** Copies what `readTexts` reads, without white space. @throws SyntaxError when a file is no JSON, and names it */
export function copyTexts(from: string, to: string): void {
  for (const language of languagesIn(from)) {
    mkdirSync(join(to, language), { recursive: true });
    for (const name of namesIn(join(from, language)))
      writeFileSync(
        join(to, language, name + SUFFIX),
        JSON.stringify(parsed(join(from, language, name + SUFFIX))),
      );
  }
}

function languagesIn(folder: string): readonly string[] {
  const languages = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  if (languages.length === 0) throw new ConfigurationProblem([`TEXTS: there are no texts in ${folder}`]);
  return languages.map(({ name }) => name);
}

/** The names of a language's files, without `.json`. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((file) =>
    file.endsWith(SUFFIX) ? [file.slice(0, -SUFFIX.length)] : [],
  );
}

/** Not checked again: `test/locales/` checks what is written there. */
function parsed(file: string) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new SyntaxError(`${file}: ${cause.message}`, { cause });
    throw cause;
  }
}
