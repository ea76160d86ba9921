import * as z from "zod/mini";
import type { Day } from "../calendar/time.ts";
import { type Language, type Message, messageSchema, type Param } from "./message.ts";
import type { TableForm } from "./table-form.ts";

/**
 * Something made to be kept and handed over: a manifesto, a report. Independent of HTML and paper; a printer turns it
 * into files (`bot/documents/`).
 */
export interface Document {
  /** File name without extension: lower-case letters, digits and dashes. */
  readonly name: string;
  /** Goes up each time it is remade. */
  readonly version: number;
  readonly title: Param;
  /** Also to be read and printed in each of these languages, besides the town's own: a blank form, for everybody. */
  readonly languages?: readonly Language[];
  /** The day it was made. */
  readonly day: Day;
  readonly sections: readonly DocumentSection[];
  /** Anything easier to see than to read. Each has a text that says the same. */
  readonly charts?: readonly Chart[];
  /** For a spreadsheet: each a file of its own, headings first. */
  readonly tables?: readonly Table[];
  /** One sheet to hang up in public places, in each of these languages. */
  readonly poster?: Poster & { readonly languages: readonly Language[] };
  /** The same, machine-readable, without anything that leads to a person. Any `Said` in it becomes its text. */
  readonly data: unknown;
}

export interface Table {
  readonly name: string;
  /** In the format of the town's spreadsheets, whoever the reader is. */
  readonly form: TableForm;
  readonly rows: readonly (readonly TableCell[])[];
}

/** A literal value, or one of our texts in a given language: a table can hold several side by side. */
export type TableCell = string | number | Said;
export const saidSchema = z.strictObject({ said: messageSchema, language: z.string() });
export type Said = z.infer<typeof saidSchema>;

export type Chart = {
  /** Part of the file name: lower-case letters, digits and dashes. */
  readonly name: string;
  readonly title: Param;
  /** Everything the picture shows, in words. */
  readonly alt: Message;
} & (
  | {
      readonly kind: "bars";
      readonly bars: readonly { readonly label: Param; readonly value: number; readonly text: Param }[];
    }
  | { readonly kind: "cloud"; readonly words: readonly (readonly [word: string, count: number])[] }
);

export interface Poster {
  readonly title: Param;
  readonly question: Param;
  readonly how: Message;
  /** Where the QR code leads. */
  readonly link: string;
}

export interface DocumentSection {
  readonly heading: Message;
  readonly lines?: readonly Message[];
  /** Numbered, each with a heading and details as term and description. */
  readonly items?: readonly {
    readonly heading: Message;
    readonly facts: readonly { readonly term: Message; readonly text: Param }[];
  }[];
}

/** A file, ready to be handed over. */
export interface Printed {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Describes its contents, for readers who cannot open it. */
  readonly alt: Message;
}
