import { slimGrammy } from "./slim-grammy.ts";
import { slimZod } from "./slim-zod.ts";

/**
 * Libraries that the bundles get in another form than the one our sources import.
 * @returns the path that esbuild takes in place of each
 */
export const leanLibraries = (projectRoot: string): Readonly<Record<string, string>> => ({
  grammy: slimGrammy(projectRoot),
  ...slimZod(projectRoot),
});
