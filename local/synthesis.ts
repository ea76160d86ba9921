import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { type SamenspelProps, SamenspelStack } from "../infra/stack.ts";

export interface Synthesis extends SamenspelProps {
  /** Changes the app while it is still empty, or the stack before it is written out. */
  readonly before?: (app: App) => void;
  readonly change?: (stack: SamenspelStack) => void;
}

/**
 * The template that would be deployed, made in this process: no bundles, no network, no account. CDK's own validation
 * of the template takes ten times as long as all the rest; `npm run synth` does it.
 * @returns the template as CloudFormation would read it
 */
export function synthesizeTemplate({ before, change, ...props }: Synthesis = {}): unknown {
  const outdir = mkdtempSync(join(tmpdir(), "samenspel-template-"));
  try {
    const app = new App({
      outdir,
      context: { "aws:cdk:bundling-stacks": [] },
      builtinCloudFormationValidation: false,
      treeMetadata: false,
    });
    before?.(app);
    const stack = new SamenspelStack(app, "Samenspel", props);
    change?.(stack);
    return app.synth().getStackArtifact(stack.artifactId).template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
