import type { Language } from "./message.ts";

/** How a table is written, so that the spreadsheets of a place open it by a double click. */
export interface TableForm {
  /** Between the cells. */
  readonly separator: "," | ";";
  /** Before the tenths of a number. */
  readonly decimal: "." | ",";
}

const withPoint: TableForm = { separator: ",", decimal: "." };
/** Where numbers are written with a comma, spreadsheets part cells with a semicolon. */
const withComma: TableForm = { separator: ";", decimal: "," };

/**
 * The form that spreadsheets expect where this language is spoken. A town's tables are all in the form of its first
 * language, whoever reads them: a Dutch town's in that of Dutch Excel.
 */
export function tableForm(language: Language | undefined): TableForm {
  const parts = new Intl.NumberFormat(language ?? "nl").formatToParts(1.5);
  return parts.some(({ type, value }) => type === "decimal" && value === ",") ? withComma : withPoint;
}
