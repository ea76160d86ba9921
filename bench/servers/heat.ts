import { z } from "zod";
import { tableShape } from "../../bot/store/table-shape.ts";
import { sizeOf } from "./units.ts";

/**
 * Which partitions a request touches, by kind: an item's partition key up to its first “#”, such as `TALLY`, or
 * “index WAKE” for a partition of an index. DynamoDB says how many units a request took, not where; so they are
 * divided over its items by their size.
 */

export interface Units {
  readonly read: number;
  readonly write: number;
}
export type Heat = Readonly<Record<string, Units>>;

/** How an item is in an index: the attribute that is the index's partition key. */
const INDEXED = [tableShape.index.partitionKey];
/** An item that leaves an index does not say which partition it was in. */
const LEFT = "index (left)";
const KILOBYTE = 1024;

const attributes = z.record(z.string(), z.looseObject({ S: z.string().optional() }));
type Attributes = z.infer<typeof attributes>;
const write = z.looseObject({ Item: attributes.optional(), Key: attributes.optional() });
const askedSchema = write.extend({
  TransactItems: z.array(z.record(z.string(), write)).optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  IndexName: z.string().optional(),
  ExpressionAttributeValues: attributes.optional(),
});
const answeredSchema = z.looseObject({
  Item: attributes.optional(),
  Responses: z.record(z.string(), z.array(attributes)).optional(),
});

interface Place {
  readonly kind: string;
  readonly weight: number;
}

/**
 * @param units those of the table and those of its indexes, as they are paid for
 * @param reads whether it is a request that reads
 */
export function heatOf(
  asked: string,
  answered: string,
  reads: boolean,
  units: { readonly table: number; readonly indexes: number },
): Heat {
  const request = askedSchema.parse(JSON.parse(asked));
  if (reads) return divided(placesRead(request, answered), units.table + units.indexes, "read");
  const steps = [request, ...(request.TransactItems ?? []).flatMap((one) => Object.values(one))];
  const items = steps.flatMap(({ Item, Key }) => {
    const item = Item ?? Key;
    return item ? [item] : [];
  });
  const table = items.map((item) => ({ kind: kindOf(item), weight: Math.ceil(sizeOf(item) / KILOBYTE) }));
  const indexed = items.flatMap((item) =>
    INDEXED.flatMap((name) => (item[name] ? [{ kind: `index ${first(item[name])}`, weight: 1 }] : [])),
  );
  const indexes = indexed.length > 0 ? indexed : [{ kind: LEFT, weight: 1 }];
  return together([divided(table, units.table, "write"), divided(indexes, units.indexes, "write")]);
}

function placesRead(request: z.infer<typeof askedSchema>, answered: string): Place[] {
  // A query names its partition in its only equality; everything it finds is there.
  const [, sought] = Object.entries(request.ExpressionAttributeValues ?? {})[0] ?? [];
  if (sought) return [{ kind: `${request.IndexName ? "index " : ""}${first(sought)}`, weight: 1 }];
  const { Item, Responses = {} } = answeredSchema.parse(JSON.parse(answered));
  const found = [...(Item ? [Item] : []), ...Object.values(Responses).flat()];
  if (found.length > 0)
    return found.map((item) => ({ kind: kindOf(item), weight: Math.ceil(sizeOf(item) / (4 * KILOBYTE)) }));
  return [{ kind: request.Key ? kindOf(request.Key) : "nothing found", weight: 1 }];
}

const kindOf = (item: Attributes): string => first(item[tableShape.partitionKey] ?? {});
const first = (value: Readonly<Record<string, unknown>>): string =>
  String(value.S ?? "?").split("#")[0] ?? "?";

function divided(places: readonly Place[], units: number, what: keyof Units): Heat {
  if (units === 0) return {};
  const all = places.reduce((sum, { weight }) => sum + weight, 0);
  return together(
    places.map(({ kind, weight }) => ({ [kind]: { read: 0, write: 0, [what]: (units * weight) / all } })),
  );
}

/** The sum of several. */
export function together(some: readonly Heat[]): Heat {
  const sum: Record<string, Units> = {};
  for (const one of some)
    for (const [kind, { read, write }] of Object.entries(one)) {
      const before = sum[kind] ?? { read: 0, write: 0 };
      sum[kind] = { read: before.read + read, write: before.write + write };
    }
  return sum;
}

/** For each of so many. */
export function each(heat: Heat, count: number): Heat {
  return Object.fromEntries(
    Object.entries(heat).map(([kind, { read, write }]) => [
      kind,
      { read: read / count, write: write / count },
    ]),
  );
}
