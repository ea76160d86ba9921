import type { Answer } from "../../../core/counting/response.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { type Age, ageLabel, ages, bandOf, YOUNGEST } from "../../../core/model/age.ts";
import { graphemes, upTo } from "../../../core/model/characters.ts";
import { inDigits, withDigits } from "../../../core/model/digits.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Language, Message } from "../../../core/model/message.ts";
import { say } from "../../../core/model/message.ts";
import { roughly } from "../../../core/model/place.ts";
import { placeWords } from "../../../core/residents/held-words.ts";
import type { Context } from "../../../core/turn.ts";
import { normalized } from "../../../core/understanding/normalize.ts";
import type { Question } from "../questions/definition.ts";
import { mostOf, optionsOf, rangeOf, type Shown } from "../questions/options.ts";

/** What somebody sent instead of pressing: the answer that it is, or the words that could not be matched. */

/** One word can be a few: “niet zo fijn”. */
const WORD = { longest: 60, words: 3 };
/** UTF-16 units of it: an emoji of a whole family has eleven. */
const LONGEST_WORD = 600;
const LONGEST = 4096;
/** Photos and recordings at one question: an album. */
const MOST_MEDIA = 10;

/** Whether it is short enough for a word cloud. */
export function isWord(text: string): boolean {
  if (text.length > LONGEST_WORD || text.split(/\s+/).length > WORD.words) return false;
  return text.length <= WORD.longest || graphemes(text).length <= WORD.longest;
}

/** What typed words are compared with. */
type Hearing = Pick<Context, "typedChoice" | "says" | "vocabulary" | "phrases" | "town">;

/** Whether a word stands in a list of what people type, in whatever language. */
function isListed(word: string, list: string, { vocabulary }: Pick<Hearing, "vocabulary">): boolean {
  return Object.values(vocabulary).some((lists) => lists[list]?.includes(word.toLowerCase()));
}

export type Read =
  /**
   * `certain`: it can be nothing else than an answer to this question. `stays`: more can be chosen. `taken`: what was made
   * of her words when she did not type it so, for her to see.
   */
  | {
      readonly answer: Answer;
      readonly certain?: boolean;
      readonly stays?: boolean;
      readonly taken?: Message;
    }
  /** It cannot be matched: the words are kept. */
  | { readonly text: string; readonly why: Message }
  /** It is understood, and cannot be done. */
  | { readonly refused: Message }
  /** As with the button below: the answer stays, and the next question comes. */
  | "on"
  | "nothing";

export function readTyped(
  input: ResidentInput,
  question: Question,
  before: Answer | undefined,
  language: Language,
  context: Hearing,
): Read {
  if (input.type === "shared") {
    const text = upTo((input.caption ?? "").trim(), LONGEST);
    // A recording or a photo is an answer to every question: a person listens or looks.
    // More of them are one answer.
    const earlier = before?.is === "text" ? before : undefined;
    const both = [earlier?.text ?? "", text].filter((one) => one !== "").join("\n");
    const words = upTo(both, LONGEST);
    const shared = earlier?.media ?? [];
    if (shared.length >= MOST_MEDIA) return { refused: say("common:limit.full") };
    const media = [...shared, input.media];
    return { answer: { is: "text", text: words, media, ...(earlier?.refs && { refs: earlier.refs }) } };
  }
  if (input.type === "placed") {
    if (question.kind !== "place") return { text: placeWords(input) ?? "", why: say("survey:miss.place") };
    const { latitude, longitude, words } = input.place;
    return {
      answer: {
        is: "place",
        ...(latitude !== undefined && longitude !== undefined && roughly({ latitude, longitude })),
        ...(words !== undefined && { text: words }),
      },
      certain: true,
    };
  }
  const text = input.type === "said" ? upTo(input.text.trim(), LONGEST) : "";
  if (text === "") return "nothing";
  if (before && isExactly(text, say("survey:next"), context)) return "on";
  if (isSkip(text, context)) {
    if (before) return "on";
    return question.required
      ? { refused: say("survey:notSkipped") }
      : { answer: { is: "skipped" }, certain: true };
  }
  switch (question.kind) {
    case "number":
      return readNumber(text, question, language, context);
    case "word":
      return isWord(text) ? { answer: { is: "word", text } } : { text, why: say("survey:miss.word") };
    case "text":
    case "photo":
      return { answer: { is: "text", text } };
    case "place":
      return { answer: { is: "place", text } };
    case "choices":
    case "ranking":
      return readSeveral(text, question, before, language, context);
    default:
      return readOne(text, question, language, context);
  }
}

/** “Sla over” as it stands on the button: a part of it, or more than that, can be an answer. */
export function isSkip(text: string, context: Hearing): boolean {
  return isExactly(text, say("survey:skip"), context);
}

/** Exactly these words, in any language of the town. */
function isExactly(text: string, words: Message, { says, town }: Hearing): boolean {
  return town.languages.some((one) => says(text, words, one));
}

/** A whole number, with at most one word behind it: “3 dagen”. */
function readNumber(text: string, question: Question, language: Language, context: Hearing): Read {
  const { from, to } = rangeOf(question);
  // A minus is also typed as the sign of that name, or as a dash.
  const [, minus, digits, word] =
    /^([-−–]\s?)?(\d{1,9})(?:\s?(\p{L}+))?[.!]?$/u.exec(inDigits(withDigits(text), context.vocabulary)) ?? [];
  // “Een dag” is one day; “een paar” is not.
  const article = isListed(text.split(/\s+/)[0] ?? "", "functionWord", context);
  const isOne = word === undefined || !article || isListed(word, "unit", context);
  const means =
    digits !== undefined && isOne && (word === undefined || isCounted(word, question, language, context));
  const value = means ? Number(digits) * (minus === undefined ? 1 : -1) : Number.NaN;
  if (!(value >= from && value <= to))
    return { text, why: say("survey:miss.number", { from: plain(from), to: plain(to) }) };
  const shown = String(value);
  return {
    answer: { is: "number", value },
    certain: true,
    ...(text !== shown && { taken: say("survey:given", { text: shown }) }),
  };
}

/** Whether it is what is counted: not “duizend”, and no weeks where days are asked. */
function isCounted(word: string, { ask }: Question, language: Language, context: Hearing): boolean {
  if (word.toLowerCase() === "x") return true;
  if (word.length < 3 || isListed(word, "otherNumber", context)) return false;
  if (!isListed(word, "unit", context)) return true;
  const counted = unitsCounted(ask[language] ?? Object.values(ask).join(" "), context);
  // “Dag” and “dagen”: one begins as the other, and no other unit does.
  const start = upTo(word, 2).toLowerCase();
  return counted === undefined || counted.some((one) => one.startsWith(start));
}

/** Words between “how many” and what is counted: “how many of the last ten days”. */
const BETWEEN = 4;

/** The units that a question asks for: of “how many days a week” only days. Undefined when it names none. */
function unitsCounted(ask: string, context: Hearing): string[] | undefined {
  const words = ask.toLowerCase().split(/[^\p{L}]+/u);
  if (!words.some((one) => isListed(one, "unit", context))) return undefined;
  const isRate = (at: number) =>
    isListed(words[at - 1] ?? "", "rate", context) ||
    isListed(`${words[at - 2]} ${words[at - 1]}`, "rate", context);
  const units = words.flatMap((one, at) =>
    isListed(one, "unit", context) && !isRate(at) ? [{ one, at }] : [],
  );
  const from = words.findIndex((one) => isListed(one, "howMany", context));
  if (from < 0) return units.map(({ one }) => one);
  return units
    .filter(({ at }) => at > from && at <= from + BETWEEN)
    .slice(0, 1)
    .map(({ one }) => one);
}

/** Its number or its words. */
function readOne(text: string, question: Question, language: Language, context: Hearing): Read {
  const options = optionsOf(question);
  const id = plainly(text, question, context);
  const firm = withoutSurely(text, context);
  const found =
    meant(text, options, language, context) ??
    options.find((one) => one.id === id) ??
    options.find(({ label }) => context.says(firm, label, language)) ??
    (/^\d+$/.test(firm) ? meant(firm, options, language, context) : undefined);
  if (found)
    return {
      answer: { is: "options", ids: [found.id] },
      certain: true,
      ...(!context.says(text, found.label, language) && {
        taken: say("survey:givenChoice", { text: found.label }),
      }),
    };
  if (question.own && question.kind === "choice") return { answer: { is: "options", ids: [], own: text } };
  return { text, why: say("survey:miss.choice") };
}

/** Which of these she means; in another language of the town only by its very words, as a keyboard can be older. */
function meant(
  text: string,
  options: readonly Shown[],
  language: Language,
  { typedChoice, says, town }: Hearing,
): Shown | undefined {
  const labels = options.map((one) => one.label);
  return (
    options[typedChoice(text, labels, language) ?? -1] ??
    options.find(({ label }) => town.languages.some((one) => says(text, label, one)))
  );
}

/** “Ja hoor”, “nope”, “nee dank je”: what leaves no doubt. Of anything more she may mean the opposite. */
function plainly(text: string, { kind }: Question, { phrases }: Hearing): "yes" | "no" | undefined {
  const said = kind === "yes_no" ? phrases.beginning(text) : undefined;
  return said?.rest === "" ? said.means : undefined;
}

/** “Doe maar groen”, “nee hoor”: without the words that only underline. */
function withoutSurely(text: string, context: Hearing): string {
  return normalized(text)
    .split(" ")
    .filter((word) => !isListed(word, "surely", context))
    .join(" ");
}

/** One is added to what she chose, as by its button; a list comes instead of it. */
function readSeveral(
  text: string,
  question: Question,
  before: Answer | undefined,
  language: Language,
  context: Hearing,
): Read {
  const most = mostOf(question);
  const ranking = question.kind === "ranking";
  const chosen = before?.is === "options" || before?.is === "ranking" ? before.ids : [];
  const own = before?.is === "options" ? before.own : undefined;
  const list = listed(text, question, language, context);
  const found = list?.ids;
  const [only, ...others] = found ?? [];
  if (only !== undefined && others.length === 0) {
    const ids = chosen.includes(only) ? chosen : [...chosen, only];
    const count = ids.length + (own === undefined ? 0 : 1);
    if (count > most) return { refused: say("survey:tooMany", { count: plain(most) }) };
    return {
      answer: ranking ? { is: "ranking", ids } : { is: "options", ids, ...(own !== undefined && { own }) },
      certain: true,
      stays: count < most,
      ...list?.taken,
    };
  }
  if (found) {
    if (found.length > most) return { refused: say("survey:most", { count: plain(most) }) };
    return {
      answer: ranking ? { is: "ranking", ids: found } : { is: "options", ids: found },
      certain: true,
      ...list?.taken,
    };
  }
  if (!question.own || ranking) return { text, why: say("survey:miss.several") };
  // What she pressed stays beside what she types.
  return chosen.length >= most
    ? { text, why: say("survey:tooMany", { count: plain(most) }) }
    : { answer: { is: "options", ids: chosen, own: text } };
}

/** The options that are named, with commas, “en” or only spaces between; undefined when anything else stands in it. */
function listed(
  text: string,
  question: Question,
  language: Language,
  context: Hearing,
): { readonly ids: string[]; readonly taken?: { readonly taken: Message } } | undefined {
  const options = optionsOf(question);
  const named = (parts: readonly string[]) => {
    const said = parts.map((one) => one.trim()).filter((one) => one !== "");
    const found = said.flatMap((part) => meant(part, options, language, context) ?? []);
    if (found.length === 0 || found.length !== said.length) return undefined;
    const exact = found.every(({ label }, at) => context.says(said[at] ?? "", label, language));
    const all = [...new Set(found)];
    return {
      ids: all.map((one) => one.id),
      ...(!exact && {
        taken: { taken: say("survey:givenChoice", { text: { list: all.map((one) => one.label) } }) },
      }),
    };
  };
  const isAnd = (word: string) => isListed(word, "and", context);
  // An “en” can stand in an option as well, so commas are tried before it.
  const parts = text
    .split(/\s+/)
    .map((word) => (isAnd(word) ? "," : word))
    .join(" ")
    .split(/[,;+&،؛、]/)
    .flatMap((part) => (/^[\p{Nd}\s]+$/u.test(part) ? part.split(/\s+/) : [part]));
  return named([text]) ?? named(text.split(/[,;،؛、]/)) ?? named(parts);
}

/** “34”, “34 jaar”, “ik ben 34”, “28 of ouder”: how old somebody says she is; undefined when it is no age. */
export function readAge(
  text: string,
  language: Language,
  { typedChoice }: Hearing,
): Age | "younger" | undefined {
  const bare = withDigits(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  // A number is her age, and not the place of a button.
  const band = /^\d+$/.test(bare) ? undefined : ages[typedChoice(bare, ages.map(ageLabel), language) ?? -1];
  if (band !== undefined) return band;
  // “14”, “ik ben 14”, “I’m 14 years”; “bus 12” is something else.
  const [, young] = /^(?:\p{L}{1,3} \p{L}{1,3} )?(1\d)(?: [jy]\p{L}*)?$/u.exec(bare) ?? [];
  if (young !== undefined && Number(young) < YOUNGEST) return "younger";
  // “De lamp bij nummer 34 is kapot” is something else.
  if (!/^(\p{L}{1,3} ){0,2}\d/u.test(bare) || bare.split(" ").length > 5) return undefined;
  const [first, ...others] = (bare.match(/\d+/g) ?? []).map((years) => bandOf(Number(years)));
  return others.every((one) => one === first) ? first : undefined;
}
