import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Outside } from "./installation.ts";

/**
 * Dead letters of the queues. AWS can move them too (StartMessageMoveTask, also for FIFO queues), but all at once and
 * unseen; here each is received, sent to the live queue and only then removed. Dying in between makes a second copy,
 * which does no harm: a message is a reference, and work is not repeated.
 */

/** Seconds for which a received message is hidden from others: enough to hand over ten (our limit). */
const HELD = 60;
/** Seconds for which a message that was only looked at is hidden (our limit). */
const GLANCED = 1;
/** SQS returns at most ten at a time; more rounds than this are no longer looking (our limit). */
const MOST_ROUNDS = 1000;

async function receive(url: string, { sqs }: Outside, hidden: number): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: hidden,
      MessageSystemAttributeNames: ["All"],
    }),
  );
  return Messages;
}

/** Since when, how many attempts, and its reference. Bodies contain only references (bot/aws/sqs-outbox.ts). */
function line({ MessageId, Attributes = {} }: Message): string {
  const sent = Number(Attributes.SentTimestamp);
  const since = Number.isFinite(sent) && sent > 0 ? new Date(sent).toISOString() : "an unknown moment";
  return `  ${MessageId ?? "?"}, since ${since}`;
}

/** Lists what is there; the first ten by id. @returns 0: there was nothing to do */
export async function showQueue(what: string, dead: string, world: Outside): Promise<number> {
  const messages = await receive(dead, world, GLANCED);
  world.say(`Set aside by the queue of ${what}: ${messages.length === 10 ? "10 or more" : messages.length}.`);
  for (const one of messages) world.say(line(one));
  return 0;
}

/**
 * @param since only what was set aside at or after this moment (milliseconds since 1970); the rest stays
 * @param living the queue it came from; undefined for changes of the table, which AWS keeps for a day only: the clock
 *   handed over its notices long ago, so the letter has done its work once a person has seen it
 * @returns how many could not be handed over
 */
export async function handOver(
  what: string,
  dead: string,
  living: string | undefined,
  since: number,
  world: Outside,
): Promise<number> {
  let moved = 0;
  let older = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const messages = await receive(dead, world, HELD);
    if (messages.length === 0) break;
    for (const message of messages) {
      const { Body = "", Attributes = {}, ReceiptHandle } = message;
      // It is hidden for a minute and then visible again.
      if (Number(Attributes.SentTimestamp) < since) {
        older++;
        continue;
      }
      if (living !== undefined)
        await world.sqs.send(
          new SendMessageCommand({
            QueueUrl: living,
            MessageBody: Body,
            MessageGroupId: Attributes.MessageGroupId ?? "redrive",
            // A new id: the old one would be swallowed if it is less than five minutes old.
            MessageDeduplicationId: `again-${message.MessageId ?? crypto.randomUUID()}`,
          }),
        );
      await world.sqs.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }));
      world.say(line(message));
      moved++;
    }
  }
  world.say(
    living === undefined
      ? `Set aside by the queue of ${what}: ${moved}, seen and removed. Their messages were handed over by the clock; the running figures may lack them.`
      : `Set aside by the queue of ${what}: ${moved} handed over again.`,
  );
  if (older > 0) world.say(`  ${older} older ones stay.`);
  return 0;
}
