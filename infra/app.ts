import { App } from "aws-cdk-lib";
import { holdAgainstAdvice } from "./advice.ts";
import { readInstallation, requireReadable } from "./context.ts";
import { projectRoot } from "./lambda.ts";
import { Problem } from "./problem.ts";
import { SamenspelStack } from "./stack.ts";

/**
 * `npx cdk synth` writes the whole deployment to cdk.out, without a network or an account. `--context` says which one,
 * once for each value (context.ts). Problems that the person deploying can fix are reported in one line.
 */
const app = new App();
try {
  const { municipality, file, stage, region, ...settings } = readInstallation(
    app.node.getAllContext(),
    projectRoot,
  );
  requireReadable(file, projectRoot);
  holdAgainstAdvice(app);
  new SamenspelStack(app, `Samenspel-${municipality}-${stage}`, {
    description: "Samenspel: participation by chat. Every voice gets an answer.",
    env: { region },
    municipality: file,
    ...settings,
  });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exit(1);
}
