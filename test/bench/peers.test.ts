import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundlePeers, type PeerBundles } from "../../bench/bundles.ts";
import { fromSlack, fromTelegram, typed } from "../../bench/events.ts";
import { startWorker, type Worker } from "../../bench/processes.ts";
import { checkReceipts, rehearse } from "../../bench/rehearsal.ts";
import { PEER_REPORT, peer, type Stack, secrets } from "../../bench/stacks.ts";
import { openStage, type Stage } from "../../bench/stage.ts";
import { dynamoForTests } from "../support/dynamo.ts";

/**
 * A comparison is fair only if what we are compared with really works. So the peers are bundled as in the bench, each
 * started in a process of its own, and made to do what is measured.
 */

// Says whether there is a Java, in the same words as the tests of the store.
const probe = await dynamoForTests();
await probe?.stop();

describe.skipIf(probe === undefined)("what we are compared with", () => {
  let folder: string;
  let stage: Stage;
  let bundles: PeerBundles;
  let stack: Stack;
  const workers: Worker[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "samenspel-peers-"));
    bundles = await bundlePeers(folder);
    stack = peer(bundles);
    stage = await openStage(secrets);
    await stack.createTable(stage.client, "peer");
  }, 90_000);

  afterAll(async () => {
    for (const worker of workers) await worker.stop();
    await stage?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function starts(which: keyof PeerBundles): Promise<Worker> {
    const worker = await startWorker(bundles[which], { ...stage.environment, TABLE_NAME: "peer" });
    workers.push(worker);
    return worker;
  }

  async function items(kind: string): Promise<readonly string[]> {
    const { Items = [] } = await stage.client.send(new ScanCommand({ TableName: "peer" }));
    return Items.flatMap(({ pk }) => (pk?.S?.startsWith(`${kind}#`) ? [pk.S] : []));
  }

  test("the grammY bot takes a report from words to receipt, and stores it", async () => {
    const worker = await starts("telegram");
    const residents = [1, 2, 3];
    await rehearse(stack.joins, residents, worker, stage.chats);
    await rehearse(stack.raises, residents, worker, stage.chats);
    await checkReceipts(stack, residents, stage.chats);
    expect(await items("issue")).toHaveLength(3);
    expect(await items("session")).toHaveLength(3);
  });

  test("the grammY bot remembers a dialogue in DynamoDB, not in its process", async () => {
    const before = await starts("telegram");
    await rehearse(stack.raises.slice(0, 3), [4], before, stage.chats);
    const after = await starts("telegram");
    await rehearse(stack.raises.slice(3), [4], after, stage.chats);
    await checkReceipts(stack, [4], stage.chats);
  });

  test("the grammY bot turns away callers without the secret", async () => {
    const event = fromTelegram(typed(5, 5, "Hoi"));
    const worker = await starts("telegram");
    const stranger = {
      ...event,
      headers: { ...event.headers, "x-telegram-bot-api-secret-token": "guessed" },
    };
    expect(await worker.answers(stranger)).toMatchObject({ statusCode: 401 });
  });

  test("the Bolt app shows a report at a signed command, and turns away an unsigned one", async () => {
    await stage.client.send(
      new PutItemCommand({
        TableName: "peer",
        Item: { pk: { S: `issue#${PEER_REPORT}` }, words: { S: "De lamp is kapot" }, status: { S: "new" } },
      }),
    );
    const worker = await starts("slack");
    const command = fromSlack({
      ...stack.command,
      team_id: "T0",
      user_id: "U0ANA",
      channel_id: "C0DESK1",
      trigger_id: "1.2.3",
      response_url: "http://127.0.0.1:9/never-called",
    });
    const answer = await worker.answers(command);
    expect(answer).toMatchObject({ statusCode: 200 });
    expect(JSON.stringify(answer)).toContain("De lamp is kapot");
    const unsigned = { ...command, headers: { ...command.headers, "x-slack-signature": "v0=guessed" } };
    expect(await worker.answers(unsigned)).toMatchObject({ statusCode: 401 });
  });

  test("the Bolt app stores the answer of a form", async () => {
    const worker = await starts("slack");
    const payload = {
      type: "view_submission",
      team: { id: "T0", domain: "town" },
      user: { id: "U0ANA", team_id: "T0" },
      view: {
        id: "V1",
        type: "modal",
        callback_id: "answer",
        private_metadata: PEER_REPORT,
        state: { values: { text: { text: { type: "plain_text_input", value: "De lamp is vervangen." } } } },
      },
    };
    const answer = await worker.answers(fromSlack({ payload: JSON.stringify(payload) }));
    expect(answer).toMatchObject({ statusCode: 200 });
    const { Item } = await stage.client.send(
      new GetItemCommand({ TableName: "peer", Key: { pk: { S: `issue#${PEER_REPORT}` } } }),
    );
    expect(Item).toMatchObject({ status: { S: "answered" }, answer: { S: "De lamp is vervangen." } });
  });
});
