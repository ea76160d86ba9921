import type { TableForm } from "../core/model/table-form.ts";

/**
 * Reads and writes tables as CSV. Writes follow RFC 4180 (Y. Shafranovich, 2005); reads also accept the variants of
 * spreadsheets and of Statistics Netherlands' downloads: a semicolon or a tab between cells, LF line endings, a byte
 * order mark. For why we use no library see docs/adr/0045.
 */

const separators = [";", "\t", ","] as const;

/**
 * Reads every row of a table, including the heading. Empty lines are skipped; cells keep their spaces. Nothing is
 * rejected: an unclosed quote runs to the end of the text.
 */
export function readCsv(text: string): string[][] {
  return readRows(text).map(({ cells }) => cells);
}

/** A row, with the line of the text it starts on, counted from 1: a cell may span several lines. */
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
  /** Whether the cell has quotes, so that "" is a cell and not an empty line. */
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
 * Detects the separator: the one found, outside quotes, on most lines; on a tie a semicolon wins over a tab and a tab
 * over a comma. So decimal commas and commas in titles do not make a Dutch file look comma-separated.
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

/** The value of a cell. Undefined is an empty cell. */
export type CsvCell = string | number | boolean | undefined;

/** Precedes the first row of a file: without this mark (BOM) spreadsheets do not recognise UTF-8. */
export const FILE_MARK = "\uFEFF";

/**
 * Writes one row per line, ending in CRLF, in a locale's format. A row without cells becomes an empty line, which is
 * not read back. All our tables are written here.
 *
 * A text that a spreadsheet could take for a formula gets a leading apostrophe, which spreadsheets do not show (OWASP,
 * “CSV injection”): what residents typed must not do anything on an official's computer. Text that could end a cell in
 * either format is quoted. A plain number stays a number.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], { separator, decimal }: TableForm): string {
  return rows
    .map((row) => `${row.map((cell) => written(cell, row.length, decimal)).join(separator)}\r\n`)
    .join("");
}

function written(cell: CsvCell, cells: number, decimal: string): string {
  const text = typeof cell === "number" ? String(cell).replace(".", decimal) : harmless(String(cell ?? ""));
  const needsQuotes = (cells === 1 && text === "") || /[",;\t\r\n\uFEFF]/.test(text);
  // Our own numbers never contain their format's separator.
  return needsQuotes && typeof cell !== "number" ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The start of a formula, also after spaces, which spreadsheets skip, and in the full-width characters of East Asian
 * keyboards.
 */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^[+-]?\d+([.,]\d+)*$/;

function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
