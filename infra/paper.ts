/**
 * `node infra/paper.ts <folder>`: copies everything needed to typeset documents and paint pictures into the folder.
 * Called while bundling.
 */
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { typesettingFiles } from "../bot/documents/typst-assets.ts";

const [, , to] = process.argv;
if (!to) throw new Error("say into which folder: node infra/paper.ts <folder>");
const packages = join(import.meta.dirname, "..", "node_modules");
for (const file of [typesettingFiles.compiler, typesettingFiles.painter, ...typesettingFiles.fonts]) {
  mkdirSync(dirname(join(to, file)), { recursive: true });
  cpSync(join(packages, file), join(to, file));
}
