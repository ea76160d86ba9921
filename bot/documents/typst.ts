import { promises as files } from "node:fs";
import { join } from "node:path";
import { typesettingFiles } from "./typst-assets.ts";

/**
 * Typst (Apache-2.0), which runs here as WebAssembly, with fonts that know Latin, Greek, Cyrillic, Arabic and emoji.
 * Whatever is set uses the same one: compiler and fonts take 30 MB and are read once.
 */

/**
 * Sets a template as PDF. The same template and data give the same bytes.
 * @param template Typst markup, of ours only: it is run
 * @param data what people typed, and pictures: name without a slash → bytes. The template reads them, and never as
 *   markup
 * @throws Error when it cannot be set
 */
export type Press = (template: string, data: Readonly<Record<string, Uint8Array>>) => Promise<Uint8Array>;

const presses = new Map<string, Press>();

/**
 * The press of this folder: always the same one, whoever asks.
 * @param folder where {@link typesettingFiles} lie; they are read, and the compiler started, when first needed
 */
export function pressIn(folder: string): Press {
  const press = presses.get(folder) ?? createPress(folder);
  presses.set(folder, press);
  return press;
}

function createPress(folder: string): Press {
  let started: ReturnType<typeof start> | undefined;
  return async (template, data) => {
    started ??= start(folder);
    const compiler = await started;
    // No waiting from here on, or two that are set at once would read each other's words.
    compiler.reset_shadow();
    compiler.add_source("/template.typ", template);
    for (const [name, bytes] of Object.entries(data)) compiler.map_shadow(`/${name}`, bytes);
    const made: unknown = compiler.compile("/template.typ", undefined, "pdf", PLAIN_WORDS);
    compiler.reset_shadow();
    if (typeof made === "object" && made && "result" in made && made.result instanceof Uint8Array)
      return made.result;
    // Its findings can quote what somebody typed, and this goes into the log.
    throw new Error("it could not be set: Typst refused the template, in bot/paper/");
  };
}

/** How Typst writes down what it finds wrong. */
const PLAIN_WORDS = 3;

async function start(folder: string) {
  // Loaded with the first document only: nothing else waits for it.
  const { default: load, TypstCompilerBuilder } = await import("@myriaddreamin/typst-ts-web-compiler");
  await load({ module_or_path: await files.readFile(join(folder, typesettingFiles.compiler)) });
  const builder = new TypstCompilerBuilder();
  // No files but those it is given.
  builder.set_dummy_access_model();
  for (const font of typesettingFiles.fonts)
    await builder.add_raw_font(await files.readFile(join(folder, font)));
  return builder.build();
}
