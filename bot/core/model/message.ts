import * as z from "zod/mini";
import { type Day, daySchema, type Instant, instantSchema } from "../calendar/time.ts";
import type { PlainNumber, ShownCount } from "../disclosure/disclosure.ts";

/**
 * Everything the software says is a key with parameters, never a sentence in the code. The words are looked up in
 * `locales/` when the message is shown, in the reader's language.
 */

/** A language as a BCP 47 tag: "nl", "en", "ar". */
export type Language = string;

/** Words and phrases that people type, by meaning: not texts; each language has its own, as many as it needs. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** The lists of each of the town's languages, its own first. They are read when they are first asked for. */
export type Vocabularies = () => readonly Vocabulary[];

/** Texts by key, in as many layers as the key has dots. */
export interface Namespace {
  readonly [name: string]: string | Namespace;
}

/** All that is said and understood, language by language and namespace by namespace; nothing is read before it is needed. */
export interface Texts {
  /** The languages that have texts. */
  readonly languages: readonly Language[];
  /** What stands before the `:` in a key. @returns a new object each time; undefined when there is no such file */
  namespace(language: Language, name: string): Namespace | undefined;
  /** Empty for a language without lists. */
  vocabulary(language: Language): Vocabulary;
}

/** The same text in several languages, as a municipality writes it in its configuration. */
export type Localized = Readonly<Record<Language, string>>;

/** A key `namespace:path` with its parameters. `count` among them chooses the plural form. */
export interface Message {
  readonly key: string;
  readonly params?: Params;
}

export type Params = { readonly [name: string]: Param };

/**
 * A parameter:
 * a person's own words or a number as they are · another message · a text of the municipality's ·
 * a calendar day · the same with its year, for dates far ahead · the day of a moment ·
 * several of these, joined the way the language joins a list · several of these, each on its own line.
 */
export type Param =
  | string
  | number
  | Message
  | { readonly localized: Localized }
  | { readonly day: Day }
  | { readonly date: Day }
  | { readonly moment: Instant }
  | { readonly list: readonly Param[] }
  | { readonly rows: readonly Param[] };

export const localizedSchema: z.ZodMiniType<Localized> = z.record(z.string(), z.string());

const paramSchema: z.ZodMiniType<Param> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    messageSchema,
    z.object({ localized: localizedSchema }),
    z.object({ day: daySchema }),
    z.object({ date: daySchema }),
    z.object({ moment: instantSchema }),
    z.object({ list: z.array(paramSchema) }),
    z.object({ rows: z.array(paramSchema) }),
  ]),
) as z.ZodMiniType<Param>;

export const messageSchema: z.ZodMiniType<Message> = z.lazy(() =>
  z.object({ key: z.string(), params: z.optional(z.record(z.string(), paramSchema)) }),
) as z.ZodMiniType<Message>;

/** The same, without any merely counted number: `disclosure.ts` decides how many people may be told. */
export type Told =
  | Exclude<Param, number | { readonly list: readonly Param[] } | { readonly rows: readonly Param[] }>
  | ShownCount
  | PlainNumber
  | { readonly list: readonly Told[] }
  | { readonly rows: readonly Told[] };

export type ToldParams = { readonly [name: string]: Told };

/**
 * The parameters of a key. Texts under `told.` say how many people there are, and accept only numbers that may be
 * shown; texts of surveys accept those, plus numbers declared not to count people.
 */
type ParamsOf<Key extends string> = Key extends `${string}:told.${string}`
  ? { readonly number: ShownCount } | { readonly least: number }
  : Key extends `survey:${string}` | `officials:survey.${string}`
    ? ToldParams
    : Params;

/** Shorthand for a message: `say("issue:receipt.thanks", { number })`. */
export function say<Key extends string>(key: Key, params?: ParamsOf<Key>): Message {
  return params ? { key, params } : { key };
}
