import MiniSearch from "minisearch";

/** So much of what one text scores with itself, another has to score with it, to be called alike. */
const LEAST = 0.15;

/** Small words say nothing about what a text is about; what is shorter than this is not looked at (characters). */
const SHORTEST = 4;

/** Signs that are not seen, such as a soft hyphen, stand inside words and not between them. */
const UNSEEN = /\p{Cf}/gu;
/** Whatever is no letter or digit parts words: also < and +, which Unicode does not count as punctuation, and emoji. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u;

/**
 * Pairs of texts that are about the same, by their places, the most alike first. A suggestion for people, who
 * decide. BM25 over words of four letters and more, with small differences in spelling forgiven; each text is
 * looked up among all others, and the better of both directions counts.
 */
export function similarPairs(texts: readonly string[]): readonly (readonly [number, number])[] {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ["text"],
    tokenize: (text) => text.replace(UNSEEN, "").split(BETWEEN_WORDS),
    processTerm: (term) =>
      term.length < SHORTEST ? null : term.toLowerCase().normalize("NFD").replace(/\p{M}/gu, ""),
  });
  index.addAll(texts.map((text, id) => ({ id, text })));
  const best = new Map<string, { readonly pair: readonly [number, number]; readonly score: number }>();
  for (const [at, text] of texts.entries()) {
    const found = index.search(text, {
      fuzzy: 0.2,
      prefix: true,
      // On a telephone a slip is as common as a word that is spelt well.
      weights: { fuzzy: 0.9, prefix: 0.8 },
    });
    const own = found.find((one) => one.id === at)?.score ?? 0;
    if (own === 0) continue;
    for (const { id, score } of found) {
      const other = Number(id);
      if (other === at || score / own < LEAST) continue;
      const pair = [Math.min(at, other), Math.max(at, other)] as const;
      const name = pair.join(" ");
      if ((best.get(name)?.score ?? 0) < score / own) best.set(name, { pair, score: score / own });
    }
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score).map(({ pair }) => pair);
}
