import { addDays, isDay, townClock } from "../../../core/calendar/time.ts";
import { whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import { withDigits } from "../../../core/model/digits.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { submittedProcess } from "../../../core/processes/submitted-process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { AGES, NAME } from "../names.ts";
import { type Agreement, coreOf, countings, isEnding, type Manifesto, readManifesto } from "../state.ts";
import { motionScreen, puts, questionFor } from "./motion-screen.ts";

/** The form of the manifesto: the organiser proposes it, and the core group agrees or does not. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** Votes per person. A rule of thumb from the field: with fewer there is no choice, and nobody keeps track of more. */
const VOTES = { least: 1, most: 20 };
const ADOPT = { least: 1, most: 30 };
const VOTING = { least: 3, most: 60 };

/** Why the organiser cannot propose now; undefined when she can. */
function notNow(manifesto: Manifesto): Message | undefined {
  const { at, least } = manifesto;
  if (at !== "forming" || isEnding(manifesto)) return say("officials:manifesto.decided");
  const count = coreOf(manifesto).length;
  return count < least ? say("officials:manifesto.tooFew", { count, least }) : undefined;
}

export function propose(process: Process, context: Context): Decision {
  const manifesto = readManifesto(process);
  const refusal = notNow(manifesto);
  if (refusal) return whisper(refusal);
  const values: Values = {
    from: String(manifesto.from),
    to: String(manifesto.to),
    counting: "votes",
    rounds: "1",
    votes: "10",
    votingDays: "14",
    adopt: "10",
    collectUntil: addDays(townClock(context.now).day, 28),
  };
  return { effects: [{ do: "open", form: agreementForm(process, values) }] };
}

export function proposed(input: Submitted, context: Context): Decision {
  const found = submittedProcess(input, NAME, context);
  if ("refusal" in found) return found.refusal;
  const { process } = found;
  const manifesto = readManifesto(process);
  const refusal = notNow(manifesto);
  if (refusal) return whisper(refusal);
  const { agreement, errors } = readAgreement(input.values, context);
  if (!agreement)
    return { effects: [{ do: "open", form: agreementForm(process, input.values, undefined, errors) }] };
  const filled = { ...agreement, ...agreement.ages, rounds: String(agreement.rounds), ages: undefined };
  const screen = motionScreen(process, manifesto, questionFor("agree", filled, context));
  const seen = fingerprint(JSON.stringify(screen));
  if (seen !== input.form.seen) {
    const language = context.town.languages[0] ?? "nl";
    return {
      effects: [{ do: "open", form: agreementForm(process, input.values, { seen, screen, language }) }],
    };
  }
  return puts("agree", filled, process, manifesto, input.official, context);
}

function readAgreement(
  values: Values,
  context: Context,
): { agreement?: Agreement; errors?: Record<string, Message> } {
  const errors: Record<string, Message> = {};
  const counting = countings.find((one) => one === values.counting);
  if (!counting) errors.counting = say("officials:error.required");
  const number = (name: string, { least, most }: { least: number; most: number }): number => {
    const value = withDigits(textIn(values, name));
    const read = /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN;
    if (!(read >= least && read <= most))
      errors[name] = say("officials:manifesto.error.number", { from: least, to: most });
    return read;
  };
  const from = number("from", { least: AGES.least, most: AGES.most });
  const to = number("to", { least: Math.max(from || AGES.least, AGES.alone), most: AGES.most });
  const votes = number("votes", VOTES);
  const votingDays = number("votingDays", VOTING);
  const adopt = number("adopt", ADOPT);
  const collectUntil = typeof values.collectUntil === "string" ? values.collectUntil : "";
  if (!isDay(collectUntil)) errors.collectUntil = say("officials:error.day");
  else if (collectUntil <= townClock(context.now).day) errors.collectUntil = say("officials:error.past");
  const rounds = values.rounds === "1" ? 1 : values.rounds === "2" ? 2 : undefined;
  if (!rounds) errors.rounds = say("officials:error.required");
  if (!counting || !rounds || !isDay(collectUntil) || Object.keys(errors).length > 0) return { errors };
  return { agreement: { ages: { from, to }, counting, votes, collectUntil, rounds, votingDays, adopt } };
}

function agreementForm(
  process: Process,
  values: Values,
  preview?: { readonly seen: string } & NonNullable<Form["preview"]>,
  errors?: Form["errors"],
): Form {
  const value = (name: string) => {
    const one = values[name];
    return typeof one === "string" ? one : undefined;
  };
  const number = (name: string): Field => ({
    kind: "text",
    name,
    label: say(`officials:manifesto.field.agree.${name}`),
    hint: say(`officials:manifesto.hint.${name}`),
    max: 3,
    value: value(name),
  });
  return {
    id: { instrument: NAME, form: "agreement", ref: process.id, seen: preview?.seen },
    title: say("officials:manifesto.agreementTitle"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [say("officials:manifesto.about.agree")],
    fields: [
      number("from"),
      number("to"),
      {
        kind: "day",
        name: "collectUntil",
        label: say("officials:manifesto.field.agree.collectUntil"),
        value: value("collectUntil"),
      },
      {
        kind: "choice",
        name: "counting",
        label: say("officials:manifesto.field.agree.counting"),
        options: countings.map((one) => ({
          value: one,
          label: say(`officials:manifesto.choice.counting.${one}`),
        })),
        value: value("counting"),
      },
      number("votes"),
      {
        kind: "choice",
        name: "rounds",
        label: say("officials:manifesto.field.agree.rounds"),
        options: ["1", "2"].map((one) => ({
          value: one,
          label: say(`officials:manifesto.choice.rounds.${one}`),
        })),
        value: value("rounds"),
      },
      number("votingDays"),
      number("adopt"),
    ],
    preview: preview && { screen: preview.screen, language: preview.language },
    errors,
  };
}
