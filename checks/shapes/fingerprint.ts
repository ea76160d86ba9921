import { createHash } from "node:crypto";
import type * as z from "zod/mini";

/**
 * The fingerprint of a schema: of everything that zod was told, also the functions, which no JSON Schema shows. Two
 * schemas with the same fingerprint read the same row alike.
 */

type Union = z.ZodMiniType & {
  readonly _zod: { readonly def: { readonly options: readonly z.ZodMiniType[] } };
};

/** Kind of row → fingerprint of its schema. @param union a discriminated union on `row` */
export function fingerprints(union: Union): ReadonlyMap<string, string> {
  return new Map(union._zod.def.options.map((one) => [kindOf(one), fingerprint(one)]));
}

/** Eight characters of base64url. */
export function fingerprint(schema: z.ZodMiniType): string {
  const text = JSON.stringify(sketch(schema, new Map()));
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}

function kindOf(schema: z.ZodMiniType): string {
  const { shape } = schema._zod.def as unknown as { shape: { row: { _zod: { def: { values: [string] } } } } };
  return shape.row._zod.def.values[0];
}

/** A schema as plain data. @param seen schemas on the way, because some contain themselves */
function sketch(value: unknown, seen: Map<unknown, number>): unknown {
  // How a function is laid out says nothing; Node leaves blanks where types stood.
  if (typeof value === "function") return String(value).replace(/[\s;]+/g, "");
  if (typeof value === "bigint" || value instanceof RegExp) return String(value);
  if (value instanceof Set) return sketch([...value], seen);
  if (value instanceof Map) return sketch([...value], seen);
  if (typeof value !== "object" || value === null) return value;
  const before = seen.get(value);
  if (before !== undefined) return `as ${before}`;
  seen.set(value, seen.size);
  if (Array.isArray(value)) return value.map((one) => sketch(one, seen));
  if ("_zod" in value) {
    const { def } = value._zod as { def: Record<string, unknown> };
    const { getter } = def;
    return typeof getter === "function" ? { lazy: sketch(getter(), seen) } : sketch(def, seen);
  }
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, sketch(one, seen)]);
}

/** What is wrong with the fingerprints that are written down, in sentences that say what to do. */
export function stale(
  noted: Readonly<Record<string, string>>,
  now: ReadonlyMap<string, string>,
): readonly string[] {
  const wrong = [...new Set([...Object.keys(noted), ...now.keys()])].filter(
    (kind) => noted[kind] !== now.get(kind),
  );
  return wrong.map(
    (kind) =>
      `The schema of ${kind} is not the one that bot/store/row-shapes.ts was made from: rows written before would be trusted unread. Run npm run shapes.`,
  );
}

/** The file with these fingerprints in it; what stands around them stays. */
export function written(file: string, now: ReadonlyMap<string, string>): string {
  const lines = [...now].map(([kind, shape]) => `  ${kind}: "${shape}",\n`);
  return file.replace(/(rowShapes = \{\n)[^}]*(\})/, `$1${lines.join("")}$2`);
}
