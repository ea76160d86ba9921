import { plain } from "../../../core/disclosure/disclosure.ts";
import { shortened } from "../../../core/model/characters.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { textIn } from "../../../core/officials/form-values.ts";
import type { RowForm } from "../../../core/processes/kind.ts";
import type { Survey } from "../state.ts";
import type { Definition, Question } from "./definition.ts";
import { changed } from "./saving.ts";

/** Removes one question. */

export const removeForm: RowForm<Survey> = {
  plain: true,
  submit: "officials:save",
  says: () => [],
  own: {
    fields: ({ state: { definition } }) => [
      {
        kind: "choice",
        name: "question",
        label: say("officials:survey.field.question"),
        options: definition.questions.map((one, at) => ({
          value: one.id,
          label: say("officials:survey.questionOption", { n: plain(at + 1), ask: short(one) }),
        })),
      },
    ],
    read: ({ state: { definition } }, values) => {
      const question = textIn(values, "question");
      const wrong = problemOf(definition, question);
      return {
        filled: { question },
        errors: wrong ? { question: wrong } : ({} as Record<string, never>),
      };
    },
  },
  does: (s, filled, input) => {
    const questions = s.state.definition.questions.filter(({ id }) => id !== filled.question);
    return changed("removeQuestion", s, { questions }, filled, input);
  },
};

/** Somebody else removed it meanwhile, or another question depends on it. */
function problemOf({ questions }: Definition, id: string): Message | undefined {
  if (!questions.some((one) => one.id === id)) return say("officials:refused.old");
  const depends = questions.find((one) => one.when?.some(({ question }) => question === id));
  return depends && say("officials:survey.depends", { ask: short(depends) });
}

/** Shortens a question's text: Slack shows 75 characters of an option. */
function short({ ask }: Question): string {
  const [words = ""] = Object.values(ask);
  return shortened(words, 60);
}
