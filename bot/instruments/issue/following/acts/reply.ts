import { say } from "../../../../core/model/message.ts";
import type { OwnActRecord } from "../own-issue.ts";
import { askOwn } from "../own-question.ts";

/** She answers the desk's question; if nobody is waiting for it any more, her words are added instead. */
export const replies: OwnActRecord = {
  inStory: {
    label: say("issue:answerIt"),
    fits: ({ status }) => status.at === "info_requested" || status.at === "parked",
  },
  act: ({ contribution, issue: { status }, lane, context }) =>
    askOwn(
      status.at === "info_requested" || status.at === "parked" ? "own_reply" : "own_add",
      contribution.id,
      lane,
      context,
    ),
};
