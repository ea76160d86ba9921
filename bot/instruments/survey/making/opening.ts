import { addDays, townClock } from "../../../core/calendar/time.ts";
import { codeFrom } from "../../../core/model/access-code.ts";
import type { Message } from "../../../core/model/message.ts";
import type { Groups } from "../../../core/processes/filled.ts";
import type { RowForm, Standing, Values } from "../../../core/processes/kind.ts";
import type { Context } from "../../../core/turn.ts";
import { dayProblems, heardBy } from "../days.ts";
import { templates } from "../questions/templates.ts";
import { everybodyHints } from "../reaching/audience.ts";
import { readQuotas } from "../reaching/quotas.ts";
import type { Survey } from "../state.ts";

/** /peiling: an organiser creates a survey. It is a draft until a colleague has reviewed it. */

/** Days that a survey is open, unless somebody chooses others. */
const USUAL = 14;

export const beginForm: RowForm<Survey> = {
  submit: "officials:save",
  hints: {
    ...everybodyHints,
    campaign: "officials:survey.hint.campaign",
    quotas: "officials:survey.hint.quotas",
  },
  starts: ({ context: { now } }) => {
    const today = townClock(now).day;
    return { template: "sample", opensOn: today, closesOn: addDays(today, USUAL) };
  },
  problems: ({ process: { card }, context: { town } }, filled) => {
    const { quotas = "", whom } = filled as Partial<Plan>;
    const { error } = readQuotas(quotas, whom ?? { ages: [], neighbourhoods: [], languages: [] }, town);
    // Until the card is complete it has no day.
    const isComplete = Object.keys(card.question).length > 0;
    return { ...(isComplete && problemsOf(filled, card.answerBy)), ...(error && { quotas: error }) };
  },
};

/** What is wrong with the days that were filled in, by field. */
export function problemsOf(
  filled: Values,
  answerBy: Parameters<typeof dayProblems>[1],
): Readonly<Record<string, Message>> {
  const { opensOn, closesOn } = filled as Partial<Plan>;
  return opensOn && closesOn ? { ...dayProblems({ opensOn, closesOn }, answerBy) } : {};
}

/** What is filled in, as the row asks it. */
interface Plan extends Pick<Survey, "template" | "opensOn" | "closesOn" | "campaign" | "earlier"> {
  readonly whom: Groups;
  readonly quotas?: string;
}

/** What a survey holds that has just begun. */
export function begun({ context }: Standing<Survey>, plan: Plan): Partial<Survey> {
  const { whom, quotas, template, ...own } = plan;
  const read = readQuotas(quotas ?? "", whom, context.town).quotas ?? {};
  const { ages, neighbourhoods, languages } = whom;
  return {
    ...fresh(own, context),
    template,
    definition: templates[template] ?? { questions: [] },
    ages: [...ages],
    neighbourhoods: [...neighbourhoods],
    languages: [...languages],
    ...(Object.keys(read).length > 0 && { quotas: read }),
  };
}

/** What no other survey has: its first edition, its days and its links. */
export function fresh<P extends Pick<Survey, "closesOn">>(own: P, { seed }: Pick<Context, "seed">) {
  return {
    ...own,
    edition: 1,
    resultsBy: heardBy(own.closesOn),
    code: codeFrom(seed, "own"),
  };
}
