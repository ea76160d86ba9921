import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Outside } from "./installation.ts";

/**
 * Dead letters of the queues. AWS moves them too (StartMessageMoveTask, also for FIFO queues), but in one go and
 * unseen; here each is taken, sent to the living queue and only then removed. Dying in between makes a second
 * copy, which does no harm: a message is a reference, and what is done is not done again.
 */

/** Seconds for which what was received is hidden from others: enough to hand over ten. */
const HELD = 60;
/** Seconds for which what was only looked at is hidden. */
const GLANCED = 1;
/** Ten at a time is what SQS gives; more rounds than this is not looking any more. */
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

/** Since when, how often tried, and its reference. Bodies hold references only (bot/aws/sqs-outbox.ts). */
function line({ MessageId, Attributes = {} }: Message): string {
  const sent = Number(Attributes.SentTimestamp);
  const since = Number.isFinite(sent) && sent > 0 ? new Date(sent).toISOString() : "an unknown moment";
  return `  ${MessageId ?? "?"}, since ${since}`;
}

/** Says what is there; the first ten by id. @returns 0: nothing was to be done */
export async function showQueue(what: string, dead: string, world: Outside): Promise<number> {
  const messages = await receive(dead, world, GLANCED);
  world.say(`Set aside by the queue of ${what}: ${messages.length === 10 ? "10 or more" : messages.length}.`);
  for (const one of messages) world.say(line(one));
  return 0;
}

/**
 * @param since only what was set aside at or after this moment (milliseconds since 1970); the rest stays
 * @param living where it came from; undefined for news of the table, which AWS keeps for a day only: its notices
 *   were handed over by the clock long ago, so the letter has done its work when a person has seen it
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
      // It is hidden for a minute and then there again.
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
            // A new one: the old one would be swallowed when it is not five minutes old.
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
