import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Field } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Definition } from "./definition.ts";

/**
 * Our limit on questions without extra confirmation: seven, as in the short chat polls that young people answer
 * (U-Report, UNICEF), because with each question more people drop out. Questions can be skipped unless marked as
 * required. More are asked only if the reviewing colleague says that all of them are needed.
 */
export const MANY = 7;

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

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

/** The checkbox for the reviewing colleague; empty when there are few enough. */
export function manyFields({ questions }: Definition): Field[] {
  return questions.length > MANY
    ? [
        {
          kind: "choices",
          name: "many",
          label: say("officials:survey.field.many", { most: plain(MANY) }),
          hint: say("officials:survey.hint.many"),
          options: [
            {
              value: "needed",
              label: say("officials:survey.manyNeeded", { count: plain(questions.length) }),
            },
          ],
        },
      ]
    : [];
}

/** Whether she confirmed it where needed. */
export function manyIsMeant({ questions }: Definition, { many }: Values): boolean {
  return questions.length <= MANY || (typeof many === "string" ? [many] : (many ?? [])).includes("needed");
}
