import * as z from "zod/mini";
import { upTo } from "../core/model/characters.ts";
import type { Outbox } from "../ports/outbox.ts";
import type { AwsService } from "./client.ts";

const answerSchema = z.object({ Failed: z.optional(z.array(z.object({ Code: z.optional(z.string()) }))) });

/** SQS accepts at most ten messages in one call. */
const BATCH = 10;
/** Seconds. SQS hides a message for at most twelve hours. */
const LONGEST_WAIT = 12 * 60 * 60;

interface Entry {
  readonly body: unknown;
  readonly group: string;
  /** The same value within five minutes means the same message. */
  readonly once: string;
}

export interface SqsOutbox extends Outbox {
  /** Hides a notice for this many seconds; 0 makes it visible at once. */
  postpone(receipt: string, seconds: number): Promise<void>;
  /** The same for a part of a broadcast. */
  giveBack(receipt: string, seconds: number): Promise<void>;
}

/**
 * References, in FIFO queues. Notices have one message group per recipient, which keeps them in order; broadcasts share
 * a single group, so that there is one sender.
 */
export function sqsOutbox(
  urls: { readonly notices: string; readonly broadcast: string },
  sqs: AwsService,
): SqsOutbox {
  async function send(queue: string, entries: readonly Entry[]): Promise<void> {
    for (let start = 0; start < entries.length; start += BATCH) {
      const { Failed } = answerSchema.parse(
        await sqs("SendMessageBatch", {
          QueueUrl: queue,
          Entries: entries.slice(start, start + BATCH).map(({ body, group, once }, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify(body),
            MessageGroupId: upTo(group.replace(/[^A-Za-z0-9:]/g, "_"), 128),
            MessageDeduplicationId: once.replace(/[^A-Za-z0-9:#.-]/g, "_").slice(-128),
          })),
        }),
      );
      if (Failed?.length)
        throw new Error(`${Failed.length} messages were not taken by the queue: ${Failed[0]?.Code}`);
    }
  }

  async function hide(queue: string, receipt: string, seconds: number): Promise<void> {
    const VisibilityTimeout = Math.min(LONGEST_WAIT, Math.max(0, Math.ceil(seconds)));
    await sqs("ChangeMessageVisibility", { QueueUrl: queue, ReceiptHandle: receipt, VisibilityTimeout });
  }

  return {
    hand: (notices) =>
      send(
        urls.notices,
        notices.map(({ group, id, entry }) => ({
          body: { group, id, entry },
          group,
          once: `${id}:${group}`,
        })),
      ),
    spread: (parts) =>
      send(
        urls.broadcast,
        parts.map(({ broadcast, part, again }) => ({
          body: { broadcast, part },
          group: "broadcast",
          once: [broadcast, part, ...(again === undefined ? [] : [again])].join(":"),
        })),
      ),
    postpone: (receipt, seconds) => hide(urls.notices, receipt, seconds),
    giveBack: (receipt, seconds) => hide(urls.broadcast, receipt, seconds),
  };
}
