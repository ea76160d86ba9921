import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { describe, expect, test, vi } from "vitest";
import { localAws, startQueuesAndBucket } from "../../local/aws.ts";
import { invokes } from "../../local/invocation.ts";
import { localDeployment } from "../../local/local-deployment.ts";
import { feedFromQueue } from "../../local/queue-source.ts";

/** How many times a message is tried before it goes to the dead letters. */
const TRIES = 4;
describe("queues and the bucket on one machine", () => {
  test("a handed notice comes in order, comes again when it failed, and ends with the dead ones; a photo is kept", async () => {
    const deployment = await localDeployment();
    const { Notices: notices } = deployment.queues;
    const [source] = deployment.queueSources;
    if (!notices?.dead || !source) throw new Error("there is no queue of notices");
    // A few tries, a second apart: hidden for no time at all, a message would be given out again while it is handled.
    const setAside = { ...notices.dead, after: TRIES };
    const queues = { ...deployment.queues, Notices: { ...notices, visibility: 1, dead: setAside } };
    const local = await startQueuesAndBucket({ ...deployment, queues });
    const sqs = new SQSClient({ ...localAws, endpoint: local.endpoint });
    const heard: string[] = [];
    const dead: string[] = [];
    const line = { source, sqs, timeout: 10 };
    const delivers = invokes(async ({ Records }: SQSEvent) => {
      heard.push(...Records.map(({ body }) => body));
      return {
        batchItemFailures: Records.filter(({ body }) => body === "broken").map(({ messageId }) => ({
          itemIdentifier: messageId,
        })),
      };
    });
    const poll = feedFromQueue({ ...line, url: local.queues.notices, invoke: delivers });
    const looks = invokes(
      async ({ Records }: SQSEvent) => void dead.push(...Records.map(({ body }) => body)),
    );
    const watch = feedFromQueue({ ...line, url: local.queues.dead, invoke: looks });
    for (const [group, body] of [
      ["oksana", "first"],
      ["oksana", "second"],
      ["jan", "broken"],
    ] as const) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: local.queues.notices,
          MessageBody: body,
          MessageGroupId: group,
          MessageDeduplicationId: body,
        }),
      );
    }
    await vi.waitFor(() => expect(dead).toEqual(["broken"]), { timeout: 15_000 });
    expect(heard.filter((body) => body !== "broken")).toEqual(["first", "second"]);
    expect(heard.filter((body) => body === "broken")).toHaveLength(TRIES);

    const s3 = new S3Client({ ...localAws, endpoint: local.endpoint });
    await s3.send(
      new PutObjectCommand({
        Bucket: local.bucket,
        Key: "a/photo",
        Body: new Uint8Array([1, 2, 3]),
        ContentType: "image/jpeg",
      }),
    );
    const kept = await s3.send(new GetObjectCommand({ Bucket: local.bucket, Key: "a/photo" }));
    expect([...((await kept.Body?.transformToByteArray()) ?? [])]).toEqual([1, 2, 3]);
    await Promise.all([poll.stop(), watch.stop()]);
    await local.stop();
  }, 30_000);
});
