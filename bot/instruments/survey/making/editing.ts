import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import { editedCard } from "../../../core/processes/card-editing.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { heardBy, record, showCard } from "../record.ts";
import { readSurvey } from "../state.ts";
import { withAuthor } from "./authors.ts";

/** Changes the card of a survey. The answer still has to follow after everybody has read the results. */
export function edited(
  input: Extract<OfficialInput, { type: "submitted" }>,
  process: Process,
  context: Context,
): Decision {
  const survey = readSurvey(process);
  const found = editedCard(
    input,
    process,
    context,
    ({ answerBy }): Record<string, Message> =>
      answerBy < heardBy(survey) ? { answerBy: say("officials:survey.error.answerBy") } : {},
  );
  if ("decision" in found) return found.decision;
  // A renewed promise is watched again.
  const isLater = found.card.answerBy > process.card.answerBy;
  const changed = record(
    { ...process, card: found.card },
    withAuthor(isLater ? { ...survey, late: undefined } : survey, process, input.official),
    "edit",
    { actor: "organiser", official: input.official },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    // Before it opens there are no participants.
    ...(process.open && {
      broadcasts: [tellParticipants(changed.process, found.screen, input.official, context)],
    }),
    effects: [showCard(process.id)],
  };
}
