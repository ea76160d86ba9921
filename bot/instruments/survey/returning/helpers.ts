import { fingerprint } from "../../../core/fingerprint.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { textsIn } from "../../../core/officials/localized-fields.ts";
import { inEveryLanguage } from "../../../core/officials/previews.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { helpersScreen } from "../answering/pledge.ts";
import { NAME } from "../names.ts";
import { takes } from "../taking.ts";

/**
 * Sends a message to everyone who offered to help and agreed to be contacted. Nobody sees who they are, or how many.
 */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/** Our limit, in characters. Telegram allows 4,096, and the sentences around the message need some of those. */
const LONGEST_MESSAGE = 2500;

export function helpersForm(
  process: Process,
  values: Submitted["values"],
  { town }: Context,
  preview?: { readonly seen: string; readonly screen: Screen },
  errors?: Form["errors"],
): Form {
  return {
    id: { instrument: NAME, form: "tellHelpers", ref: process.id, seen: preview?.seen },
    title: say("officials:survey.act.tellHelpers"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [say("officials:survey.helpersIntro")],
    fields: town.languages.map((language): Field => {
      const value = values[`text_${language}`];
      return {
        kind: "text",
        name: `text_${language}`,
        label: say("officials:survey.field.helpers", { language: say(`common:language.${language}`) }),
        long: true,
        max: LONGEST_MESSAGE,
        value: typeof value === "string" ? value : undefined,
      };
    }),
    preview: preview && inEveryLanguage(() => preview.screen, town),
    errors,
  };
}

export function toldHelpers(input: Submitted, process: Process, context: Context): Decision {
  const { values } = input;
  const { languages } = context.town;
  const texts = textsIn("text", values, languages);
  const empty = languages.filter((language) => texts[language] === undefined);
  if (empty.length > 0) {
    const errors = Object.fromEntries(
      empty.map((language) => [`text_${language}`, say("officials:error.required")]),
    );
    return { effects: [{ do: "open", form: helpersForm(process, values, context, undefined, errors) }] };
  }
  const screen = helpersScreen(process, texts);
  const seen = fingerprint(JSON.stringify(screen));
  if (seen !== input.form.seen)
    return { effects: [{ do: "open", form: helpersForm(process, values, context, { seen, screen }) }] };
  return takes("tellHelpers", input, process, context, { filled: { words: texts } });
}
