import * as z from "zod";

/**
 * What the deployed template decides about when and how functions are invoked. One machine emulates AWS from this, so
 * that what is tried there is what is deployed. Every property in the template has to be known here: a setting that is
 * not emulated would make the two differ unnoticed.
 */
export interface Deployment {
  /** By the name of the resource in the template, such as "Changes". */
  readonly functions: Readonly<Record<string, FunctionShape>>;
  /** By the name of the resource in the template, such as "Notices". */
  readonly queues: Readonly<Record<string, QueueShape>>;
  readonly streams: readonly StreamSource[];
  readonly queueSources: readonly QueueSource[];
  readonly clock: ClockShape;
  readonly routes: readonly Route[];
}

export interface FunctionShape {
  /** Seconds after which a call is cut off. */
  readonly timeout: number;
  /** The environment: a text, or the name of the resource it refers to. */
  readonly variables: Readonly<Record<string, string | { readonly of: string }>>;
}

export interface QueueShape {
  readonly fifo: boolean;
  /** Seconds for which a received message is hidden. */
  readonly visibility: number;
  /** Seconds for which a message is kept. */
  readonly retention: number;
  /** After this many receipts a message goes to that queue. */
  readonly dead?: { readonly queue: string; readonly after: number } | undefined;
}

/** Calls a function with changes in the table. */
export interface StreamSource {
  readonly function: string;
  /** As JSON, as `readFilters` takes them. */
  readonly filters: readonly string[];
  readonly batchSize: number;
  /** A failed batch is cut in two. */
  readonly bisects: boolean;
  /** The function reports from which change on it failed. */
  readonly reportsFailures: boolean;
  /** After the first attempt. */
  readonly retries: number;
  /** Seconds after which a change is dropped. */
  readonly maxAge: number;
  readonly start: "TRIM_HORIZON" | "LATEST";
  /** The queue for what could not be handled. */
  readonly dead: string;
}

/** Calls a function with messages of a queue. */
export interface QueueSource {
  readonly function: string;
  readonly queue: string;
  readonly filters: readonly string[];
  readonly batchSize: number;
  readonly concurrency: number;
  readonly reportsFailures: boolean;
}

export interface ClockShape {
  readonly function: string;
  /** Seconds between two ticks. */
  readonly every: number;
  readonly retries: number;
  readonly dead: string;
}

export interface Route {
  readonly method: string;
  /** May contain `{name}`, which matches anything. */
  readonly path: string;
  readonly function: string;
}

/** For a process that gets it from the one that made it: the template is not made twice. */
export const toldSchema = z.object({
  deployment: z.custom<Deployment>((value) => typeof value === "object" && value !== null),
  /** Addresses of the queues, by their names in the template. */
  urls: z.record(z.string(), z.string()),
});
