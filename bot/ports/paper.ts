import type { Language } from "../core/model/message.ts";

/** A document with all its words as shown, in one language. */
export interface Paper {
  readonly language: Language;
  readonly title: string;
  /** The day it was made, "2026-05-04". */
  readonly day: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly lines: readonly string[];
    readonly items: readonly {
      readonly heading: string;
      readonly facts: readonly { readonly term: string; readonly text: string }[];
    }[];
  }[];
  /** Version, day and checksum. */
  readonly about: string;
}

/** Typesets it as PDF. The same paper gives the same bytes. @throws Error when it cannot be typeset */
export type Typeset = (paper: Paper) => Promise<Uint8Array>;
