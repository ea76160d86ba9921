import { plain } from "../../../core/disclosure/disclosure.ts";
import { upTo } from "../../../core/model/characters.ts";
import { inDigits, withDigits } from "../../../core/model/digits.ts";
import type { Language } from "../../../core/model/message.ts";
import { say } from "../../../core/model/message.ts";
import type { Question } from "../questions/definition.ts";
import { rangeOf } from "../questions/options.ts";
import { type Hearing, isListed, type Read } from "./hearing.ts";

/** Reads a number typed at a question that asks how many. */

/** Reads a whole number, followed by at most one word: “3 dagen”. */
export function readTypedNumber(
  text: string,
  question: Question,
  language: Language,
  context: Hearing,
): Read {
  const { from, to } = rangeOf(question);
  // A minus can also be typed as the minus sign or a dash.
  const [, minus, digits, word] =
    /^([-−–]\s?)?(\d{1,9})(?:\s?(\p{L}+))?[.!]?$/u.exec(inDigits(withDigits(text), context.vocabularies)) ??
    [];
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

/** Whether a word names what is being counted: not “duizend”, and not weeks where days are asked. */
function isCounted(word: string, { ask }: Question, language: Language, context: Hearing): boolean {
  if (word.toLowerCase() === "x") return true;
  if (word.length < 3 || isListed(word, "otherNumber", context)) return false;
  if (!isListed(word, "unit", context)) return true;
  const counted = unitsCounted(ask[language] ?? Object.values(ask).join(" "), context);
  // “Dag” and “dagen”: they start the same, and no other unit does.
  const start = upTo(word, 2).toLowerCase();
  return counted === undefined || counted.some((one) => one.startsWith(start));
}

/** Our limit: words between “how many” and what is counted, as in “how many of the last ten days”. */
const BETWEEN = 4;

/** The units a question asks for: for “how many days a week” only days. Undefined when it names none. */
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
