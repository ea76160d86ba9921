import type { Day } from "../calendar/time.ts";
import type { Localized } from "../model/message.ts";
import type { Place } from "../model/place.ts";
import type { Media } from "../model/screen.ts";
import type { Asks, FieldKind } from "./lifecycle.ts";

/** How what is filled in at a row is kept. */

/** What was filled in at a row, as its `asks` says. */
export type Filled<A> = A extends Asks
  ? { readonly [N in keyof A as Optional<A[N]> extends true ? never : N]: Value<A[N]> } & {
      readonly [N in keyof A as Optional<A[N]> extends true ? N : never]?: Value<A[N]>;
    }
  : Readonly<Record<string, never>>;
type Optional<F> = F extends `${string}?` ? true : false;
type Value<F> = F extends `${infer K extends FieldKind}?`
  ? FieldValues[K]
  : F extends FieldKind
    ? FieldValues[F]
    : F extends readonly [infer Row extends Asks]
      ? readonly Filled<Row>[]
      : F extends readonly (infer Option)[]
        ? Option
        : never;

/** Ages, neighbourhoods and languages; empty means everybody. */
export interface Groups {
  readonly ages: readonly string[];
  readonly neighbourhoods: readonly string[];
  readonly languages: readonly string[];
}

/** How each kind of field is kept. */
interface FieldValues {
  words: Localized;
  note: string;
  line: string;
  day: Day;
  number: number;
  /** In cents. */
  money: number;
  yes: boolean;
  link: string;
  file: string;
  photo: Media;
  place: Place;
  colleague: string;
  owner: string;
  groups: Groups;
}
