import type { Deployment } from "./deployment.ts";
import { readDeployment } from "./read-deployment.ts";
import { spedUp } from "./speed-ups.ts";

let made: Promise<Deployment> | undefined;

/**
 * What is deployed, with what goes faster on one machine. Made once for each process, in about two seconds: CDK is
 * loaded with the first who asks.
 */
export function localDeployment(): Promise<Deployment> {
  made ??= import("./synthesis.ts").then(({ synthesizeTemplate }) =>
    spedUp(readDeployment(synthesizeTemplate())),
  );
  return made;
}
