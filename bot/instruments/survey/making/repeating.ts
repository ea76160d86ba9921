import { isOfAll, type Results, STAFF } from "../../../core/counting/response.ts";
import { needs, whisper } from "../../../core/decision.ts";
import { readInCell } from "../../../core/model/groups.ts";
import { say } from "../../../core/model/message.ts";
import { type Process, processId } from "../../../core/model/process.ts";
import { begun } from "../../../core/processes/begin-process.ts";
import type { Sent } from "../../../core/processes/filled.ts";
import type { RowForm, Standing, Values } from "../../../core/processes/kind.ts";
import type { Decision } from "../../../core/turn.ts";
import { WORDS_SHOWN } from "../figures/result-lines.ts";
import type { Result, Survey } from "../state.ts";
import { survey } from "../survey.ts";
import { fresh, problemsOf } from "./opening.ts";

/** Asks the same questions again later: results show the change since then, with how many people are behind both. */

type Days = Pick<Survey, "opensOn" | "closesOn"> & { readonly answerOn: Survey["closesOn"] };

export const repeatForm: RowForm<Survey> = {
  plain: true,
  submit: "officials:save",
  says: () => [say("officials:survey.repeatIntro")],
  problems: (_s, filled) => {
    const { answerBy, ...others } = problemsOf(filled, (filled as unknown as Days).answerOn);
    return { ...others, ...(answerBy && { answerOn: answerBy }) };
  },
  does: repeated,
};

function repeated({ process, state, context }: Standing<Survey>, filled: Values, input: Sent): Decision {
  const { opensOn, closesOn, answerOn } = filled as unknown as Days;
  const id = processId(`${input.id}#${input.official}`);
  const known = context.seen.process[id];
  if (known === undefined) return needs({ see: "process", id });
  if (known) return whisper(say("officials:refused.old"));
  const { template, definition, ages, neighbourhoods, languages, quotas, campaign, earlier, result } = state;
  const baseline = result && baselineOf(process, state, result);
  const kept: Partial<Survey> = {
    ...{ template, definition, ages, neighbourhoods, languages, quotas, campaign, earlier },
    ...fresh({ opensOn, closesOn }, context),
    ...(baseline && { baseline }),
  };
  const kind = { ...survey, change: { ...survey.change, begin: () => kept } };
  const { official } = input;
  const one = {
    id,
    card: { ...process.card, answerBy: answerOn },
    desk: process.desk,
    organiser: official,
    by: official,
    filled: { opensOn, closesOn },
    who: { actor: "organiser", official } as const,
  };
  return begun(kind, one, context).turn;
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
