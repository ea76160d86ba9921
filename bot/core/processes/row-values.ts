import { isDay, townClock } from "../calendar/time.ts";
import { withDigits } from "../model/digits.ts";
import { type Localized, type Message, say } from "../model/message.ts";
import { severalIn, textIn } from "../officials/form-values.ts";
import { textsIn } from "../officials/localized-fields.ts";
import type { Context } from "../turn.ts";
import type { ReadValues, Submitted } from "./filled.ts";
import type { Values } from "./kind.ts";
import type { Ask, Asks } from "./lifecycle.ts";
import { MOST_RECORDS } from "./limits.ts";
import { centsIn } from "./money.ts";
import { isPlainList } from "./row-form.ts";
import { choicesIn, isOptional, kindOf, recordOf } from "./shown-values.ts";

/** What was filled in at the fields of a row (`row-form.ts`), read and checked. */

export function readFields(asks: Asks, values: Submitted, context: Context): ReadValues {
  const filled: Record<string, unknown> = {};
  const errors: Record<string, Message> = {};
  for (const [name, ask] of Object.entries(asks)) {
    const value =
      kindOf(ask) === "rows" && !isPlainList(ask)
        ? readRecords(name, ask, values, context, errors)
        : readField(name, ask, values, context, errors);
    if (value !== undefined) filled[name] = value;
  }
  return { filled, errors };
}

/** The members of the workspace that were chosen, by the name of the field. */
export function membersIn(asks: Asks, values: Submitted): Readonly<Record<string, string>> {
  const isMember = (ask: Ask) => kindOf(ask) === "owner" || kindOf(ask) === "colleague";
  const fields = Object.entries(asks).flatMap(([name, ask]) => {
    if (isMember(ask)) return [name];
    const subs = Object.entries(recordOf(ask)).filter(([, one]) => isMember(one));
    return subs.flatMap(([sub]) =>
      Array.from({ length: MOST_RECORDS }, (_, at) => `${name}_${at + 1}_${sub}`),
    );
  });
  return Object.fromEntries(fields.map((field) => [field, textIn(values, field)]));
}

function readRecords(
  name: string,
  ask: Ask,
  values: Submitted,
  context: Context,
  errors: Record<string, Message>,
): readonly Values[] | undefined {
  const records = Array.from({ length: MOST_RECORDS }, (_, at) => at + 1).flatMap((n): Values[] => {
    const prefix = `${name}_${n}_`;
    const typed = Object.entries(values).some(
      ([field, value]) => field.startsWith(prefix) && value.length > 0,
    );
    if (!typed) return [];
    const record: Record<string, unknown> = {};
    for (const [sub, one] of Object.entries(recordOf(ask))) {
      const value = readField(`${prefix}${sub}`, one, values, context, errors);
      if (value !== undefined) record[sub] = value;
    }
    return [record];
  });
  return records;
}

function readField(
  name: string,
  ask: Ask,
  values: Submitted,
  context: Context,
  errors: Record<string, Message>,
): unknown {
  const is = kindOf(ask);
  const { town } = context;
  const [own = "nl"] = town.languages;
  const lacks = (field: string) => {
    if (!isOptional(ask)) errors[field] = say("officials:error.required");
    return undefined;
  };
  if (is === "words") {
    const texts = textsIn(name, values, town.languages);
    return texts[own] === undefined ? lacks(`${name}_${own}`) : texts;
  }
  if (is === "rows") return readLines(name, ask, values, context, errors);
  if (is === "groups") {
    const part = (which: string) => severalIn(values, `${name}_${which}`);
    return { ages: part("ages"), neighbourhoods: part("neighbourhoods"), languages: part("languages") };
  }
  const text = textIn(values, name);
  if (is === "photo") return undefined;
  if (text === "") return lacks(name);
  const [value, wrong] = readText(is, text, ask, context);
  if (wrong) errors[name] = wrong;
  return value;
}

type Read = readonly [value: unknown, wrong?: Message];

function readText(is: string, text: string, ask: Ask, { now }: Context): Read {
  switch (is) {
    case "day":
    case "date":
      if (!isDay(text)) return [undefined, say("officials:error.day")];
      return is === "day" && text < townClock(now).day ? [undefined, say("officials:error.past")] : [text];
    case "number":
      return /^\d{1,9}$/.test(withDigits(text))
        ? [Number(withDigits(text))]
        : [undefined, say("officials:process.error.number")];
    case "money": {
      const cents = centsIn(text);
      return cents === undefined ? [undefined, say("officials:process.error.money")] : [cents];
    }
    case "yes":
      return [text === "yes"];
    case "choice":
      return choicesIn(ask).includes(text) ? [text] : [undefined, say("officials:error.required")];
    case "link":
      return /^https:\/\/\S+$/.test(text) ? [text] : [undefined, say("officials:process.error.link")];
    case "place":
      return [{ words: text }];
    default:
      return [text];
  }
}

/** A line for each record, in each language as many. */
function readLines(
  name: string,
  ask: Ask,
  values: Submitted,
  { town }: Context,
  errors: Record<string, Message>,
): readonly Values[] | undefined {
  const [sub = "words"] = Object.keys(recordOf(ask));
  const texts = textsIn(name, values, town.languages);
  const [own = "nl"] = town.languages;
  const lines = Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [
      language,
      text
        .split("\n")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    ]),
  );
  const first = lines[own] ?? [];
  if (first.length === 0) {
    errors[`${name}_${own}`] = say("officials:error.required");
    return undefined;
  }
  for (const [language, list] of Object.entries(lines))
    if (list.length !== first.length)
      errors[`${name}_${language}`] = say("officials:process.error.lines", { count: first.length });
  return first.map((_, at): Values => {
    const one: Localized = Object.fromEntries(
      Object.entries(lines).flatMap(([language, list]) =>
        list[at] === undefined ? [] : [[language, list[at]]],
      ),
    );
    return { [sub]: one };
  });
}
