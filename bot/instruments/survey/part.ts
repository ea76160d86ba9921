import { say } from "../../core/model/message.ts";
import { anyPart, type ResidentPart } from "../../core/processes/kind.ts";
import { groupChoice } from "./answering/group-choice.ts";
import { closedFor } from "./answering/taking-part.ts";
import { gatheredFrom } from "./days.ts";
import { survey as table } from "./lifecycle.ts";
import { VERSION } from "./names.ts";
import { type Survey, surveySchema } from "./state.ts";

/** What the kernel does for residents in a survey: it lets youth workers in by name. */
export const part: ResidentPart<typeof table, Survey> = {
  table,
  version: VERSION,
  schema: surveySchema,
  guards: {},
  lists: {},
  wakes: ({ state }) => gatheredFrom(state),
  groupsCount: () => say("survey:group.counts"),
  forGroups: ({ process, state, context }) =>
    closedFor(process, state, context) ? [] : [groupChoice(process)],
};

export const surveyPart = anyPart(part);
