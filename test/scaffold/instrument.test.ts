import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The whole command, in a copy of the repository: what it leaves behind has to be green without a hand on it. */

const here = join(import.meta.dirname, "../..");
const left = new Set(["node_modules", ".git", "cdk.out", "coverage", ".cache"]);
const NAME = "newly-made";

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "samenspel-new-"));
  cpSync(here, root, { recursive: true, filter: (path) => path === here || !left.has(basename(path)) });
  symlinkSync(join(here, "node_modules"), join(root, "node_modules"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, said: stdout + stderr };
}

const generate = (...args: readonly string[]) => run("scaffold/instrument.ts", ...args);

/** Every file that a run could change, with what it holds. */
function all(): ReadonlyMap<string, string> {
  const files = globSync(
    "{bot/instruments,locales,test/golden,test/instruments,docs}/**/*.{ts,json,txt,md}",
    {
      cwd: root,
    },
  );
  return new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

test("who asks for nothing, or for a name that is taken, hears why, and nothing changes", {
  timeout: 60_000,
}, () => {
  const before = all();
  expect(generate().said).toContain("Give one name.\nLike this: npm run new:instrument -- <name>");
  expect(generate("one", "two").status).toBe(1);
  expect(generate(NAME, "--colour", "red").said).toContain("Unknown option '--colour'");
  const { status, said } = generate("poll");
  expect(status).toBe(1);
  expect(said).toBe(
    "There is a way of taking part that is called “poll” already: choose another name.\nNothing was changed.\n",
  );
  expect(generate(NAME, "--dry-run").said).toContain("changes bot/instruments/registry.ts");
  expect(all()).toEqual(before);
});

test("a way of taking part that was just made is complete, and is not made twice", {
  timeout: 240_000,
}, () => {
  const before = all();
  const made = generate(NAME, "--command", "/zojuist-gemaakt");
  expect(made.said).toContain("It stands");
  expect(made.status).toBe(0);
  const after = all();
  const changed = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
  expect(changed.filter((file) => !file.includes(NAME)).toSorted()).toEqual([
    "bot/instruments/registry.ts",
    "docs/lifecycles.md",
    "locales/en/officials.json",
    "locales/nl/officials.json",
  ]);
  expect(after.get(`test/golden/${NAME}.txt`)).toContain("news for Noor: Je deed mee met “Het plein”.");

  const parts = ["bot/instruments", `test/instruments/${NAME}`, "checks"];
  writeFileSync(
    join(root, "tsconfig.new.json"),
    JSON.stringify({ extends: "./tsconfig.json", include: parts }),
  );
  expect(run("node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.new.json").said).toBe("");
  expect(run("checks/lifecycles.ts", "--check").said).toBe("lifecycles: good.\n");
  expect(run("checks/structure.ts").said).not.toContain(NAME);
  // The command wrote the transcript and played the story. Now the transcript is what is read, and texts fit.
  const about = `^(${NAME}\\.txt |somebody who reads |what the channels can show )`;
  const read = ["run", "--reporter=verbose", "test/golden", "test/locales", "-t", about];
  const tests = run("node_modules/vitest/vitest.mjs", ...read);
  expect(tests.status, tests.said).toBe(0);
  expect(tests.said).toContain(`${NAME}.txt > reads as it is written down`);
  expect(tests.said).toContain("somebody who reads nl > misses no sentence");

  const again = generate(NAME, "--command", "zojuist-gemaakt");
  expect(again.status).toBe(1);
  expect(again.said).toContain("called “newly-made” already");
  expect(all()).toEqual(after);
});
