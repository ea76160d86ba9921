import { ageLabel, ages } from "../model/age.ts";
import type { Field } from "../model/card.ts";
import { type Message, say } from "../model/message.ts";
import { severalIn, textIn } from "../officials/form-values.ts";
import type { Context } from "../turn.ts";
import type { Submitted } from "./filled.ts";

import type { Ask, Asks } from "./lifecycle.ts";
import { LONGEST, MOST_RECORDS } from "./limits.ts";
import { choicesIn, isOptional, kindOf, recordOf } from "./shown-values.ts";

/** The fields of a row as a form in Slack, and what was filled in there. */

/** Where the labels of a form and the words of its choices are, in `locales/`. */
export interface Labels {
  readonly fields: string;
  readonly choices: string;
  /** Where the names of steps are, when one is to be chosen. */
  readonly steps?: string;
  /** The texts of the hints that stand below fields, by field. */
  readonly hints?: Readonly<Record<string, string>> | undefined;
}

/** A list of records with one text each is one field: a line for each record. */
export function isPlainList(ask: Ask): boolean {
  const fields = Object.values(recordOf(ask));
  return fields.length === 1 && kindOf(fields[0] ?? "line") === "words";
}

/** @param values what was filled in before, by the name of the field */
export function fieldsOf(asks: Asks, labels: Labels, values: Submitted, context: Context): readonly Field[] {
  return allFields(asks, labels, values, context).map((field) => {
    const hint = labels.hints?.[field.name];
    return hint === undefined ? field : { ...field, hint: say(hint) };
  });
}

function allFields(asks: Asks, labels: Labels, values: Submitted, context: Context): readonly Field[] {
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
    case "date":
      return [{ ...common, ...value, kind: "day" }];
    case "yes":
      return [{ ...common, ...value, kind: "choice", options: yesOrNo() }];
    case "choice":
      return [{ ...common, ...value, kind: "choice", options: choicesOf(name, ask, labels) }];
    case "colleague":
    case "owner":
      return [{ ...common, ...value, kind: "member" }];
    case "groups":
      return groupFields(common, name, values, context);
    case "place":
      return [
        { ...common, ...value, kind: "text", max: LONGEST.place, hint: say("officials:process.hint.place") },
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

function choicesOf(name: string, ask: Ask, { choices, steps }: Labels) {
  const field = name.replace(/^.*_\d+_/, "");
  return choicesIn(ask).map((value) => ({
    value,
    label: say(steps === undefined ? `${choices}.${field}.${value}` : `${steps}.${value}`),
  }));
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
