import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { z } from "zod";
import { leanLibraries } from "../infra/lean-libraries.ts";
import type { Bundle } from "./bundles.ts";
import type { Profile } from "./figures.ts";
import { startWorker } from "./processes.ts";
import { type Line, rehearse } from "./rehearsal.ts";
import type { Stack } from "./stacks.ts";
import type { Stage } from "./stage.ts";

/** Where time goes in the main dialogue: V8's own profile, summed by package and by our files. */

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  samples: z.array(z.number()),
  /** Microseconds since the previous sample. */
  timeDeltas: z.array(z.number()),
});

/** Share of the total. Smaller rows are not worth looking at (our limit). */
const LEAST_SHARE = 0.01;
const WARM_UP = 3;
const ROUNDS = 7;

export async function profile(stack: Stack, stage: Stage, folder: string): Promise<Profile> {
  const residents = Array.from({ length: 30 }, (_, n) => 830_000 + n);
  const bundle = await readable(stack, join(folder, `profile-${stack.name}`));
  const environmentOf = async (table: string) => {
    await stack.createTable(stage.client, table);
    return { ...stage.environment, TABLE_NAME: table };
  };
  const first = await startWorker(bundle, await environmentOf(`profile-rehearsal-${stack.name}`));
  const joins = await rehearse(stack.joins, residents, first, stage.chats);
  const rounds: (readonly Line[])[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    rounds.push(await rehearse(stack.raises, residents, first, stage.chats));
  await first.stop();

  const written = join(folder, `profile-${stack.name}`, "written");
  const environment = await environmentOf(`profile-${stack.name}`);
  const worker = await startWorker(bundle, environment, ["--cpu-prof", "--cpu-prof-dir", written]);
  await worker.does({ lines: joins, atOnce: 1 });
  let updates = 0;
  for (const lines of rounds) updates += (await worker.does({ lines, atOnce: 1 })).handled;
  await worker.stop();
  const [file = ""] = readdirSync(written).filter((name) => name.endsWith(".cpuprofile"));
  return { stack: stack.name, updates, ...summed(readFileSync(join(written, file), "utf8"), bundle.path) };
}

/**
 * The same code, bundled the same way but not minified: then a comment above each module in the bundle names it.
 * The other files of the deployed bundle are beside it.
 */
async function readable(stack: Stack, folder: string): Promise<Bundle> {
  mkdirSync(folder, { recursive: true });
  const project = join(import.meta.dirname, "..");
  const path = join(folder, "index.js");
  if (stack.name === "ours") cpSync(dirname(stack.telegram.path), folder, { recursive: true });
  await build({
    entryPoints: [
      stack.name === "ours"
        ? join(project, "handlers/telegram.ts")
        : join(import.meta.dirname, "peers/telegram.ts"),
    ],
    outfile: path,
    absWorkingDir: project,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    // As both are bundled in `bundles.ts` and for the deployment, except for the minifying.
    ...(stack.name === "ours"
      ? { mainFields: ["module", "main"], alias: leanLibraries(project) }
      : { keepNames: true }),
    logLevel: "error",
  });
  return { path, code: path, bytes: statSync(path).size, environment: stack.telegram.environment };
}

function summed(text: string, bundle: string): Pick<Profile, "milliseconds" | "parts"> {
  const { nodes, samples, timeDeltas } = profileSchema.parse(JSON.parse(text));
  const modules = modulesOf(readFileSync(bundle, "utf8"));
  const places = new Map(
    nodes.map(({ id, callFrame }) => [
      id,
      placeOf(callFrame, bundle, (line) => modules[line] ?? "the bundle"),
    ]),
  );
  const spent = new Map<string, number>();
  samples.forEach((id, index) => {
    const place = places.get(id) ?? "?";
    spent.set(place, (spent.get(place) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  });
  spent.delete("waiting");
  const milliseconds = [...spent.values()].reduce((sum, one) => sum + one, 0);
  const parts = [...spent]
    .map(([where, time]) => ({ where, share: time / milliseconds }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => b.share - a.share);
  return { milliseconds, parts };
}

/** For each line of a bundle, the module it belongs to. */
function modulesOf(code: string): readonly string[] {
  let module = "the bundle";
  return code.split("\n").map((line) => {
    const path = /^\/\/ (\S+\.(?:[cm]?js|ts|json))$/.exec(line)?.[1];
    if (path !== undefined) module = nameOf(path);
    return module;
  });
}

/** A package by its name, our own code by its file. */
function nameOf(path: string): string {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
}

function placeOf(
  { functionName, url, lineNumber }: { functionName: string; url: string; lineNumber: number },
  bundle: string,
  moduleAt: (line: number) => string,
): string {
  if (url.endsWith(bundle)) return moduleAt(lineNumber);
  if (functionName === "(idle)") return "waiting";
  if (functionName === "(garbage collector)") return "garbage collector";
  if (functionName === "(program)") return "Node and V8 outside of JavaScript";
  if (url.startsWith("node:"))
    return url.replace("node:internal/deps/", "node:").split("/").slice(0, 2).join("/");
  if (url === "") return "builtins";
  return "the bench itself";
}
