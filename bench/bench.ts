import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundlePeers, ownBundles, synthesize } from "./bundles.ts";
import type { Report } from "./figures.ts";
import { machine } from "./machine.ts";
import { putIn } from "./markdown.ts";
import { type Part, parts } from "./parts.ts";
import { keepOffTheBotsCore } from "./processes.ts";
import { printable } from "./table.ts";
import { held, unmeasured } from "./targets.ts";

/**
 * `npm run bench`: how fast and how heavy we are, compared with what somebody would write instead, in one run.
 *
 *     npm run bench -- --only cold,warm       some parts only
 *     npm run bench -- --short                few repetitions: to see that it runs, not to judge by
 *     npm run bench -- --json figures.json    the same figures, machine-readable
 *     npm run bench -- --write docs/performance.md   the same figures into the marked part of a document
 *     npm run bench -- --synth cdk.out        existing bundles instead of new ones
 */

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    short: { type: "boolean", default: false },
    json: { type: "string" },
    write: { type: "string" },
    synth: { type: "string" },
  },
});

function chosen(): readonly Part[] {
  if (values.only === undefined) return parts;
  return values.only.split(",").map((name) => {
    const part = parts.find((one) => one.name === name.trim());
    if (!part)
      throw new Error(`There is no part “${name}”; there are: ${parts.map((one) => one.name).join(", ")}`);
    return part;
  });
}

/**
 * @returns the measurements, and what prevented any part from being measured: half an hour of figures is not thrown
 * away
 */
async function run(): Promise<{ report: Report; failures: readonly string[] }> {
  const failures: string[] = [];
  const report: Report = {
    made: new Date().toISOString(),
    short: values.short,
    machine: machine(),
    figures: [],
    actions: [],
    profiles: [],
  };
  const folder = mkdtempSync(join(tmpdir(), "samenspel-bench-"));
  try {
    keepOffTheBotsCore();
    const out = values.synth ?? join(folder, "cdk.out");
    if (values.synth === undefined) {
      console.error("bundles");
      await synthesize(out);
    }
    const bundles = { own: ownBundles(out), peers: await bundlePeers(folder) };
    for (const part of chosen()) {
      console.error(part.name);
      try {
        const found = await part.measure({ ...bundles, folder, short: values.short });
        report.figures.push(...held(found.figures));
        report.actions.push(...(found.actions ?? []));
        report.profiles.push(...(found.profiles ?? []));
      } catch (error) {
        console.error(error);
        failures.push(part.name);
      }
    }
    const rowless = values.only === undefined && !values.short ? unmeasured(report.figures) : [];
    return { report, failures: [...failures, ...rowless.map((id) => `the target ${id}`)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { report, failures } = await run();
console.log(printable(report));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
// A document with a gap in it would look like one without.
if (values.write !== undefined && failures.length === 0) putIn(values.write, report);
if (failures.length > 0) {
  const kept = values.json === undefined ? "" : `; the rest is in ${values.json}`;
  console.error(
    `Not measured: ${failures.join(", ")}. Parts can be run alone: npm run bench -- --only ${parts.map(({ name }) => name).join(",")}${kept}`,
  );
  process.exitCode = 1;
}
