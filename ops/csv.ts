/**
 * One line of a table for a spreadsheet (RFC 4180). A text that begins with one of = + - @, a tab or a line
 * break would be run as a formula in the spreadsheet of whoever opens it, so it gets an apostrophe first (OWASP,
 * CSV injection); also behind spaces, which a spreadsheet passes over.
 */
export function csvLine(cells: readonly (string | number | boolean | undefined)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\t\r\n]/;

function cell(value: string | number | boolean | undefined): string {
  if (value === undefined) return "";
  // A number is one of ours, and a minus before it is a minus.
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}
