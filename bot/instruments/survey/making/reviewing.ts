import { whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import { cardScreen, type Process } from "../../../core/model/process.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import { answered, isAbout } from "../../../core/processes/consent.ts";
import { answeredBy } from "../../../core/processes/consent-asking.ts";
import { recorded, showCard, standingOf } from "../../../core/processes/record.ts";
import type { Asked } from "../../../core/processes/stage.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { manyFields, manyIsMeant } from "../questions/many-questions.ts";
import { lookedAt } from "../questions/saving.ts";
import { audienceOf } from "../reaching/audience.ts";
import { amendment, readSurvey } from "../state.ts";
import { survey as kind } from "../survey.ts";
import { takes } from "../taking.ts";
import { proposedOf, questionRows, remarks } from "./review-lines.ts";

/** Review by a second person: are the questions plain, and do they ask only what we need to know? */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/**
 * A fingerprint of what a colleague approves: the questions, the card, the days and the audience. Any change gives
 * another.
 */
function approvedAs(process: Process): string {
  const survey = readSurvey(process);
  const { opensOn, closesOn, ages, neighbourhoods, languages, quotas } = survey;
  const whole = [process.card, opensOn, closesOn, ages, neighbourhoods, languages, quotas];
  return `${lookedAt(survey)}.${fingerprint(JSON.stringify(whole))}`;
}

/** The approval form, with everything that is approved: the card, the days, the audience and the questions. */
export function approveForm(process: Process, context: Context, errors?: Form["errors"]): Form {
  const { opensOn, closesOn } = readSurvey(process);
  const { language = "nl" } = context;
  return {
    id: { instrument: NAME, form: "approve", ref: process.id, seen: approvedAs(process) },
    title: say("officials:survey.act.approve"),
    submit: say("officials:survey.approve"),
    intro: [
      say("officials:survey.approveIntro"),
      ...cardScreen(process.card, language, context.town).lines,
      say("officials:survey.approveDays", { from: { day: opensOn }, until: { day: closesOn } }),
      say("officials:survey.audience", { who: { list: audienceOf(readSurvey(process), context) } }),
      ...remarks(process, context),
      ...questionRows(process),
    ],
    fields: manyFields(proposedOf(process)),
    errors,
  };
}

export function approved(input: Submitted, process: Process, context: Context): Decision {
  const before = readSurvey(process);
  // Somebody changed them while she was looking: she sees the current ones.
  if (input.form.seen !== approvedAs(process))
    return { effects: [{ do: "open", form: approveForm(process, context) }] };
  if (!manyIsMeant(proposedOf(process), input.values)) {
    const errors = { many: say("officials:survey.error.many") };
    return { effects: [{ do: "open", form: approveForm(process, context, errors) }] };
  }
  return before.at === "open"
    ? amended(input, process, context)
    : takes("approve", input, process, context, { as: "official" });
}

/** The revised wording and added questions of a survey that is being answered are asked from now on. */
function amended(input: Submitted, process: Process, context: Context): Decision {
  const standing = standingOf(kind, process, context);
  const waits = amendment(readSurvey(process));
  if (!waits) return whisper(say("officials:refused.old"));
  const decision = answeredBy(kind, answered(waits, input.official, "colleague", "yes"), undefined, standing);
  if ("needs" in decision) return decision;
  return { ...decision, effects: [tellAuthor(waits, "mendApproved", process), ...decision.effects] };
}

/** Rejects the revised questions and tells their author why; what people are asked stays as it was. */
function notAmended(words: string, { official }: Submitted, process: Process, context: Context): Decision {
  const { state } = standingOf(kind, process, context);
  const waits = amendment(readSurvey(process));
  if (!waits) return whisper(say("officials:refused.old"));
  const next = { ...state, asked: state.asked?.filter((one) => !isAbout(one, waits)) };
  const who = { actor: "official", official, why: words } as const;
  const changed = recorded(kind, { process, context }, next, "notMended", who);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [tellAuthor(waits, "mendSentBack", process, words), showCard(process)],
  };
}

function tellAuthor({ by = "" }: Asked, text: string, { card }: Process, words = ""): Effect {
  const message = say(`officials:survey.${text}`, { title: { localized: card.title }, words });
  return { do: "notify", notice: { kind: "member", member: by, message } };
}

export function sendBackForm(process: Process, errors?: Form["errors"]): Form {
  return {
    id: { instrument: NAME, form: "sendBack", ref: process.id },
    title: say("officials:survey.act.sendBack"),
    submit: say("officials:send"),
    fields: [
      {
        kind: "text",
        name: "words",
        label: say("officials:survey.field.words"),
        long: true,
        max: 1000,
      },
    ],
    errors,
  };
}

export function sentBack(input: Submitted, process: Process, context: Context): Decision {
  const words = textIn(input.values, "words");
  if (words === "")
    return {
      effects: [{ do: "open", form: sendBackForm(process, { words: say("officials:error.required") }) }],
    };
  return readSurvey(process).at === "open"
    ? notAmended(words, input, process, context)
    : takes("sendBack", input, process, context, { as: "official", filled: { reason: words } });
}
