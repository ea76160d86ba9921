import { say } from "../../../../core/model/message.ts";
import { textIn } from "../../../../core/officials/form-values.ts";
import type { Telling } from "../../notices.ts";
import { type DeskAct, type DeskButton, eventsTo, owned, wherePathLeads } from "../act.ts";
import { requiredText, shortText } from "../fields.ts";

/** Characters of a name: the housing association, the water board. */
const LONGEST_PARTY = 150;

export const forwardButton: DeskButton = {
  rank: "more",
  isPossible: wherePathLeads("forward"),
};

/** It goes on with somebody outside the municipality, who gets no word of who told it. */
export const forward: DeskAct = {
  button: forwardButton,
  fields: ({ values }) => [shortText("party", values, LONGEST_PARTY)],
  check: ({ values }) => ({ party: requiredText(values, "party") }),
  prepare: (attempt, actor) => {
    const party = textIn(attempt.values, "party");
    return {
      next: { ...owned(attempt), status: { at: "forwarded", party } },
      events: eventsTo("forward", attempt.issue, actor),
      note: { why: party },
      news: { tells: () => forwarded(party), hearers: "maker", question: "settles", counts: true },
    };
  },
};

function forwarded(party: string): Telling {
  return ({ number }) => ({
    lines: [say("issue:notice.forwarded", { number, party }), say("issue:notice.forwardedPrivacy")],
  });
}
