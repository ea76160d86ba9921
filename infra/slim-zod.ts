import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as locales from "zod/locales";
import * as mini from "zod/mini";
import * as core from "zod/v4/core";

/**
 * zod as the bundles get it: `z.object(…)` describes a schema, and it is made, with as much of zod itself as it needs,
 * when something is first read with it (`bot/runtime/deferred.ts`). The bot has some hundreds of schemas and reads one
 * update with a few of them; making all took half of the time that a function needs to start.
 *
 * Sources, tests and one's own machine use the library as it is, and nothing that imports it has to know.
 */

/** The ways in which our sources import zod. */
const ENTRANCES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "zod/mini": mini,
  "zod/v4/core": core,
  "zod/locales": locales,
};

/** What stands for one export, in the way that fits what it is. */
function standIn(name: string, value: unknown, file: string): string {
  // Each name is in a file of its own, so that the bundler takes along only those that are used.
  const find = `() => require("./${file}").it`;
  if (typeof value !== "function") return `/* @__PURE__ */ deferredAll(${find})`;
  if (/^\$?[A-Z]/.test(name)) return `/* @__PURE__ */ deferredClass(${find})`;
  return `(...given) => deferred(${find}, given)`;
}

/**
 * Writes it beside the bundles.
 * @returns for each way in which our sources import zod, the path that esbuild takes in its place
 */
export function slimZod(projectRoot: string): Readonly<Record<string, string>> {
  const runtime = JSON.stringify(join(projectRoot, "bot/runtime/deferred.ts"));
  const paths = Object.entries(ENTRANCES).map(([from, exported]) => {
    const folder = join(projectRoot, "node_modules/.cache/samenspel", from);
    mkdirSync(folder, { recursive: true });
    const write = (file: string, text: string) => {
      writeFileSync(join(folder, file), text);
      return join(folder, file);
    };
    const real = JSON.stringify(fileURLToPath(import.meta.resolve(from)));
    const lines = Object.entries(exported).map(([name, value], at) => {
      write(`${at}.mjs`, `export { ${name} as it } from ${real};\n`);
      return `const _${at} = ${standIn(name, value, `${at}.mjs`)};\nexport { _${at} as ${name} };`;
    });
    const head = `import { deferred, deferredAll, deferredClass } from ${runtime};`;
    return [from, write("index.mjs", [head, ...lines, ""].join("\n"))];
  });
  return Object.fromEntries(paths);
}
