import { type App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { IConstruct } from "constructs";

/** Every synth is held against AWS's own advice (cdk-nag). A finding that nobody explained stops it. */
export function holdAgainstAdvice(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

/** Says of one finding why it stays, next to what it is about. */
export function accept(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
