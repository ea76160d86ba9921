import type { Field, Form } from "../../core/card.ts";
import { button, fingerprint, needs } from "../../core/decide.ts";
import type { OfficialInput } from "../../core/input.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { tellParticipants } from "../../core/process-news.ts";
import type { Results } from "../../core/response.ts";
import type { Screen } from "../../core/screen.ts";
import { isDay, townClock } from "../../core/time.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { handOut, record, showCard } from "./change.ts";
import type { Question } from "./definition.ts";
import { NAME, press } from "./names.ts";
import { answeredTo, groupLines, questionLines, response } from "./result-lines.ts";
import { type Act, readSurvey, type Survey } from "./state.ts";
import { transitions } from "./transitions.ts";
import { whoAnswered } from "./who-answered.ts";

/** Coming back: what was heard, and then what is done with it. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** Slack lets one choose among at most ten with boxes. */
const QUOTES = 10;
const ACTS = 3;

/** How it stands while it is open, and as it was at the close. Only officials see it, and of fewer than ten nothing. */
export function resultsForm(process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const running = context.seen.results?.[process.id];
  if (!survey.result && !running) return needs({ see: "results", process: process.id });
  const results: Results = survey.result?.results ?? running ?? {};
  const { begun, done } = response(results);
  const form: Form = {
    id: { instrument: NAME, form: "results", ref: process.id },
    title: say("officials:survey.act.results"),
    submit: say("officials:survey.seen"),
    intro: [
      say("officials:survey.begun", { count: begun, done }),
      ...whoAnswered(results, context.town, survey.at === "open"),
      // One block for each question: Slack takes a hundred.
      ...survey.definition.questions.map((question) =>
        say("common:rows", {
          rows: {
            rows: [
              ...questionLines(
                question,
                { results, words: survey.result?.words ?? {} },
                survey.baseline?.results,
              ),
              ...groupLines(question, results),
              ...passed(question, results),
            ],
          },
        }),
      ),
    ],
    fields: [],
  };
  return { effects: [{ do: "open", form }] };
}

/** How many passed it, and how many had stopped before: where people give up. */
function passed(question: Question, results: Results): Message[] {
  const { answered, skipped } = answeredTo(question, results);
  const { begun } = response(results);
  // Of a question that not everybody is asked nobody can say who did not come to it.
  return [
    question.when
      ? say("officials:survey.skipped", { count: skipped })
      : say("officials:survey.dropped", { count: skipped, left: Math.max(0, begun - answered - skipped) }),
  ];
}

/** So much fits in one block of Slack's, and so many blocks beside the title in one form. Characters. */
const BLOCK = 2800;
const BLOCKS = 90;

/** All that was said in words, for the organiser who has to read it. Never with whose it is. */
export function textsForm(process: Process, context: Context): Decision {
  const gathered = context.seen.answers?.[process.id];
  if (!gathered) return needs({ see: "answers", process: process.id });
  const blocks = readSurvey(process).definition.questions.flatMap((question, at) => {
    const said = gathered.texts[question.id] ?? [];
    if (said.length === 0) return [];
    return [
      say("officials:survey.questionOption", { n: at + 1, ask: { localized: question.ask } }),
      ...inBlocks(said).map((texts) =>
        say("common:rows", { rows: { rows: texts.map((text) => say("common:quote", { text })) } }),
      ),
    ];
  });
  const form: Form = {
    id: { instrument: NAME, form: "texts", ref: process.id },
    title: say("officials:survey.act.texts"),
    submit: say("officials:survey.seen"),
    intro: [
      say(blocks.length === 0 ? "officials:survey.noTexts" : "officials:survey.textsIntro"),
      ...blocks.slice(0, BLOCKS),
      ...(blocks.length > BLOCKS ? [say("officials:survey.moreTexts")] : []),
    ],
    fields: [],
  };
  return { effects: [{ do: "open", form }] };
}

function inBlocks(texts: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let length = 0;
  for (const text of texts) {
    const last = blocks.at(-1);
    if (!last || length + text.length + 4 > BLOCK) {
      blocks.push([text]);
      length = text.length + 4;
    } else {
      last.push(text);
      length += text.length + 4;
    }
  }
  return blocks;
}

/** Whoever answered reads this first; each can see her own answer beside it. */
function resultScreen(process: Process, survey: Survey, quotes: NonNullable<Survey["quotes"]>): Screen {
  const { result } = survey;
  const { begun } = response(result?.results ?? {});
  return {
    lines: [
      say("survey:heard", { title: { localized: process.card.title }, count: begun }),
      ...survey.definition.questions.flatMap((question) =>
        result
          ? [
              ...questionLines(question, result, survey.baseline?.results),
              ...groupLines(question, result.results),
            ]
          : [],
      ),
      ...(quotes.length > 0
        ? [say("survey:quotes", { rows: { rows: quotes.map(({ text }) => say("common:quote", { text })) } })]
        : []),
      say("survey:doneOn", { day: { date: process.card.answerBy } }),
    ],
    choices: [[button(say("survey:results.beside"), press("results", "0", process.id))]],
  };
}

export function publishForm(process: Process, context: Context): Decision {
  const gathered = context.seen.answers?.[process.id];
  if (!gathered) return needs({ see: "answers", process: process.id });
  return { effects: [{ do: "open", form: publishing(process, gathered.texts, {}, context) }] };
}

type Texts = Readonly<Record<string, readonly string[]>>;

function publishing(
  process: Process,
  texts: Texts,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly screen: Screen },
): Form {
  const survey = readSurvey(process);
  const [language = "nl", ...others] = context.town.languages;
  const fields = survey.definition.questions.flatMap((question, at): Field[] => {
    const said = [...new Set(texts[question.id] ?? [])].slice(0, QUOTES);
    if (said.length === 0) return [];
    const picked = values[`quotes_${question.id}`];
    return [
      {
        kind: "choices",
        name: `quotes_${question.id}`,
        label: say("officials:survey.quotes", { n: at + 1 }),
        hint: say("officials:survey.quotesHint"),
        optional: true,
        options: said.map((text) => ({
          value: fingerprint(text),
          label: say("common:as_is", { text: text.length > 70 ? `${text.slice(0, 69)}…` : text }),
        })),
        value: typeof picked === "string" ? [picked] : picked,
      },
    ];
  });
  return {
    id: { instrument: NAME, form: "publish", ref: process.id, seen: preview?.seen },
    title: say("officials:survey.act.publish"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [say("officials:survey.publishIntro")],
    fields,
    preview: preview && {
      screen: preview.screen,
      language,
      also: others.map((one) => ({ screen: preview.screen, language: one })),
    },
  };
}

export function published(input: Submitted, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const gathered = context.seen.answers?.[process.id];
  if (!gathered) return needs({ see: "answers", process: process.id });
  const quotes = survey.definition.questions.flatMap(({ id }) => {
    const picked = input.values[`quotes_${id}`] ?? [];
    const list = typeof picked === "string" ? [picked] : picked;
    return (gathered.texts[id] ?? [])
      .filter((text, at, all) => list.includes(fingerprint(text)) && all.indexOf(text) === at)
      .map((text) => ({ question: id, text }));
  });
  const screen = resultScreen(process, survey, quotes);
  const seen = fingerprint(JSON.stringify(screen));
  if (seen !== input.form.seen)
    return {
      effects: [
        { do: "open", form: publishing(process, gathered.texts, input.values, context, { seen, screen }) },
      ],
    };
  const next: Survey = {
    ...survey,
    at: transitions.publish.to,
    since: context.now,
    quotes,
    papers: (survey.papers ?? 0) + 1,
  };
  const changed = record(process, next, "publish", { actor: "organiser", official: input.official }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, screen, input.official, context)],
    effects: [showCard(process.id), handOut(process.id)],
  };
}

/** Actions with an owner and a day; or why nothing is done. */
export function actForm(
  process: Process,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly screen: Screen },
  errors?: Form["errors"],
): Form {
  const [language = "nl", ...others] = context.town.languages;
  const value = (name: string) => {
    const one = values[name];
    return typeof one === "string" ? one : undefined;
  };
  const fields = Array.from({ length: ACTS }, (_, at): Field[] => {
    const n = at + 1;
    return [
      {
        kind: "text",
        name: `what${n}`,
        label: say("officials:survey.field.what", { n }),
        optional: true,
        max: 300,
        value: value(`what${n}`),
      },
      {
        kind: "member",
        name: `owner${n}`,
        label: say("officials:survey.field.owner", { n }),
        optional: true,
        value: value(`owner${n}`),
      },
      {
        kind: "day",
        name: `due${n}`,
        label: say("officials:survey.field.due", { n }),
        optional: true,
        value: value(`due${n}`),
      },
    ];
  }).flat();
  return {
    id: { instrument: NAME, form: "actOn", ref: process.id, seen: preview?.seen },
    title: say("officials:survey.act.actOn"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [say("officials:survey.actIntro")],
    fields: [
      ...fields,
      {
        kind: "text",
        name: "because",
        label: say("officials:survey.field.because"),
        hint: say("officials:survey.hint.because"),
        long: true,
        optional: true,
        max: 1000,
        value: value("because"),
      },
    ],
    preview: preview && {
      screen: preview.screen,
      language,
      also: others.map((one) => ({ screen: preview.screen, language: one })),
    },
    errors,
  };
}

export function actedOn(input: Submitted, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const { values } = input;
  const { acts, because, errors } = readActs(values, context);
  if (errors)
    return { effects: [{ do: "open", form: actForm(process, values, context, undefined, errors) }] };
  const screen = actScreen(process, acts, because);
  const seen = fingerprint(JSON.stringify(screen));
  if (seen !== input.form.seen)
    return { effects: [{ do: "open", form: actForm(process, values, context, { seen, screen }) }] };
  const message = tellParticipants(
    { ...process, entries: process.entries + 1 },
    screen,
    input.official,
    context,
  );
  const next: Survey = { ...survey, acts: [...acts], because, closing: message.id };
  const changed = record(process, next, "actOn", { actor: "organiser", official: input.official }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [message],
    effects: [
      ...acts.map((act) => ({
        do: "notify" as const,
        notice: {
          kind: "member" as const,
          member: act.owner,
          message: say("officials:survey.yours", {
            what: act.what,
            day: { date: act.due },
            title: { localized: process.card.title },
          }),
        },
      })),
      showCard(process.id),
    ],
  };
}

function readActs(
  values: Values,
  { now }: Context,
): { acts: readonly Act[]; because?: string; errors?: Record<string, Message> } {
  const text = (name: string) => (typeof values[name] === "string" ? values[name].trim() : "");
  const errors: Record<string, Message> = {};
  const acts: Act[] = [];
  for (let n = 1; n <= ACTS; n++) {
    const [what, owner, due] = [text(`what${n}`), text(`owner${n}`), text(`due${n}`)];
    if (what === "" && owner === "" && due === "") continue;
    if (what === "") errors[`what${n}`] = say("officials:error.required");
    if (owner === "") errors[`owner${n}`] = say("officials:error.required");
    if (!isDay(due)) errors[`due${n}`] = say("officials:error.day");
    else if (due < townClock(now).day) errors[`due${n}`] = say("officials:error.past");
    acts.push({ what, owner, due });
  }
  const because = text("because");
  if (acts.length === 0 && because === "") errors.because = say("officials:error.reason");
  return Object.keys(errors).length > 0 ? { acts, errors } : { acts, ...(because !== "" && { because }) };
}

function actScreen(process: Process, acts: readonly Act[], because: string | undefined): Screen {
  return {
    lines: [
      say("survey:acts.title", { title: { localized: process.card.title } }),
      ...(acts.length > 0
        ? acts.map(({ what, due }) => say("survey:acts.row", { what, day: { date: due } }))
        : [say("survey:acts.none")]),
      ...(because === undefined ? [] : [say("common:quote", { text: because })]),
      say("survey:acts.thanks"),
    ],
    choices: [[button(say("survey:results.beside"), press("results", "0", process.id))]],
  };
}
