import type { Deployment } from "./deployment.ts";
import { readDeployment } from "./read-deployment.ts";
import { spedUp } from "./speed-ups.ts";

let made: Promise<Deployment> | undefined;

/** The deployment, sped up for one machine. Made once per process, in about two seconds: CDK is loaded on first use. */
export function localDeployment(): Promise<Deployment> {
  made ??= import("./synthesis.ts").then(({ synthesizeTemplate }) =>
    spedUp(readDeployment(synthesizeTemplate())),
  );
  return made;
}
