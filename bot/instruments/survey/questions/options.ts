import { type PlainNumber, plain } from "../../../core/disclosure/disclosure.ts";
import type { Message } from "../../../core/model/message.ts";
import { say } from "../../../core/model/message.ts";
import type { Definition, Question } from "./definition.ts";

/** The options of a question, in order, as on the buttons. */

export interface Shown {
  readonly id: string;
  readonly label: Message;
}

export function optionsOf({ kind, options = [], steps = "nice" }: Question): readonly Shown[] {
  if (kind === "yes_no")
    return (["yes", "no"] as const).map((id) => ({ id, label: say(`survey:option.${id}`) }));
  if (kind === "scale")
    return (["1", "2", "3", "4", "5"] as const).map((id) => ({
      id,
      label: say(`survey:scale.${steps}.${id}`),
    }));
  if (kind === "pledge" && options.length === 0)
    return (["more", "once", "not"] as const).map((id) => ({ id, label: say(`survey:pledge.${id}`) }));
  return options.map(({ id, label }) => ({ id, label: say("common:as_is", { text: { localized: label } }) }));
}

/** The smallest and the largest number allowed. */
export function rangeOf({ from = 0, to = 1000 }: Pick<Question, "from" | "to">): {
  from: PlainNumber;
  to: PlainNumber;
} {
  return { from: plain(from), to: plain(to) };
}

/** How many options can be chosen or ranked. */
export function mostOf(question: Question): number {
  return question.most ?? optionsOf(question).length;
}

/** Says whom a conditional question is for, where nobody is routed past it. */
export function onlyWhen(
  { question: id, is }: NonNullable<Question["when"]>[number],
  { questions }: Definition,
): Message {
  const at = questions.findIndex((one) => one.id === id);
  const earlier = questions[at];
  const labels = earlier ? optionsOf(earlier).flatMap((one) => (is.includes(one.id) ? [one.label] : [])) : [];
  return say("survey:onlyWhen", { n: plain(at + 1), answers: { list: labels } });
}
