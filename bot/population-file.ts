import { ConfigurationProblem, nearest } from "./configuration-problem.ts";
import { type Age, ages } from "./core/age.ts";
import type { Municipality } from "./core/municipality.ts";
import { type Groups, groupOf } from "./core/representation.ts";
import { type Row, readRows } from "./csv.ts";

type Neighbourhoods = Municipality["neighbourhoods"];

/** How the column with neighbourhoods may be called: ours, and those of Statistics Netherlands. */
const PLACE = ["neighbourhood", "buurt", "wijk", "wijken en buurten"];

/** A problem, and the line and the heading of its column; the file as a whole is line 1. */
interface Finding {
  readonly line: number;
  readonly column?: string;
  readonly advice: string;
}

/**
 * A municipality with how many people live where, when its file names a CSV.
 * @param read gives the text of a file beside the municipality's own
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
  return { ...town, population: readPopulation(text, inhabitants, town.neighbourhoods) };
}

/**
 * Reads how many people live in each neighbourhood, by age: a heading `neighbourhood,16_17,18_20,21_24,25_27,28_up` and
 * one line for each neighbourhood of the municipality. Also with semicolons and Dutch numbers, as the downloads of
 * Statistics Netherlands (“Kerncijfers wijken en buurten”) are: lines above the heading, other columns and a last
 * line with the source are left alone.
 *
 * @param text CSV; a neighbourhood by its key, its name or its CBS code, in capitals or not
 * @param fileName as it is to be named in problems
 * @returns inhabitants by age and neighbourhood, “16_17|dijkzicht”; every neighbourhood and every age is in it
 * @throws ConfigurationProblem with every problem in the file, in the order of its lines, as
 *   `inwoners.csv:3 18_20: fill in a number (found “x”)`
 */
export function readPopulation(text: string, fileName: string, neighbourhoods: Neighbourhoods): Groups {
  const rows = readRows(text);
  const at = rows.findIndex(({ cells }) => cells.some(isPlace));
  const heading = rows[at];
  if (heading === undefined) {
    const advice = `write a heading with the columns neighbourhood, ${ages.join(", ")}`;
    throw problems(fileName, [{ line: 1, advice }]);
  }
  const missing = headingFindings(heading);
  if (missing.length > 0) throw problems(fileName, missing);
  const people = rows.slice(at + 1).filter(({ cells }) => !isSource(cells));
  const { groups, findings } = readPeople(heading, people, neighbourhoods);
  if (findings.length > 0) throw problems(fileName, findings);
  return groups;
}

function readPeople(
  heading: Row,
  rows: readonly Row[],
  neighbourhoods: Neighbourhoods,
): { groups: Groups; findings: readonly Finding[] } {
  const place = heading.cells.findIndex(isPlace);
  const groups: Record<string, number> = {};
  const findings: Finding[] = [];
  const lines = new Map<string, number>();
  const meant = new Set<string | undefined>();
  for (const { line, cells } of rows) {
    const column = headingAt(heading, place);
    const found = findPlace(cells[place] ?? "", neighbourhoods);
    if ("advice" in found) findings.push({ line, column, advice: found.advice });
    // A slip of the pen is one problem, and not also a neighbourhood too few.
    if ("meant" in found) meant.add(found.meant);
    const earlier = "key" in found ? lines.get(found.key) : undefined;
    if (earlier !== undefined)
      findings.push({
        line,
        column,
        advice: `already on line ${earlier}, leave one out${shown(cells[place])}`,
      });
    if ("key" in found && earlier === undefined) lines.set(found.key, line);
    for (const [number, name] of heading.cells.entries()) {
      const age = ageNamed(name);
      if (age === undefined) continue;
      const count = readCount(cells[number] ?? "");
      if (typeof count === "string")
        findings.push({ line, column: headingAt(heading, number), advice: count });
      else if ("key" in found) groups[groupOf(age, found.key)] = count;
    }
  }
  for (const { key, name } of neighbourhoods)
    if (!lines.has(key) && !meant.has(key))
      findings.push({ line: heading.line, advice: `add a line for the neighbourhood “${key}” (${name})` });
  return { groups, findings };
}

/** Every age has one column, and the place too. */
function headingFindings(heading: Row): readonly Finding[] {
  const { line, cells } = heading;
  const others = cells.filter((name) => !isPlace(name) && ageNamed(name) === undefined);
  const missing = ages
    .filter((age) => !cells.some((name) => ageNamed(name) === age))
    .map((age) => {
      const like = nearest(
        age,
        others.map((name) => name.trim()).filter((name) => /^\d\d/.test(name)),
      );
      return { line, advice: `add a column ${age}${like === undefined ? "" : ` (or is it “${like}”?)`}` };
    });
  const what = cells.map((name) => (isPlace(name) ? PLACE[0] : ageNamed(name)));
  const twice = cells.flatMap((_name, at) =>
    what[at] !== undefined && what.indexOf(what[at]) < at
      ? [{ line, column: headingAt(heading, at), advice: "this column is there twice, leave one out" }]
      : [],
  );
  return [...missing, ...twice];
}

/** A neighbourhood by key or code; by name when only one is called so. */
function findPlace(
  cell: string,
  neighbourhoods: Neighbourhoods,
): { key: string } | { advice: string; meant?: string } {
  const wanted = plain(cell);
  const keys = neighbourhoods.map(({ key }) => key);
  if (wanted === "") return { advice: `fill in a neighbourhood, one of ${keys.join(", ")} (found nothing)` };
  const exact = neighbourhoods.find(({ key, cbs }) => plain(key) === wanted || plain(cbs) === wanted);
  if (exact) return { key: exact.key };
  const [named, another] = neighbourhoods.filter(({ name }) => plain(name) === wanted);
  if (named && another)
    return { advice: `more than one neighbourhood has this name, write its key${shown(cell)}` };
  if (named) return { key: named.key };
  const like = nearest(
    cell.trim(),
    neighbourhoods.flatMap(({ key, name }) => [key, name]),
  );
  const meant = neighbourhoods.find(({ key, name }) => key === like || name === like)?.key;
  const hint =
    like === undefined ? `use one of ${keys.join(", ")}, or leave this line out` : `did you mean “${like}”?`;
  const advice = `there is no such neighbourhood, ${hint}${shown(cell)}`;
  return meant === undefined ? { advice } : { advice, meant };
}

/**
 * A number of people: 1234, 1.234 or 1 234 (a thousand and more), 12,5 or 12.5 (an estimate). “1,234” could be either in
 * different countries, and is asked back.
 *
 * @returns the number, or what to do about it
 */
function readCount(cell: string): number | string {
  const text = cell.trim().replaceAll(/[\u00A0\u202F]/g, " ");
  if (text === "") return "fill in a number, 0 when nobody lives there (found nothing)";
  if (/^[-−–]\s*\d/.test(text)) return `fill in 0 or more${shown(cell)}`;
  if (/^\d{1,3}(,\d{3})+$/.test(text))
    return `write it without a comma, as ${text.replaceAll(",", "")}${shown(cell)}`;
  const whole = /^[1-9]\d{0,2}([. ]\d{3})+(,\d+)?$/.test(text) ? text.replaceAll(/[. ]/g, "") : text;
  if (!/^\d+([.,]\d+)?$/.test(whole)) return `fill in a number${shown(cell)}`;
  const count = Number(whole.replace(",", "."));
  return Number.isSafeInteger(Math.trunc(count)) ? count : `fill in a smaller number${shown(cell)}`;
}

/** “16_17”, “16-17”, “16 t/m 17 jaar” and, as Statistics Netherlands writes it, “16 tot 18 jaar”; “28_up”, “28+”, “28 jaar of ouder”. */
function ageNamed(name: string): Age | undefined {
  const bare = plain(name)
    .replace(/\(aantal\)$/, "")
    .replaceAll("jaar", "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const until = /^(\d+) tot (\d+)$/.exec(bare);
  const [, from, to] = until
    ? ["", until[1], String(Number(until[2]) - 1)]
    : (/^(\d+) ?(?:[_–-]|t\/m|tot en met) ?(\d+|up)$/.exec(bare) ?? []);
  const up = /^(\d+) ?(?:\+|(?:of|en) ouder)$/.exec(bare)?.[1];
  const age = up === undefined ? `${from}_${to}` : `${up}_up`;
  return ages.find((one) => one === age);
}

function isPlace(name: string): boolean {
  return PLACE.includes(plain(name));
}

/** The last line of a download: “Bron: CBS”, “© Centraal Bureau voor de Statistiek”. */
function isSource(cells: readonly string[]): boolean {
  return (
    /^\s*(bron|source)\s*:|^\s*©/i.test(cells[0] ?? "") && cells.slice(1).every((cell) => cell.trim() === "")
  );
}

function headingAt({ cells }: Row, at: number): string {
  return cells[at]?.trim() ?? "";
}

function plain(text: string): string {
  return text.trim().normalize("NFC").toLocaleLowerCase("nl");
}

function shown(cell: string | undefined): string {
  return ` (found “${cell?.trim() ?? ""}”)`;
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
