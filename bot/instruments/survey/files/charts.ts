import { amongShown, mayBeShown } from "../../../core/disclosure/disclosure.ts";
import type { Chart } from "../../../core/model/document.ts";
import { say } from "../../../core/model/message.ts";
import { answeredTo, barsOf } from "../figures/figures.ts";
import { questionLines } from "../figures/result-lines.ts";
import type { Survey } from "../state.ts";

/**
 * Makes a chart for each question with options and a word cloud for each question that asks for a word; none for fewer
 * than ten answers.
 */
export function chartsOf({ definition, result }: Survey): Chart[] {
  if (!result) return [];
  return definition.questions.flatMap((question): Chart[] => {
    const { answered } = answeredTo(question, result.results);
    if (!mayBeShown(answered)) return [];
    const base = {
      name: question.id.replaceAll("_", "-"),
      title: { localized: question.ask },
      alt: say("common:rows", { rows: { rows: questionLines(question, result) } }),
    };
    if (question.kind === "word") {
      const words = result.words[question.id] ?? [];
      return words.length > 0 ? [{ ...base, kind: "cloud", words }] : [];
    }
    // People and points cannot share a chart: words typed at a ranking appear only in the text.
    const unit = question.kind === "ranking" ? "points" : "people";
    const bars = barsOf(question, result.results).filter((one) => one.unit === unit);
    if (bars.length === 0) return [];
    const what = unit === "points" ? "survey:results.barPoints" : "survey:results.bar";
    return [
      {
        ...base,
        kind: "bars",
        bars: bars.map(({ label, count, share }) => ({
          label,
          value: count,
          text: say(what, { count: amongShown(count, answered), share: amongShown(share, answered) }),
        })),
      },
    ];
  });
}
