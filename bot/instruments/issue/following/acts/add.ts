import { say } from "../../../../core/model/message.ts";
import type { OwnActRecord } from "../own-issue.ts";
import { askOwn } from "../own-question.ts";

/** She has more to say. */
export const adds: OwnActRecord = {
  inStory: { label: say("issue:own.addButton"), fits: () => true },
  act: ({ contribution, lane, context }) => askOwn("own_add", contribution.id, lane, context),
};
