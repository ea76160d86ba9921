import { isOfAll, type Results, STAFF } from "../../../core/counting/response.ts";
import { needs, whisper } from "../../../core/decision.ts";
import type { Field, Form } from "../../../core/model/card.ts";
import { readInCell } from "../../../core/model/groups.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import { type Process, processId } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { WORDS_SHOWN } from "../figures/result-lines.ts";
import { NAME } from "../names.ts";
import { type Result, readSurvey, type Survey } from "../state.ts";
import { begins, readDays } from "./opening.ts";

/** Asks the same questions again later: results show the change since then, with how many people are behind both. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;
type Values = Submitted["values"];

export function repeatForm(process: Process, values: Values, errors?: Form["errors"]): Form {
  const day = (name: string, label: string): Field => {
    const value = values[name];
    return { kind: "day", name, label: say(label), value: typeof value === "string" ? value : undefined };
  };
  return {
    id: { instrument: NAME, form: "repeat", ref: process.id },
    title: say("officials:survey.act.repeat"),
    submit: say("officials:save"),
    intro: [say("officials:survey.repeatIntro")],
    fields: [
      day("opensOn", "officials:survey.field.opensOn"),
      day("closesOn", "officials:survey.field.closesOn"),
      day("answerBy", "officials:process.answerBy"),
    ],
    errors,
  };
}

export function repeated(input: Submitted, process: Process, context: Context): Decision {
  const before = readSurvey(process);
  const { days, errors } = readDays(input.values, context);
  if (!days) return { effects: [{ do: "open", form: repeatForm(process, input.values, errors) }] };
  const id = processId(`${input.id}#${input.official}`);
  const known = context.seen.process[id];
  if (known === undefined) return needs({ see: "process", id });
  if (known) return whisper(say("officials:refused.old"));
  const { answerBy, ...ownDays } = days;
  const { template, definition, ages, neighbourhoods, languages, quotas, campaign, earlier, result } = before;
  const draft = { id, card: { ...process.card, answerBy }, desk: process.desk, official: input.official };
  const same = { template, definition, ages, neighbourhoods, languages, quotas, campaign, earlier };
  const baseline = result && baselineOf(process, before, result);
  return begins(draft, { ...same, ...ownDays, ...(baseline && { baseline }) }, context);
}

/** What the next round is compared with. */
function baselineOf(process: Process, { closesOn }: Survey, { results, words }: Result): Survey["baseline"] {
  const shown = Object.entries(words).map(([question, list]) => [question, list.slice(0, WORDS_SHOWN)]);
  return {
    process: process.id,
    closedOn: closesOn,
    results: withoutGroups(results),
    words: Object.fromEntries(shown),
  };
}

/** The counts of all residents and all colleagues; those by group stay with their own survey. */
function withoutGroups(results: Results): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(results).map(([question, numbers]) => [
      question,
      Object.fromEntries(
        Object.entries(numbers).filter(([name]) => readInCell(name)?.cell === STAFF || isOfAll(name)),
      ),
    ]),
  );
}
