import type { Day } from "../calendar/time.ts";
import type { OfficialInput } from "../model/input.ts";
import type { Localized, Message } from "../model/message.ts";
import type { Place } from "../model/place.ts";
import type { Media } from "../model/screen.ts";
import type { Asks, FieldKind } from "./lifecycle.ts";

/** What is filled in at a row: as a form sends it, and as it is kept. */

/** What was filled in at a row, as its `asks` says. */
export type Filled<A> = A extends Asks
  ? { readonly [N in keyof A as Optional<A[N]> extends true ? never : N]: Value<A[N]> } & {
      readonly [N in keyof A as Optional<A[N]> extends true ? N : never]?: Value<A[N]>;
    }
  : Readonly<Record<string, never>>;
type Optional<F> = F extends `${string}?`
  ? true
  : F extends readonly (infer One)[]
    ? "" extends One
      ? true
      : false
    : false;
type Value<F> = F extends `${infer K extends FieldKind}?`
  ? FieldValues[K]
  : F extends FieldKind
    ? FieldValues[F]
    : F extends readonly [infer Row extends Asks]
      ? readonly Filled<Row>[]
      : F extends readonly (infer Option)[]
        ? Exclude<Option, "">
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
  date: Day;
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

/** A form that was sent, and the texts in its fields. */
export type Sent = Extract<OfficialInput, { type: "submitted" }>;
export type Submitted = Sent["values"];

/** What was filled in, as a row asks it, and what is wrong with it, by the name of the field. */
export interface ReadValues {
  readonly filled: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, Message>>;
}
