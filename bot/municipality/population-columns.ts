import { type Age, ages } from "../core/model/age.ts";
import type { Row } from "../text/csv.ts";

/**
 * The meaning of the columns in a population file: as we ask for them, and as statistics offices deliver them. Built in
 * are the downloads of Statistics Netherlands: the spreadsheet “Kerncijfers wijken en buurten” (`gwb_code_10`,
 * `a_15_24`), StatLine (“Wijken en buurten”, “15 tot 25 jaar”, units below the heading) and its open data
 * (`WijkenEnBuurten`, `Codering_3`, `k_15Tot25Jaar_8`).
 */

/** Years of age, inclusive; `to` is infinite for “and older”. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** A column that counts people of these ages. */
export interface AgeColumn extends Years {
  readonly at: number;
  readonly name: string;
}

/** For one of our ages: which columns contribute, and what share of each belongs to it. */
export type Recipe = readonly { readonly column: AgeColumn; readonly share: number }[];

export interface Columns {
  /** Line of the heading. */
  readonly line: number;
  readonly heading: readonly string[];
  /** Columns that may name a neighbourhood: codes first, because a name can also be that of a town. */
  readonly places: readonly number[];
  /** The column that says what each row is about: a neighbourhood, a district, the municipality. */
  readonly kind: number | undefined;
  /** The column with the total number of inhabitants. */
  readonly total: number | undefined;
  readonly ages: readonly AgeColumn[];
  /** Where the data begins, among the rows that were read. */
  readonly begin: number;
}

const CODES = ["gwbcode", "buurtcode", "bucode", "codering", "statcode", "wijkenenbuurten", "regiocode"];
const NAMES = [
  "neighbourhood",
  "neighborhood",
  "buurt",
  "buurtnaam",
  "bunaam",
  "statnaam",
  "regio",
  "regionaam",
];
/** Only if nothing else names a place: next to a neighbourhood it says which district that is in. */
const DISTRICTS = ["wijk", "wijkcode", "wkcode", "wijknaam", "wknaam"];
const KINDS = ["recs", "soortregio"];
const TOTALS = ["ainw", "aantalinwoners", "inwoners", "totaal", "totaalinwoners", "inhabitants", "total"];

/** Rows. A heading is found within this many, below the title and the filters of a download (our limit). */
const SEARCHED = 40;
/** Rows. A heading extends at most this many above and below the one that names the places (our limit). */
const TALL = 4;

/** @returns undefined when no row names a column with neighbourhoods */
export function readColumns(rows: readonly Row[]): Columns | undefined {
  let best: Columns | undefined;
  for (const at of rows.keys()) {
    if (at >= SEARCHED) break;
    const found = columnsAt(rows, at);
    if (found && (!best || found.ages.length > best.ages.length)) best = found;
  }
  return best;
}

function columnsAt(rows: readonly Row[], at: number): Columns | undefined {
  const row = rows[at];
  if (!row || placesIn([row.cells]).length === 0) return undefined;
  const { cells, line } = row;
  let begin = at + 1;
  while (begin <= at + TALL && belongsToHeading(rows[begin], row)) begin++;
  // The row itself, those above it, and those below it: the first that says something about a column counts.
  const around = [
    ...rows.slice(Math.max(0, at - TALL), at + 1).reverse(),
    ...rows.slice(at + 1, begin),
  ].filter((one) => one === row || one.cells.length === cells.length);
  const namesOf = (column: number) => around.map((one) => one.cells[column] ?? "");
  const first = (names: readonly string[]) => {
    const found = cells.findIndex((_, column) => namesOf(column).some((name) => names.includes(bare(name))));
    return found < 0 ? undefined : found;
  };
  return {
    line,
    heading: cells,
    places: placesIn(around.map((one) => one.cells)),
    kind: first(KINDS),
    total: first(TOTALS),
    ages: cells.flatMap((_, column): AgeColumn[] => {
      const name = namesOf(column).find(yearsIn);
      const years = name === undefined ? undefined : yearsIn(name);
      return name === undefined || !years ? [] : [{ ...years, at: column, name: name.trim() }];
    }),
    begin,
  };
}

/** The columns that name a place in one of these rows. */
function placesIn(heading: readonly (readonly string[])[]): readonly number[] {
  const [row = []] = heading;
  const of = (names: readonly string[]) =>
    row.flatMap((_, at) => (heading.some((cells) => names.includes(bare(cells[at] ?? ""))) ? [at] : []));
  const found = [...of(CODES), ...of(NAMES)];
  return found.length > 0 ? [...new Set(found)] : of(DISTRICTS);
}

/** Whether it holds units, or is another row of the heading: it names no place and says what the columns are. */
function belongsToHeading(row: Row | undefined, heading: Row): boolean {
  if (!row || isSeparator(row.cells) || row.cells.length !== heading.cells.length) return false;
  const { cells } = row;
  if (cells.every((cell) => UNIT.test(plain(cell)) || placesIn([[cell]]).length > 0)) return true;
  return (
    placesIn([heading.cells]).every((at) => (cells[at] ?? "").trim() === "") &&
    cells.some((cell) => yearsIn(cell))
  );
}

const UNIT =
  /^(aantal|number|naam|name|code|%|procent|percent|personen|persons|inwoners|eenheid|unit|x 1 ?000|text|string|integer)?$/;

/** “naam”, “code”, “aantal”: what is counted, below a heading. */
export function isUnits(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== "") && cells.every((cell) => UNIT.test(plain(cell)));
}

/** Nothing but punctuation between the columns, or a drawn line. */
export function isSeparator(cells: readonly string[]): boolean {
  return cells.every((cell) => /^[\s\-–—=_*|+]*$/.test(cell));
}

/** Letters only, without anything in brackets: “Codering_3” and “Codering (code)” become “codering”. */
function bare(name: string): string {
  return plain(lastPart(name))
    .replace(/\([^)]*\)/g, "")
    .replace(/[^\p{L}]/gu, "");
}

/** StatLine prefixes a column with its group: “Bevolking/Aantal inwoners”. */
function lastPart(name: string): string {
  return name.replace(/t\/m/gi, "tot en met").split(/[/|]/).at(-1) ?? "";
}

/**
 * “16_17”, “16-17”, “16 t/m 17 jaar”, “16 jaar” and, as Statistics Netherlands writes it, “16 tot 18 jaar”, `a_15_24`
 * or `k_15Tot25Jaar_8`; “28_up”, “28+”, “28 jaar of ouder”, `a_65_oo`, `k_65JaarOfOuder_12`.
 */
function yearsIn(name: string): Years | undefined {
  const text = plain(lastPart(name))
    .replace(/\([^)]*\)/g, "")
    .replace(/^k_(\d+)(?:tot(\d+))?jaar(ofouder)?(?:_\d+)?$/, (_all, from, until, older) =>
      older ? `${from}+` : until ? `${from} tot ${until}` : name,
    )
    .replace(/^a_(\d\d)_(\d\d|oo)$/, (_all, from, to) => (to === "oo" ? `${from}+` : `${from}_${to}`));
  const short = text.replaceAll("jaar", "").replaceAll(/\s+/g, " ").trim();
  const up = /^(\d{1,3}) ?(?:\+|_up|(?:of|en) ouder)$/.exec(short)?.[1];
  if (up !== undefined) return { from: Number(up), to: Number.POSITIVE_INFINITY };
  const until = /^(\d{1,3}) tot (\d{1,3})$/.exec(short);
  if (until) return between(Number(until[1]), Number(until[2]) - 1);
  const both = /^(\d{1,3}) ?(?:[_–-]|tot en met) ?(\d{1,3})$/.exec(short);
  if (both) return between(Number(both[1]), Number(both[2]));
  const single = /^(\d{1,3}) jaar$/.exec(text.trim())?.[1];
  return single === undefined ? undefined : between(Number(single), Number(single));
}

function between(from: number, to: number): Years | undefined {
  return from <= to && to <= OLDEST ? { from, to } : undefined;
}

/** Years. Nobody is older (our limit). */
const OLDEST = 130;

function yearsOf(age: Age): Years {
  const [from = "", to = ""] = age.split("_");
  return { from: Number(from), to: to === "up" ? Number.POSITIVE_INFINITY : Number(to) };
}

/** The age group that matches this column exactly, year for year; undefined when none does. */
export function ageOfColumn({ from, to }: Years): Age | undefined {
  return ages.find((age) => yearsOf(age).from === from && yearsOf(age).to === to);
}

/**
 * How each of our ages is added up from these columns. Where a column covers other years as well, people are assumed to
 * be spread evenly over its years: an estimate.
 *
 * @returns for each age its recipe, or undefined when one of its years is in no column
 */
export function recipes(columns: readonly AgeColumn[]): ReadonlyMap<Age, Recipe | undefined> {
  const apart = disjoint(columns);
  return new Map(
    ages.map((age) => {
      const wanted = yearsOf(age);
      const parts = apart.flatMap((column) => {
        const share = shareOf(column, wanted);
        return share > 0 ? [{ column, share }] : [];
      });
      return [
        age,
        covers(
          parts.map((one) => one.column),
          wanted,
        )
          ? parts
          : undefined,
      ];
    }),
  );
}

export function isEstimate(recipe: Recipe): boolean {
  return recipe.some(({ share }) => share < 1);
}

/** Our own ages first and then the narrowest: nobody is counted in two columns. */
function disjoint(columns: readonly AgeColumn[]): readonly AgeColumn[] {
  const width = ({ from, to }: Years) => to - from;
  const sorted = columns.toSorted(
    (one, other) =>
      Number(ageOfColumn(one) === undefined) - Number(ageOfColumn(other) === undefined) ||
      (width(one) === width(other) ? 0 : width(one) - width(other)),
  );
  const taken: AgeColumn[] = [];
  for (const column of sorted)
    if (!taken.some((one) => one.from <= column.to && column.from <= one.to)) taken.push(column);
  return taken;
}

/** The share of the people in this column who are of these ages: 0 when it cannot be determined. */
function shareOf(column: Years, { from, to }: Years): number {
  if (column.from >= from && column.to <= to) return 1;
  if (column.to === Number.POSITIVE_INFINITY) return 0;
  const years = Math.min(column.to, to) - Math.max(column.from, from) + 1;
  return Math.max(0, years) / (column.to - column.from + 1);
}

/** Whether every year is in one of these columns. */
function covers(columns: readonly Years[], { from, to }: Years): boolean {
  let next = from;
  for (const column of columns.toSorted((one, other) => one.from - other.from)) {
    if (column.from > next) return false;
    next = Math.max(next, column.to + 1);
  }
  return next > to || next === Number.POSITIVE_INFINITY;
}

/** Normalises a text the way people compare words. */
export function plain(text: string): string {
  return text.trim().normalize("NFC").toLocaleLowerCase("nl");
}
