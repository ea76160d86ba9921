import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/**
 * Says of a finding of cdk-nag why it stays: next to what it is about, for exactly that finding. A finding that
 * nobody explained stops every synth.
 */
export function accept(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
