import MiniSearch from "minisearch";

/** Our threshold: the share of a text's score against itself that another text must reach to count as similar. */
const LEAST = 0.15;

/** Characters. Shorter words are ignored: they say nothing about a text's subject. */
const SHORTEST = 4;

/** Invisible characters, such as a soft hyphen, occur within words and do not separate them. */
const UNSEEN = /\p{Cf}/gu;
/**
 * Anything but a letter or digit separates words, including < and +, which Unicode does not class as punctuation, and
 * emoji.
 */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u;

/**
 * Finds pairs of texts about the same subject, by index, most similar first: a suggestion for people, who decide. Uses
 * BM25 over words of four letters or more, tolerating small spelling differences; each text is searched for among all
 * others, and the better of the two directions counts.
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
      // On a phone, typos are nearly as common as correct spelling.
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
