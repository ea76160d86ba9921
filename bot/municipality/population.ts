import type { Groups } from "../core/counting/representation.ts";
import { ages } from "../core/model/age.ts";
import { groupOf } from "../core/model/groups.ts";
import type { Municipality } from "../core/model/municipality.ts";
import { ConfigurationProblem } from "../runtime/config-problem.ts";
import { type Row, readRows } from "../text/csv.ts";
import { nearest } from "./nearest.ts";
import { ageOfColumn, type Columns, isEstimate, readColumns, recipes } from "./population-columns.ts";
import { type Neighbourhoods, type Place, readCount, readPlace, shown } from "./population-places.ts";

/** A problem, with the line and its column's heading; the file as a whole is line 1. */
interface Finding {
  readonly line: number;
  readonly column?: string;
  readonly advice: string;
}

/**
 * Adds the population to a municipality, when its file names a CSV.
 * @param read returns the text of a file next to the municipality's own
 * @throws ConfigurationProblem naming file, line and column
 */
export function withPopulation(town: Municipality, read: (name: string) => string): Municipality {
  const { inhabitants } = town;
  if (inhabitants === undefined) return town;
  let text: string;
  try {
    text = read(inhabitants);
  } catch (cause) {
    throw new ConfigurationProblem(
      [
        `inhabitants: there is no file ${inhabitants} beside the municipality's; put it there, or take out the line`,
      ],
      { cause },
    );
  }
  const { groups, estimated } = readPopulation(text, inhabitants, town.neighbourhoods, town.name);
  return { ...town, population: groups, ...(estimated && { populationEstimated: true }) };
}

/** How many people live where, by age. */
export interface Population {
  /** “16_17|dijkzicht” → inhabitants; contains every neighbourhood and every age. */
  readonly groups: Groups;
  /** The file counts wider age bands than ours, and people were spread evenly over their years. */
  readonly estimated: boolean;
}

/**
 * Reads how many people live in each neighbourhood, by age: a heading `neighbourhood,16_17,18_20,21_24,25_27,28_up` and
 * one line for each neighbourhood of the municipality. Also accepts files as statistics offices deliver them
 * (`population-columns.ts`): with semicolons and Dutch numbers, lines above the heading and units below it, other
 * columns, single years or wider ages, totals, other municipalities, rows of separators and a last line with the
 * source.
 *
 * @param text CSV; a neighbourhood by its key, its name or its CBS code, case-insensitive
 * @param fileName the name to use in problems
 * @param townName a row with this name is the total
 * @throws ConfigurationProblem with every problem in the file, in the order of its lines, as
 *   `inwoners.csv:3 18_20: fill in a number (found “x”)`
 */
export function readPopulation(
  text: string,
  fileName: string,
  neighbourhoods: Neighbourhoods,
  townName?: string,
): Population {
  const rows = readRows(text);
  const columns = readColumns(rows);
  if (!columns) {
    const advice = `write a heading with the columns neighbourhood, ${ages.join(", ")}`;
    throw problems(fileName, [{ line: 1, advice }]);
  }
  const recipe = recipes(columns.ages);
  const wrong = headingFindings(columns, recipe);
  if (wrong.length > 0) throw problems(fileName, wrong);
  const found = rows.slice(columns.begin).flatMap((row) => {
    const read = readPlace(row, columns, neighbourhoods, townName);
    return read === "other" ? [] : [{ ...row, ...read }];
  });
  const { groups, findings } = readPeople(columns, recipe, found, neighbourhoods);
  if (findings.length > 0) throw problems(fileName, findings);
  return { groups, estimated: [...recipe.values()].some((one) => one !== undefined && isEstimate(one)) };
}

function readPeople(
  columns: Columns,
  recipe: ReturnType<typeof recipes>,
  rows: readonly (Row & Place)[],
  neighbourhoods: Neighbourhoods,
): { groups: Groups; findings: readonly Finding[] } {
  const groups: Record<string, number> = {};
  const findings: Finding[] = [];
  const lines = new Map<string, number>();
  const meant = new Set<string | undefined>();
  const used = columns.ages.filter(({ at }) =>
    [...recipe.values()].some((parts) => parts?.some(({ column }) => column.at === at)),
  );
  for (const row of rows) {
    const { line, cells } = row;
    const column = columns.heading[placeAt(cells, columns)]?.trim() ?? "";
    if ("advice" in row) {
      findings.push({ line, column, advice: row.advice });
      // A typo is one problem, and not a missing neighbourhood as well.
      meant.add(row.meant);
    }
    const earlier = "key" in row ? lines.get(row.key) : undefined;
    if (earlier !== undefined) {
      const advice = `already on line ${earlier}, leave one out${shown(cells[placeAt(cells, columns)])}`;
      findings.push({ line, column, advice });
    }
    if ("key" in row && earlier === undefined) lines.set(row.key, line);
    const empty = columns.total !== undefined && readCount(cells[columns.total] ?? "") === 0;
    const counts = new Map<number, number>();
    for (const { at, name } of used) {
      const count = readCount(cells[at] ?? "", empty);
      if (typeof count === "string") findings.push({ line, column: name, advice: count });
      else counts.set(at, count);
    }
    if (!("key" in row) || earlier !== undefined) continue;
    for (const [age, parts = []] of recipe)
      groups[groupOf(age, row.key)] = parts.reduce(
        (sum, part) => sum + part.share * (counts.get(part.column.at) ?? 0),
        0,
      );
  }
  for (const { key, name } of neighbourhoods)
    if (!lines.has(key) && !meant.has(key))
      findings.push({ line: columns.line, advice: `add a line for the neighbourhood “${key}” (${name})` });
  return { groups, findings };
}

/** Whether every age can be determined, and no column occurs twice. */
function headingFindings(
  { line, heading, places, ages: found }: Columns,
  recipe: ReturnType<typeof recipes>,
): readonly Finding[] {
  const others = heading.filter((_, at) => !places.includes(at) && !found.some((one) => one.at === at));
  const missing = ages
    .filter((age) => recipe.get(age) === undefined)
    .map((age) => {
      const unused = [...others, ...found.filter((one) => !ageOfColumn(one)).map(({ name }) => name)];
      const like = nearest(
        age,
        unused.map((name) => name.trim()).filter((name) => /^\d\d/.test(name)),
      );
      return { line, advice: `add a column ${age}${like === undefined ? "" : ` (or is it “${like}”?)`}` };
    });
  const twice = found.flatMap(({ name, from, to }, at) =>
    found.findIndex((one) => one.from === from && one.to === to) < at
      ? [{ line, column: name, advice: "this column is there twice, leave one out" }]
      : [],
  );
  return [...missing, ...twice];
}

/** The cell that identifies a row in a problem. */
function placeAt(cells: readonly string[], { places }: Columns): number {
  return places.find((at) => (cells[at] ?? "").trim() !== "") ?? places[0] ?? 0;
}

function problems(fileName: string, findings: readonly Finding[]): ConfigurationProblem {
  return new ConfigurationProblem(
    findings
      .toSorted((one, other) => one.line - other.line)
      .map(
        ({ line, column, advice }) =>
          `${fileName}:${line} ${column === undefined ? "" : `${column}: `}${advice}`,
      ),
  );
}
