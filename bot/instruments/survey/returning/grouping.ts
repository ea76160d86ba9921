/** Groups open answers that say much the same, so that someone who reads hundreds of them sees what recurs. */

/** Our limit: answers compared with each other, because the official is waiting. */
const COMPARED = 200;

export interface Grouped {
  /** At least two each, the largest group first. */
  readonly groups: readonly (readonly string[])[];
  /** Answers similar to no other. */
  readonly others: readonly string[];
}

/**
 * Groups answers around a central one: those similar to it directly, not through another. So no chain leads from lamps
 * to parks.
 *
 * @param alike pairs of texts by index, most similar first
 */
export function grouped(
  texts: readonly string[],
  similarPairs: (texts: readonly string[]) => readonly (readonly [number, number])[],
): Grouped {
  /** For each answer's index, the index of its group's central answer. */
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
