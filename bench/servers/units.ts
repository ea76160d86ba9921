import { z } from "zod";

/**
 * Write units of a transaction as Amazon bills them: each item is rounded up to a kilobyte on its own and counts
 * twice (Developer Guide, “Read and write operations”, transactional writes). DynamoDB Local rounds up the sum of
 * all items instead, so for transactions its own figure is too low.
 */

const KILOBYTE = 1024;
const valueSchema = z.record(z.string(), z.unknown());
const transactionSchema = z.looseObject({
  TransactItems: z.array(z.looseObject({ Put: z.looseObject({ Item: valueSchema }).optional() })),
});

/** @param body of a TransactWriteItems request. Anything but a Put is taken for a small item: here it always is one */
export function transactionUnits(body: unknown): number {
  return transactionSchema
    .parse(body)
    .TransactItems.map(({ Put }) => (Put ? Math.ceil(sizeOf(Put.Item) / KILOBYTE) : 1))
    .reduce((sum, units) => sum + 2 * units, 0);
}

/** Bytes of an item, by the rules for item sizes in the Developer Guide. */
export function sizeOf(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value),
    0,
  );
}

function valueSize(value: unknown): number {
  const [[type, held] = ["", undefined]] = Object.entries(valueSchema.parse(value));
  switch (type) {
    case "S":
      return Buffer.byteLength(String(held));
    case "B":
      return Buffer.from(String(held), "base64").length;
    case "N":
      // Two digits per byte, and one byte more.
      return Math.ceil(String(held).replace(/\D/g, "").length / 2) + 1;
    case "M":
      return 3 + Object.keys(valueSchema.parse(held)).length + sizeOf(valueSchema.parse(held));
    case "L":
      return (
        3 +
        z
          .array(z.unknown())
          .parse(held)
          .reduce<number>((sum, one) => sum + 1 + valueSize(one), 0)
      );
    default:
      return 1;
  }
}
