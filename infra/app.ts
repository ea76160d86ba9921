import { App } from "aws-cdk-lib";
import { SamenspelStack } from "./stack.ts";

/** `npx cdk synth` writes the whole deployment to cdk.out, without a network and without an account. */
const app = new App();

new SamenspelStack(app, "Samenspel", {
  description: "Samenspel: participation by chat. Every voice gets an answer.",
  // People's words stay in the European Union: Frankfurt, unless CDK_DEPLOY_REGION names another place.
  env: { region: process.env.CDK_DEPLOY_REGION ?? "eu-central-1" },
  municipality: process.env.MUNICIPALITY,
});
