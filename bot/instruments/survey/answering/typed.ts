import type { Answer } from "../../../core/counting/response.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { graphemes, upTo } from "../../../core/model/characters.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Language, Message } from "../../../core/model/message.ts";
import { say } from "../../../core/model/message.ts";
import { roughly } from "../../../core/model/place.ts";
import { placeWords } from "../../../core/residents/held-words.ts";
import { normalized } from "../../../core/understanding/normalize.ts";
import type { Question } from "../questions/definition.ts";
import { mostOf, optionsOf, type Shown } from "../questions/options.ts";
import { type Hearing, isListed, LONGEST_ANSWER, type Read } from "./hearing.ts";
import { readTypedNumber } from "./typed-number.ts";

/** Interprets what somebody sent instead of pressing a button: an answer, or words that could not be matched. */

/** Our limits on a “word”, in characters and words: it can be a few, like “niet zo fijn”. */
const WORD = { longest: 60, words: 3 };
/** Our limit on a “word” in UTF-16 units: a family emoji takes eleven. */
const LONGEST_WORD = 600;
/** Our limit: photos and recordings per question, the size of an album. */
const MOST_MEDIA = 10;

/** Whether it is short enough for a word cloud. */
export function isWord(text: string): boolean {
  if (text.length > LONGEST_WORD || text.split(/\s+/).length > WORD.words) return false;
  return text.length <= WORD.longest || graphemes(text).length <= WORD.longest;
}

export function readTyped(
  input: ResidentInput,
  question: Question,
  before: Answer | undefined,
  language: Language,
  context: Hearing,
): Read {
  if (input.type === "shared") {
    const text = upTo((input.caption ?? "").trim(), LONGEST_ANSWER);
    // A recording or photo can answer any question: a person listens or looks. Several form one answer.
    const earlier = before?.is === "text" ? before : undefined;
    const both = [earlier?.text ?? "", text].filter((one) => one !== "").join("\n");
    const words = upTo(both, LONGEST_ANSWER);
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
  const text = input.type === "said" ? upTo(input.text.trim(), LONGEST_ANSWER) : "";
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
      return readTypedNumber(text, question, language, context);
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

/** Whether a text is exactly the “Sla over” of the button: part of it, or more, can be an answer. */
export function isSkip(text: string, context: Hearing): boolean {
  return isExactly(text, say("survey:skip"), context);
}

/** Whether a text is exactly these words, in any of the town's languages. */
function isExactly(text: string, words: Message, { says, town }: Hearing): boolean {
  return town.languages.some((one) => says(text, words, one));
}

/** Reads one option, by its number or its words. */
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

/**
 * The option she means; in another of the town's languages only by its exact words, because a keyboard can be older.
 */
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

/** Reads an unmistakable yes or no: “Ja hoor”, “nope”, “nee dank je”. With anything more she may mean the opposite. */
function plainly(text: string, { kind }: Question, { phrases }: Hearing): "yes" | "no" | undefined {
  const said = kind === "yes_no" ? phrases.beginning(text) : undefined;
  return said?.rest === "" ? said.means : undefined;
}

/** Removes words that only add emphasis: “Doe maar groen”, “nee hoor”. */
function withoutSurely(text: string, context: Hearing): string {
  return normalized(text)
    .split(" ")
    .filter((word) => !isListed(word, "surely", context))
    .join(" ");
}

/** Reads several options. A single one is added to those she chose, like its button; a list replaces them. */
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
  // What she pressed stays alongside what she types.
  return chosen.length >= most
    ? { text, why: say("survey:tooMany", { count: plain(most) }) }
    : { answer: { is: "options", ids: chosen, own: text } };
}

/** The options listed, separated by commas, “en” or just spaces; undefined when the text contains anything else. */
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
  // “En” can also occur within an option, so commas are tried first.
  const parts = text
    .split(/\s+/)
    .map((word) => (isAnd(word) ? "," : word))
    .join(" ")
    .split(/[,;+&،؛、]/)
    .flatMap((part) => (/^[\p{Nd}\s]+$/u.test(part) ? part.split(/\s+/) : [part]));
  return named([text]) ?? named(text.split(/[,;،؛、]/)) ?? named(parts);
}
