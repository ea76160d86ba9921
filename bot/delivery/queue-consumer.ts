import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import type { App } from "../ports/app.ts";
import { Wait } from "../ports/errors.ts";
import type { Log } from "../ports/log.ts";

const referenceSchema = z.object({ group: z.string(), id: z.string() });

/**
 * One delivery takes no longer than this (milliseconds): a card with everything in its thread, on a day on
 * which Slack is slow. With less time left nothing is begun: what is cut off in the middle comes twice.
 */
export const ONE_DELIVERY = 15_000;
/** Seconds until a delivery that failed is tried again: this long the first time, twice as long each time. */
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 300;

/** What `consumeNotices` works with. `postpone` hides a message for so many seconds; 0 gives it back at once. */
export interface DeliveryParts {
  readonly deliver: App["deliver"];
  readonly postpone: (receipt: string, seconds: number) => Promise<void>;
  readonly log: Log;
}

/**
 * Delivers a batch from the queue. After a failure everything else of the same recipient waits as well, so
 * that nobody hears things in the wrong order; other recipients go on. What there is no time for goes back.
 *
 * The queue keeps a recipient's messages in order by giving out none of them while one is hidden. So all of
 * hers are hidden equally long: one that stayed hidden for the queue's own time would hold up the others.
 */
export async function consumeNotices(
  event: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
  { deliver, postpone, log }: DeliveryParts,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  /** When the messages of a recipient may come again, by recipient (`performance.now()`). */
  const waiting = new Map<string, number>();
  const late: SQSRecord[] = [];

  async function putBack(record: SQSRecord, seconds: number): Promise<void> {
    batchItemFailures.push({ itemIdentifier: record.messageId });
    try {
      await postpone(record.receiptHandle, seconds);
    } catch (error) {
      // It comes when the queue's own time is over: no reason to do the others again.
      log.error("not_postponed", error, { seconds });
    }
  }

  for (const record of event.Records) {
    const group = record.attributes.MessageGroupId ?? record.messageId;
    const until = waiting.get(group);
    if (until !== undefined) {
      await putBack(record, Math.max(1, Math.ceil((until - performance.now()) / 1000)));
      continue;
    }
    if (context.getRemainingTimeInMillis() < ONE_DELIVERY) {
      late.push(record);
      continue;
    }
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    try {
      const timeLeft = () => context.getRemainingTimeInMillis();
      await deliver(referenceSchema.parse(JSON.parse(record.body)), attempt, timeLeft);
    } catch (error) {
      const seconds = pauseFor(error, attempt);
      // Waiting as long as was asked is how it should be; after an hour of it a person is asked (trying.ts).
      if (error instanceof Wait) log.info("delivery_waits", { attempt, seconds });
      else log.error("not_delivered", error, { attempt });
      waiting.set(group, performance.now() + seconds * 1000);
      await putBack(record, seconds);
    }
  }
  if (late.length > 0) log.info("given_back", { messages: late.length });
  // Backwards, so that a recipient's first message is not alone in the queue before her second is back too.
  for (const record of late.reverse()) await putBack(record, 0);
  return { batchItemFailures };
}

/**
 * When the other side said how long: not a second earlier. A side that is in trouble itself says so without having
 * thought about it: there it is longer each time, so that the tries of an hour are not used up within a minute.
 */
function pauseFor(error: unknown, attempt: number): number {
  if (!(error instanceof Wait)) return pauseAfter(attempt);
  return error.refused ? Math.max(1, error.seconds) : Math.max(1, error.seconds, pauseAfter(attempt));
}

function pauseAfter(attempt: number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (Math.max(1, attempt) - 1));
}
