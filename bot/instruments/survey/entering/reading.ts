import type { Answer, Response } from "../../../core/counting/response.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { upTo } from "../../../core/model/characters.ts";
import { withDigits } from "../../../core/model/digits.ts";
import { isWord } from "../answering/typed.ts";
import type { Question } from "../questions/definition.ts";
import { mostOf, optionsOf, rangeOf } from "../questions/options.ts";

/** Reads answers from a form: a sheet of paper or a group's answers entered for others, or a colleague's own. */

export type Via = "paper" | "group" | "staff";

/** Our limits on the size of a group, in people: in a smaller one it would be clear who said what. */
export const GROUP = { from: plain(3), to: plain(200) };
/** Our limit on an answer a colleague enters, in characters. */
export const LONGEST_ENTRY = 1500;

export function readSize(value: string | readonly string[] | undefined): number | undefined {
  const digits = typeof value === "string" ? withDigits(value.trim()) : "";
  const size = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.NaN;
  return size >= GROUP.from && size <= GROUP.to ? size : undefined;
}

export function withCounts(response: Response, { id }: Question, answer: Answer): Response {
  return { ...response, answers: { ...response.answers, [id]: answer } };
}

/** @returns undefined when nothing was filled in */
export function readAnswer(
  via: Via,
  question: Question,
  value: string | readonly string[] | undefined,
  size: number,
): Answer | "wrong" | undefined {
  const options = optionsOf(question);
  if (Array.isArray(value)) {
    const ids = options.map((one) => one.id).filter((id) => value.includes(id));
    if (ids.length === 0) return undefined;
    return ids.length > mostOf(question) ? "wrong" : { is: "options", ids };
  }
  const text = typeof value === "string" ? upTo(value.trim(), LONGEST_ENTRY) : "";
  if (text === "") return undefined;
  // Numbers and words from a group are stored as entered.
  if (via === "group")
    return options.length > 0 ? readCounts(text, options.length, size, question) : { is: "text", text };
  if (question.kind === "ranking") {
    const ids = withDigits(text)
      .split(/[,;،؛\s]+/)
      .map((n) => options[Number(n) - 1]?.id);
    const found = ids.flatMap((id) => id ?? []);
    return found.length === ids.length &&
      new Set(found).size === found.length &&
      found.length <= mostOf(question)
      ? { is: "ranking", ids: found }
      : "wrong";
  }
  if (options.length > 0)
    return options.some((one) => one.id === text) ? { is: "options", ids: [text] } : "wrong";
  if (question.kind === "number") {
    const digits = withDigits(text);
    const number = /^-?\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
    return number >= rangeOf(question).from && number <= rangeOf(question).to
      ? { is: "number", value: number }
      : "wrong";
  }
  if (question.kind !== "word") return { is: "text", text };
  return isWord(text) ? { is: "word", text } : "wrong";
}

/** Reads a group's counts: “1=5, 3=12” means five chose the first option and twelve the third. */
function readCounts(text: string, most: number, size: number, question: Question): Answer | "wrong" {
  const options = optionsOf(question);
  const pairs = withDigits(text)
    .split(/[\s,;،؛]+/)
    .map((part) => /^(\d{1,2})[=:](\d{1,3})$/.exec(part));
  const counts: Record<string, number> = {};
  for (const pair of pairs) {
    const option = options[Number(pair?.[1]) - 1];
    const count = Number(pair?.[2]);
    if (!pair || !option || count > size || counts[option.id] !== undefined) return "wrong";
    counts[option.id] = count;
  }
  const given = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const each = question.kind === "choices" || question.kind === "ranking" ? (question.most ?? most) : 1;
  return given > size * each ? "wrong" : { is: "counts", counts };
}
