import { needs, nothing, whisper } from "../../../core/decision.ts";
import type { Form } from "../../../core/model/card.ts";
import { isOf, numberFromCause, shownNumber } from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { shownCode } from "../../../core/model/paper-code.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import type { Problems, Values } from "../desk/act.ts";
import { choiceField, longText, requiredChoice, requiredText, shortText } from "../desk/fields.ts";
import { categoryLabel, NAME } from "../names.ts";
import { showCard } from "../notices.ts";
import { paperNameOf } from "../paper/paper-name.ts";
import { LARGEST_GROUP } from "../raising/draft-screens.ts";
import { newReport } from "../raising/new-report.ts";
import { atCounter } from "./at-counter.ts";

/**
 * A colleague writes down what somebody tells at a desk, who has no chat, or is younger than 16. Nothing says who that is:
 * a number and a code on paper are enough to hear what comes of it.
 */

/** The form, by its name. */
export const WRITES_DOWN = "raise";
/** Characters of a place. */
const LONGEST_PLACE = 300;

const who = ["person", "group"] as const;

export function writingForm(values: Values, { town }: Context, errors?: Form["errors"]): Form {
  const optional = { optional: true };
  return {
    id: { instrument: NAME, form: WRITES_DOWN },
    title: say("officials:counter.title"),
    submit: say("officials:counter.write"),
    intro: [say("officials:counter.intro")],
    fields: [
      longText("words", values),
      { ...shortText("where", values, LONGEST_PLACE), ...optional },
      {
        ...choiceField(
          "neighbourhood",
          values,
          town.neighbourhoods.map(({ key, name }) => ({
            value: key,
            label: say("common:as_is", { text: name }),
          })),
        ),
        ...optional,
      },
      choiceField(
        "category",
        values,
        town.categories.map(({ key }) => ({ value: key, label: categoryLabel(key, town) })),
      ),
      choiceField(
        "language",
        values,
        town.languages.map((value) => ({ value, label: say(`common:language.${value}`) })),
        town.languages[0],
      ),
      choiceField(
        "who",
        values,
        who.map((value) => ({ value, label: say(`officials:counter.who.${value}`) })),
        "person",
      ),
      { ...shortText("size", values, 3), ...optional },
    ],
    ...(errors && { errors }),
  };
}

/** How many people it is of; undefined when it is of one person. */
function sizeIn(values: Values): number | undefined {
  return textIn(values, "who") === "group" ? Number(textIn(values, "size")) : undefined;
}

function problemsIn(values: Values, { town }: Context): Record<string, Message> {
  const size = sizeIn(values);
  const isSize = size === undefined || (Number.isInteger(size) && size >= 2 && size <= LARGEST_GROUP);
  const problems: Problems = {
    words: requiredText(values, "words"),
    category: requiredChoice(
      values,
      "category",
      town.categories.map(({ key }) => key),
    ),
    language: requiredChoice(values, "language", town.languages),
    who: requiredChoice(values, "who", who),
    size: isSize ? undefined : say("officials:counter.size", { most: LARGEST_GROUP }),
  };
  return Object.fromEntries(Object.entries(problems).flatMap(([name, one]) => (one ? [[name, one]] : [])));
}

export function written(input: Extract<OfficialInput, { type: "submitted" }>, context: Context): Decision {
  const { values, official } = input;
  const errors = problemsIn(values, context);
  if (Object.keys(errors).length > 0)
    return { effects: [{ do: "open", form: writingForm(values, context, errors) }] };
  // The same form twice makes one report.
  const id = numberFromCause(`${input.id}#${official}`);
  const known = context.seen.contribution[id];
  if (known === undefined) return needs({ see: "contribution", id });
  if (known)
    return isOf(known, NAME) && known.handled.includes(input.id)
      ? nothing
      : whisper(say("officials:refused.old"));
  const place = textIn(values, "where");
  const neighbourhood = textIn(values, "neighbourhood");
  const size = sizeIn(values);
  const { contribution, entry, dueAt } = newReport(
    {
      words: textIn(values, "words"),
      media: [],
      ...(place && { place: { words: place } }),
      category: textIn(values, "category"),
      ...(neighbourhood && { neighbourhood }),
      language: textIn(values, "language"),
      via: { is: "desk", paper: 1, ...(size !== undefined && { size }) },
    },
    id,
    atCounter("issue.raise", official, context),
    context,
  );
  const [code = ""] = context.codesOf?.(paperNameOf(contribution) ?? "") ?? [];
  return {
    contributions: [contribution],
    entries: [entry],
    effects: [
      {
        do: "whisper",
        message: say("officials:counter.written", {
          number: shownNumber(id),
          code: shownCode(code),
          day: { moment: dueAt },
        }),
      },
      { do: "notify", notice: { kind: "paper", contribution: id, is: "receipt", member: official } },
      showCard(id),
    ],
  };
}
