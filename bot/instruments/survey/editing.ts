import type { Form } from "../../core/card.ts";
import { fingerprint, whisper } from "../../core/decide.ts";
import type { OfficialInput } from "../../core/input.ts";
import { say } from "../../core/message.ts";
import { cardChanges, type Process, type ProcessCard } from "../../core/process.ts";
import { cardFields, cardValues, readCard } from "../../core/process-form.ts";
import { tellParticipants } from "../../core/process-news.ts";
import type { Screen } from "../../core/screen.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { record, showCard } from "./change.ts";
import { NAME } from "./names.ts";
import { readSurvey } from "./state.ts";

/** The card changes; everybody who takes part reads what it was and what it is. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function editForm(
  process: Process,
  context: Context,
  values: Submitted["values"] = cardValues(process.card),
  preview?: { readonly seen: string; readonly screen: Screen },
  errors?: Form["errors"],
): Form {
  const [language = "nl", ...others] = context.town.languages;
  return {
    id: { instrument: NAME, form: "edit", ref: process.id, seen: preview?.seen },
    title: say("officials:manifesto.editTitle"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [say("officials:manifesto.editIntro")],
    fields: cardFields(values, context),
    preview: preview && {
      screen: preview.screen,
      language,
      also: others.map((one) => ({ screen: preview.screen, language: one })),
    },
    errors,
  };
}

export function edited(input: Submitted, process: Process, context: Context): Decision {
  const { card, errors } = readCard(input.values, context);
  if (!card)
    return {
      effects: [{ do: "open", form: editForm(process, context, input.values, undefined, errors) }],
    };
  if (card.answerBy <= readSurvey(process).closesOn) {
    const early = { answerBy: say("officials:survey.error.answerBy") };
    return { effects: [{ do: "open", form: editForm(process, context, input.values, undefined, early) }] };
  }
  const screen = changeScreen(process, card);
  if (!screen) return whisper(say("officials:manifesto.noChange"));
  const seen = fingerprint(JSON.stringify(screen));
  if (seen !== input.form.seen)
    return {
      effects: [{ do: "open", form: editForm(process, context, input.values, { seen, screen }) }],
    };
  const changed = record(
    { ...process, card },
    readSurvey(process),
    "edit",
    { actor: "organiser", official: input.official },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    // Before it opens nobody takes part yet.
    ...(process.open && {
      broadcasts: [tellParticipants(changed.process, screen, input.official, context)],
    }),
    effects: [showCard(process.id)],
  };
}

function changeScreen({ card }: Process, after: ProcessCard): Screen | undefined {
  const changes = cardChanges(card, after);
  return changes.length === 0
    ? undefined
    : { lines: [say("common:process.changed.intro", { title: { localized: after.title } }), ...changes] };
}
