import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type Shard,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type {
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from "aws-lambda";
import * as z from "zod";
import { localAws } from "./aws.ts";

/** How often the stream is asked for news. Lambda asks four times a second. Milliseconds. */
const POLL = 150;

/** A failing batch is tried again after this long, twice as long each time up to the second. Milliseconds. */
const BACK_OFF = [200, 5_000] as const;

export interface Poll {
  /** Resolves when the batch in hand is finished and nothing more will be handled. */
  stop(): Promise<void>;
}

/** How far a stream was handled: the last sequence number, by shard. */
export interface Progress {
  readonly before: Readonly<Record<string, string>>;
  keep(shard: string, upTo: string): void;
}

/**
 * Feeds a handler with the table's stream, from its beginning or from where it was left, as Lambda does: in order, a parent shard
 * before its children, a failing batch (or what the handler reports of it) again and again with back-off.
 */
export function pollStream(
  client: DynamoDBStreamsClient,
  table: string,
  handler: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined> | Promise<void>,
  progress?: Progress,
): Poll {
  const open = new Map<string, { iterator: string | undefined; last: string | undefined }>();
  const finished = new Set<string>();
  const told = teller(`stream of ${table}`);

  const findShards = async (arn: string): Promise<void> => {
    const shards: Shard[] = [];
    let after: string | undefined;
    do {
      const { StreamDescription } = await client.send(
        new DescribeStreamCommand({ StreamArn: arn, ExclusiveStartShardId: after }),
      );
      shards.push(...(StreamDescription?.Shards ?? []));
      after = StreamDescription?.LastEvaluatedShardId;
    } while (after !== undefined);
    const known = new Set(shards.map((shard) => shard.ShardId));
    for (const { ShardId: id, ParentShardId: parent } of shards) {
      if (id === undefined || open.has(id) || finished.has(id)) continue;
      if (parent === undefined || finished.has(parent) || !known.has(parent))
        open.set(id, { iterator: undefined, last: progress?.before[id] });
    }
  };

  const readShard = async (
    arn: string,
    id: string,
    shard: { iterator: string | undefined; last: string | undefined },
  ): Promise<boolean> => {
    if (shard.iterator === undefined) {
      const from =
        shard.last === undefined
          ? { ShardIteratorType: "TRIM_HORIZON" as const }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: shard.last };
      shard.iterator = (
        await client.send(new GetShardIteratorCommand({ StreamArn: arn, ShardId: id, ...from }))
      ).ShardIterator;
    }
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator: shard.iterator, Limit: 100 }),
    );
    let left = Records.map((record) => lambdaRecord(record, arn));
    for (let wait: number = BACK_OFF[0]; left.length > 0; wait = Math.min(wait * 2, BACK_OFF[1])) {
      try {
        const failed = failedOf(await handler({ Records: left }));
        const first = left.findIndex((record) => failed.has(record.dynamodb?.SequenceNumber ?? ""));
        left = failed.size === 0 ? [] : left.slice(Math.max(first, 0));
      } catch (error) {
        told(error);
      }
      if (left.length > 0) await pause(wait);
      if (stopped && left.length > 0) return true;
    }
    shard.last = Records.at(-1)?.dynamodb?.SequenceNumber ?? shard.last;
    if (shard.last !== undefined && Records.length > 0) progress?.keep(id, shard.last);
    shard.iterator = NextShardIterator;
    if (NextShardIterator === undefined) {
      open.delete(id);
      finished.add(id);
    }
    return Records.length > 0;
  };

  let stopped = false;
  const running = (async () => {
    let arn: string | undefined;
    for (let round = 0; !stopped; round++) {
      let news = false;
      try {
        arn ??= (await client.send(new ListStreamsCommand({ TableName: table }))).Streams?.[0]?.StreamArn;
        if (arn === undefined) throw new Error(`the table ${table} has no stream`);
        if (open.size === 0 || round % 20 === 0) await findShards(arn);
        for (const [id, shard] of open) {
          try {
            news = (await readShard(arn, id, shard)) || news;
          } catch (error) {
            if (!(error instanceof ExpiredIteratorException)) throw error;
            shard.iterator = undefined; // the handler took longer than a place in the stream is kept
          }
        }
      } catch (error) {
        told(error);
        await pause(BACK_OFF[0]);
      }
      if (!news) await pause(POLL);
    }
  })();
  return {
    stop() {
      stopped = true;
      return running;
    },
  };
}

type Values = NonNullable<NonNullable<StreamRecord["dynamodb"]>["NewImage"]>;

/**
 * As Lambda hands it over: bytes are a text in base64, where the SDK gives an array. And the stream of DynamoDB
 * Local writes an empty map as nothing at all; the real one writes `{ M: {} }`.
 */
function whole(image: Values): Values {
  return Object.fromEntries(
    Object.entries(image).map(([name, value]): [string, Values[string]] => {
      if (Object.keys(value).length === 0) return [name, { M: {} }];
      if (value.B) {
        const text: unknown = Buffer.from(value.B).toString("base64");
        return [name, { B: text } as Values[string]];
      }
      return [name, value.M ? { M: whole(value.M) } : value];
    }),
  );
}

/** A stream record in the shape that Lambda gives it to a handler. */
function lambdaRecord(record: StreamRecord, arn: string): DynamoDBRecord {
  const { ApproximateCreationDateTime, ...dynamodb } = record.dynamodb ?? {};
  const shaped = {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion,
    eventSource: record.eventSource,
    awsRegion: record.awsRegion,
    eventSourceARN: arn,
    dynamodb: {
      ...dynamodb,
      ...(dynamodb.NewImage && { NewImage: whole(dynamodb.NewImage) }),
      ...(dynamodb.OldImage && { OldImage: whole(dynamodb.OldImage) }),
      ...(ApproximateCreationDateTime && {
        ApproximateCreationDateTime: ApproximateCreationDateTime.getTime() / 1000,
      }),
    },
  };
  // The two libraries type the same JSON differently (attribute values).
  return shaped as DynamoDBRecord;
}

/** Feeds a handler with a queue, as Lambda does: what it reports as failed, or all when it throws, comes again after the visibility time. `batch`: at most so many at once. */
export function pollQueue(
  sqs: SQSClient,
  url: string,
  handler: (event: SQSEvent) => Promise<SQSBatchResponse | undefined> | Promise<void>,
  batch = 10,
): Poll {
  const told = teller(`queue ${url}`);
  let stopped = false;
  const running = (async () => {
    let arn: string | undefined;
    while (!stopped) {
      try {
        arn ??= (
          await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] }))
        ).Attributes?.QueueArn;
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: url,
            MaxNumberOfMessages: batch,
            WaitTimeSeconds: 1,
            MessageSystemAttributeNames: ["All"],
          }),
        );
        if (Messages.length === 0) continue;
        const Records = Messages.map(
          (message): SQSRecord => ({
            messageId: message.MessageId ?? "",
            receiptHandle: message.ReceiptHandle ?? "",
            body: message.Body ?? "",
            attributes: {
              ApproximateReceiveCount: "1",
              SentTimestamp: "0",
              SenderId: "local",
              ApproximateFirstReceiveTimestamp: "0",
              ...message.Attributes,
            },
            messageAttributes: {},
            md5OfBody: message.MD5OfBody ?? "",
            eventSource: "aws:sqs",
            eventSourceARN: arn ?? "",
            awsRegion: localAws.region,
          }),
        );
        const failed = failedOf(await handler({ Records }));
        const done = Records.filter(({ messageId }) => !failed.has(messageId));
        if (done.length === 0) continue;
        await sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl: url,
            Entries: done.map(({ receiptHandle }, at) => ({ Id: String(at), ReceiptHandle: receiptHandle })),
          }),
        );
      } catch (error) {
        told(error);
        await pause(BACK_OFF[0]);
      }
    }
  })();
  return {
    stop() {
      stopped = true;
      return running;
    },
  };
}

const answerSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })
  .nullish();

/** What a handler says it could not handle; nothing when it says nothing. */
function failedOf(answer: unknown): ReadonlySet<string> {
  return new Set(answerSchema.parse(answer)?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}

/** Says each different mistake once, so that one that repeats does not fill the screen. */
function teller(where: string): (error: unknown) => void {
  const said = new Set<string>();
  return (error) => {
    const text = String(error);
    if (said.has(text)) return;
    said.add(text);
    console.error(`${where}:`, error);
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
