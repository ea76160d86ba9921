/** Chance that is the same in every run with the same seed (mulberry32, a public-domain generator of 32 bits). */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number below `n`. */
  below(n: number): number;
  /** An exponentially distributed time. */
  after(mean: number): number;
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (n) => Math.floor(next() * n),
    after: (mean) => -Math.log(1 - next()) * mean,
  };
}
