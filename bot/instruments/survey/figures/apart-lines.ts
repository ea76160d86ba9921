import { ALL, GROUPS, type Results, STAFF } from "../../../core/counting/response.ts";
import { amongShown, mayBeShown } from "../../../core/disclosure/disclosure.ts";
import { inCell } from "../../../core/model/groups.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Question } from "../questions/definition.ts";
import { answeredTo, barsOf, groupCounts, response } from "./figures.ts";
import { type Counted, numberLines, shareIn } from "./result-lines.ts";

/** Results shown beside residents' answers but not counted among them: from groups and from colleagues. */

export function apartLines(question: Question, results: Results, before?: Counted): Message[] {
  return [...groupLines(question, results), ...staffLines(question, results, before?.results)];
}

/**
 * What groups chose together with a youth worker or a colleague: listed separately, because they are not individuals,
 * and only what ten or more of them chose.
 */
function groupLines(question: Question, results: Results): Message[] {
  const rows = groupCounts(question, results, GROUPS).flatMap(({ label, count }) =>
    mayBeShown(count) ? [say("survey:results.groupRow", { label, count })] : [],
  );
  return rows.length > 0 ? [say("survey:results.groups", { rows: { rows } })] : [];
}

/** The number of people who answered in groups, and the number of groups. */
export function groupsOf(results: Results): { people: number; groups: number } {
  const of = (what: string) => results[ALL]?.[inCell(GROUPS, what)] ?? 0;
  return { people: of("begun"), groups: of("groups") };
}

/** The number of colleagues who answered. */
export function staffOf(results: Results): number {
  return response(results, STAFF).begun;
}

/**
 * What colleagues answered, each share next to the residents', so that the gap is visible, along with their earlier
 * answers. Nothing for fewer than ten.
 */
function staffLines(question: Question, results: Results, before: Results | undefined): Message[] {
  const { answered } = answeredTo(question, results, STAFF);
  if (!mayBeShown(answered)) return [];
  const title = say("survey:results.staff", { count: answered });
  if (question.kind === "number") return [title, ...numberLines(question, results, before, STAFF)];
  const bars = barsOf(question, results, STAFF);
  if (bars.length === 0) return [];
  const { answered: heard } = answeredTo(question, results);
  const residents = mayBeShown(heard) ? { bars: barsOf(question, results), answered: heard } : undefined;
  // Points depend on how many people ranked, so they cannot be compared with others' points or with earlier ones.
  const earlier = before && question.kind !== "ranking" ? answeredTo(question, before, STAFF).answered : 0;
  const was =
    before && mayBeShown(earlier) ? { bars: barsOf(question, before, STAFF), answered: earlier } : undefined;
  const rows = bars.map((bar): Message => {
    const { label } = bar;
    const [count, share] = [amongShown(bar.count, answered), amongShown(bar.share, answered)];
    if (bar.unit === "points") return say("survey:results.points", { label, count });
    const then = was && { before: shareIn(was, bar) };
    if (!residents)
      return then
        ? say("survey:results.rowBefore", { label, count, share, ...then })
        : say("survey:results.row", { label, count, share });
    const beside = { label, share, residents: shareIn(residents, bar) };
    return then
      ? say("survey:results.staffRowBefore", { ...beside, ...then })
      : say("survey:results.staffRow", beside);
  });
  return [
    title,
    ...(was ? [say("survey:results.earlier", { count: was.answered })] : []),
    say("common:rows", { rows: { rows } }),
  ];
}
