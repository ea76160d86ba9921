import type { Language } from "./message.ts";

/** The format of a table, chosen so that local spreadsheets open it with a double click. */
export interface TableForm {
  /** Between the cells. */
  readonly separator: "," | ";";
  /** Before the decimals of a number. */
  readonly decimal: "." | ",";
}

const withPoint: TableForm = { separator: ",", decimal: "." };
/** Where numbers are written with a comma, spreadsheets separate cells with a semicolon. */
const withComma: TableForm = { separator: ";", decimal: "," };

/**
 * The format that spreadsheets expect where this language is spoken. All tables of a town use the format of its first
 * language, whoever reads them: a Dutch town's that of Dutch Excel.
 */
export function tableForm(language: Language | undefined): TableForm {
  const parts = new Intl.NumberFormat(language ?? "nl").formatToParts(1.5);
  return parts.some(({ type, value }) => type === "decimal" && value === ",") ? withComma : withPoint;
}
