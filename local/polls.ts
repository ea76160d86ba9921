import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type Shard,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { invokes, pause, teller } from "./invocation.ts";
import { type Feed, feedFromStream, lookingOn } from "./stream-source.ts";

/** Milliseconds between two polls of the stream. Lambda polls four times a second. */
const POLL = 150;

/** Milliseconds to wait after a call to the stream itself failed. */
const BREATHER = 200;

export interface Poll {
  /** Resolves when the current batch is finished and nothing more will be handled. */
  stop(): Promise<void>;
}

/** How far a stream has been handled: the last sequence number, by shard. */
export interface Progress {
  readonly before: Readonly<Record<string, string>>;
  keep(shard: string, upTo: string): void;
}

/** Observes everything in the table's stream; a handler that throws sees the same again. */
export function watchStream(
  client: DynamoDBStreamsClient,
  table: string,
  handler: (event: DynamoDBStreamEvent) => Promise<void>,
): Poll {
  return pollStream(
    client,
    table,
    feedFromStream({
      source: lookingOn,
      timeout: 600,
      invoke: invokes(handler),
      setAside: () => Promise.reject(new Error("who looks on gives nothing up")),
    }),
  );
}

/**
 * Reads the table's stream, from its beginning or from where it was left off, as Lambda does: in order, a parent shard
 * before its children.
 */
export function pollStream(
  client: DynamoDBStreamsClient,
  table: string,
  feed: Feed,
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
    if (Records.length > 0 && !(await feed.take(Records.map((record) => lambdaRecord(record, arn)))))
      return true;
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
            // The handler took longer than a position is kept, or nothing was written for a while, which the emulator
            // takes for a position before the oldest record.
            if (!(error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException))
              throw error;
            shard.iterator = undefined;
          }
        }
      } catch (error) {
        told(error);
        await pause(BREATHER);
      }
      if (!news) await pause(POLL);
    }
  })();
  return {
    stop() {
      stopped = true;
      feed.stop();
      return running;
    },
  };
}

type Values = NonNullable<NonNullable<StreamRecord["dynamodb"]>["NewImage"]>;

/**
 * As Lambda delivers it: bytes are base64 text, where the SDK gives an array. And the stream of DynamoDB
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
      if (value.L) return [name, { L: value.L.map((one) => whole({ one }).one ?? one) }];
      return [name, value.M ? { M: whole(value.M) } : value];
    }),
  );
}

/** A stream record in the shape in which Lambda gives it to a handler. */
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
