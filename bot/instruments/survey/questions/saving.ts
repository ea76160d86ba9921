import { plain } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { asking } from "../../../core/processes/consent.ts";
import type { Sent } from "../../../core/processes/filled.ts";
import { withAuthor } from "../../../core/processes/four-eyes.ts";
import type { Standing, Values } from "../../../core/processes/kind.ts";
import { recorded, showCard } from "../../../core/processes/record.ts";
import type { Decision, Effect } from "../../../core/turn.ts";
import { amendment, type Survey } from "../state.ts";
import { survey } from "../survey.ts";
import { rowNamed, takes } from "../taking.ts";
import type { Problem } from "./checks.ts";
import type { Definition } from "./definition.ts";
import { manyWarning } from "./many-questions.ts";

/** Saves changed questions, and reports what is wrong with them. */

type Now = Standing<Survey>;

/** Identifies the questions being viewed; it differs for another edition or for revised questions awaiting review. */
export function lookedAt(survey: Survey): string {
  const waits = amendment(survey);
  return waits
    ? `${survey.edition}.${fingerprint(JSON.stringify(waits.definition))}`
    : String(survey.edition);
}

export function named(
  problems: readonly Problem[],
  lineOf: (path: Problem["path"]) => number | undefined,
): Message {
  return say("officials:survey.problems", {
    rows: {
      rows: problems.slice(0, NAMED).map(({ path, what }) =>
        say(path.length === 0 ? "officials:survey.problemTop" : "officials:survey.problemAt", {
          line: plain(lineOf(path) ?? 1),
          field: path.map((one) => (typeof one === "number" ? one + 1 : one)).join("."),
          what,
        }),
      ),
    },
  });
}

/** Our limit: problems named at a time. */
const NAMED = 6;

/** Saves the questions. A survey under review becomes a draft again, because the reviewer saw other questions. */
export function saved(s: Now, { questions }: Values, input: Sent): Decision {
  const definition = questions as Definition;
  // While people are answering, a colleague reviews them first.
  if (s.state.at === "open") return proposesAmendment(s, definition, input);
  return changed("questions", s, definition, { questions }, input);
}

/** Takes a row that changes the questions, and warns what many of them cost, while the organiser can still choose. */
export function changed(
  row: "questions" | "addQuestion" | "removeQuestion",
  { process, state, context }: Now,
  definition: Definition,
  filled: Values,
  input: Sent,
): Decision {
  return takes(row, input, process, context, {
    filled,
    becomes: { definition, edition: state.edition + 1 },
    also: { effects: warned(definition) },
  });
}

function proposesAmendment(standing: Now, definition: Definition, { official }: Sent): Decision {
  const { process, state, context } = standing;
  const filled = { questions: definition };
  const asked = asking(state, { row: rowNamed("amend"), filled, by: official }, context);
  const next = withAuthor(survey, asked, official);
  const { process: after, entry } = recorded(survey, standing, next, "mend", {
    actor: "organiser",
    official,
  });
  return { processes: [after], entries: [entry], effects: [showCard(process), ...warned(definition)] };
}

function warned(definition: Definition): Effect[] {
  return manyWarning(definition).map((message) => ({ do: "whisper", message }));
}
