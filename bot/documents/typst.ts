import { promises as files } from "node:fs";
import { join } from "node:path";
import { typesettingFiles } from "./typst-assets.ts";

/**
 * Runs Typst (Apache-2.0) as WebAssembly, with fonts for Latin, Greek, Cyrillic, Arabic and emoji. All typesetting
 * shares one instance: compiler and fonts take 30 MB and are read once.
 */

/**
 * Typesets a template as a PDF. The same template and data give the same bytes.
 * @param template Typst markup, only ever our own: it is executed
 * @param data what people typed, and pictures: name without a slash → bytes. The template reads them, but never as
 * markup
 * @throws Error when it cannot be typeset
 */
export type Typesetter = (
  template: string,
  data: Readonly<Record<string, Uint8Array>>,
) => Promise<Uint8Array>;

const typesetters = new Map<string, Typesetter>();

/**
 * The typesetter for this folder, shared by all callers.
 * @param folder where the {@link typesettingFiles} are; they are read, and the compiler started, when first needed
 */
export function typesetterIn(folder: string): Typesetter {
  const typesetter = typesetters.get(folder) ?? createTypesetter(folder);
  typesetters.set(folder, typesetter);
  return typesetter;
}

function createTypesetter(folder: string): Typesetter {
  let started: ReturnType<typeof start> | undefined;
  return async (template, data) => {
    started ??= start(folder);
    const compiler = await started;
    // No awaiting from here on, or two documents typeset at once would read each other's words.
    compiler.reset_shadow();
    compiler.add_source("/template.typ", template);
    for (const [name, bytes] of Object.entries(data)) compiler.map_shadow(`/${name}`, bytes);
    const made: unknown = compiler.compile("/template.typ", undefined, "pdf", PLAIN_WORDS);
    compiler.reset_shadow();
    if (typeof made === "object" && made && "result" in made && made.result instanceof Uint8Array)
      return made.result;
    // Typst's diagnostics can quote what somebody typed, and this error is logged.
    throw new Error("it could not be set: Typst refused the template, in bot/documents/");
  };
}

/** Typst's format for diagnostics: plain text. */
const PLAIN_WORDS = 3;

async function start(folder: string) {
  // Loaded with the first document, so that nothing else waits for it.
  const { default: load, TypstCompilerBuilder } = await import("@myriaddreamin/typst-ts-web-compiler");
  await load({ module_or_path: await files.readFile(join(folder, typesettingFiles.compiler)) });
  const builder = new TypstCompilerBuilder();
  // It can read no files but those it is given.
  builder.set_dummy_access_model();
  for (const font of typesettingFiles.fonts)
    await builder.add_raw_font(await files.readFile(join(folder, font)));
  return builder.build();
}
