/**
 * `node infra/texts.ts <folder>`: copies the texts of every language into the folder. Called while bundling, so that a
 * language more, or a longer text, makes no bundle larger.
 */
import { copyTexts } from "../bot/runtime/text-files.ts";
import { localesFolder } from "../locales/index.ts";

const [, , to] = process.argv;
if (!to) throw new Error("say into which folder: node infra/texts.ts <folder>");
copyTexts(localesFolder, to);
