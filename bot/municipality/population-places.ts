import type { Municipality } from "../core/model/municipality.ts";
import type { Row } from "../text/csv.ts";
import { nearest } from "./nearest.ts";
import { type Columns, isSeparator, isUnits, plain } from "./population-columns.ts";

/** Reads which place a row of a population file is about, and the numbers in its cells. */

export type Neighbourhoods = Municipality["neighbourhoods"];

/** The neighbourhood of a row, or what to do about it. */
export type Place = { readonly key: string } | { readonly advice: string; readonly meant?: string };

/**
 * What a row is about. Skipped are: a municipality or district that is not one of our neighbourhoods, another
 * municipality, a total, a line with the source and a row of separators; and a neighbourhood missing from our file, if
 * nobody lives there.
 */
export function readPlace(
  row: Row,
  columns: Columns,
  neighbourhoods: Neighbourhoods,
  townName: string | undefined,
): Place | "other" {
  const { cells } = row;
  if (isSeparator(cells) || isUnits(cells) || isSource(cells)) return "other";
  const named = columns.places.map((at) => cells[at] ?? "");
  const exact = named.map((cell) => coded(cell, neighbourhoods)).find(Boolean);
  if (exact) return exact;
  const code = named.map(codeOf).find((one) => one !== undefined);
  const kind = columns.kind === undefined ? "" : plain(cells[columns.kind] ?? "");
  // Before looking at names: a municipality can have the same name as one of its neighbourhoods.
  if (code ? isElsewhere(code, neighbourhoods) : !["", "buurt", "wijk"].includes(kind)) return "other";
  const found = named.map((cell) => byName(cell, neighbourhoods)).find(Boolean);
  if (found) return found;
  if (kind === "wijk") return "other";
  const texts = named.map(plain).filter((one) => one !== "");
  const isTotal = (one: string) =>
    /^(totaal|total|nederland|gemeente|wijk \d)\b/.test(one) ||
    (townName !== undefined && one === plain(townName));
  if (texts.some(isTotal)) return "other";
  if (code && columns.ages.every(({ at }) => isNobody(cells[at] ?? ""))) return "other";
  return unknownPlace(named.find((cell) => plain(cell) !== "") ?? "", neighbourhoods);
}

/** “BU03440111”, “WK034401” or “GM0344”, split into kind and digits; allows trailing spaces and lower case. */
function codeOf(cell: string): { readonly is: string; readonly digits: string } | undefined {
  const code = cell.trim().toUpperCase();
  const [, is, digits] = /^(NL|LD|PV|CR|RE|GM|WK|BU)(\d[0-9A-Z]{0,7})$/.exec(code) ?? [];
  if (is !== undefined && digits !== undefined) return { is, digits };
  // `gwb_code_8`: the length tells the kind.
  const kind = /^\d+$/.test(code) ? { 4: "GM", 6: "WK", 8: "BU" }[code.length] : undefined;
  return kind === undefined ? undefined : { is: kind, digits: code };
}

/** Another kind of place, another municipality, or part of a district that is one neighbourhood to us. */
function isElsewhere(
  { is, digits }: { is: string; digits: string },
  neighbourhoods: Neighbourhoods,
): boolean {
  if (is !== "BU") return true;
  const ours = neighbourhoods.flatMap(({ cbs }) => codeOf(cbs) ?? []);
  const sameTown = ours.some((one) => one.digits.slice(0, 4) === digits.slice(0, 4));
  return !sameTown || ours.some((one) => one.is === "WK" && digits.startsWith(one.digits));
}

/** No people, or so few that their number is kept secret. */
function isNobody(cell: string): boolean {
  return UNKNOWN.test(cell.trim()) || readCount(cell) === 0;
}

/** A neighbourhood by key or code. */
function coded(cell: string, neighbourhoods: Neighbourhoods): Place | undefined {
  const wanted = plain(cell);
  const found = neighbourhoods.find(
    ({ key, cbs }) => plain(key) === wanted || plain(cbs) === wanted || isDigitsOf(wanted, cbs),
  );
  return found && { key: found.key };
}

/** A neighbourhood by name, if only one has that name. */
function byName(cell: string, neighbourhoods: Neighbourhoods): Place | undefined {
  const wanted = plain(cell);
  const [named, another] = neighbourhoods.filter(({ name }) => plain(name) === wanted);
  if (named && another)
    return { advice: `more than one neighbourhood has this name, write its key${shown(cell)}` };
  return named && { key: named.key };
}

/** `gwb_code_8` leaves out the letters, and a spreadsheet also drops leading zeros. */
function isDigitsOf(cell: string, cbs: string): boolean {
  const digits = plain(cbs).replace(/^(bu|wk)/, "");
  return cell === digits || cell === digits.replace(/^0+/, "");
}

function unknownPlace(cell: string, neighbourhoods: Neighbourhoods): Place {
  const keys = neighbourhoods.map(({ key }) => key);
  if (cell.trim() === "")
    return { advice: `fill in a neighbourhood, one of ${keys.join(", ")} (found nothing)` };
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

/** The last line of a download: “Bron: CBS”, “© Centraal Bureau voor de Statistiek”. */
function isSource(cells: readonly string[]): boolean {
  return (
    /^\s*(bron|source)\s*:|^\s*©/i.test(cells[0] ?? "") && cells.slice(1).every((cell) => cell.trim() === "")
  );
}

/** Statistics offices write these where a number is unknown, unreliable or secret. */
const UNKNOWN = /^(\.{1,3}|\?|n\.?b\.?)$/i;

/**
 * Parses a number of people: 1234, 1.234 or 1 234 (a thousand and more), 12,5 or 12.5 (an estimate). “1,234” means
 * different things in different countries, so we ask. A dash alone is zero, and a star after a number marks it as
 * provisional.
 *
 * @param empty nobody lives there, so an unknown number is zero
 * @returns the number, or what to do about it
 */
export function readCount(cell: string, empty = false): number | string {
  const text = cell
    .trim()
    .replaceAll(/[\u00A0\u202F]/g, " ")
    .replace(/(?<=\d)\*+$/, "");
  if (/^[-−–—]$/.test(text)) return 0;
  if (UNKNOWN.test(text))
    return empty
      ? 0
      : `not known to who made the file; write an estimate, or 0 when nobody lives there${shown(cell)}`;
  if (text === "") return "fill in a number, 0 when nobody lives there (found nothing)";
  if (/^[-−–]\s*\d/.test(text)) return `fill in 0 or more${shown(cell)}`;
  if (/^\d{1,3}(,\d{3})+$/.test(text))
    return `write it without a comma, as ${text.replaceAll(",", "")}${shown(cell)}`;
  const whole = /^[1-9]\d{0,2}([. ]\d{3})+(,\d+)?$/.test(text) ? text.replaceAll(/[. ]/g, "") : text;
  if (!/^\d+([.,]\d+)?$/.test(whole)) return `fill in a number${shown(cell)}`;
  const count = Number(whole.replace(",", "."));
  return Number.isSafeInteger(Math.trunc(count)) ? count : `fill in a smaller number${shown(cell)}`;
}

export function shown(cell: string | undefined): string {
  return ` (found “${cell?.trim() ?? ""}”)`;
}
