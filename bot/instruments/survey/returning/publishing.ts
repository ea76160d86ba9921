import { partName, type Said } from "../../../core/counting/recount.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { Field } from "../../../core/model/card.ts";
import { shortened } from "../../../core/model/characters.ts";
import { say } from "../../../core/model/message.ts";
import type { Need } from "../../../core/needs.ts";
import { severalIn } from "../../../core/officials/form-values.ts";
import type { Submitted } from "../../../core/processes/filled.ts";
import type { RowForm, Standing } from "../../../core/processes/kind.ts";
import type { Question } from "../questions/definition.ts";
import type { Survey } from "../state.ts";

/** Reports back: the results, and then what is done with them. */

type Now = Standing<Survey>;

/** Slack allows at most 100 options in a menu. */
const QUOTES = 100;

export const publishForm: RowForm<Survey> = {
  says: (s) => [
    say("officials:survey.publishIntro"),
    ...(saidIn(s)?.next === undefined ? [] : [say("officials:survey.quotesPart")]),
  ],
  own: {
    fields: (s, values) => s.state.definition.questions.flatMap((one, at) => quoteField(one, at, s, values)),
    read: (s, values) => {
      const chosen = s.state.definition.questions.flatMap((question) => {
        const list = severalIn(values, fieldName(question));
        return quotableAt(question, saidIn(s))
          .filter((text) => list.includes(fingerprint(text)))
          .map((text) => ({ question: question.id, text }));
      });
      return { filled: { chosen }, errors: {} };
    },
  },
};

/** What people said, in words, has to be read first. */
export function needsSaid(s: Now): readonly Need[] {
  return saidIn(s) ? [] : [{ see: "said", process: s.process.id }];
}

function saidIn({ process, context }: Now): Said | undefined {
  return context.seen.said[partName(process.id)];
}

function fieldName({ id }: Question): string {
  return `quotes_${id}`;
}

function quoteField(question: Question, at: number, s: Now, values: Submitted): readonly Field[] {
  const quotable = quotableAt(question, saidIn(s)).slice(0, QUOTES);
  if (quotable.length === 0) return [];
  return [
    {
      kind: "choices",
      name: fieldName(question),
      label: say("officials:survey.quotes", { n: plain(at + 1) }),
      hint: say("officials:survey.quotesHint"),
      optional: true,
      options: quotable.map((text) => ({
        value: fingerprint(text),
        label: say("common:as_is", { text: shortened(text, 70) }),
      })),
      value: severalIn(values, fieldName(question)),
    },
  ];
}

/** The texts of residents and groups, each once. Where somebody was is nobody else's business: it is never quoted. */
function quotableAt({ id, kind }: Question, said: Said | undefined): readonly string[] {
  return kind === "place" ? [] : [...new Set([...(said?.texts[id] ?? []), ...(said?.groups[id] ?? [])])];
}
