/**
 * Which messages are answered with whom to call. For who is answered, and how, see
 * `test/core/residents/danger.test.ts`. Each further message is one more line, each further language one more file.
 */

export interface InDanger {
  /** For which one calls the emergency number right away. */
  readonly now: string;
  /** From somebody who does not want to live. */
  readonly self: string;
}

export interface Harmless {
  /** Words that only sound like danger. */
  readonly none: string;
}

export type Told = InDanger & Harmless;
