import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Field } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Definition } from "./definition.ts";

/**
 * Every question can be skipped unless it is marked, and there are at most seven, as in the short polls by chat that
 * young people answer (U-Report, UNICEF): with each question more people stop halfway. More than that is asked only when
 * the colleague who looks along says that all of them are needed.
 */
export const MANY = 7;

type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

/** A warning for the author of the questions; nothing when there are few enough. */
export function manyWarning({ questions }: Definition): Message[] {
  return questions.length > MANY
    ? [say("officials:survey.warning.many", { count: plain(questions.length), most: plain(MANY) })]
    : [];
}

/** Which questions nobody can skip, as a colleague has to see before it opens. */
export function requiredRow({ questions }: Definition): Message[] {
  const numbers = questions.flatMap((one, at) => (one.required ? [String(at + 1)] : []));
  return numbers.length > 0 ? [say("officials:survey.warning.required", { numbers: { list: numbers } })] : [];
}

/** What the colleague who looks along ticks; nothing when there are few enough. */
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

/** Whether she said so where it is needed. */
export function manyIsMeant({ questions }: Definition, { many }: Values): boolean {
  return questions.length <= MANY || (typeof many === "string" ? [many] : (many ?? [])).includes("needed");
}
