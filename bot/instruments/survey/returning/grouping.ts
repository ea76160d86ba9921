/** Open answers that say about the same stand together, so that a person who reads hundreds of them sees what returns. */

/** At most this many answers are compared: the official is waiting for it. */
const COMPARED = 200;

export interface Grouped {
  /** At least two each, the largest group first. */
  readonly groups: readonly (readonly string[])[];
  /** What stands alone. */
  readonly others: readonly string[];
}

/**
 * Groups around one answer: whatever is alike to that one, and not what is alike to something alike to it. So no chain
 * leads from lamps to parks.
 *
 * @param alike pairs of texts by their places, the most alike first
 */
export function grouped(
  texts: readonly string[],
  similarPairs: (texts: readonly string[]) => readonly (readonly [number, number])[],
): Grouped {
  /** By place: the place of the answer around which its group is. */
  const around = new Map<number, number>();
  for (const [a, b] of similarPairs(texts.slice(0, COMPARED))) {
    const [of, other] = [around.get(a), around.get(b)];
    if (of === undefined && other === undefined) {
      around.set(a, a);
      around.set(b, a);
    } else if (of === a && other === undefined) around.set(b, a);
    else if (other === b && of === undefined) around.set(a, b);
  }
  const groups = new Map<number, string[]>();
  const others: string[] = [];
  for (const [at, text] of texts.entries()) {
    const centre = around.get(at);
    if (centre === undefined) others.push(text);
    else groups.set(centre, [...(groups.get(centre) ?? []), text]);
  }
  return { groups: [...groups.values()].toSorted((a, b) => b.length - a.length), others };
}
