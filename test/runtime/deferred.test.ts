import fc from "fast-check";
import { expect, test } from "vitest";
import * as mini from "zod/mini";
import { deferred, deferredAll, deferredClass } from "../../bot/runtime/deferred.ts";

/** Schemas in a bundle are made when something is first read with them, and then say what they would have said at once. */

/** zod as a bundle gets it, and how many things were made of it. */
function lateZod() {
  const made: string[] = [];
  const z = Object.fromEntries(
    Object.entries(mini).map(([name, value]) => {
      const find = () => {
        made.push(name);
        return value;
      };
      if (typeof value !== "function") return [name, deferredAll(find)];
      if (/^\$?[A-Z]/.test(name)) return [name, deferredClass(find)];
      return [name, (...given: unknown[]) => deferred(find, given)];
    }),
  ) as unknown as typeof mini;
  return { z, made };
}

/** One of each way in which our sources write schemas. */
function schemaOf(z: typeof mini) {
  const word = z.string().check(z.minLength(1), z.maxLength(4), z.regex(/^\w*$/));
  const file = z.object({ id: word, size: z.optional(z.int().check(z.nonnegative())) });
  const tree: mini.ZodMiniType<unknown> = z.lazy(() => z.array(z.union([z.number(), tree])));
  return z.object({
    file: z.nullish(z.extend(file, { kind: z.enum(["photo", "voice"]) })),
    only: z.optional(z.pick(file, { id: true })),
    again: z.optional(file.shape.id),
    whole: z.optional(z.looseObject(file.shape)),
    strict: z.optional(z.strictObject({ a: z.literal(1) })),
    parts: z._default(z.record(z.string(), z.unknown()), {}),
    what: z.optional(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("a"), n: z.number().check(z.minimum(0), z.maximum(9)) }),
        z.object({ kind: z.literal("b"), day: z.iso.date() }),
      ]),
    ),
    forgiven: z.catch(z.optional(z.int()), undefined),
    pair: z.optional(z.tuple([z.string(), z.boolean()])),
    tree: z.optional(tree),
    changed: z.pipe(
      z.optional(z.string()),
      z.transform((text) => text?.length ?? "none"),
    ),
    even: z.optional(z.custom<number>((value) => typeof value === "number" && value % 2 === 0)),
    ahead: z.optional(z.coerce.number().check(z.refine((n) => n > 0, { error: "look ahead" }))),
  });
}

const small = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    "a",
    "b",
    "photo",
    "",
    "long word",
    1,
    2,
    -1,
    0.5,
    true,
    "2026-11-25",
  ),
  fc.dictionary(
    fc.constantFrom("id", "kind", "n", "day", "size", "a"),
    fc.constantFrom<unknown>("a", "b", 1, "photo"),
  ),
  fc.array(fc.constantFrom<unknown>(1, [2], "a", true), { maxLength: 2 }),
);
const fields = [
  "file",
  "only",
  "again",
  "whole",
  "strict",
  "parts",
  "what",
  "forgiven",
  "pair",
  "tree",
  "changed",
  "even",
  "ahead",
];
const inputs = fc.dictionary(fc.constantFrom(...fields), small);

test("whatever comes in is read alike by both, with the same complaints", () => {
  const direct = schemaOf(mini);
  const late = schemaOf(lateZod().z);
  const said = { yes: 0, no: 0 };
  fc.assert(
    fc.property(inputs, (input) => {
      const [one, other] = [direct.safeParse(input), late.safeParse(input)];
      said[one.success ? "yes" : "no"]++;
      expect(other.success).toBe(one.success);
      if (one.success) expect(other.data).toEqual(one.data);
      else expect(other.error?.issues).toEqual(one.error.issues);
    }),
    { numRuns: 400 },
  );
  expect(said.yes).toBeGreaterThan(20);
  expect(said.no).toBeGreaterThan(20);
});

test("describing makes nothing; reading makes what it is read with, once", () => {
  const { z, made } = lateZod();
  const used = z.object({ text: z.string().check(z.minLength(1)) });
  schemaOf(z);
  expect(made).toEqual([]);
  for (const text of ["a", "b"]) expect(used.parse({ text })).toEqual({ text });
  expect(made.toSorted()).toEqual(["minLength", "object", "string"]);
});

test("one that was not made yet goes into a schema of the library itself, and is known as what it is", () => {
  const { z } = lateZod();
  const name = z.string();
  expect(mini.object({ name }).safeParse({ name: 1 }).success).toBe(false);
  expect(z.object({}) instanceof mini.ZodMiniObject).toBe(true);
  expect(mini.object({}) instanceof z.ZodMiniObject).toBe(true);
  expect(mini.string() instanceof z.ZodMiniObject).toBe(false);
  expect(Object.keys(z.object({ a: z.string() }).shape)).toEqual(["a"]);
});
