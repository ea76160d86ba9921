import * as z from "zod";
import { type Language, type Message, messageSchema, type Param } from "./message.ts";
import type { TableForm } from "./table-form.ts";

/**
 * Something that is made to be kept and handed over: a manifesto, a report. Knows no HTML and no paper: a printer
 * makes files of it (`bot/paper/`).
 */
export interface Document {
  /** File name without an ending: small letters, digits and dashes. */
  readonly name: string;
  /** Goes up each time it is made anew. */
  readonly version: number;
  readonly title: Param;
  /** To be read and printed in each of these too, beside the town's own: a sheet to fill in, for everybody. */
  readonly languages?: readonly Language[];
  /** The day it was made. */
  readonly day: string;
  readonly sections: readonly DocumentSection[];
  /** What is easier seen than read. Each has a text that says the same. */
  readonly charts?: readonly Chart[];
  /** For a spreadsheet: each a file of its own, the headings first. */
  readonly tables?: readonly Table[];
  /** One sheet to hang where people are, in each of these languages. */
  readonly poster?: Poster & { readonly languages: readonly Language[] };
  /** The same for programs. Without anything that leads to a person. What is `Said` in it becomes its text. */
  readonly data: unknown;
}

export interface Table {
  readonly name: string;
  /** As the town's spreadsheets want it, whoever reads it. */
  readonly form: TableForm;
  readonly rows: readonly (readonly TableCell[])[];
}

/** As it stands, or a text of the software's in a language of its own: a table can hold several beside each other. */
export type TableCell = string | number | Said;
export const saidSchema = z.strictObject({ said: messageSchema, language: z.string() });
export type Said = z.infer<typeof saidSchema>;

export type Chart = {
  /** Goes into the file name: small letters, digits and dashes. */
  readonly name: string;
  readonly title: Param;
  /** All that is in the picture, in words. */
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
  /** Where the code leads. */
  readonly link: string;
}

export interface DocumentSection {
  readonly heading: Message;
  readonly lines?: readonly Message[];
  /** Numbered, each with a heading of its own and what belongs to it as term and description. */
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
  /** What is in it, for whoever cannot open it. */
  readonly alt: Message;
}
