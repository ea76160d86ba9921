import { type App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { IConstruct } from "constructs";

/** Checks every synth against AWS's own advice (cdk-nag). A finding without an explanation stops it. */
export function holdAgainstAdvice(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

/** Explains why one finding is accepted, next to the construct it concerns. */
export function accept(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
