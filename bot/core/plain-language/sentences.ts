/**
 * Finds where a sentence ends, in Dutch and English and well enough in other languages that end one with a full stop.
 * Why this is not `Intl.Segmenter`: docs/adr/0045.
 */

/** After these a sentence continues, whatever follows: “dhr. Jansen”, “bijv. Rotterdam”. */
const before =
  words(`aant. alg. bijl. bijv. bv. dhr. dr. drs. e.g. evt. fam. gem. hr. i.e. i.p.v. incl. ing. excl. ir. mevr.
  mr. mrs. ms. mw. prof. resp. st. vgl. vs. wethr.`);

/** After these it continues when a number follows: “nr. 5”, “art. 12”. */
const beforeNumber = words(
  "aug. art. blz. ca. dec. feb. fig. jan. jr. max. min. no. nov. nr. nrs. okt. p. par. pag. pp. sept. tel.",
);

/** These may end a sentence; it continues when no capital follows. */
const closing = words(
  "a.m. a.s. a.u.b. e.a. e.d. enz. enzovoort. etc. jl. m.m. n.v.t. o.i.d. p.m. s.v.p. t.z.t. z.s.m.",
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** The words of each sentence. A line break ends a sentence too: headings and lists have no full stop. */
export function sentencesOf(text: string): readonly (readonly string[])[] {
  return text.split(/[\n\r\u2028\u2029]+/).flatMap(sentencesOfLine);
}

/** Anything between spaces with a letter or a digit in it: “en/of”, “d.w.z.” and “1.000” are one word. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter(isWord);
}

function isWord(piece: string): boolean {
  return /[\p{L}\p{N}]/u.test(piece);
}

function sentencesOfLine(line: string): readonly (readonly string[])[] {
  const pieces = line.split(/\s+/).filter((piece) => piece !== "");
  const sentences: string[][] = [];
  let sentence: string[] = [];
  for (const [at, piece] of pieces.entries()) {
    if (isWord(piece)) sentence.push(piece);
    // “1.” or “a)” at the beginning of a line numbers what follows.
    const numbers = at === 0 && /^(\d{1,3}|\p{L})[.)]$/u.test(piece);
    if (numbers || !ends(piece, pieces[at + 1], pieces[at + 2])) continue;
    sentences.push(sentence);
    sentence = [];
  }
  sentences.push(sentence);
  return sentences.filter(({ length }) => length > 0);
}

/** Whether a sentence ends with this piece, given the two that follow. */
function ends(piece: string, next: string | undefined, afterNext: string | undefined): boolean {
  const bare = withoutClosing(piece);
  if (!/[.!?…؟۔]$/u.test(bare)) return false;
  if (next === undefined) return true;
  if (goesOn(next, afterNext)) return false;
  if (!bare.endsWith(".")) return true;
  const word = withoutOpening(bare).toLowerCase();
  if (closing.has(word)) return true;
  if (before.has(word)) return false;
  if (beforeNumber.has(word)) return !/^\p{N}/u.test(withoutOpening(next));
  // Letters separated by full stops, as in “o.a.”, and initials: “J. de Vries”. A formal “U.” is a word.
  return !/^(\p{L}\.){2,}$/u.test(word) && !/^(?!U)\p{Lu}\.$/u.test(withoutOpening(bare));
}

/** No sentence begins with a lower-case letter, but “’s Avonds” and “'t Is” do. */
function goesOn(next: string, afterNext: string | undefined): boolean {
  if (/^['’‘][stnkm]$/u.test(next)) return !/^\p{Lu}/u.test(afterNext ?? "");
  return /^\p{Ll}/u.test(withoutOpening(next));
}

function withoutOpening(piece: string): string {
  return piece.replace(/^["'“”„‘’«»([{<*_–—-]+/u, "");
}

/** Quotes and brackets after the full stop belong to the sentence. Scanned backwards, so that a long row is cheap. */
function withoutClosing(piece: string): string {
  let end = piece.length;
  while (end > 0 && `"'“”‘’«»)]}>*_`.includes(piece.charAt(end - 1))) end--;
  return piece.slice(0, end);
}
