import { plain } from "../../../core/disclosure/disclosure.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { severalIn } from "../../../core/officials/form-values.ts";
import type { OwnFields, Standing } from "../../../core/processes/kind.ts";
import type { Survey } from "../state.ts";
import type { Definition } from "./definition.ts";

/**
 * Our limit on questions without extra confirmation: seven, as in the short chat polls that young people answer
 * (U-Report, UNICEF), because with each question more people drop out. Questions can be skipped unless marked as
 * required. More are asked only if the reviewing colleague says that all of them are needed.
 */
export const MANY = 7;

/** A warning for the author of the questions; nothing when there are few enough. */
export function manyWarning({ questions }: Definition): Message[] {
  return questions.length > MANY
    ? [say("officials:survey.warning.many", { count: plain(questions.length), most: plain(MANY) })]
    : [];
}

/** Lists the required questions, which a colleague has to see before it opens. */
export function requiredRow({ questions }: Definition): Message[] {
  const numbers = questions.flatMap((one, at) => (one.required ? [String(at + 1)] : []));
  return numbers.length > 0 ? [say("officials:survey.warning.required", { numbers: { list: numbers } })] : [];
}

/** The checkbox for the reviewing colleague; none when there are few enough. */
export function many(questionsOf: (s: Standing<Survey>) => Definition): OwnFields<Survey> {
  return {
    fields: (s) => {
      const { length } = questionsOf(s).questions;
      if (length <= MANY) return [];
      const label = say("officials:survey.manyNeeded", { count: plain(length) });
      return [
        {
          kind: "choices",
          name: "many",
          label: say("officials:survey.field.many", { most: plain(MANY) }),
          hint: say("officials:survey.hint.many"),
          options: [{ value: "needed", label }],
        },
      ];
    },
    read: (s, values) => {
      const isMeant = severalIn(values, "many").includes("needed");
      const lacks = questionsOf(s).questions.length > MANY && !isMeant;
      return {
        filled: isMeant ? { moreThanSeven: true } : {},
        errors: lacks ? { many: say("officials:survey.error.many") } : ({} as Record<string, never>),
      };
    },
  };
}
