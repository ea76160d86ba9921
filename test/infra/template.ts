import { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { holdAgainstAdvice } from "../../infra/advice.ts";
import { titled } from "../../infra/functions.ts";
import type { SamenspelProps, SamenspelStack } from "../../infra/stack.ts";
import { synthesizeTemplate } from "../../local/synthesis.ts";

/** The deployment as a template, for tests of its guarantees. Nothing is bundled: no network, no account, a second. */

/** @param change changes the stack before it is written out */
export function synthesise(
  props: SamenspelProps = {},
  change: (stack: SamenspelStack) => void = () => undefined,
): Template {
  const made = synthesizeTemplate({
    env: { region: "eu-central-1" },
    ...props,
    before: holdAgainstAdvice,
    change,
  });
  return Template.fromJSON(z.record(z.string(), z.unknown()).parse(made));
}

const words = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const statement = z.object({
  Effect: z.string(),
  Action: words,
  Resource: z.unknown().transform((one) => JSON.stringify(one)),
  Condition: z
    .looseObject({ "ForAllValues:StringLike": z.object({ "dynamodb:LeadingKeys": words }).optional() })
    .optional(),
});
const policy = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(statement) }),
    Roles: z.array(z.object({ Ref: z.string() })),
  }),
});

/** One thing that a function may do. */
export interface Right {
  readonly action: string;
  /** What it may be done to, as the template's JSON. */
  readonly resource: string;
  /** The prefixes of partition keys it may be done to; undefined when it is not about rows. */
  readonly rows: readonly string[] | undefined;
}

/** What a function may do, as the template says. */
export function rightsOf(template: Template, name: string): readonly Right[] {
  const role = new RegExp(`^${titled(name)}Role`);
  return Object.values(template.findResources("AWS::IAM::Policy"))
    .map((one) => policy.parse(one).Properties)
    .filter(({ Roles }) => Roles.some(({ Ref }) => role.test(Ref)))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action, Resource, Condition }) =>
      Action.map((action) => ({
        action,
        resource: Resource,
        rows: Condition?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"],
      })),
    );
}

/**
 * Whether a function may do this to a row, by its partition key, as IAM would decide.
 * @param key the partition key of the table, or that of the index
 */
export function mayTouch(
  rights: readonly Right[],
  action: string,
  key: string,
  where: "table" | "index" = "table",
): boolean {
  return rights.some(
    ({ action: allowed, resource, rows }) =>
      allowed === `dynamodb:${action}` &&
      resource.includes("/index/") === (where === "index") &&
      (rows ?? []).some((row) => (row.endsWith("*") ? key.startsWith(row.slice(0, -1)) : key === row)),
  );
}
