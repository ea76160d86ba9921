import { plain } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { asking } from "../../../core/processes/consent.ts";
import { withAuthor } from "../../../core/processes/four-eyes.ts";
import { recorded, showCard, standingOf } from "../../../core/processes/record.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { amendment, readSurvey, type Survey } from "../state.ts";
import { survey } from "../survey.ts";
import { rowNamed, takes } from "../taking.ts";
import type { Problem } from "./checks.ts";
import type { Definition } from "./definition.ts";
import { manyWarning } from "./many-questions.ts";

/** Saves changed questions, and reports what is wrong with them. */

export type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export type Values = Submitted["values"];

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
export function saved(
  process: Process,
  definition: Definition,
  input: Submitted,
  context: Context,
): Decision {
  const before = readSurvey(process);
  const also = { effects: warned(definition) };
  // While people are answering, a colleague reviews them first.
  if (before.at === "open") return proposesAmendment(process, definition, input, context, also);
  return takes("questions", input, process, context, {
    becomes: { definition, edition: before.edition + 1 },
    also,
  });
}

function proposesAmendment(
  process: Process,
  definition: Definition,
  { official }: Submitted,
  context: Context,
  also: { readonly effects: readonly Effect[] },
): Decision {
  const standing = standingOf(survey, process, context);
  const filled = { questions: definition };
  const asked = asking(standing.state, { row: rowNamed("amend"), filled, by: official }, context);
  const next = withAuthor(survey, asked, official);
  const changed = recorded(survey, standing, next, "mend", { actor: "organiser", official });
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [showCard(process), ...also.effects],
  };
}

/** Warns, after saving, what many questions cost, while the organiser can still choose. */
function warned(definition: Definition): Effect[] {
  return manyWarning(definition).map((message) => ({ do: "whisper", message }));
}
