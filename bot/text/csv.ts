import type { TableForm } from "../core/model/table-form.ts";

/**
 * Tables as text. Written as RFC 4180 (Y. Shafranovich, 2005) says; read as well from what spreadsheets and the
 * downloads of Statistics Netherlands make of it: a semicolon or a tab between the cells, single line ends, a byte
 * order mark. Why no library does it: docs/adr/0045.
 */

const separators = [";", "\t", ","] as const;

/**
 * Reads every row of a table, its heading too. Empty lines are left out; cells are as they stand, spaces and all.
 * Nothing is refused: an unclosed quote goes on to the end of the text.
 */
export function readCsv(text: string): string[][] {
  return readRows(text).map(({ cells }) => cells);
}

/** A row, and the line of the text it begins on, counted from 1: a cell may hold several lines. */
export interface Row {
  readonly line: number;
  readonly cells: string[];
}

export function readRows(text: string): Row[] {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const separator = separatorOf(body);
  const rows: Row[] = [];
  let line = 1;
  let begun = 1;
  let cells: string[] = [];
  let cell = "";
  /** Between quotes, or after them, so that "" is a cell and not an empty line. */
  let quoted = false;
  let wasQuoted = false;

  function endCell(): void {
    cells.push(cell);
    cell = "";
  }

  function endRow(): void {
    const empty = cells.length === 0 && cell === "" && !wasQuoted;
    endCell();
    if (!empty) rows.push({ line: begun, cells });
    cells = [];
    wasQuoted = false;
    begun = line;
  }

  for (let at = 0; at < body.length; at++) {
    const character = body.charAt(at);
    const endsLine = character === "\n" || (character === "\r" && body.charAt(at + 1) !== "\n");
    if (endsLine) line++;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (body.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && cell === "") {
      quoted = true;
      wasQuoted = true;
    } else if (character === separator) endCell();
    else if (endsLine) endRow();
    else if (character !== "\r") cell += character;
  }
  endRow();
  return rows;
}

/**
 * What stands between the cells: what stands, outside quotes, on most lines; a semicolon before a tab before a comma.
 * Numbers with a decimal comma and titles with a comma do not turn a Dutch file into another one.
 */
function separatorOf(body: string): string {
  const lines: Record<string, number> = {};
  let seen = new Set<string>();
  let quoted = false;
  for (const character of `${body}\n`) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character !== "\n" && character !== "\r") seen.add(character);
    else {
      for (const one of separators) if (seen.has(one)) lines[one] = (lines[one] ?? 0) + 1;
      seen = new Set();
    }
  }
  const most = Math.max(...separators.map((one) => lines[one] ?? 0));
  return separators.find((one) => most > 0 && lines[one] === most) ?? ",";
}

/** What a cell can hold. Nothing at all is an empty cell. */
export type CsvCell = string | number | boolean | undefined;

/** Stands before the first row of a file: without this mark spreadsheets do not take it for UTF-8. */
export const FILE_MARK = "\uFEFF";

/**
 * Writes rows with CRLF, one row a line, in the form of a place; a row without cells becomes an empty line, which is
 * not read back. All tables of the software are written here.
 *
 * A text with which a spreadsheet could begin to calculate gets an apostrophe before it, which the spreadsheet does not
 * show (OWASP, “CSV injection”): what residents typed must do nothing on the computer of an official. What could end a
 * cell in either form stands between quotes. A plain number stays a number.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], { separator, decimal }: TableForm): string {
  return rows
    .map((row) => `${row.map((cell) => written(cell, row.length, decimal)).join(separator)}\r\n`)
    .join("");
}

function written(cell: CsvCell, cells: number, decimal: string): string {
  const text = typeof cell === "number" ? String(cell).replace(".", decimal) : harmless(String(cell ?? ""));
  const needsQuotes = (cells === 1 && text === "") || /[",;\t\r\n\uFEFF]/.test(text);
  // A number of ours holds no separator of its form.
  return needsQuotes && typeof cell !== "number" ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Also behind spaces, which a spreadsheet passes over, and in the wide signs of East Asian keyboards. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^[+-]?\d+([.,]\d+)*$/;

function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
