import { type Message, say } from "../../../../core/model/message.ts";
import { deskOf } from "../../../../core/officials/desk-membership.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import { deskFor } from "../../../../core/officials/office.ts";
import { categoryLabel, deskName } from "../../names.ts";
import { isOpen } from "../../state.ts";
import type { Attempt, DeskAct } from "../act.ts";
import { choiceField, requiredChoice } from "../fields.ts";
import { goesAlong, MOST_ALONG, movedAlong } from "../merged-along.ts";

/** Another subject, neighbourhood or desk. The resident is not told. */
export const change: DeskAct = {
  rank: "more",
  isSilent: true,
  isPossible: (_contribution, issue) => isOpen(issue.status.at),
  sees: (attempt) => {
    const along = alongTo(textIn(attempt.values, "desk"), attempt);
    if (along.length > MOST_ALONG) return [];
    return along
      .filter((id) => attempt.context.seen.contribution[id] === undefined)
      .map((id) => ({ see: "contribution", id }));
  },
  fields: ({ contribution, issue, values, context: { town, office } }) => [
    choiceField(
      "category",
      values,
      town.categories.map(({ key }) => ({ value: key, label: categoryLabel(key, town) })),
      issue.category,
    ),
    {
      ...choiceField(
        "neighbourhood",
        values,
        [
          ...town.neighbourhoods.map(({ key, name }) => ({
            value: key,
            label: say("common:as_is", { text: name }),
          })),
          { value: "elsewhere", label: say("common:onboarding.elsewhere") },
        ],
        issue.neighbourhood,
      ),
      optional: true,
    },
    choiceField(
      "desk",
      values,
      office.desks.map(({ id }) => ({
        value: id,
        label: say("common:as_is", { text: deskName(id, office) }),
      })),
      contribution.desk,
    ),
  ],
  check: (attempt) => ({
    category: requiredChoice(
      attempt.values,
      "category",
      attempt.context.town.categories.map(({ key }) => key),
    ),
    desk:
      requiredChoice(
        attempt.values,
        "desk",
        attempt.context.office.desks.map(({ id }) => id),
      ) ?? tooManyAlong(attempt),
  }),
  prepare: (attempt) => {
    const { issue, values, context } = attempt;
    const category = textIn(values, "category");
    const neighbourhood = textIn(values, "neighbourhood") || issue.neighbourhood;
    const desk = deskOfChange(category, neighbourhood, attempt);
    const along = movedAlong(alongTo(desk, attempt), desk, context);
    return {
      next: { ...issue, category, neighbourhood },
      events: ["change"],
      note: { why: category },
      desk,
      also: { ...along, wakeAsBefore: along.contributions.map(({ id }) => id) },
    };
  },
};

/** Another subject or neighbourhood goes to its own desk, unless somebody chose a desk by hand. */
function deskOfChange(
  category: string,
  neighbourhood: string | undefined,
  { contribution, issue, values, context: { office } }: Attempt,
): string {
  const chosen = textIn(values, "desk");
  const moved = category !== issue.category || neighbourhood !== issue.neighbourhood;
  // Nothing leaves a closed desk without somebody who says so.
  const stays = deskOf(contribution.desk, office)?.closed;
  return chosen === contribution.desk && moved && !stays ? deskFor(category, neighbourhood, office) : chosen;
}

/** What was merged into it and moves with it to this desk. */
function alongTo(desk: string, { contribution, issue, context }: Attempt): readonly string[] {
  return context.office.desks.some((one) => one.id === desk)
    ? goesAlong(issue, contribution, desk, context)
    : [];
}

function tooManyAlong(attempt: Attempt): Message | undefined {
  return alongTo(textIn(attempt.values, "desk"), attempt).length > MOST_ALONG
    ? say("officials:error.tooManyAlong", { count: MOST_ALONG })
    : undefined;
}
