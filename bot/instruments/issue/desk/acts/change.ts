import { type Message, say } from "../../../../core/model/message.ts";
import { deskOf } from "../../../../core/officials/desk-membership.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import { deskFor } from "../../../../core/officials/office.ts";
import { categoryLabel, deskName } from "../../names.ts";
import { type Issue, isOpen } from "../../state.ts";
import type { Attempt, DeskAct, DeskButton } from "../act.ts";
import { choiceField, requiredChoice } from "../fields.ts";
import { goesAlong, MOST_ALONG, movedAlong } from "../merged-along.ts";

export const changeButton: DeskButton = {
  rank: "more",
  isPossible: (_contribution, issue) => isOpen(issue.status.at),
};

/** Another subject, neighbourhood or desk. The resident is not told. */
export const change: DeskAct = {
  button: changeButton,
  isSilent: true,
  sees: (attempt) => {
    const { ids } = movesTo(attempt);
    if (ids.length > MOST_ALONG) return [];
    return ids
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
    const { issue, context } = attempt;
    const { category, neighbourhood } = filedUnder(attempt);
    const { desk, ids } = movesTo(attempt);
    const along = movedAlong(ids, desk, context);
    return {
      next: { ...issue, category, neighbourhood },
      events: ["change"],
      note: { why: category },
      desk,
      also: along,
    };
  },
};

function filedUnder({ issue, values }: Attempt): Pick<Issue, "category" | "neighbourhood"> {
  return {
    category: textIn(values, "category"),
    neighbourhood: textIn(values, "neighbourhood") || issue.neighbourhood,
  };
}

/**
 * Another subject or neighbourhood goes to its own desk, unless somebody chose a desk by hand; what was merged into the
 * issue goes along to a closed desk, whichever way it came there.
 */
function movesTo(attempt: Attempt): { readonly desk: string; readonly ids: readonly string[] } {
  const { contribution, issue, values, context } = attempt;
  const { office } = context;
  const { category, neighbourhood } = filedUnder(attempt);
  const chosen = textIn(values, "desk");
  const moved = category !== issue.category || neighbourhood !== issue.neighbourhood;
  // Nothing leaves a closed desk without somebody who says so.
  const stays = deskOf(contribution.desk, office)?.closed;
  const desk =
    chosen === contribution.desk && moved && !stays ? deskFor(category, neighbourhood, office) : chosen;
  const exists = office.desks.some((one) => one.id === desk);
  return { desk, ids: exists ? goesAlong(issue, contribution, desk, context) : [] };
}

function tooManyAlong(attempt: Attempt): Message | undefined {
  return movesTo(attempt).ids.length > MOST_ALONG
    ? say("officials:error.tooManyAlong", { count: MOST_ALONG })
    : undefined;
}
