import { isDay, townClock } from "../calendar/time.ts";
import type { Field } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Localized, type Message, say } from "../model/message.ts";
import { type CardText, cardTexts, levels, type ProcessCard, phases } from "../model/process.ts";
import { textIn } from "../officials/form-values.ts";
import type { Context } from "../turn.ts";

/** The part of a form in which an organiser fills in the card of a process. The same for every instrument. */

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

/** Characters. All texts together must fit in one Telegram message (4,096), along with our own around them. */
const LONGEST: Readonly<Record<CardText, number>> = {
  title: 80,
  question: 300,
  open: 500,
  fixed: 500,
  decides: 120,
  answers: 120,
};

export function cardFields(values: Values, { town }: Context): Field[] {
  const [own] = town.languages;
  const texts = cardTexts.flatMap((text) =>
    town.languages.map((language): Field => {
      const name = `${text}_${language}`;
      return {
        kind: "text",
        name,
        label: say(`officials:process.${text}`, { language: say(`common:language.${language}`) }),
        ...(language === own && { hint: say(`officials:process.hint.${text}`) }),
        long: LONGEST[text] > 200,
        optional: language !== own,
        max: LONGEST[text],
        value: textIn(values, name) || undefined,
      };
    }),
  );
  return [
    ...texts,
    {
      kind: "choice",
      name: "level",
      label: say("officials:process.level"),
      options: levels.map((value) => ({ value, label: say(`officials:process.levels.${value}`) })),
      value: textIn(values, "level") || undefined,
    },
    {
      kind: "choice",
      name: "phase",
      label: say("officials:process.phase"),
      options: phases.map((value) => ({ value, label: say(`officials:process.phases.${value}`) })),
      value: textIn(values, "phase") || undefined,
    },
    {
      kind: "day",
      name: "answerBy",
      label: say("officials:process.answerBy"),
      hint: say("officials:process.hint.answerBy"),
      value: textIn(values, "answerBy") || undefined,
    },
  ];
}

/** Turns a card back into form values, for editing. */
export function cardValues(card: ProcessCard): Values {
  const texts = cardTexts.flatMap((text) =>
    Object.entries(card[text]).map(([language, value]) => [`${text}_${language}`, value]),
  );
  return { ...Object.fromEntries(texts), level: card.level, phase: card.phase, answerBy: card.answerBy };
}

/** The card that was filled in, or what is missing, by field. Nothing opens while it is incomplete. */
export function readCard(
  values: Values,
  { town, now }: Context,
): { card: ProcessCard; errors?: undefined } | { card?: undefined; errors: Record<string, Message> } {
  const [own = "nl"] = town.languages;
  const errors: Record<string, Message> = {};
  const texts = Object.fromEntries(
    cardTexts.map((text) => {
      const filled: Localized = Object.fromEntries(
        town.languages.flatMap((language) => {
          const value = textIn(values, `${text}_${language}`) || undefined;
          return value === undefined ? [] : [[language, value]];
        }),
      );
      if (filled[own] === undefined) errors[`${text}_${own}`] = say("officials:error.required");
      return [text, filled];
    }),
  ) as Record<CardText, Localized>;
  const level = levels.find((one) => one === values.level);
  const phase = phases.find((one) => one === values.phase);
  const answerBy = textIn(values, "answerBy");
  if (!level) errors.level = say("officials:error.required");
  if (!phase) errors.phase = say("officials:error.required");
  if (!isDay(answerBy)) errors.answerBy = say("officials:error.day");
  else if (answerBy <= townClock(now).day) errors.answerBy = say("officials:error.past");
  if (!level || !phase || !isDay(answerBy) || Object.keys(errors).length > 0) return { errors };
  return { card: { ...texts, level, phase, answerBy } };
}
