import { statSync } from "node:fs";
import { join } from "node:path";
import { Stack, Stage } from "aws-cdk-lib";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import type { IConstruct } from "constructs";
import { Problem } from "./problem.ts";

/**
 * Stops the build when a function's bundle has grown past its budget. A larger budget is a decision that somebody makes
 * in `functions.ts`; adding a library does not make it silently.
 * @param name of the function, as in `functions.ts`
 * @param budget kilobytes of 1000 bytes
 * @param file the bundle, among what lies beside it
 * @throws Problem naming function, size and budget
 */
export function keepToBudget(name: string, construct: IConstruct, budget: number, file = "index.js"): void {
  // Only the template, without bundles: there is nothing to weigh.
  if (!Stack.of(construct).bundlingRequired) return;
  const folder = Stage.of(construct)?.assetOutdir;
  const asset = construct.node.findAll().find((one) => one instanceof Asset);
  if (!folder || !asset) throw new Error(`the bundle of ${name} is not where CDK puts it`);
  const kilobytes = Math.ceil(statSync(join(folder, asset.assetPath, file)).size / 1000);
  if (kilobytes > budget)
    throw new Problem(
      `The bundle of “${name}” is ${kilobytes} KB and may be ${budget} KB: find what made it larger (npx esbuild --analyze), or raise its budget in infra/functions.ts.`,
    );
}
