import type { OfficialInput } from "../../core/input.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { editedCard } from "../../core/process-editing.ts";
import { tellParticipants } from "../../core/process-news.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { record, showCard } from "./change.ts";
import { readSurvey } from "./state.ts";

/** The card of a survey changes. The answer still comes after the last day. */
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
      answerBy <= survey.closesOn ? { answerBy: say("officials:survey.error.answerBy") } : {},
  );
  if ("decision" in found) return found.decision;
  const changed = record(
    { ...process, card: found.card },
    survey,
    "edit",
    { actor: "organiser", official: input.official },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    // Before it opens nobody takes part yet.
    ...(process.open && {
      broadcasts: [tellParticipants(changed.process, found.screen, input.official, context)],
    }),
    effects: [showCard(process.id)],
  };
}
