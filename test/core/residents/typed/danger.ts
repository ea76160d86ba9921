/**
 * Which messages are answered with whom to call. For whom and how, see `test/core/residents/danger.test.ts`. A message more is a line
 * more, a language more a file more.
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
