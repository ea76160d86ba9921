import { addDays, type Day, type Instant, townClock } from "../../../../bot/core/calendar/time.ts";
import type { Ask, Asks } from "../../../../bot/core/processes/lifecycle.ts";
import { kindOf, recordOf } from "../../../../bot/core/processes/shown-values.ts";
import { BO } from "../../../support/staff.ts";

/** What people fill in: on a form of Slack, field by field. */

/** A choice for a field that decides where a row leads. */
export type Wishes = Readonly<Record<string, string>>;

export type FormValues = Record<string, string | readonly string[]>;

/** Days after today of the first day that is asked, and between one that is asked and the next. */
const SPACE = 7;

export function formValues(asks: Asks, now: Instant, wishes: Wishes = {}): FormValues {
  let asked = 0;
  const nextDay = (): Day => addDays(townClock(now).day, SPACE * ++asked);
  return Object.fromEntries(
    Object.entries(asks).flatMap(([name, ask]) => fieldValues(name, ask, nextDay, wishes[name])),
  );
}

function fieldValues(
  name: string,
  ask: Ask,
  nextDay: () => Day,
  wish: string | undefined,
): readonly (readonly [string, string | readonly string[]])[] {
  const is = kindOf(ask);
  switch (is) {
    case "words":
      return [
        [`${name}_nl`, `Woorden voor ${name}`],
        [`${name}_en`, `Words for ${name}`],
      ];
    case "rows": {
      const subs = Object.entries(recordOf(ask));
      const [only] = subs;
      if (subs.length === 1 && only && kindOf(only[1]) === "words")
        return [
          [`${name}_nl`, "Een bankje\nEen boom"],
          [`${name}_en`, "A bench\nA tree"],
        ];
      return subs.flatMap(([sub, one]) => fieldValues(`${name}_1_${sub}`, one, nextDay, undefined));
    }
    case "choice": {
      const options = typeof ask === "string" ? [] : (ask as readonly string[]);
      return [[name, wish ?? options[0] ?? ""]];
    }
    case "day":
    case "date":
      return [[name, nextDay()]];
    case "number":
      return [[name, "5"]];
    case "money":
      return [[name, "1.250,50"]];
    case "yes":
      return [[name, "yes"]];
    case "link":
      return [[name, "https://waterkant.example/besluit"]];
    case "owner":
    case "colleague":
      return [[name, BO]];
    case "groups":
    case "photo":
      return [];
    default:
      return [[name, wish ?? `Regel voor ${name}`]];
  }
}

/** A complete card. @param answerBy the day until which an answer is promised */
export function cardOf(answerBy: Day): FormValues {
  const text = (name: string, nl: string, en: string) => [
    [`${name}_nl`, nl],
    [`${name}_en`, en],
  ];
  return {
    ...Object.fromEntries([
      ...text("title", "Het plein", "The square"),
      ...text("question", "Wat komt er op het plein?", "What comes on the square?"),
      ...text("open", "Wat er op het plein komt.", "What comes on the square."),
      ...text("fixed", "Het geld.", "The money."),
      ...text("decides", "het college", "the executive"),
      ...text("answers", "de wethouder", "the alderman"),
    ]),
    level: "consult",
    phase: "prepare",
    answerBy,
  };
}
