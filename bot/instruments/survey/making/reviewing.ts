import { townClock } from "../../../core/calendar/time.ts";
import { whisper } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { cardScreen, type Process } from "../../../core/model/process.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { transitions } from "../lifecycle.ts";
import { NAME } from "../names.ts";
import { plainness } from "../questions/advice.ts";
import { readDefinition, warningsOf } from "../questions/checks.ts";
import type { Definition } from "../questions/definition.ts";
import { manyFields, manyIsMeant, requiredRow } from "../questions/many-questions.ts";
import { optionsOf } from "../questions/options.ts";
import { lookedAt } from "../questions/saving.ts";
import { audienceOf } from "../reaching/audience.ts";
import { record, showCard } from "../record.ts";
import { readSurvey, type Survey } from "../state.ts";
import { authorsOf, proposedBy } from "./authors.ts";

/** Review by a second person: are the questions plain, and do they ask only what we need to know? */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export function proposeForm(process: Process, context: Context): Form {
  return {
    id: { instrument: NAME, form: "propose", ref: process.id },
    title: say("officials:survey.act.propose"),
    submit: say("officials:send"),
    intro: [say("officials:survey.proposeIntro"), ...remarks(process, context), ...questionRows(process)],
    fields: [],
  };
}

/** Remarks on what is missing, and what could be plainer. */
function remarks(process: Process, { town }: Context): Message[] {
  const definition = proposedOf(process);
  return [...warningsOf(definition, town), ...requiredRow(definition), ...plainness(definition, town)];
}

/** The questions a colleague reviews: the revised ones, if others are already being answered. */
function proposedOf(process: Process): Definition {
  const survey = readSurvey(process);
  return survey.mended?.definition ?? survey.definition;
}

/** All questions with their options, as they will be asked. */
function questionRows(process: Process): Message[] {
  const { questions } = proposedOf(process);
  return [
    say("common:rows", {
      rows: {
        rows: questions.flatMap((question, at) => {
          const options = optionsOf(question).map((one) => one.label);
          const params = {
            n: plain(at + 1),
            ask: { localized: question.ask },
            kind: say(`officials:survey.kind.${question.kind}`),
          };
          return [
            options.length > 0
              ? say("officials:survey.questionOptions", { ...params, options: { list: options } })
              : say("officials:survey.questionRow", params),
            ...(question.staff
              ? [say("officials:survey.staff.ask", { n: plain(at + 1), ask: { localized: question.staff } })]
              : []),
          ];
        }),
      },
    }),
  ];
}

export function proposed(input: Submitted, process: Process, context: Context): Decision {
  const before = readSurvey(process);
  const { problems } = readDefinition(before.definition, context.town);
  if (problems) return whisper(say("officials:survey.notReady"));
  return moved(
    "propose",
    { ...proposedBy(before, process, input.official), review: undefined },
    input,
    process,
    context,
    [],
  );
}

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
  if (before.at === "open") return mended(before, input, process, context);
  // It waited too long: its last day has already passed.
  if (before.closesOn < townClock(context.now).day) return whisper(say("officials:survey.tooLate"));
  const review = { by: input.official, on: context.now };
  return moved("approve", { ...before, review, approved: true }, input, process, context, [
    tell(process, say("officials:survey.approved", { title: { localized: process.card.title } })),
  ]);
}

/** Applies the revised wording and added questions to a survey that is being answered. */
function mended(survey: Survey, input: Submitted, process: Process, context: Context): Decision {
  const { mended: waits, ...rest } = survey;
  if (!waits) return whisper(say("officials:refused.old"));
  const next: Survey = {
    ...rest,
    definition: waits.definition,
    edition: survey.edition + 1,
    changedBy: waits.by,
    authors: [...authorsOf(process)],
    approved: true,
  };
  const title = { title: { localized: process.card.title } };
  return told("mended", next, waits.by, say("officials:survey.mendApproved", title), input, process, context);
}

/** Rejects the revised questions and tells their authors why; what people are asked stays as it was. */
function notMended(words: string, input: Submitted, process: Process, context: Context): Decision {
  const { mended: waits, ...next } = readSurvey(process);
  if (!waits) return whisper(say("officials:refused.old"));
  const message = say("officials:survey.mendSentBack", {
    title: { localized: process.card.title },
    words,
  });
  return told("notMended", next, waits.by, message, input, process, context, words);
}

function told(
  event: string,
  survey: Survey,
  member: string,
  message: Message,
  input: Submitted,
  process: Process,
  context: Context,
  why?: string,
): Decision {
  const changed = record(
    process,
    survey,
    event,
    { actor: "official", official: input.official, ...(why !== undefined && { why }) },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [{ do: "notify", notice: { kind: "member", member, message } }, showCard(process.id)],
  };
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
  if (readSurvey(process).at === "open") return notMended(words, input, process, context);
  const review = { by: input.official, on: context.now, words };
  return moved(
    "sendBack",
    { ...readSurvey(process), review },
    input,
    process,
    context,
    [tell(process, say("officials:survey.sentBack", { title: { localized: process.card.title }, words }))],
    words,
  );
}

export function takeBackForm(process: Process): Form {
  return {
    id: { instrument: NAME, form: "takeBack", ref: process.id },
    title: say("officials:survey.act.takeBack"),
    submit: say("officials:survey.act.takeBack"),
    intro: [say("officials:survey.takeBackIntro")],
    fields: [],
  };
}

/**
 * Takes an approved survey back because its author wants other questions: a colleague reviews it again before it opens.
 */
export function takenBack(input: Submitted, process: Process, context: Context): Decision {
  return moved("takeBack", { ...readSurvey(process), review: undefined }, input, process, context, []);
}

function tell(process: Process, message: Message): Effect {
  return { do: "notify", notice: { kind: "member", member: process.organiser, message } };
}

function moved(
  event: "propose" | "approve" | "sendBack" | "takeBack",
  survey: Survey,
  input: Submitted,
  process: Process,
  context: Context,
  effects: readonly Effect[],
  why?: string,
): Decision {
  const next: Survey = { ...survey, at: transitions[event].to, since: context.now };
  const changed = record(
    process,
    next,
    event,
    {
      actor: event === "propose" || event === "takeBack" ? "organiser" : "official",
      official: input.official,
      ...(why && { why }),
    },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...effects, showCard(process.id)],
  };
}
