import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { editedCard } from "../../../core/processes/card-editing.ts";
import { withEdit } from "../../../core/processes/gathered-edits.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { readSurvey } from "../state.ts";
import { takes } from "../taking.ts";

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
      answerBy < survey.resultsBy ? { answerBy: say("officials:survey.error.answerBy") } : {},
  );
  if ("decision" in found) return found.decision;
  const { answerBy } = found.card;
  const days = { ...survey.days, answerBy: { day: answerBy, on: context.now } };
  // Before it opens there are no participants.
  const changed = withEdit(process, found.card, input.official, process.open, context);
  return takes("edit", input, changed, context, {
    becomes: { days },
    silent: true,
  });
}
