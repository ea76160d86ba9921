import { type Figure, meets, type Target } from "./figures.ts";

/**
 * The project's targets, all in one place: a figure's id, and what it is held against (its ratio where it has one and
 * the target is about that, otherwise its median). A figure brings its own target only where that is a rule rather than an aim, such as “nobody
 * was missed”.
 */
export const targets: Readonly<Record<string, Target>> = {
  // A fifth less than what the peer has, and the same for all languages.
  "size.telegram.kilobytes": { most: 420 },
  "size.telegram.sentences": { most: 0 },
  "cold.telegram": { most: 0.4 },
  "cold.telegram.cached": { most: 0.33 },
  "cold.telegram.far.cached": { most: 0.45 },
  "cold.slack": { most: 0.4 },
  "core.cpu": { most: 0.42 },
  "core.throughput": { least: 2.8 },
  "core.throughput.8": { least: 2.2 },
  "warm.cpu": { most: 0.5 },
  "warm.throughput": { least: 1.4 },
  "warm.throughput.8": { least: 1 },
  "roundtrips.most": { most: 2 },
  "roundtrips.answer": { most: 3 },
  "roundtrips.card": { most: 4 },
  "roundtrips.open": { most: 2 },
  "roundtrips.preview": { most: 3 },
  "roundtrips.notice": { most: 6 },
  "roundtrips.closed": { most: 4 },
  "units.write": { most: 12 },
  "units.send": { most: 6 },
  "units.tap": { most: 1 },
  "votes.first.write": { most: 4 },
  "votes.later.write": { most: 2 },
  "votes.recount.100000": { most: 5 },
  "answers.next.write": { most: 2 },
  "answers.changed.write": { most: 2 },
  "answers.recount.100000": { most: 5 },
  "cost.month.10000": { most: 5 },
};

/** Figures that have a peer beside them, and whose target is nevertheless about ours alone. */
const aboutOurs: ReadonlySet<string> = new Set(["units.write"]);

/** Holds each figure against its target. */
export function held(figures: readonly Figure[]): Figure[] {
  return figures.map((figure) => {
    const target = targets[figure.id];
    if (!target) return figure;
    const ratio = aboutOurs.has(figure.id) ? undefined : figure.ratio;
    return { ...figure, target, met: meets(ratio ?? figure.ours.median, target) };
  });
}

/** Targets of which nothing was measured: a target without a row would look like one that is met. */
export function unmeasured(figures: readonly Figure[]): string[] {
  const ids = new Set(figures.map(({ id }) => id));
  return Object.keys(targets).filter((id) => !ids.has(id));
}
