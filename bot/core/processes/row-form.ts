import { isDay, townClock } from "../calendar/time.ts";
import { ageLabel, ages } from "../model/age.ts";
import type { Field } from "../model/card.ts";
import { withDigits } from "../model/digits.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Localized, type Message, say } from "../model/message.ts";
import { severalIn, textIn } from "../officials/form-values.ts";
import { textsIn } from "../officials/localized-fields.ts";
import type { Context } from "../turn.ts";
import type { Values } from "./kind.ts";
import type { Ask, Asks } from "./lifecycle.ts";
import { isOptional, kindOf, recordOf } from "./shown-values.ts";

/** The fields of a row as a form in Slack, and what was filled in there. */

export type Submitted = Extract<OfficialInput, { type: "submitted" }>["values"];

/** Where the labels of a form and the words of its choices are, in `locales/`. */
export interface Labels {
  readonly fields: string;
  readonly choices: string;
}

/** Characters. What residents read has to fit in one message; a line inside is a line. */
const LONGEST = { words: 1500, note: 2000, line: 200, link: 500, file: 3000, list: 1000 } as const;
/** Records of a list that a form has room for. */
const MOST_RECORDS = 8;

/** A list of records with one text each is one field: a line for each record. */
function isPlainList(ask: Ask): boolean {
  const fields = Object.values(recordOf(ask));
  return fields.length === 1 && kindOf(fields[0] ?? "line") === "words";
}

/** @param values what was filled in before, by the name of the field */
export function fieldsOf(asks: Asks, labels: Labels, values: Submitted, context: Context): readonly Field[] {
  return Object.entries(asks).flatMap(([name, ask]) =>
    kindOf(ask) === "rows" && !isPlainList(ask)
      ? recordsIn(name, ask, values).flatMap((n) =>
          Object.entries(recordOf(ask)).flatMap(([sub, one]) =>
            fieldOf(
              `${name}_${n}_${sub}`,
              one,
              { label: `${labels.fields}.${name}.${sub}`, n },
              labels,
              values,
              context,
              true,
            ),
          ),
        )
      : fieldOf(name, ask, { label: `${labels.fields}.${name}` }, labels, values, context),
  );
}

/** The numbers of the records that are shown: those that were filled in, and one more. */
function recordsIn(name: string, ask: Ask, values: Submitted): readonly number[] {
  const subs = Object.keys(recordOf(ask));
  const filled = (n: number) =>
    Object.entries(values).some(
      ([field, value]) => subs.some((sub) => field.startsWith(`${name}_${n}_${sub}`)) && value.length > 0,
    );
  const used = Array.from({ length: MOST_RECORDS }, (_, at) => at + 1).filter(filled).length;
  return Array.from({ length: Math.min(MOST_RECORDS, Math.max(2, used + 1)) }, (_, at) => at + 1);
}

function fieldOf(
  name: string,
  ask: Ask,
  { label, n }: { readonly label: string; readonly n?: number },
  labels: Labels,
  values: Submitted,
  context: Context,
  free = false,
): readonly Field[] {
  const { town } = context;
  const shown = say(label, n === undefined ? {} : { n });
  const common = { name, label: shown, ...((free || isOptional(ask)) && { optional: true }) };
  const text = textIn(values, name);
  const value = text === "" ? {} : { value: text };
  const is = kindOf(ask);
  switch (is) {
    case "words":
    case "rows": {
      const [own] = town.languages;
      return town.languages.map((language) => {
        const field = `${name}_${language}`;
        const before = textIn(values, field);
        return {
          ...common,
          kind: "text" as const,
          name: field,
          label: say("officials:process.inLanguage", {
            what: shown,
            language: say(`common:language.${language}`),
          }),
          ...(is === "rows" && { hint: say("officials:process.hint.lines") }),
          long: true,
          max: is === "rows" ? LONGEST.list : LONGEST.words,
          optional: free || isOptional(ask) || language !== own,
          ...(before !== "" && { value: before }),
        };
      });
    }
    case "day":
      return [{ ...common, ...value, kind: "day" }];
    case "yes":
      return [{ ...common, ...value, kind: "choice", options: yesOrNo() }];
    case "choice":
      return [{ ...common, ...value, kind: "choice", options: optionsOf(name, ask, labels) }];
    case "colleague":
    case "owner":
      return [{ ...common, ...value, kind: "member" }];
    case "groups":
      return groupFields(common, name, values, context);
    case "place":
      return [
        { ...common, ...value, kind: "text", max: LONGEST.line, hint: say("officials:process.hint.place") },
      ];
    case "photo":
      // Slack's forms take no photo; a resident's can.
      return [];
    case "number":
    case "money":
      return [{ ...common, ...value, kind: "text", max: 20, hint: say(`officials:process.hint.${is}`) }];
    default: {
      const most = LONGEST[is as "note" | "line" | "link" | "file"];
      return [{ ...common, ...value, kind: "text", long: is === "note" || is === "file", max: most }];
    }
  }
}

function yesOrNo() {
  return [
    { value: "yes", label: say("common:yes") },
    { value: "no", label: say("common:no") },
  ];
}

function optionsOf(name: string, ask: Ask, { choices }: Labels) {
  const field = name.replace(/^.*_\d+_/, "");
  const options = typeof ask === "string" ? [] : (ask as readonly string[]);
  return options.map((value) => ({ value, label: say(`${choices}.${field}.${value}`) }));
}

function groupFields(
  common: { label: Message },
  name: string,
  values: Submitted,
  { town }: Context,
): Field[] {
  const part = (
    which: "ages" | "neighbourhoods" | "languages",
    options: readonly { readonly value: string; readonly label: Message }[],
  ): Field => ({
    kind: "choices",
    name: `${name}_${which}`,
    label: say(`officials:process.groupsOf.${which}`, { what: common.label }),
    optional: true,
    options,
    value: severalIn(values, `${name}_${which}`),
  });
  return [
    part(
      "ages",
      ages.map((value) => ({ value, label: ageLabel(value) })),
    ),
    part(
      "neighbourhoods",
      town.neighbourhoods.map(({ key, name: text }) => ({
        value: key,
        label: say("common:as_is", { text }),
      })),
    ),
    part(
      "languages",
      town.languages.map((value) => ({ value, label: say(`common:language.${value}`) })),
    ),
  ];
}

/** What was filled in, and what is wrong with it, by the name of the field. */
export interface ReadValues {
  readonly filled: Values;
  readonly errors: Readonly<Record<string, Message>>;
}

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
      if (!isDay(text)) return [undefined, say("officials:error.day")];
      return text < townClock(now).day ? [undefined, say("officials:error.past")] : [text];
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
      return typeof ask !== "string" && (ask as readonly unknown[]).includes(text)
        ? [text]
        : [undefined, say("officials:error.required")];
    case "link":
      return /^https:\/\/\S+$/.test(text) ? [text] : [undefined, say("officials:process.error.link")];
    case "place":
      return [{ words: text }];
    default:
      return [text];
  }
}

/** "1.250,50", "1250.50", "€ 1250" in cents; undefined when it is no amount. */
export function centsIn(text: string): number | undefined {
  const plain = withDigits(text).replaceAll(/[€\s]/g, "");
  const [, whole, decimals = ""] =
    /^(\d{1,3}(?:\.\d{3})*|\d{1,3}(?:,\d{3})*|\d{1,12})(?:[.,](\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === undefined) return undefined;
  return Number(whole.replaceAll(/[.,]/g, "")) * 100 + Number(decimals.padEnd(2, "0") || 0);
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
