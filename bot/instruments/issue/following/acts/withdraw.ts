import { reply } from "../../../../core/decision.ts";
import { shownNumber } from "../../../../core/model/contribution.ts";
import { say } from "../../../../core/model/message.ts";
import { button } from "../../../../core/model/screen.ts";
import { hearersOf, toMember } from "../../../../core/processes/telling.ts";
import type { Effect, Turn } from "../../../../core/turn.ts";
import { ownPress } from "../../names.ts";
import { showCard } from "../../notices.ts";
import { record } from "../../record.ts";
import { type Issue, isOpen } from "../../state.ts";
import { withoutMaker } from "../erase.ts";
import { type Own, type OwnActRecord, tooLate } from "../own-issue.ts";

/** She wants it withdrawn: she is asked whether she is sure. */
export const withdraws: OwnActRecord = {
  inStory: { label: say("issue:own.withdrawButton"), fits: ({ status }) => isOpen(status.at) },
  act: (own) => {
    if (!isOpenForHer(own)) return tooLate(own);
    const { contribution, lane } = own;
    const { id } = contribution;
    const key = isShared(own) ? "issue:own.withdrawAskShared" : "issue:own.withdrawAsk";
    return {
      lane,
      effects: reply({
        lines: [say(key, { number: shownNumber(id) })],
        choices: [
          [button(say("issue:own.withdrawYes"), ownPress("withdraw_yes", id))],
          [button(say("issue:own.withdrawNo"), ownPress("keep", id))],
        ],
      }),
    };
  },
};

/** She is sure. */
export const withdrawsIndeed: OwnActRecord = {
  act: (own) => (isOpenForHer(own) ? withdrawn(own) : tooLate(own)),
};

/** She is not. */
export const keeps: OwnActRecord = {
  act: ({ contribution, lane }) => ({
    lane,
    effects: reply({
      lines: [say("issue:own.kept", { number: shownNumber(contribution.id) })],
      replaces: true,
    }),
  }),
};

function isOpenForHer({ issue }: Own): boolean {
  return isOpen(issue.status.at) && !issue.left;
}

function isShared({ issue }: Own): boolean {
  return issue.joined.length > 0;
}

/** Withdrawn; if others told the same it goes on for them, without her. */
function withdrawn(own: Own): Turn {
  const { contribution, issue, lane, context } = own;
  const { id } = contribution;
  const shared = isShared(own);
  const next: Issue = shared
    ? { ...withoutMaker(issue, context), left: true }
    : {
        ...issue,
        status: { at: "withdrawn", on: context.now },
        dueAt: undefined,
        daysLeft: undefined,
        overdue: undefined,
      };
  const { contribution: changed, entries } = record(
    contribution,
    next,
    [shared ? "leave" : "withdraw"],
    { actor: "resident" },
    context,
  );
  const key = shared ? "issue:own.withdrawnShared" : "issue:own.withdrawn";
  return {
    lane: { ...lane, questions: lane.questions.filter((one) => one !== id) },
    contributions: [changed],
    entries,
    effects: [
      ...reply({ lines: [say(key, { number: shownNumber(id) })], replaces: true }),
      ...(shared ? [] : nobodyWaits(own)),
      showCard(id),
    ],
  };
}

/** What went to the council goes on, and the clerk knows that nobody waits for it any more. */
function nobodyWaits({ contribution, issue, context }: Own): readonly Effect[] {
  const response = issue.council?.response;
  if (response === undefined) return [];
  const message = say("officials:nudge.councilWithdrawn", { number: shownNumber(contribution.id) });
  const to = hearersOf("clerk", { organiser: "", desk: contribution.desk }, context);
  return to.map((member) => toMember(member, message, { id: response }));
}
