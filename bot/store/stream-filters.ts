import { type Followed, isFollowed, reactsTo, type StreamEvent } from "../ports/followed-rows.ts";
import { patterns } from "./access-patterns.ts";
import { MEND } from "./keys.ts";
import { tableShape } from "./table-shape.ts";

/** A value must equal this text, or start with this prefix. */
type Rule = string | { readonly prefix: string };

type Fields = Readonly<Record<string, { readonly S: readonly Rule[] }>>;

/** Followed only while an attribute has this value. */
const onlyWhile: Partial<Record<Followed, Fields>> = {
  contribution: { [tableShape.wake.partitionKey]: { S: [MEND] } },
};

/** A pattern Lambda matches against a change in the table: every field must match one of its rules. */
export interface StreamFilter {
  readonly eventName: readonly StreamEvent[];
  readonly dynamodb: {
    readonly Keys: Fields;
    readonly NewImage?: Fields;
  };
}

/**
 * Builds the filters of the function that follows the table's stream, from the list of followed kinds and the table of
 * keys. Kinds that differ only in their partition share a filter: Lambda allows five.
 * @throws Error when a followed kind of row has no access pattern
 */
export function streamFilters(): readonly StreamFilter[] {
  const together = new Map<
    string,
    { on: readonly StreamEvent[]; pk: Rule[]; sk: Rule | undefined; only: Fields | undefined }
  >();
  for (const [kind, on] of Object.entries(reactsTo)) {
    const only = isFollowed(kind) ? onlyWhile[kind] : undefined;
    const places = patterns.filter((pattern) => pattern.row === kind);
    if (places.length === 0) throw new Error(`the table of keys does not say where a ${kind} lies`);
    for (const place of places) {
      const [pk, sk] = [ruleFor(place.pk), ruleFor(place.sk)];
      if (pk === undefined) throw new Error(`${place.what}: every partition has to begin with a word`);
      const name = JSON.stringify([on, sk, only]);
      const filter = together.get(name) ?? { on, pk: [], sk, only };
      filter.pk.push(pk);
      together.set(name, filter);
    }
  }
  return [...together.values()].map(({ on, pk, sk, only }) => ({
    eventName: on,
    dynamodb: {
      Keys: {
        [tableShape.partitionKey]: { S: pk },
        ...(sk !== undefined && { [tableShape.sortKey]: { S: [sk] } }),
      },
      ...(only && { NewImage: only }),
    },
  }));
}

/**
 * The rule for a column of the table of keys. "NOTICE#group": starts with "NOTICE#"; "BROADCASTS": exactly that;
 * "voter": anything.
 */
function ruleFor(column: string): Rule | undefined {
  const [, word, more] = /^([A-Z]+)(#?)/.exec(column) ?? [];
  if (word === undefined) return undefined;
  return more === "#" ? { prefix: `${word}#` } : word;
}
