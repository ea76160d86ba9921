import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Installation, readInstallation, requireReadable } from "../../infra/context.ts";
import { projectRoot } from "../../infra/lambda.ts";

/** What happens when the person who deploys makes a mistake: one line that says what to write instead. */

const read = (given: Record<string, unknown> = {}): Installation => readInstallation(given, projectRoot);

test("without a word it is the example town, in prod, in Frankfurt, and everything is kept", () => {
  expect(read()).toEqual({
    municipality: "waterkant",
    file: "infra/municipalities/waterkant.yaml",
    stage: "prod",
    region: "eu-central-1",
    keep: true,
    budget: 25,
    lanes: "move",
    reserve: false,
    dashboard: false,
    codeCache: false,
  });
});

test("what was said counts", () => {
  expect(
    read({ stage: "test", region: "eu-north-1", keep: "false", alarmEmail: "beheer@example.org" }),
  ).toMatchObject({ stage: "test", region: "eu-north-1", keep: false, alarmEmail: "beheer@example.org" });
  expect(read({ budget: "40", reserve: "true" })).toMatchObject({ budget: 40, reserve: true });
  expect(read({ lanes: "apart" }).lanes).toBe("apart");
  expect(() => read({ lanes: "there" })).toThrow("stay, move, apart");
});

test("CDK's own settings are nobody's mistake", () => {
  expect(() =>
    read({ "aws:cdk:enable-path-metadata": true, "@aws-cdk/aws-iam:minimizePolicies": true }),
  ).not.toThrow();
});

describe("a mistake is named, with what to write instead", () => {
  test.each([
    [{ municipality: "nergens" }, /^municipality=nergens: there is no such file .*copy waterkant\.yaml/],
    [{ municipality: "../../etc" }, /^municipality=/],
    [{ stage: "Prod!" }, /^stage=Prod!: not usable; use prod, test/],
    [
      { region: "us-east-1" },
      /^region=us-east-1: not a region in the European Union.*eu-central-1 \(Frankfurt\)/,
    ],
    [{ region: "eu-west-2" }, /^region=eu-west-2: not a region in the European Union/],
    [{ region: "mars" }, /^region=mars/],
    [{ alarmEmail: "beheer" }, /^alarmEmail=beheer: not a mail address/],
    [{ keep: "no" }, /^keep=no: not usable/],
    [{ budget: "little" }, /^budget=little: not usable; write whole US dollars/],
    [{ budget: "0" }, /^budget=0: not usable/],
    [{ reserve: "yes" }, /^reserve=yes: not usable.*at least 119/],
    [{ dashboard: "yes" }, /^dashboard=yes: not usable/],
    [{ codeCache: "yes" }, /^codeCache=yes: not usable/],
    [{ keep: "false" }, /^keep=false: not in prod/],
    [{ municipalty: "waterkant" }, /^municipalty: there is no such context; use municipality/],
  ])("%o", (given, line) => {
    expect(() => read(given)).toThrow(line);
    expect(() => read(given)).toThrow(/^[^\n]+$/);
  });
});

test("a municipality's file with a mistake stops everything before it is built, with the line to mend", () => {
  const folder = mkdtempSync(join(tmpdir(), "samenspel-town-"));
  try {
    const good = readFileSync(join(projectRoot, "infra/municipalities/waterkant.yaml"), "utf8");
    const file = join(folder, "kade.yaml");
    writeFileSync(file, good.replace("languages: [nl, en]", "languages: [nl, xx]"));
    expect(() => requireReadable(file, projectRoot)).toThrow(/kade\.yaml.*xx/s);
    writeFileSync(file, good);
    expect(() => requireReadable(file, projectRoot)).toThrow(/no file waterkant-inhabitants\.csv/);
    copyFileSync(
      join(projectRoot, "infra/municipalities/waterkant-inhabitants.csv"),
      join(folder, "waterkant-inhabitants.csv"),
    );
    expect(() => requireReadable(file, projectRoot)).not.toThrow();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);

test("synth stops with that line alone, and fails", async () => {
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(
      process.execPath,
      ["infra/app.ts"],
      { cwd: projectRoot, env: { PATH: process.env.PATH, CDK_CONTEXT_JSON: '{"region":"us-east-1"}' } },
      (error, stdout, stderr) => resolve({ code: error?.code, said: stdout + stderr }),
    );
  });
  expect(code).toBe(1);
  expect(said.trim().split("\n")).toHaveLength(1);
  expect(said).toMatch(/^region=us-east-1: /);
}, 30_000);
