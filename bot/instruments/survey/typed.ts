import type { ResidentInput } from "../../core/input.ts";
import type { Language, Message } from "../../core/message.ts";
import { say } from "../../core/message.ts";
import type { Answer } from "../../core/response.ts";
import type { Context } from "../../core/turn.ts";
import type { Question } from "./definition.ts";
import { mostOf, optionsOf, rangeOf } from "./options.ts";

/** What somebody sent instead of pressing: the answer that it is, or the words that could not be matched. */

/** One word can be a few: “niet zo fijn”. */
const WORD = { longest: 30, words: 3 };
const LONGEST = 4096;

/** Whether it is short enough for a word cloud. */
export function isWord(text: string): boolean {
  return text.length <= WORD.longest && text.split(/\s+/).length <= WORD.words;
}

export type Read = { readonly answer: Answer } | { readonly text: string; readonly why: Message } | "nothing";

export function readTyped(
  input: ResidentInput,
  question: Question,
  before: Answer | undefined,
  language: Language,
  context: Pick<Context, "hears">,
): Read {
  if (input.type === "shared") {
    const text = (input.caption ?? "").trim().slice(0, LONGEST);
    // A recording or a photo is an answer to every question: a person listens or looks.
    // More of them are one answer.
    const earlier = before?.is === "text" ? before : undefined;
    const words = [earlier?.text ?? "", text].filter((one) => one !== "").join("\n");
    const media = [...(earlier?.media ?? []), input.media];
    return { answer: { is: "text", text: words, media, ...(earlier?.refs && { refs: earlier.refs }) } };
  }
  if (input.type === "placed") {
    if (question.kind !== "place") return "nothing";
    const { latitude, longitude, words } = input.place;
    return {
      answer: {
        is: "place",
        ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
        ...(words !== undefined && { text: words }),
      },
    };
  }
  const text = input.type === "said" ? input.text.trim().slice(0, LONGEST) : "";
  if (text === "") return "nothing";
  switch (question.kind) {
    case "number":
      return readNumber(text, question);
    case "word":
      return isWord(text) ? { answer: { is: "word", text } } : { text, why: say("survey:miss.word") };
    case "text":
    case "photo":
      return { answer: { is: "text", text } };
    case "place":
      // The keyboard that shares a place has a button of its own to pass.
      return context.hears(text, [say("survey:skip")], language) === 0 && !/^\d+$/.test(text)
        ? { answer: { is: "skipped" } }
        : { answer: { is: "place", text } };
    default:
      return readOptions(text, question, before, language, context);
  }
}

function readNumber(text: string, question: Question): Read {
  const { from, to } = rangeOf(question);
  const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to
    ? { answer: { is: "number", value } }
    : { text, why: say("survey:miss.number", { from, to }) };
}

/** Its number or its words; of several, with commas between. */
function readOptions(
  text: string,
  question: Question,
  before: Answer | undefined,
  language: Language,
  { hears }: Pick<Context, "hears">,
): Read {
  const options = optionsOf(question);
  const labels = options.map((one) => one.label);
  const several = question.kind === "choices" || question.kind === "ranking";
  const whole = hears(text, labels, language);
  const parts = whole === undefined && several ? text.split(/[,;]/).map((one) => one.trim()) : [text];
  const ids = parts.map((part) => options[hears(part, labels, language) ?? -1]?.id);
  const found = ids.flatMap((id) => id ?? []);
  const most = mostOf(question);
  if (found.length === parts.length && new Set(found).size === found.length && found.length <= most)
    return {
      answer: question.kind === "ranking" ? { is: "ranking", ids: found } : { is: "options", ids: found },
    };
  if (question.own && (question.kind === "choice" || question.kind === "choices")) {
    // What she pressed stays beside what she types.
    const chosen = question.kind === "choices" && before?.is === "options" ? before.ids : [];
    return { answer: { is: "options", ids: chosen.slice(0, most - 1), own: text } };
  }
  return { text, why: say(several ? "survey:miss.several" : "survey:miss.choice") };
}
