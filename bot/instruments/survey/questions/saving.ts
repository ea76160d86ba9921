import { plain } from "../../../core/disclosure/disclosure.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { withAuthor } from "../making/authors.ts";
import { record, showCard } from "../record.ts";
import { readSurvey, type Survey } from "../state.ts";
import type { Problem } from "./checks.ts";
import type { Definition } from "./definition.ts";
import { manyWarning } from "./many-questions.ts";

/** Saves changed questions, and reports what is wrong with them. */

export type Submitted = Extract<OfficialInput, { type: "submitted" }>;

export type Values = Submitted["values"];

/** Identifies the questions being viewed; it differs for another edition or for revised questions awaiting review. */
export function lookedAt({ edition, mended }: Survey): string {
  return mended ? `${edition}.${fingerprint(JSON.stringify(mended.definition))}` : String(edition);
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
  // While people are answering, a colleague reviews them first.
  if (before.at === "open") {
    const mended = { definition, by: input.official, on: context.now };
    const waits = record(
      process,
      withAuthor({ ...before, mended }, process, input.official),
      "mend",
      { actor: "organiser", official: input.official },
      context,
    );
    return {
      processes: [waits.process],
      entries: [waits.entry],
      effects: [showCard(process.id), ...warned(definition)],
    };
  }
  const next: Survey = {
    ...withAuthor(before, process, input.official),
    definition,
    edition: before.edition + 1,
    changedBy: input.official,
    ...(before.at === "review" && { at: "draft", since: context.now }),
  };
  const changed = record(
    process,
    next,
    "questions",
    { actor: "organiser", official: input.official },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [showCard(process.id), ...warned(definition)],
  };
}

/** Warns, after saving, what many questions cost, while the organiser can still choose. */
function warned(definition: Definition): Effect[] {
  return manyWarning(definition).map((message) => ({ do: "whisper", message }));
}
