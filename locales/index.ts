import { readTexts } from "../bot/runtime/text-files.ts";

/** The folder of all texts. */
export const localesFolder = import.meta.dirname;

/**
 * Every language the software speaks and understands: a folder each. For commands and tests; a handler reads the copy
 * beside its bundle.
 */
export const locales = readTexts(localesFolder);
