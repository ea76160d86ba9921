/** Reproducible randomness: the same seed gives the same numbers in the same order. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** True in this share of the cases. */
  share(share: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** @throws Error when there is nothing to choose from */
  pick<One>(list: readonly One[]): One;
  /** Randomness of somebody's own, unaffected by what others do. */
  for(name: string): Chance;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough for a simulation. */
export function chanceFrom(seed: number | string): Chance {
  let state = typeof seed === "number" ? seed : hashOf(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    share: (share) => next() < share,
    between,
    pick(list) {
      const one = list[between(0, list.length - 1)];
      if (one === undefined) throw new Error("nothing to choose from");
      return one;
    },
    for: (name) => chanceFrom(`${seed}/${name}`),
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
