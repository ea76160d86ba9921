import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Image } from "./item-codec.ts";
import type { Step } from "./steps.ts";

/** DynamoDB's limits on one transaction and one item (AWS, “Service, account, and table quotas”). */
export const bounds = {
  items: 100,
  bytes: 4 * 1024 * 1024,
  item: 400 * 1024,
} as const;

/**
 * Rejects what DynamoDB would reject, on any store, so that a test runs into it before a town does.
 * @param items the most items one commit may touch
 * @throws Error naming what is too large, never its content
 */
export function keepToBounds(steps: readonly Step[], items: number = bounds.items): void {
  if (steps.length > items)
    throw new Error(`a commit of ${steps.length} items; the table takes ${items} at most`);
  let all = 0;
  for (const step of steps) {
    if (step.do !== "put") continue;
    const size = sizeOf(step.image);
    if (size > bounds.item)
      throw new Error(`the item ${step.key.pk} ${step.key.sk} has ${size} bytes; ${bounds.item} fit`);
    all += size;
  }
  if (all > bounds.bytes) throw new Error(`a commit of ${all} bytes; ${bounds.bytes} fit`);
}

/**
 * The size of an item in bytes as DynamoDB counts it, or slightly more: names and values, plus three for each map or
 * list.
 */
export function sizeOf(image: Image): number {
  return Object.entries(image).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value),
    0,
  );
}

function valueSize({ S, N, B, M, L }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return N.length;
  // Bytes are base64 in DynamoDB's JSON.
  if (B !== undefined) return Math.ceil(B.length * 0.75);
  if (M !== undefined) return 3 + sizeOf(M) + Object.keys(M).length;
  if (L !== undefined) return 3 + L.reduce((sum, one) => sum + 1 + valueSize(one), 0);
  return 1;
}
