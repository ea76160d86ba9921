import { LEAST_SHOWN } from "../../core/makeup.ts";
import { type Message, type Param, say } from "../../core/message.ts";
import { ALL, GROUPS, inCell, type Results, STAFF } from "../../core/response.ts";
import type { Question } from "./definition.ts";
import { optionsOf } from "./options.ts";
import { answeredTo, barsOf, numberLines, response } from "./result-lines.ts";

/** What stands beside the answers of residents and is not counted among them: of groups, and of colleagues. */

export function apartLines(question: Question, results: Results, before?: Results): Message[] {
  return [...groupLines(question, results), ...staffLines(question, results, before)];
}

/**
 * What groups chose together with a youth worker or a colleague: apart, because they are no single persons; and only
 * what ten or more of them chose.
 */
function groupLines(question: Question, results: Results): Message[] {
  const numbers = results[question.id] ?? {};
  const rows = optionsOf(question).flatMap(({ id, label }) => {
    const count = numbers[inCell(GROUPS, `o.${id}`)] ?? 0;
    return count >= LEAST_SHOWN ? [say("survey:results.groupRow", { label, count })] : [];
  });
  return rows.length > 0 ? [say("survey:results.groups", { rows: { rows } })] : [];
}

/** People who answered in groups, and how many groups they were. */
export function groupsOf(results: Results): { people: number; groups: number } {
  const of = (what: string) => results[ALL]?.[inCell(GROUPS, what)] ?? 0;
  return { people: of("begun"), groups: of("groups") };
}

/** Colleagues who answered. */
export function staffOf(results: Results): number {
  return response(results, STAFF).begun;
}

/**
 * What colleagues answered, each share beside that of residents, so that the gap can be seen; and what they said
 * before. Nothing of fewer than ten.
 */
function staffLines(question: Question, results: Results, before: Results | undefined): Message[] {
  const { answered } = answeredTo(question, results, STAFF);
  if (answered < LEAST_SHOWN) return [];
  const title = say("survey:results.staff", { count: answered });
  if (question.kind === "number") return [title, ...numberLines(question, results, STAFF, before)];
  const bars = barsOf(question, results, STAFF);
  if (bars.length === 0) return [];
  const heard = answeredTo(question, results).answered >= LEAST_SHOWN;
  const residents = heard ? barsOf(question, results) : undefined;
  const earlier = before ? answeredTo(question, before, STAFF).answered : 0;
  const was = before && earlier >= LEAST_SHOWN ? barsOf(question, before, STAFF) : undefined;
  const rows = bars.map(({ id, label, count, share }): Param => {
    // Points depend on how many ranked, so they cannot be held against those of others.
    if (question.kind === "ranking") return say("survey:results.points", { label, count });
    const beside = residents && (residents.find((one) => one.id === id)?.share ?? 0);
    const then = was?.find((one) => one.id === id)?.share;
    if (beside === undefined)
      return then === undefined
        ? say("survey:results.row", { label, count, share })
        : say("survey:results.rowBefore", { label, count, share, before: then });
    return then === undefined
      ? say("survey:results.staffRow", { label, share, residents: beside })
      : say("survey:results.staffRowBefore", { label, share, residents: beside, before: then });
  });
  return [
    title,
    ...(was ? [say("survey:results.earlier", { count: earlier })] : []),
    say("common:rows", { rows: { rows } }),
  ];
}
