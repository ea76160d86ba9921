import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepToBudget } from "../../infra/budget.ts";
import { functions } from "../../infra/functions.ts";
import { projectRoot } from "../../infra/lambda.ts";

/** A bundle that exceeds its budget stops the build: residents wait for what is loaded. */

let folder: string;
let out: string;

beforeAll(() => {
  mkdirSync(join(projectRoot, ".cache"), { recursive: true });
  folder = mkdtempSync(join(projectRoot, ".cache", "budget-"));
  out = mkdtempSync(join(tmpdir(), "samenspel-budget-"));
  // 3000 letters that no minifier can take out.
  writeFileSync(join(folder, "large.ts"), `export const handler = () => "${"a".repeat(3000)}";\n`);
});

afterAll(() => {
  for (const one of [folder, out]) rmSync(one, { recursive: true, force: true });
});

function bundle(name: string): NodejsFunction {
  const stack = new Stack(new App({ outdir: join(out, name) }), "Small");
  return new NodejsFunction(stack, "Large", {
    entry: join(folder, "large.ts"),
    projectRoot,
    depsLockFilePath: join(projectRoot, "package-lock.json"),
    bundling: { minify: true },
  });
}

test("a bundle within its budget is built", () => {
  expect(() => keepToBudget("telegram", bundle("within"), 10)).not.toThrow();
});

test("a larger one is refused in one line, with function, size and budget", () => {
  expect(() => keepToBudget("telegram", bundle("over"), 2)).toThrow(
    /^The bundle of “telegram” is 4 KB and may be 2 KB: [^\n]+$/,
  );
});

test("what a resident waits for when a function starts is at most 640 KB", () => {
  expect(functions.telegram.budget).toBeLessThanOrEqual(640);
});
