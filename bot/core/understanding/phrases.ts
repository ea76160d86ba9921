import type { Vocabularies, Vocabulary } from "../model/message.ts";
import { createPatterns, type Patterns } from "./patterns.ts";

/**
 * What somebody means by a few typed words: a greeting, thanks, a wish to stop. And whether her words tell of danger.
 * The words themselves are data, with a list for each language (`heard.json` in `locales/`); nothing here knows a
 * language.
 *
 * A phrase in a list is words separated by spaces. For danger, which is looked for inside longer texts, it can say
 * more: `patterns.ts`.
 */

/**
 * What a whole message can mean, in order of precedence: of two in one message, the first counts. `aside`: “haha”,
 * “momentje”, a message that neither asks nor answers anything.
 */
export const meanings = [
  "erase",
  "stop",
  "cancel",
  "human",
  "help",
  "about",
  "report",
  "mine",
  "data",
  "language",
  "takePart",
  "whoDecides",
  "send",
  "skip",
  "unknown",
  "no",
  "yes",
  "thanks",
  "approval",
  "greeting",
  "aside",
] as const;
export type Meaning = (typeof meanings)[number];

export const dangers = ["self", "now"] as const;
/** `self`: somebody who does not want to live. `now`: anything that calls for the emergency number. */
export type Danger = (typeof dangers)[number];

export interface Phrases {
  /**
   * What the whole text means, if it says nothing else; undefined for any other text, even one that begins this way.
   */
  meaning(text: string): Meaning | undefined;
  /** Yes or no at the beginning, and what follows it, if anything. “Maar” after it takes it back: undefined. */
  beginning(text: string): { readonly means: "yes" | "no"; readonly rest: string } | undefined;
  danger(text: string): Danger | undefined;
  /** Whether it is about something with a formal procedure and time limit: an objection, a permit, a fine. */
  formal(text: string): boolean;
}

/** For where nothing is typed. */
export const noPhrases: Phrases = {
  meaning: () => undefined,
  beginning: () => undefined,
  danger: () => undefined,
  formal: () => false,
};

/** Emoji mean the same in every language. */
const emoji: Readonly<Record<string, Meaning>> = {
  "👍": "approval",
  "👌": "approval",
  "✅": "approval",
  "✔": "approval",
  "👏": "approval",
  "💪": "approval",
  "🙏": "thanks",
  "❤": "thanks",
  "🧡": "thanks",
  "💛": "thanks",
  "💚": "thanks",
  "😍": "thanks",
  "🥰": "thanks",
  "👋": "greeting",
  "👎": "no",
  "❌": "no",
  "🤷": "unknown",
  "🆗": "approval",
};

/** “Don't” is also typed without its apostrophe. */
const joinedUp = (text: string) => text.replace(/(?<=\p{L})['’ʼ´`](?=\p{L})/gu, "");

/** Words and emoji, in lower case and without accents; punctuation, skin tones and emoji joiners are left out. */
function tokensOf(text: string): string[] {
  // Most of the lists, which are read while somebody waits.
  if (/^[a-z ]+$/.test(text)) return text.split(" ").filter((one) => one !== "");
  const plain = joinedUp(text.normalize("NFKD")).replace(/\p{M}/gu, "").toLowerCase();
  return plain.match(/\p{L}+|\p{N}+|(?!\p{Emoji_Modifier})\p{Extended_Pictographic}/gu) ?? [];
}

const isEmoji = (token: string) => /\p{Extended_Pictographic}/u.test(token);

/** “Heyyy” and “jaaaa”: drawn-out letters count once. */
const drawnOut = /(.)\1\1/u;
const collapsed = (token: string) => token.replace(/(.)\1+/gu, "$1");

interface Lists {
  /** Phrases by their first word, the longest first. */
  readonly byFirst: ReadonlyMap<
    string,
    readonly { readonly words: readonly string[]; readonly means: Meaning }[]
  >;
  readonly fillers: ReadonlySet<string>;
  readonly buts: ReadonlySet<string>;
  readonly spelled: ReadonlyMap<string, string>;
}

function listsOf(vocabulary: Vocabulary): Lists {
  const byFirst = new Map<string, { words: string[]; means: Meaning }[]>();
  const spelled = new Map<string, string>();
  for (const means of meanings) {
    for (const phrase of vocabulary[means] ?? []) {
      const words = tokensOf(phrase);
      const [first] = words;
      if (first === undefined) continue;
      for (const word of words) spelled.set(collapsed(word), word);
      byFirst.set(first, [...(byFirst.get(first) ?? []), { words, means }]);
    }
  }
  for (const list of byFirst.values()) list.sort((one, other) => other.words.length - one.words.length);
  const words = (name: string) => new Set((vocabulary[name] ?? []).flatMap(tokensOf));
  return { byFirst, fillers: words("filler"), buts: words("but"), spelled };
}

/** The longest phrase at this position, among those with one of these meanings. */
function phraseAt(
  at: number,
  tokens: readonly string[],
  { byFirst }: Lists,
  among: readonly Meaning[] = meanings,
) {
  return byFirst
    .get(tokens[at] ?? "")
    ?.find(
      ({ words, means }) =>
        among.includes(means) && words.every((word, index) => tokens[at + index] === word),
    );
}

/** Words and emoji. Such a message is short: nobody takes more to greet (our limit). */
const MOST_TOKENS = 14;

function meaningIn(tokens: readonly string[], lists: Lists): Meaning | undefined {
  const found = new Set<Meaning>();
  let last: Meaning | undefined;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] ?? "";
    const phrase = phraseAt(at, tokens, lists);
    const known = emoji[token];
    if (phrase) found.add(phrase.means);
    else if (known) found.add(known);
    // “Ja maar” takes back what it says; the real meaning comes after it.
    else if (lists.buts.has(token) && (last === "yes" || last === "no"))
      return at === tokens.length - 1 ? "aside" : undefined;
    else if (!lists.fillers.has(token) && !isEmoji(token)) return undefined;
    last = phrase?.means ?? known;
    at += phrase?.words.length ?? 1;
  }
  return meanings.find((one) => found.has(one)) ?? (tokens.length > 0 ? "aside" : undefined);
}

/** Meanings that add nothing after a yes or a no. */
const polite: ReadonlySet<Meaning> = new Set(["thanks", "approval", "greeting"]);

/** What a button for yes can be about. */
const saidAgain: ReadonlySet<Meaning> = new Set(["erase", "send", "stop", "report", "takePart"]);

function beginningIn(
  text: string,
  tokens: readonly string[],
  lists: Lists,
): ReturnType<Phrases["beginning"]> {
  const [first = ""] = tokens;
  const phrase =
    phraseAt(0, tokens, lists, ["yes", "no"]) ?? (emoji[first] && { words: [first], means: emoji[first] });
  if (phrase?.means !== "yes" && phrase?.means !== "no") return undefined;
  const rest = tokens.slice(phrase.words.length);
  // “Ja maar”, and whatever follows it.
  if (lists.buts.has(rest[0] ?? "")) return undefined;
  const means = meaningIn(rest, lists);
  const saysMore = means !== undefined && means !== phrase.means && !polite.has(means);
  // “Nee, laat maar”; “ja, verstuur maar”, “ja, wis alles”: repeating what the button says.
  const taken = means !== undefined && (phrase.means === "no" ? means === "cancel" : saidAgain.has(means));
  if (rest.every((token) => lists.fillers.has(token)) || (means !== undefined && (!saysMore || taken)))
    return { means: phrase.means, rest: "" };
  const opposite = phrase.means === "yes" ? "no" : "yes";
  const takenBack = rest.some(
    (token, at) => lists.buts.has(token) || phraseAt(at, rest, lists)?.means === opposite,
  );
  return takenBack ? undefined : { means: phrase.means, rest: text.trim() };
}

/** What is looked for inside a text. */
type Looked = Danger | "harmless" | "formal";

function patterns(of: readonly Vocabulary[], list: string): Patterns {
  const plain = (phrase: string) =>
    /^[a-z (|)*…]+$/.test(phrase)
      ? phrase
      : // Not NFKD, which takes `…` apart.
        joinedUp(phrase.normalize("NFD")).replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).join(" ");
  return createPatterns(of.flatMap((one) => one[list] ?? []).map(plain));
}

export function createPhrases(vocabularies: Vocabularies): Phrases {
  // Created for the first message: a function's start-up need not wait for it.
  let made:
    | { readonly lists: readonly Lists[]; readonly all: Readonly<Record<Looked, Patterns>> }
    | undefined;
  const parts = () => {
    if (made) return made;
    const of = vocabularies();
    made = {
      lists: of.map(listsOf),
      all: {
        self: patterns(of, "dangerSelf"),
        now: patterns(of, "dangerNow"),
        harmless: patterns(of, "harmless"),
        formal: patterns(of, "formal"),
      },
    };
    return made;
  };

  /** Spells them as the lists do. */
  const spelt = (tokens: readonly string[], { spelled }: Lists) =>
    tokens.map((token) => (drawnOut.test(token) ? (spelled.get(collapsed(token)) ?? token) : token));

  const spaced = (text: string) => ` ${tokensOf(text).join(" ")} `;

  return {
    meaning(text) {
      const tokens = tokensOf(text);
      // Punctuation only.
      if (tokens.length === 0) return text.includes("?") ? "help" : text.trim() === "" ? undefined : "aside";
      if (tokens.length > MOST_TOKENS) return undefined;
      for (const lists of parts().lists) {
        const means = meaningIn(spelt(tokens, lists), lists);
        if (means) return means;
      }
      return undefined;
    },
    beginning(text) {
      // A word can be a yes in two languages, while what follows it is understood in only one.
      const found = parts().lists.flatMap(
        (lists) => beginningIn(text, spelt(tokensOf(text), lists), lists) ?? [],
      );
      return found.find(({ rest }) => rest === "") ?? found[0];
    },
    danger(text) {
      // “Braaand” and “heeelp”.
      const words = spaced(text.replace(/(\p{L})\1{2,}/giu, "$1"));
      // A fire station is not a fire.
      const { all } = parts();
      const told = all.harmless.without(words);
      return dangers.find((one) => all[one].isIn(told));
    },
    formal: (text) => parts().all.formal.isIn(spaced(text)),
  };
}
