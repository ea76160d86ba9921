import type { Context } from "aws-lambda";
import * as z from "zod";

/** One call of a function, in this process or in one of its own. Its input and output have gone through JSON. */
export type Invoke = (event: unknown, context: Pick<Context, "getRemainingTimeInMillis">) => Promise<unknown>;

/** Wraps a handler of this process as a callable function: its input has the shape that it expects. */
export function invokes<Event>(
  handler: (event: Event, context: Parameters<Invoke>[1]) => Promise<unknown>,
): Invoke {
  return (event, context) => handler(event as Event, context);
}

/**
 * Calls a function as Lambda does.
 * @param seconds that a call may take
 * @throws what the function throws, or Error when its time is up: nobody waits for it any more. A function in this
 *   process cannot be cut off, so it keeps running
 */
export async function call(invoke: Invoke, event: unknown, seconds: number): Promise<unknown> {
  const until = performance.now() + seconds * 1000;
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    limit = setTimeout(
      () => reject(new Error(`Task timed out after ${seconds.toFixed(2)} seconds`)),
      seconds * 1000,
    );
  });
  try {
    const asked = invoke(asJson(event), { getRemainingTimeInMillis: () => until - performance.now() });
    return asJson(await Promise.race([asked, late]));
  } finally {
    clearTimeout(limit);
  }
}

function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

const reportSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * The items of a batch that a function reports it could not handle.
 * @param ids of the whole batch
 * @returns undefined when the response cannot be understood, or names something that was not in the batch: then nothing
 *   of it counts as handled
 */
export function failedOf(answer: unknown, ids: readonly string[]): ReadonlySet<string> | undefined {
  if (answer === undefined || answer === null) return new Set();
  const read = reportSchema.safeParse(answer);
  if (!read.success) return undefined;
  const failed = (read.data.batchItemFailures ?? []).map((one) => one.itemIdentifier);
  return failed.every((id) => ids.includes(id)) ? new Set(failed) : undefined;
}

/** Reports each distinct error once, so that a repeating one does not fill the screen. */
export function teller(where: string): (error: unknown) => void {
  const said = new Set<string>();
  return (error) => {
    const text = String(error);
    if (said.has(text)) return;
    said.add(text);
    console.error(`${where}:`, error);
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
