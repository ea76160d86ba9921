import { reactsTo, type StreamEvent } from "../ports/followed-rows.ts";
import { patterns } from "./access-patterns.ts";
import { tableShape } from "./table-shape.ts";

/** A value has to be this text, or begin so. */
type Rule = string | { readonly prefix: string };

/** What Lambda compares a change in the table with: every field has to fit, by one of its rules. */
export interface StreamFilter {
  readonly eventName: readonly StreamEvent[];
  readonly dynamodb: { readonly Keys: Readonly<Record<string, { readonly S: readonly Rule[] }>> };
}

/**
 * The filters of the function that follows the table, made from the list of what is followed and from the table of
 * keys. Kinds that differ in their partition only share a filter: Lambda takes five.
 * @throws Error when nobody wrote down where rows of a kind lie
 */
export function streamFilters(): readonly StreamFilter[] {
  const together = new Map<string, { on: readonly StreamEvent[]; pk: Rule[]; sk: Rule | undefined }>();
  for (const [kind, on] of Object.entries(reactsTo)) {
    const places = patterns.filter((pattern) => pattern.row === kind);
    if (places.length === 0) throw new Error(`the table of keys does not say where a ${kind} lies`);
    for (const place of places) {
      const [pk, sk] = [ruleFor(place.pk), ruleFor(place.sk)];
      if (pk === undefined) throw new Error(`${place.what}: every partition has to begin with a word`);
      const name = JSON.stringify([on, sk]);
      const filter = together.get(name) ?? { on, pk: [], sk };
      filter.pk.push(pk);
      together.set(name, filter);
    }
  }
  return [...together.values()].map(({ on, pk, sk }) => ({
    eventName: on,
    dynamodb: {
      Keys: {
        [tableShape.partitionKey]: { S: pk },
        ...(sk !== undefined && { [tableShape.sortKey]: { S: [sk] } }),
      },
    },
  }));
}

/** "NOTICE#group": begins with "NOTICE#"; "BROADCASTS": just that; "voter": anything. */
function ruleFor(column: string): Rule | undefined {
  const [, word, more] = /^([A-Z]+)(#?)/.exec(column) ?? [];
  if (word === undefined) return undefined;
  return more === "#" ? { prefix: `${word}#` } : word;
}
