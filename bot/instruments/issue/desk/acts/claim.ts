import { shownNumber } from "../../../../core/model/contribution.ts";
import { say } from "../../../../core/model/message.ts";
import { NAME } from "../../names.ts";
import type { Telling } from "../../notices.ts";
import { type Issue, isOpen } from "../../state.ts";
import type { DeskAct, DeskButton } from "../act.ts";

export const claimButton: DeskButton = {
  rank: "plain",
  isPossible: (_contribution, issue) => isOpen(issue.status.at),
};

/** Somebody makes it hers: what nobody looked at yet, or what a colleague has. */
export const claim: DeskAct = {
  button: claimButton,
  refuses: ({ contribution, issue, member }) =>
    issue.owner === member && issue.status.at !== "reopened"
      ? say("officials:refused.alreadyYours", { number: shownNumber(contribution.id) })
      : undefined,
  // From a colleague: the resident is not told, as nothing changes for her.
  silentForm: ({ contribution, issue }) => {
    const number = shownNumber(contribution.id);
    return {
      id: { instrument: NAME, form: "claim", ref: contribution.id },
      title: say("officials:act.claim"),
      submit: say("officials:go"),
      intro: [
        issue.owner
          ? say("officials:intro.takeOver", { number, member: issue.owner })
          : say("officials:intro.takeUp", { number }),
      ],
      fields: [],
    };
  },
  prepare: ({ issue, member }) =>
    isUntouched(issue)
      ? {
          next: { ...issue, owner: member, status: { at: "triaged" } },
          events: ["triage"],
          news: { tells: () => triaged, hearers: "maker", question: "settles", counts: true },
        }
      : { next: { ...issue, owner: member }, events: ["claim"] },
  // She wanted to pick up what was nobody's, and a colleague was first. Taking over is another question.
  overtaken: ({ contribution, issue }) =>
    say("officials:refused.taken", { number: shownNumber(contribution.id), member: issue.owner ?? "" }),
};

function isUntouched({ status }: Issue): boolean {
  return status.at === "submitted" || status.at === "reopened";
}

const triaged: Telling = ({ number, team }) => ({ lines: [say("issue:notice.triaged", { number, team })] });
