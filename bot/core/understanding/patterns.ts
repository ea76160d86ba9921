/**
 * Phrases to look for inside a text: hundreds of them, of which a message contains none or one. Compiling them into a
 * single expression would add fifty milliseconds to a function's start-up, so each is compiled once a text contains a
 * word that it cannot do without.
 *
 * In a phrase `*` stands for any beginning or ending of a word, `…` for up to three words, `(a|b)` for one of these, `
 * $` says that nothing follows and `^ ` that nothing precedes.
 */
export interface Patterns {
  /** @param words with one space between them, before the first and after the last */
  isIn(words: string): boolean;
  /** The words without those of the phrases. */
  without(words: string): string;
}

interface Pattern {
  readonly source: string;
  /** Its place in the list. */
  readonly at: number;
  compiled?: RegExp;
}

const isPlain = (word: string) => !/[*…^$()|?]/.test(word);

/** @param phrases in lower case, without accents, with one space between words */
export function createPatterns(phrases: readonly string[]): Patterns {
  /** By a word that must be present. */
  const byWord = new Map<string, Pattern[]>();
  /** By a part of the text that must be present; "" for none. */
  const byPart: (readonly [part: string, pattern: Pattern])[] = [];
  for (const [at, phrase] of phrases.entries()) {
    const pattern: Pattern = { source: sourceOf(phrase), at };
    const { word, parts } = anchorOf(phrase);
    if (word !== undefined) byWord.set(word, [...(byWord.get(word) ?? []), pattern]);
    else for (const part of parts) byPart.push([part, pattern]);
  }

  function candidates(words: string): Pattern[] {
    const found = [...new Set(words.split(" "))].flatMap((word) => byWord.get(word) ?? []);
    for (const [part, pattern] of byPart) if (words.includes(part)) found.push(pattern);
    return found;
  }

  return {
    isIn(words) {
      return candidates(words).some((one) => words.search(compiled(one)) >= 0);
    },
    without(words) {
      let left = words;
      // In the order of the list: a longer phrase is listed before one that it contains.
      const inOrder = candidates(words).toSorted((one, other) => one.at - other.at);
      for (const one of inOrder) left = left.replaceAll(compiled(one), " ");
      return left;
    },
  };
}

function compiled(pattern: Pattern): RegExp {
  pattern.compiled ??= new RegExp(` (?:${pattern.source})(?= )`, "g");
  return pattern.compiled;
}

function sourceOf(phrase: string): string {
  if (!/[*…^$]/.test(phrase)) return phrase;
  return (
    phrase
      .replace(/ \$$/, "(?= $)")
      .replace(/^\^ /, "(?<=^ )")
      // A gap takes the space after it along, so that it can be empty.
      .replaceAll("… ", "(?:[^ ]+ ){0,3}?")
      .replaceAll("*", "[^ ]*")
  );
}

/** What every match must contain: a whole word where there is one, or else one of these parts. */
function anchorOf(phrase: string): { readonly word?: string; readonly parts: readonly string[] } {
  const { outside, groups } = phrase.includes("(") ? apart(phrase) : { outside: phrase, groups: [] };
  const words = outside.split(" ");
  // The longest one occurs in the fewest texts.
  let word: string | undefined;
  for (const one of words) if (one.length > (word?.length ?? 0) && isPlain(one)) word = one;
  if (word !== undefined) return { word, parts: [] };
  const stem = words.map(partOf).find((part) => part !== undefined);
  if (stem !== undefined) return { parts: [stem] };
  // The options of a group, when all of them are known; an optional group says nothing.
  for (const options of groups) {
    const parts = options.map((option) =>
      option
        .split(" ")
        .map(partOf)
        .find((part) => part !== undefined),
    );
    const known = parts.filter((part) => part !== undefined);
    if (known.length === parts.length) return { parts: known };
  }
  return { parts: [""] };
}

/**
 * The part of the text that this word matches, with or without `*`, including spaces at its edges; undefined for none.
 */
function partOf(word: string): string | undefined {
  const [, before, core, behind] = /^(\*?)([\p{L}\p{N}]+)(\*?)$/u.exec(word) ?? [];
  if (core === undefined) return undefined;
  return `${before ? "" : " "}${core}${behind ? "" : " "}`;
}

/** The text outside groups, and the options of mandatory groups that contain no others. */
function apart(phrase: string): {
  readonly outside: string;
  readonly groups: readonly (readonly string[])[];
} {
  let depth = 0;
  let outside = "";
  let inside = "";
  const groups: string[][] = [];
  for (const [at, letter] of [...phrase].entries()) {
    if (letter === "(") {
      depth++;
      outside += "(";
    } else if (letter === ")") {
      depth--;
      if (depth === 0) {
        if (phrase[at + 1] !== "?" && !inside.includes("\u0000")) groups.push(inside.split("|"));
        inside = "";
      } else inside += "\u0000";
    } else if (depth > 0) inside += letter;
    else outside += letter;
  }
  return { outside, groups };
}
