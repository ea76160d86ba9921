import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";
import { leanLibraries } from "../../infra/lean-libraries.ts";

/** zod as it is bundled: it is left asleep until something is read, and only what is used of it comes along. */

const root = join(import.meta.dirname, "../..");

function bundled<Found>(source: string, look: (path: string) => Found): Found {
  const folder = mkdtempSync(join(tmpdir(), "samenspel-zod-"));
  try {
    const outfile = join(folder, "index.cjs");
    buildSync({
      stdin: { contents: source, resolveDir: root, loader: "ts" },
      outfile,
      bundle: true,
      platform: "node",
      mainFields: ["module", "main"],
      alias: leanLibraries(root),
    });
    return look(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a bundle reads with zod, and takes along no more of it than it uses", () => {
  const source = `
    import * as z from "zod/mini";
    import { $ZodError } from "zod/v4/core";
    import { en } from "zod/locales";
    const schema = z.object({ day: z.optional(z.iso.date()), text: z.string().check(z.minLength(2)) });
    export const read = (value) => schema.parse(value);
    export const complaint = (value) => {
      try { schema.parse(value, { error: en().localeError }); } catch (error) { return [error instanceof $ZodError, error.issues[0].message]; }
    };
    export const other = () => new Error() instanceof $ZodError;
  `;
  const [text, exports] = bundled(source, (path): [string, Record<string, (value: unknown) => unknown>] => [
    readFileSync(path, "utf8"),
    createRequire(import.meta.url)(path),
  ]);
  expect(exports.read?.({ text: "ab", day: "2026-11-25" })).toEqual({ text: "ab", day: "2026-11-25" });
  expect(exports.complaint?.({ text: "a" })).toEqual([
    true,
    "Too small: expected string to have >=2 characters",
  ]);
  expect(exports.other?.(undefined)).toBe(false);
  expect(text).toContain("ZodMiniString");
  expect(text).not.toContain('"ZodMiniTuple"');
  expect(text).not.toContain('"ZodMiniMap"');
});

/** zod leaves this behind wherever it has been loaded. */
const TRACE = "__zod_globalRegistry";

test("a door opens before any schema is made", () => {
  const looks = (path: string) =>
    execFileSync(process.execPath, [
      "-p",
      `typeof require(${JSON.stringify(path)}).handler + " " + (${JSON.stringify(TRACE)} in globalThis)`,
    ]);
  for (const door of ["telegram", "slack"])
    expect(String(bundled(`export * from "./handlers/${door}.ts";`, looks)).trim(), door).toBe(
      "function false",
    );
});

test("an old row is read by the schemas of its own kind, and by those of all kinds only when it says none", () => {
  const source = `
    import { schemaFor } from "./bot/store/row-schemas.ts";
    const define = Object.defineProperty;
    let made = 0;
    Object.defineProperty = (it, key, how) => {
      if (key === "_zod") made++;
      return define(it, key, how);
    };
    const madeFor = (row) => {
      made = 0;
      schemaFor(row).safeParse(row);
      return made;
    };
    export const counts = () => [madeFor({ row: "office", version: 1 }), madeFor({ row: "nothing" })];
  `;
  const [office, all] = bundled(source, (path) => {
    const { counts } = createRequire(import.meta.url)(path) as { counts(): [number, number] };
    return counts();
  });
  expect(office).toBeGreaterThan(0);
  expect(office).toBeLessThan(60);
  expect(all).toBeGreaterThan(300);
});
