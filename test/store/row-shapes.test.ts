import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { type Image, readRow, rowImage, toImage, unsealed } from "../../bot/store/item-codec.ts";
import { memoryTable } from "../../bot/store/memory-table.ts";
import { rowSchema, schemaFor } from "../../bot/store/row-schemas.ts";
import { rowShapes } from "../../bot/store/row-shapes.ts";
import { bytesOf } from "../../bot/store/sealing.ts";
import { fingerprint, fingerprints, stale } from "../../checks/shapes/fingerprint.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import before from "./rows-as-packed-before.json" with { type: "json" };

/** A row that the same version wrote is trusted, every other is read by its schema, and what was stored stays readable. */

const seals = createSecrecy("a secret of at least thirty-two characters");
const kinds = Object.values(rowOfEachKind);

test("the noted fingerprints are those of the schemas: run npm run shapes when they are not", () => {
  expect(stale(rowShapes, fingerprints(rowSchema))).toEqual([]);
});

test.each([
  ["one more field", z.object({ a: z.string(), b: z.optional(z.string()) })],
  ["another kind of value", z.object({ a: z.number() })],
  ["a field that may lack", z.object({ a: z.optional(z.string()) })],
  ["what it is when it lacks", z.object({ a: z._default(z.string(), "") })],
  ["a limit", z.object({ a: z.string().check(z.maxLength(3)) })],
  [
    "what turns it into something else",
    z.object({
      a: z.pipe(
        z.string(),
        z.transform((it) => `${it}.`),
      ),
    }),
  ],
  ["a check of our own", z.object({ a: z.custom<string>((it) => it !== "no") })],
  ["what stands in what contains itself", z.object({ a: z.lazy(() => z.union([z.string(), z.null()])) })],
])("a schema that changed in %s has another fingerprint", (_, changed) => {
  const schema = z.object({ a: z.string() });
  expect(fingerprint(changed)).not.toBe(fingerprint(schema));
  expect(stale({ it: fingerprint(schema) }, new Map([["it", fingerprint(changed)]]))).toEqual([
    expect.stringContaining("npm run shapes"),
  ]);
});

test.each(kinds)("a row of the kind $row comes back as its schema would read it", (row) => {
  const back = readRow(rowImage(row, seals), seals);
  expect(back).toStrictEqual(rowSchema.parse(JSON.parse(JSON.stringify(row))));
});

test.each([...kinds, { row: "toString" }, { row: "nothing" }, { row: 1 }, {}, null, "row", [], undefined])(
  "what is wrong with a row is what the schemas of all kinds say: %o",
  (row) => {
    for (const body of [row, typeof row === "object" && row !== null && "row" in row ? { row: row.row } : []])
      expect(schemaFor(body).safeParse(body)).toEqual(rowSchema.safeParse(body));
  },
);

test("the store of the tests refuses a row with something in it that its schema does not know", async () => {
  const store = memoryTable({ now: () => "2026-05-04T09:00:00.000Z", seals });
  const row = { ...rowOfEachKind.ballot, changed: "2026-05-04T09:00:00.000Z" };
  await expect(store.commit([{ put: row }])).rejects.toThrow("ballot");
});

test("a row of another shape is read by its schema, and one of this shape is not", () => {
  const { admins: _, ...office } = rowOfEachKind.office;
  const image = (shape: string) => toImage({ pk: "OFFICE", sk: "OFFICE", version: 1, shape, body: office });
  expect(readRow(image("an older"), seals)).toEqual({ ...office, admins: [] });
  expect(readRow(image(rowShapes.staff), seals)).toEqual({ ...office, admins: [] });
  expect(readRow(image(rowShapes.office), seals)).toEqual(office);
});

test.each(Object.entries(before))(
  "%s, packed as it was before rows had a shape, is read",
  (_, { row, image }) => {
    const item = image as unknown as Image;
    expect(readRow(item, seals)).toEqual(row);
    expect(unsealed(item, seals).body).toEqual(toImage({ body: row }).body);
  },
);

/** How the version before this one reads a body: it knows one way of packing and no shapes. */
function readBefore({ body, sealed }: Image): unknown {
  const closed = sealed && bytesOf(sealed);
  if (closed) {
    const filled = Buffer.from(seals.openBytes(closed));
    return JSON.parse(inflateRawSync(filled.subarray(4, 4 + filled.readUInt32BE())).toString("utf8"));
  }
  return JSON.parse(inflateRawSync((body && bytesOf(body)) ?? Buffer.of()).toString("utf8"));
}

const long = {
  ...rowOfEachKind.contribution,
  state: { text: "De lamp is kapot, en het is donker. ".repeat(60) },
};

test.each([...kinds, long])(
  "a row of the kind $row is still read by a function that was not deployed yet",
  (row) => {
    expect(readBefore(rowImage(row, seals))).toEqual(row);
  },
);

test("a short row is stored as it is, and one that would cost a second unit is made smaller", () => {
  const size = (image: Image) => (image.body && bytesOf(image.body)?.length) ?? 0;
  const short = rowOfEachKind.contribution;
  expect(size(rowImage(short, seals))).toBe(JSON.stringify(short).length + 5);
  expect(size(rowImage(long, seals))).toBeLessThan(400);
});
