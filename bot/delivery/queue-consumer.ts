import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import type { App } from "../ports/app.ts";
import { Wait } from "../ports/errors.ts";
import type { Log } from "../ports/log.ts";
import type { NoticeInQueue } from "../ports/store.ts";

const referenceSchema = z.object({ group: z.string(), id: z.string(), entry: z.optional(z.int()) });

/**
 * Milliseconds one delivery takes at most: a card with its entire thread, on a day when Slack is slow. With less time
 * left nothing is started, because a delivery cut off halfway arrives twice.
 */
export const ONE_DELIVERY = 15_000;
/** Seconds until a failed delivery is first retried; the pause doubles each time. */
const FIRST_PAUSE = 2;
/** Our limit on that pause, in seconds. */
const LONGEST_PAUSE = 300;

/**
 * The dependencies of `consumeNotices`. `postpone` hides a message for a number of seconds; 0 returns it immediately.
 */
export interface DeliveryParts {
  readonly deliver: App["deliver"];
  readonly postpone: (receipt: string, seconds: number) => Promise<void>;
  readonly log: Log;
}

/**
 * Delivers a batch from the queue. After a failure everything else for the same recipient waits too, so that nobody
 * gets messages in the wrong order; other recipients are unaffected. What there is no time for goes back.
 *
 * The queue keeps a recipient's messages in order by giving out none of them while one is hidden. So all of hers are
 * hidden equally long: one left hidden for the queue's default time would hold up the others.
 */
export async function consumeNotices(
  event: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
  { deliver, postpone, log }: DeliveryParts,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  /** When each recipient's messages may be retried, by recipient (milliseconds, as `performance.now()`). */
  const waiting = new Map<string, number>();
  const late: SQSRecord[] = [];

  async function putBack(record: SQSRecord, seconds: number): Promise<void> {
    batchItemFailures.push({ itemIdentifier: record.messageId });
    try {
      await postpone(record.receiptHandle, seconds);
    } catch (error) {
      // It returns when the queue's own timeout is over: no reason to repeat the others.
      log.error("not_postponed", error, { seconds });
    }
  }

  const wentAlong = new Set<SQSRecord>();
  for (const [at, record] of event.Records.entries()) {
    if (wentAlong.has(record)) continue;
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
      const next = attempt === 1 ? firstTries(event.Records.slice(at + 1), group) : [];
      const refs = next.map(({ ref }) => ref);
      const done = await deliver(referenceOf(record), attempt, timeLeft, refs);
      for (const { record: gone } of next.slice(0, done)) wentAlong.add(gone);
    } catch (error) {
      const seconds = pauseFor(error, attempt);
      // Waiting as long as was asked is normal; after an hour of it a person is alerted (attempts.ts).
      if (error instanceof Wait) log.info("delivery_waits", { attempt, seconds });
      else log.error("not_delivered", error, { attempt });
      waiting.set(group, performance.now() + seconds * 1000);
      await putBack(record, seconds);
    }
  }
  if (late.length > 0) log.info("given_back", { messages: late.length });
  // In reverse, so that a recipient's first message is never available before her second is back as well.
  for (const record of late.reverse()) await putBack(record, 0);
  return { batchItemFailures };
}

const referenceOf = ({ body }: SQSRecord): NoticeInQueue => referenceSchema.parse(JSON.parse(body));

/** What waits next in this group and was not tried before either. */
interface Next {
  readonly record: SQSRecord;
  readonly ref: NoticeInQueue;
}

function firstTries(records: readonly SQSRecord[], group: string): readonly Next[] {
  const next: Next[] = [];
  for (const record of records) {
    if (record.attributes.MessageGroupId !== group) continue;
    try {
      if (record.attributes.ApproximateReceiveCount !== "1") break;
      next.push({ record, ref: referenceOf(record) });
    } catch {
      // It is delivered by itself, and fails by itself.
      break;
    }
  }
  return next;
}

/**
 * Seconds to wait before the next try. If the other side said how long, not a second earlier. A service that is itself
 * in trouble gives a figure that means little; there the pause grows each time, so that an hour's worth of tries is not
 * used up within a minute.
 */
function pauseFor(error: unknown, attempt: number): number {
  if (!(error instanceof Wait)) return pauseAfter(attempt);
  return error.refused ? Math.max(1, error.seconds) : Math.max(1, error.seconds, pauseAfter(attempt));
}

function pauseAfter(attempt: number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (Math.max(1, attempt) - 1));
}
