import type { ResidentInput } from "../../core/input.ts";
import type { Language, Message } from "../../core/message.ts";
import { say } from "../../core/message.ts";
import type { Answer } from "../../core/response.ts";
import type { Context } from "../../core/turn.ts";
import type { Question } from "./definition.ts";
import { optionsOf } from "./options.ts";

/** What somebody sent instead of pressing: the answer that it is, or the words that could not be matched. */

/** One word can be a few: “niet zo fijn”. */
const WORD = { longest: 30, words: 3 };
const LONGEST = 1500;

export type Read = { readonly answer: Answer } | { readonly text: string; readonly why: Message } | "nothing";

export function readTyped(
  input: ResidentInput,
  question: Question,
  language: Language,
  context: Pick<Context, "hears">,
): Read {
  if (input.type === "shared") {
    const text = (input.caption ?? "").trim().slice(0, LONGEST);
    // A recording or a photo is an answer to every question: a person listens or looks.
    return { answer: { is: "text", text, media: [input.media] } };
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
    case "word": {
      const words = text.split(/\s+/);
      return text.length <= WORD.longest && words.length <= WORD.words
        ? { answer: { is: "word", text } }
        : { text, why: say("survey:miss.word") };
    }
    case "text":
    case "photo":
      return { answer: { is: "text", text } };
    case "place":
      return { answer: { is: "place", text } };
    default:
      return readOptions(text, question, language, context);
  }
}

function readNumber(text: string, { from = 0, to = 1000 }: Question): Read {
  const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to
    ? { answer: { is: "number", value } }
    : { text, why: say("survey:miss.number", { from, to }) };
}

/** Its number or its words; of several, with commas between. */
function readOptions(
  text: string,
  question: Question,
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
  const most = question.most ?? options.length;
  if (found.length === parts.length && new Set(found).size === found.length && found.length <= most)
    return {
      answer: question.kind === "ranking" ? { is: "ranking", ids: found } : { is: "options", ids: found },
    };
  if (question.own && (question.kind === "choice" || question.kind === "choices"))
    return { answer: { is: "options", ids: found.slice(0, most - 1), own: text } };
  return { text, why: say(several ? "survey:miss.several" : "survey:miss.choice") };
}
