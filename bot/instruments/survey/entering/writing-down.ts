import type { Response } from "../../../core/counting/response.ts";
import { needs, nothing, whisper } from "../../../core/decision.ts";
import type { Card, Form } from "../../../core/model/card.ts";
import {
  type Contribution,
  type Entry,
  entryOf,
  isOf,
  shownNumber,
} from "../../../core/model/contribution.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { refusedAsClosed } from "../../../core/officials/desk-membership.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { showCard } from "../../../core/processes/record.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { readSpoken } from "../answering/spoken.ts";
import { NAME, press } from "../names.ts";

/** Lets a colleague write down what a recording says or a photo shows: that counts as the answer. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function spokenCard(contribution: Contribution): Card {
  const spoken = readSpoken(contribution);
  return {
    ref: contribution.id,
    title: say("officials:survey.spoken", { number: shownNumber(contribution.id) }),
    words: spoken.words,
    facts: [
      ...(spoken.title ? [{ label: say("officials:survey.title"), value: { localized: spoken.title } }] : []),
      {
        label: say("officials:survey.field.question"),
        value: spoken.ask ? { localized: spoken.ask } : spoken.question,
      },
    ],
    status: say(
      `officials:survey.spokenAt.${spoken.erased ? "erased" : contribution.open ? "waits" : "written"}`,
    ),
    media: spoken.media,
    actions: contribution.open
      ? [
          {
            label: say("officials:survey.act.writeDown"),
            press: press("spoken", "writeDown", contribution.id),
            rank: "main",
          },
        ]
      : [],
  };
}

export function spokenLine({ event }: Entry): Message | undefined {
  return event === "speak" ? undefined : say(`officials:survey.spokenThread.${event}`);
}

export function openWriting(id: string, member: string, context: Context): Decision {
  const found = context.seen.contribution[id];
  if (found === undefined) return needs({ see: "contribution", id });
  if (!isOf(found, NAME) || !found.open) return whisper(say("officials:refused.gone"));
  const closed = refusedAsClosed(member, found, context);
  if (closed) return whisper(closed);
  return { effects: [{ do: "open", form: writingForm(found) }] };
}

function writingForm(contribution: Contribution, errors?: Form["errors"]): Form {
  const { ask } = readSpoken(contribution);
  return {
    id: { instrument: NAME, form: "writeDown", ref: contribution.id },
    title: say("officials:survey.act.writeDown"),
    submit: say("officials:save"),
    intro: [
      ...(ask ? [say("officials:survey.asked", { ask: { localized: ask } })] : []),
      say("officials:survey.writeIntro"),
    ],
    fields: [
      { kind: "text", name: "words", label: say("officials:survey.field.heard"), long: true, max: 1500 },
    ],
    errors,
  };
}

export function wroteDown(input: Submitted, context: Context): Decision {
  const id = input.form.ref ?? "";
  const found = context.seen.contribution[id];
  if (found === undefined) return needs({ see: "contribution", id });
  if (found?.handled.includes(input.id)) return nothing;
  if (!isOf(found, NAME) || !found.open) return whisper(say("officials:refused.gone"));
  const closed = refusedAsClosed(input.official, found, context);
  if (closed) return whisper(closed);
  const words = textIn(input.values, "words");
  if (words === "")
    return {
      effects: [{ do: "open", form: writingForm(found, { words: say("officials:error.required") }) }],
    };
  const spoken = readSpoken(found);
  const response = context.seen.given[spoken.voter];
  if (response === undefined) return needs({ see: "given", process: spoken.process, voter: spoken.voter });
  const entry = entryOf(found, {
    at: context.now,
    event: "writeDown",
    actor: "official",
    official: input.official,
  });
  const next = response && withWords(response, spoken.question, id, words);
  return {
    contributions: [
      {
        ...found,
        state: { ...spoken, words },
        open: false,
        dueAt: undefined,
        entries: found.entries + 1,
      },
    ],
    entries: [entry],
    ...(next && { responses: [next] }),
    effects: [showCard({ id })],
  };
}

/** Adds the words, unless she changed her answer meanwhile or had herself erased. */
function withWords(response: Response, question: string, ref: string, words: string): Response | undefined {
  const answer = response.answers[question];
  if (answer?.is !== "text" || !answer.refs?.includes(ref)) return undefined;
  const text = answer.text === "" ? words : `${answer.text}\n${words}`;
  return { ...response, answers: { ...response.answers, [question]: { ...answer, text } } };
}
