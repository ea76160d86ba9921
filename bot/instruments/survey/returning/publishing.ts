import { townClock } from "../../../core/calendar/time.ts";
import { partName, type Said } from "../../../core/counting/recount.ts";
import { needs } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import { shortened } from "../../../core/model/characters.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { inEveryLanguage } from "../../../core/officials/previews.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import type { Question } from "../questions/definition.ts";
import { readSurvey } from "../state.ts";
import { takes } from "../taking.ts";
import { resultScreen } from "./result-screen.ts";

/** Reports back: the results, and then what is done with them. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

/** Slack allows at most 100 options in a menu. */
const QUOTES = 100;
export function publishForm(process: Process, context: Context): Decision {
  const said = context.seen.said[partName(process.id)];
  if (!said) return needs({ see: "said", process: process.id });
  return { effects: [{ do: "open", form: publishing(process, said, {}, context) }] };
}

function publishing(
  process: Process,
  said: Said,
  values: Values,
  context: Context,
  preview?: { readonly seen: string; readonly screen: Screen },
): Form {
  const survey = readSurvey(process);
  const fields = survey.definition.questions.flatMap((question, at): Field[] => {
    // Where somebody was is nobody else's business, so places are never quoted.
    const quotable = question.kind === "place" ? [] : quotableAt(question, said).slice(0, QUOTES);
    if (quotable.length === 0) return [];
    const picked = values[`quotes_${question.id}`];
    return [
      {
        kind: "choices",
        name: `quotes_${question.id}`,
        label: say("officials:survey.quotes", { n: plain(at + 1) }),
        hint: say("officials:survey.quotesHint"),
        optional: true,
        options: quotable.map((text) => ({
          value: fingerprint(text),
          label: say("common:as_is", { text: shortened(text, 70) }),
        })),
        value: typeof picked === "string" ? [picked] : picked,
      },
    ];
  });
  return {
    id: { instrument: NAME, form: "publish", ref: process.id, seen: preview?.seen },
    title: say("officials:survey.act.publish"),
    submit: say(preview ? "officials:send" : "officials:see"),
    intro: [
      say("officials:survey.publishIntro"),
      ...(said.next === undefined ? [] : [say("officials:survey.quotesPart")]),
    ],
    fields,
    preview: preview && inEveryLanguage(() => preview.screen, context.town),
  };
}

export function published(input: Submitted, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const said = context.seen.said[partName(process.id)];
  if (!said) return needs({ see: "said", process: process.id });
  const quotes = survey.definition.questions.flatMap((question) => {
    const { id } = question;
    const picked = input.values[`quotes_${id}`] ?? [];
    const list = typeof picked === "string" ? [picked] : picked;
    return quotableAt(question, said)
      .filter((text) => list.includes(fingerprint(text)))
      .map((text) => ({ question: id, text }));
  });
  const screen = resultScreen(process, survey, quotes, townClock(context.now).day);
  const seen = fingerprint(JSON.stringify(screen));
  if (seen !== input.form.seen)
    return {
      effects: [{ do: "open", form: publishing(process, said, input.values, context, { seen, screen }) }],
    };
  return takes("publish", input, process, context, { becomes: { quotes } });
}

/** The texts of residents and groups, each once. */
function quotableAt({ id }: Question, { texts, groups }: Said): string[] {
  return [...new Set([...(texts[id] ?? []), ...(groups[id] ?? [])])];
}
