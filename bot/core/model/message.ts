import * as z from "zod";
import type { PlainNumber, ShownCount } from "../disclosure/disclosure.ts";

/**
 * What the software says is never a sentence in the code but a key with parameters. The words are
 * looked up in `locales/` when the message is shown, in the language of the one who reads it.
 */

/** A language as a BCP 47 tag: "nl", "en", "ar". */
export type Language = string;

/** Words and phrases that people type, by what they mean: not texts, and each language has its own, as many as it needs. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** The same text in several languages, as a municipality writes it in its configuration. */
export type Localized = Readonly<Record<Language, string>>;

/** A key `namespace:path` with what is filled in. `count` among the parameters chooses the plural form. */
export interface Message {
  readonly key: string;
  readonly params?: Params;
}

export type Params = { readonly [name: string]: Param };

/**
 * What can be filled in:
 * a person's own words or a number as they are · another message · a text of the municipality's ·
 * a calendar day · the same with its year, for what may lie far ahead · the day of a moment · several of these, joined the way the language joins a list · several of
 * these, each on a line of its own.
 */
export type Param =
  | string
  | number
  | Message
  | { readonly localized: Localized }
  | { readonly day: string }
  | { readonly date: string }
  | { readonly moment: string }
  | { readonly list: readonly Param[] }
  | { readonly rows: readonly Param[] };

export const localizedSchema: z.ZodType<Localized> = z.record(z.string(), z.string());

const paramSchema: z.ZodType<Param> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    messageSchema,
    z.object({ localized: localizedSchema }),
    z.object({ day: z.string() }),
    z.object({ date: z.string() }),
    z.object({ moment: z.string() }),
    z.object({ list: z.array(paramSchema) }),
    z.object({ rows: z.array(paramSchema) }),
  ]),
) as z.ZodType<Param>;

export const messageSchema: z.ZodType<Message> = z.lazy(() =>
  z.object({ key: z.string(), params: z.record(z.string(), paramSchema).optional() }),
) as z.ZodType<Message>;

/** The same with no number that was only counted: how many people may be told is for `disclosure.ts` to say. */
export type Told =
  | Exclude<Param, number | { readonly list: readonly Param[] } | { readonly rows: readonly Param[] }>
  | ShownCount
  | PlainNumber
  | { readonly list: readonly Told[] }
  | { readonly rows: readonly Told[] };

export type ToldParams = { readonly [name: string]: Told };

/**
 * What can be filled in at a key. Texts under `told.` tell how many people there are, and take only numbers that may be
 * shown; texts of surveys take those, and numbers of which is said that no people are counted in them.
 */
type ParamsOf<Key extends string> = Key extends `${string}:told.${string}`
  ? { readonly number: ShownCount } | { readonly least: number }
  : Key extends `survey:${string}` | `officials:survey.${string}`
    ? ToldParams
    : Params;

/** Short for a message: `say("issue:receipt.thanks", { number })`. */
export function say<Key extends string>(key: Key, params?: ParamsOf<Key>): Message {
  return params ? { key, params } : { key };
}
