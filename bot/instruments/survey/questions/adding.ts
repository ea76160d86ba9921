import type { Localized } from "../../../core/model/message.ts";
import { say } from "../../../core/model/message.ts";
import type { RowForm, Values } from "../../../core/processes/kind.ts";
import type { Survey } from "../state.ts";
import { readDefinition } from "./checks.ts";
import type { Definition, Question } from "./definition.ts";
import { manyWarning } from "./many-questions.ts";
import { changed, named } from "./saving.ts";

/** Adds one question, with a form. */

export const addForm: RowForm<Survey> = {
  plain: true,
  submit: "officials:save",
  hints: {
    options_nl: "officials:survey.hint.options",
    options_en: "officials:survey.hint.options",
    most: "officials:survey.hint.most",
  },
  says: ({ state: { definition } }) => [
    say("officials:survey.addIntro"),
    ...manyWarning(withOneMore(definition)),
  ],
  problems: ({ state: { definition }, context: { town } }, filled) => {
    const { problems } = readDefinition(withQuestion(definition, filled), town);
    return problems
      ? { kind: named(problems, () => definition.questions.length + 1) }
      : ({} as Record<string, never>);
  },
  does: (s, filled, input) => {
    const { definition } = readDefinition(withQuestion(s.state.definition, filled), s.context.town);
    return definition && changed("addQuestion", s, definition, filled, input);
  },
};

/** The definition with one question more, to count them as if it were added. */
function withOneMore({ questions }: Definition): Definition {
  return { questions: [...questions, ...questions.slice(0, 1)] };
}

/** What the row asks. */
interface Added extends Pick<Question, "kind" | "ask" | "most" | "required" | "own"> {
  /** A line for each, in every language in the same order. */
  readonly options?: Localized;
}

function withQuestion({ questions }: Definition, filled: Values): { readonly questions: readonly unknown[] } {
  const { kind, ask, options: typed = {}, most, required, own } = filled as unknown as Added;
  const taken = new Set(questions.map((one) => one.id));
  let n = questions.length + 1;
  while (taken.has(`q${n}`)) n++;
  const options = optionsIn(typed);
  const question = {
    id: `q${n}`,
    kind,
    ask,
    ...(options.length > 0 && { options }),
    ...(most !== undefined && { most }),
    ...(required && { required }),
    ...(own && { own }),
  };
  return { questions: [...questions, question] };
}

function optionsIn(typed: Localized) {
  const lines = Object.entries(typed).map(([language, text]) => {
    const all = text.split("\n").map((one) => one.trim());
    return [language, all.filter(Boolean)] as const;
  });
  const [, first = []] = lines[0] ?? [];
  return first.map((_, at) => ({
    id: `o${at + 1}`,
    label: Object.fromEntries(
      lines.flatMap(([language, list]) => (list[at] === undefined ? [] : [[language, list[at]]])),
    ),
  }));
}
