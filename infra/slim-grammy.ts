import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./problem.ts";

/**
 * grammY's web build without what no function of ours uses, and what esbuild cannot leave out by itself: tables that are
 * spread into each other, its adapters for webhooks, a library that writes its debug lines, and a method for each thing
 * that Telegram can do, where we use `api.raw`. That is 30 KB that every cold start would load.
 */

/** Statements that go, by how they begin. What needs them is never called here, and is left out by esbuild. */
const GOES = [
  /^const \w+_KEYS = \{/,
  /^const (?:DEFAULT|ALL)_UPDATE_TYPES = \[/,
  /^const (?:ALL_CHAT_PERMISSIONS|API_CONSTANTS) = \{/,
  /^Object\.freeze\(API_CONSTANTS\);/,
  /^export \{ API_CONSTANTS/,
  /^const adapters1? = \{/,
  /^browser\$1\.\w+;/,
] as const;

/** Makes the function that writes debug lines. */
const DEBUG = /^var browser\$1 = createCommonjsModule\(/;

const API = /^class Api \{/;

/** A method of `Api` that only hands on to `raw`: we call that ourselves. */
const HANDS_ON = /\n {4}\w+\([^\n]*\) ?\{\n {8}return this\.raw\.[\s\S]*?\n {4}\}/g;

/** The web build without those statements. @throws Problem when an update of grammY begins one in another way */
export function slimmed(source: string): string {
  const statements = source.split(/\n(?=[^\s})\]])/);
  const missing = [...GOES, DEBUG, API].filter((one) => !statements.some((statement) => one.test(statement)));
  if (missing.length > 0)
    throw new Problem(
      `grammY's web build has changed: nothing in it begins like ${missing.join(", ")}. Adapt infra/slim-grammy.ts.`,
    );
  return statements
    .filter((statement) => !GOES.some((one) => one.test(statement)))
    .map((statement) => {
      if (DEBUG.test(statement)) return "const browser$1 = () => () => {};";
      return API.test(statement) ? statement.replaceAll(HANDS_ON, "") : statement;
    })
    .join("\n");
}

/** Writes it beside the bundles. @returns its path, which esbuild takes in place of “grammy” */
export function slimGrammy(projectRoot: string): string {
  const folder = join(projectRoot, "node_modules/.cache/samenspel");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "grammy.mjs");
  writeFileSync(path, slimmed(readFileSync(join(projectRoot, "node_modules/grammy/out/web.mjs"), "utf8")));
  return path;
}
