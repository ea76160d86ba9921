import { shownNumber } from "../../../../core/model/contribution.ts";
import { type Localized, say } from "../../../../core/model/message.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import { remarksOn } from "../../../../core/officials/remarks.ts";
import { hearersOf, toMember } from "../../../../core/processes/telling.ts";
import type { Effect } from "../../../../core/turn.ts";
import { asksCouncil } from "../../council.ts";
import { people } from "../../hearers.ts";
import type { Telling } from "../../notices.ts";
import { isOpen } from "../../state.ts";
import type { Attempt, DeskAct, DeskButton } from "../act.ts";
import { shortText } from "../fields.ts";

/** Characters of what is asked: one point, which stands on the card and in each message. */
const LONGEST_POINT = 300;

export const councilButton: DeskButton = {
  rank: "more",
  isPossible: (contribution, issue, { town }) =>
    isOpen(issue.status.at) && !issue.council && people(contribution) >= town.councilThreshold,
};

/** Enough people told it: it goes to the municipal council, which answers it. */
export const council: DeskAct = {
  button: councilButton,
  proposes: (attempt) => {
    const field = shortText("point", attempt.values, LONGEST_POINT);
    const [own = "nl"] = attempt.context.town.languages;
    return [{ ...field, value: field.value ?? subjectOf(attempt)[own] }];
  },
  prepare: (attempt) => {
    const { contribution, issue, member, context } = attempt;
    const point = pointOf(attempt);
    const { id, turn } = asksCouncil(point, contribution, member, context);
    return {
      next: { ...issue, council: { on: context.now, by: member, response: id } },
      events: ["council"],
      news: { tells: () => goesToCouncil(point), hearers: "everybody", counts: true },
      advice: remarksOn(textIn(attempt.values, "point"), context.town),
      also: { ...turn, effects: [...forClerk(attempt, id), ...turn.effects.filter(isForNobody)] },
    };
  },
};

/** What it is about, in each language of the town. */
function subjectOf({ issue, context: { town } }: Attempt): Localized {
  return town.categories.find(({ key }) => key === issue.category)?.name ?? {};
}

/** What the council is asked: as it was written, or what the report is about. */
function pointOf(attempt: Attempt): Localized {
  const [own = "nl"] = attempt.context.town.languages;
  const subject = subjectOf(attempt);
  const written = textIn(attempt.values, "point");
  return written === "" || written === subject[own] ? subject : { [own]: written };
}

function goesToCouncil(point: Localized): Telling {
  return ({ number }) => ({
    lines: [
      say("issue:notice.council", { number }),
      say("issue:notice.councilAsks"),
      say("common:quote", { text: { localized: point } }),
      say("issue:notice.councilHow", { number }),
    ],
  });
}

/** The clerk reads of how many people it is; without a clerk the administrators do. */
function forClerk({ contribution, context }: Attempt, response: string): readonly Effect[] {
  const message = say("officials:nudge.council", {
    number: shownNumber(contribution.id),
    count: people(contribution),
  });
  const to = hearersOf("clerk", { organiser: "", desk: contribution.desk }, context);
  return to.map((member) => toMember(member, message, { id: response }));
}

/** The clerk hears it here, with the number of people: not a second time that there is something. */
function isForNobody(effect: Effect): boolean {
  return effect.do !== "notify" || effect.notice.kind !== "member";
}
