import type { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { titled } from "../../infra/functions.ts";

/**
 * What the roles of the template allow, evaluated as IAM does: action, resource and every condition of a statement, and
 * a denial overrides any permission. Anything unknown here is an error, never a permission.
 */

/** One call, or one part of a transaction. */
export interface Act {
  /** Such as "dynamodb:PutItem". */
  readonly action: string;
  /** As `arnOf` writes them: the resource's name in the template, and anything below it. */
  readonly resource: string;
  /** The values that conditions look at, by IAM's names; an absent key was not in the request. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const words = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const list = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Action: words,
  Resource: list,
  Condition: z.record(z.string(), z.record(z.string(), list)).default({}),
});
const policySchema = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(statementSchema) }),
    Roles: z.array(z.object({ Ref: z.string() })).default([]),
  }),
});
const roleSchema = z.object({
  Properties: z.object({ ManagedPolicyArns: z.undefined().optional(), Policies: z.undefined().optional() }),
});

/** @throws Error when the role gets permissions in another way than through the template's policies */
export function statementsOf(template: Template, name: string): readonly Statement[] {
  const role = new RegExp(`^${titled(name)}Role[0-9A-F]{8}$`);
  for (const [id, one] of Object.entries(template.findResources("AWS::IAM::Role")))
    if (role.test(id)) roleSchema.parse(one);
  return Object.values(template.findResources("AWS::IAM::Policy"))
    .map((one) => policySchema.parse(one).Properties)
    .filter(({ Roles }) => Roles.some(({ Ref }) => role.test(Ref)))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map(({ Effect, Action, Resource, Condition }) => ({
      effect: Effect,
      actions: Action,
      resources: Resource.map(arnOf),
      conditions: Object.fromEntries(
        Object.entries(Condition).map(([operator, keys]) => [
          operator,
          Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, values.map(arnOf)])),
        ]),
      ),
    }));
}

/** {GetAtt: ["TableCD117FA1", "Arn"]} followed by "/index/due" → "Table/index/due". */
function arnOf(value: unknown): string {
  if (typeof value === "string") return value;
  const join = z.object({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) }).safeParse(value);
  if (join.success) {
    const [between, parts] = join.data["Fn::Join"];
    return parts.map(arnOf).join(between);
  }
  const at = z.object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }).safeParse(value);
  if (at.success) {
    const [id, attribute] = at.data["Fn::GetAtt"];
    return attribute === "StreamArn" ? `${nameOf(id)}/stream` : nameOf(id);
  }
  const ref = z.object({ Ref: z.string() }).safeParse(value);
  if (ref.success) return nameOf(ref.data.Ref);
  throw new Error(`not known how to read ${JSON.stringify(value)}`);
}

/** "TableCD117FA1" → "Table": a name in the template without CDK's suffix. */
export const nameOf = (id: string): string => id.replace(/[0-9A-F]{8}$/, "");

/** Whether somebody with these statements may do this. */
export function isAllowed(statements: readonly Statement[], act: Act): boolean {
  const fitting = statements.filter((one) => fits(one, act));
  return (
    fitting.some(({ effect }) => effect === "Allow") && fitting.every(({ effect }) => effect === "Allow")
  );
}

/** Whether a statement is about this. */
export function fits({ actions, resources, conditions }: Statement, act: Act): boolean {
  return (
    actions.some((one) => like(one.toLowerCase(), act.action.toLowerCase())) &&
    resources.some((one) => like(one, act.resource)) &&
    Object.entries(conditions).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, values, act.context[key])),
    )
  );
}

/** @param given undefined when the request does not contain the key */
function holds(operator: string, values: readonly string[], given: readonly string[] | undefined): boolean {
  const among = (one: string) => values.some((value) => like(value, one));
  switch (operator) {
    case "Null":
      return values.every((value) => (given === undefined) === (value === "true"));
    case "StringEquals":
      return given?.length === 1 && values.includes(given[0] ?? "");
    case "StringLike":
      return given?.length === 1 && among(given[0] ?? "");
    case "ForAllValues:StringLike":
      // True of none, as IAM says.
      return (given ?? []).every(among);
    case "ForAllValues:StringEquals":
      return (given ?? []).every((one) => values.includes(one));
    default:
      throw new Error(`a condition that is not known here: ${operator}`);
  }
}

/** "*" stands for anything, "?" for one character. */
export function like(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, "s").test(text);
}
