import { whisper } from "../decision.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Form } from "../model/card.ts";
import type { OfficialInput } from "../model/input.ts";
import { type Message, say } from "../model/message.ts";
import { cardChanges, type Process, type ProcessCard } from "../model/process.ts";
import type { Screen } from "../model/screen.ts";
import { inEveryLanguage } from "../officials/previews.ts";
import type { Context, Decision } from "../turn.ts";
import { cardFields, cardValues, readCard } from "./card-form.ts";
import { editsScreen } from "./gathered-edits.ts";

/** Changes the card of a process and shows participants what it was and what it is. The same for every instrument. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function editForm(
  process: Process,
  context: Context,
  values: Submitted["values"] = cardValues(process.card),
  preview?: { readonly seen: string; readonly screen: Screen },
  errors?: Form["errors"],
): Form {
  return {
    id: { instrument: process.instrument, form: "edit", ref: process.id, seen: preview?.seen },
    title: say("officials:process.editTitle"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [say("officials:process.editIntro")],
    fields: cardFields(values, context),
    preview: preview && inEveryLanguage(() => preview.screen, context.town),
    errors,
  };
}

/**
 * Edits the card of a process: a preview first, then the change.
 * @param problems the instrument's objections to this card, by field
 * @returns the card, once the message to everybody was previewed; until then, what comes before it
 */
export function editedCard(
  input: Submitted,
  process: Process,
  context: Context,
  problems: (card: ProcessCard) => Record<string, Message> = () => ({}),
): { card: ProcessCard } | { decision: Decision } {
  const opens = (more: Parameters<typeof editForm>[3], errors?: Form["errors"]): { decision: Decision } => ({
    decision: {
      effects: [{ do: "open", form: editForm(process, context, input.values, more, errors) }],
    },
  });
  const { card, errors } = readCard(input.values, context);
  if (!card) return opens(undefined, errors);
  const wrong = problems(card);
  if (Object.keys(wrong).length > 0) return opens(undefined, wrong);
  if (cardChanges(process.card, card).length === 0)
    return { decision: whisper(say("officials:process.noChange")) };
  const screen = editsScreen(process, card);
  const seen = fingerprint(JSON.stringify(screen));
  return seen === input.form.seen ? { card } : opens({ seen, screen });
}
