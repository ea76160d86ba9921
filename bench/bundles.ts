import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { z } from "zod";

/** One bundle, as Lambda would load it. */
export interface Bundle {
  /** The file that exports `handler`. */
  readonly path: string;
  /** The file with its code: a door's `path` loads it. */
  readonly code: string;
  readonly bytes: number;
  /** The plain-text environment that the deployment gives this function; addresses of other parts are not among it. */
  readonly environment: Readonly<Record<string, string>>;
}

const names = ["telegram", "slack", "changes", "deliver", "broadcast"] as const;
export type OwnBundles = Readonly<Record<(typeof names)[number], Bundle>>;

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z
    .looseObject({
      Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
    })
    .optional(),
  Metadata: z.looseObject({ "aws:asset:path": z.string().optional() }).optional(),
});
const templateSchema = z.object({ Resources: z.record(z.string(), resourceSchema) });

const project = join(import.meta.dirname, "..");

/**
 * Builds the deployment in `folder` with `cdk synth`, so that what is measured is what deploys. Some twenty seconds.
 */
export async function synthesize(folder: string): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [join(project, "node_modules/aws-cdk/bin/cdk"), "synth", "--quiet", "--output", folder],
    { cwd: project, maxBuffer: 64 * 1024 * 1024 },
  );
}

/** The bundles of an existing deployment. @throws Error naming the function that is missing */
export function ownBundles(folder: string): OwnBundles {
  const templates = readdirSync(folder).filter((name) => name.endsWith(".template.json"));
  const functions = templates
    .map((name) => templateSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))))
    .flatMap(({ Resources }) => Object.entries(Resources))
    .filter(([, { Type }]) => Type === "AWS::Lambda::Function");
  const bundleOf = (name: string): Bundle => {
    const found = functions.find(
      ([id, { Metadata }]) => id.toLowerCase().startsWith(name) && Metadata?.["aws:asset:path"] !== undefined,
    );
    const asset = found?.[1].Metadata?.["aws:asset:path"];
    if (!found || asset === undefined)
      throw new Error(
        `The deployment in ${folder} has no function “${name}”; there are: ${functions.map(([id]) => id).join(", ")}`,
      );
    const path = join(folder, asset, "index.js");
    const loaded = join(folder, asset, "bundle.js");
    const code = existsSync(loaded) ? loaded : path;
    const variables = Object.entries(found[1].Properties?.Environment?.Variables ?? {});
    const environment = Object.fromEntries(
      variables.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
    );
    return { path, code, bytes: statSync(code).size, environment };
  };
  return {
    telegram: bundleOf("telegram"),
    slack: bundleOf("slack"),
    changes: bundleOf("changes"),
    deliver: bundleOf("deliver"),
    broadcast: bundleOf("broadcast"),
  };
}

export interface PeerBundles {
  readonly telegram: Bundle;
  readonly slack: Bundle;
}

/**
 * Bundles the peers as the manuals say. `keepNames`, because grammY's Node build fails if it is merely minified: a
 * peer that does not run would be no comparison.
 */
export async function bundlePeers(folder: string): Promise<PeerBundles> {
  const bundle = async (name: string): Promise<Bundle> => {
    const path = join(folder, `${name}.js`);
    await build({
      entryPoints: [join(import.meta.dirname, "peers", `${name}.ts`)],
      outfile: path,
      bundle: true,
      platform: "node",
      target: "node24",
      format: "cjs",
      minify: true,
      keepNames: true,
      logLevel: "warning",
    });
    return { path, code: path, bytes: statSync(path).size, environment: {} };
  };
  return { telegram: await bundle("telegram"), slack: await bundle("slack") };
}
