import * as z from "zod";

/**
 * Event filtering by the rules that Lambda documents ("Control which events Lambda sends to your function"). Anything
 * undocumented is refused loudly: a filter that AWS would reject must not seem to work here.
 *
 * - All fields of a filter have to match, one rule of each list, and one filter of all; `$or` lists alternatives.
 * - Texts are compared character by character, case-sensitively.
 * - `exists` looks at leaves only: a field that contains further fields does not "exist".
 * - Numbers in a change of a DynamoDB table are texts, so `numeric` never matches one.
 * - A record that matches no filter is dropped, without an error.
 */

/** Lambda accepts five filters per event source, or ten with a larger quota, each of at most this many characters. */
export const LIMITS = { filters: 5, pattern: 4096 } as const;

export type Filter = (record: unknown) => boolean;

/**
 * @param patterns filters as JSON, as in `FilterCriteria`; without any, every record gets through
 * @throws Error when Lambda would not accept them
 */
export function readFilters(patterns: readonly string[]): Filter {
  if (patterns.length > LIMITS.filters)
    throw new Error(`${patterns.length} filters, and Lambda takes ${LIMITS.filters} for one event source`);
  const filters = patterns.map((pattern) => {
    if (pattern.length > LIMITS.pattern) throw new Error("a filter is longer than Lambda takes");
    return readFields(JSON.parse(pattern));
  });
  return (record) => filters.length === 0 || filters.some((fits) => fits(record));
}

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const word = z.string();
const comparison = z.enum(["=", "<", "<=", ">", ">="]);
const operators = {
  exists: z.boolean(),
  prefix: word,
  suffix: word,
  "equals-ignore-case": word,
  "anything-but": z.array(scalar).min(1),
  numeric: z.union([
    z.tuple([comparison, z.number()]),
    z.tuple([comparison, z.number(), comparison, z.number()]),
  ]),
};
const rule = z.union([
  scalar,
  ...Object.entries(operators).map(([name, value]) => z.strictObject({ [name]: value })),
]);
const fieldsSchema = z.record(z.string(), z.unknown());

function readFields(pattern: unknown): Filter {
  const fields = Object.entries(fieldsSchema.parse(pattern)).map(([name, inner]): Filter => {
    if (name === "$or") return readAlternatives(inner);
    const fits = Array.isArray(inner) ? readRules(name, inner) : readFields(inner);
    return (record) => fits(fieldOf(record, name));
  });
  if (fields.length === 0) throw new Error("a filter without fields");
  return (record) => fields.every((fits) => fits(record));
}

function readAlternatives(inner: unknown): Filter {
  const alternatives = z.array(z.unknown()).min(2).parse(inner).map(readFields);
  return (record) => alternatives.some((fits) => fits(record));
}

function readRules(field: string, list: readonly unknown[]): Filter {
  if (list.length === 0) throw new Error(`${field}: an empty list of rules`);
  const rules = list.map((one) => {
    const read = rule.safeParse(one);
    if (!read.success) throw new Error(`${field}: not a rule of Lambda: ${JSON.stringify(one)}`);
    return ruleOf(read.data);
  });
  return (value) => rules.some((fits) => fits(value));
}

function ruleOf(given: z.output<typeof rule>): Filter {
  if (typeof given !== "object" || given === null) return (value) => among(value, (one) => one === given);
  const [[operator, operand] = ["", undefined]] = Object.entries(given);
  switch (operator) {
    case "exists":
      return (value) => isLeaf(value) === operand;
    case "prefix":
      return texts((text) => text.startsWith(word.parse(operand)));
    case "suffix":
      return texts((text) => text.endsWith(word.parse(operand)));
    case "equals-ignore-case":
      return texts((text) => text.toLowerCase() === word.parse(operand).toLowerCase());
    case "anything-but": {
      const refused = operators["anything-but"].parse(operand);
      return (value) => isLeaf(value) && !among(value, (one) => refused.some((other) => other === one));
    }
    case "numeric":
      return numeric(operators.numeric.parse(operand));
    default:
      throw new Error(`not an operator of Lambda: ${operator}`);
  }
}

function numeric(given: z.output<typeof operators.numeric>): Filter {
  const compare = {
    "=": (a: number, b: number) => a === b,
    "<": (a: number, b: number) => a < b,
    "<=": (a: number, b: number) => a <= b,
    ">": (a: number, b: number) => a > b,
    ">=": (a: number, b: number) => a >= b,
  };
  const [first, low, second, high] = given;
  return (value) =>
    among(
      value,
      (one) =>
        typeof one === "number" &&
        compare[first](one, low) &&
        (second === undefined || high === undefined || compare[second](one, high)),
    );
}

const texts =
  (fits: (text: string) => boolean): Filter =>
  (value) =>
    among(value, (one) => typeof one === "string" && fits(one));

/** A list matches when one of its values does. */
function among(value: unknown, fits: (one: unknown) => boolean): boolean {
  return Array.isArray(value) ? value.some(fits) : fits(value);
}

function isLeaf(value: unknown): boolean {
  return value !== undefined && (value === null || typeof value !== "object" || Array.isArray(value));
}

function fieldOf(record: unknown, name: string): unknown {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return undefined;
  return Reflect.get(record, name);
}
