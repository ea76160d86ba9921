import { SAME_WORD } from "../../../core/counting/recount.ts";
import { GROUPS, STAFF } from "../../../core/counting/response.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { TableCell } from "../../../core/model/document.ts";
import type { Cell } from "../../../core/model/groups.ts";
import { readCell } from "../../../core/model/groups.ts";
import {
  type Language,
  type Localized,
  type Message,
  say,
  type ToldParams,
} from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import type { TableForm } from "../../../core/model/table-form.ts";
import { NUMBERS, OWN, TEXT } from "../figures/figures.ts";
import { dimensions, groupName } from "../figures/shown-groups.ts";
import type { Question } from "../questions/definition.ts";
import { optionsOf, rangeOf, type Shown } from "../questions/options.ts";
import type { Survey } from "../state.ts";

/** The codebook: the meaning of every id in the table of results, in each of the town's languages. */

type Town = Pick<Municipality, "languages" | "neighbourhoods">;
/** The meaning of an id. A text of the town's own is left empty where it was not translated. */
type Meaning = { readonly localized: Localized } | Message;

/** What the column `count` counts. */
type Unit = "people" | "points" | "number";

/** Rows that are not options of a question. */
const beside: readonly (readonly [id: string, key: string, unit: Unit])[] = [
  [OWN, "own", "people"],
  [TEXT, "text", "people"],
  [NUMBERS.count, "numbers", "people"],
  [NUMBERS.mean, "mean", "number"],
  [NUMBERS.median, "median", "number"],
];

/** @param results the rows of the results table, without headings: ids that do not occur in it are not explained */
export function codebook(
  { definition }: Survey,
  results: readonly (readonly (string | number)[])[],
  town: Town,
  form: TableForm,
): TableCell[][] {
  const means = (id: readonly [string, string, string, string, string, Unit | ""], meaning: Meaning) => [
    ...id,
    ...town.languages.map((language) => inLanguage(meaning, language)),
  ];
  const explained = (key: string, params?: ToldParams) => say(`officials:survey.codebook.${key}`, params);
  const used = (column: number) => [...new Set(results.map((row) => String(row[column] ?? "")))];

  const ofQuestion = (question: Question) => {
    const { id, kind } = question;
    const when = (question.when ?? []).map((one) => `${one.question}=${one.is.join("|")}`).join(" & ");
    const { from, to } = rangeOf(question);
    const unit = kind === "ranking" ? "points" : "people";
    return [
      means([id, kind, "", when, "", ""], { localized: question.ask }),
      ...(question.staff ? [means([id, kind, "", when, STAFF, ""], { localized: question.staff })] : []),
      ...optionsOf(question).map((option) =>
        means([id, kind, option.id, "", "", unit], meaningOf(question, option)),
      ),
      ...(kind === "number"
        ? [means([id, kind, `${from}..${to}`, "", "", unit], explained("value", { from, to }))]
        : []),
      ...(kind === "word"
        ? [means([id, kind, "…", "", "", unit], explained("word", { least: plain(SAME_WORD) }))]
        : []),
    ];
  };
  const options = used(1);
  const units: readonly Unit[] = ["people", "points", "number"];
  const rows = definition.questions.flatMap(ofQuestion);
  const more = beside.flatMap(([id, key, unit]) =>
    options.includes(id) ? [means(["", "", id, "", "", unit], explained(key))] : [],
  );
  return [
    ["question", "kind", "option", "when", "group", "count", ...town.languages],
    ...rows,
    ...more,
    ...used(2).flatMap((group) => {
      const meaning = groupMeaning(group, town);
      return meaning ? [means(["", "", "", "", group, ""], meaning)] : [];
    }),
    ...units
      .filter((unit) => [...rows, ...more].some((row) => row[5] === unit))
      .map((unit) => means(["", "", "", "", "", unit], explained(unit))),
    // Anyone who reads the files with a program has to know this.
    means(["", "", "", "", "", ""], explained(form.decimal === "," ? "withComma" : "withPoint")),
  ];
}

function inLanguage(meaning: Meaning, language: Language): TableCell {
  return "localized" in meaning ? (meaning.localized[language] ?? "") : { said: meaning, language };
}

/** The meaning of an option, as the town wrote it; those of a scale, of yes or no and of a pledge are ours. */
function meaningOf({ options = [] }: Question, { id, label }: Shown): Meaning {
  const own = options.find((one) => one.id === id);
  return own ? { localized: own.label } : label;
}

function groupMeaning(group: string, town: Town): Message | undefined {
  if (group === GROUPS) return say("officials:survey.codebook.groups");
  if (group === STAFF) return say("officials:survey.codebook.staff");
  const read = readCell(group);
  const dimension = dimensions.find((one) => one === read?.kind);
  if (!read || !dimension) return undefined;
  const cell: Cell = `${dimension}:${read.key}`;
  return say(`officials:survey.codebook.${dimension}`, { name: groupName(cell, town) });
}
