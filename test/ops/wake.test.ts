import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { instantAt } from "../../bot/core/calendar/time.ts";
import type { Row } from "../../bot/ports/rows.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { readRow, rowImage } from "../../bot/store/item-codec.ts";
import { alarmKey, contributionKey, type Key, processKey } from "../../bot/store/keys.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { wake } from "../../ops/wake.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { sampleProcess } from "../support/sample-process.ts";
import { install, type TestInstallation } from "./installation.ts";

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

describe.skipIf(dynamo === undefined)("after an upgrade an administrator wakes what was not watched", () => {
  let town: TestInstallation;
  beforeEach(async () => {
    if (!dynamo) throw new Error("no DynamoDB");
    town = await install(dynamo);
  });
  afterEach(() => town.stop());

  const wakes = (...more: string[]) => {
    town.said.length = 0;
    return wake(more, town.open);
  };
  const seals = () => createSecrecy(town.keys().SAMENSPEL_SECRET ?? "");
  const puts = (row: Row) =>
    town.outside.dynamo.send(
      new PutItemCommand({ TableName: town.outputs.TableName, Item: forSdk(rowImage(row, seals())) }),
    );
  async function finds({ pk, sk }: Key) {
    const { Item } = await town.outside.dynamo.send(
      new GetItemCommand({
        TableName: town.outputs.TableName,
        Key: { pk: { S: pk }, sk: { S: sk } },
        ConsistentRead: true,
      }),
    );
    return Item;
  }
  const alarmOf = async (id: string) => (await finds(alarmKey(id)))?.dueFor?.S;
  /** That of a contribution lies in its own item. */
  const momentOf = async (id: string) => (await finds(contributionKey(id)))?.wakeFor?.S;

  test("a process that has no alarm gets one, when she says so and once", async () => {
    await puts(sampleProcess({ id: "P1000001" }));
    await puts(sampleProcess({ id: "P1000002", wakeAt: instantAt(Date.now() + 60_000) }));
    await puts(sampleProcess({ id: "P1000003", open: false, state: { at: "closed", forgotten: true } }));
    expect(await wakes()).toBe(0);
    expect(town.text).toContain("P1000001");
    expect(town.text).toContain("1 that the clock does not look at.");
    expect(await alarmOf("P1000001")).toBeUndefined();

    expect(await wakes("--do")).toBe(0);
    expect(await alarmOf("P1000001")).toBe("WAKE");
    expect(readRow(await finds(processKey("P1000001")), seals())).toMatchObject({
      id: "P1000001",
      version: 2,
      wakeAt: expect.any(String),
    });
    expect(await alarmOf("P1000003")).toBeUndefined();
    await wakes("--do");
    expect(town.text).toContain("0 that the clock does not look at.");
  });

  test("a manifesto that holds the council's steps or its promises, whatever its alarm, and none that has ended", async () => {
    const wakeAt = instantAt(Date.now() + 60_000);
    const themes = [{ n: 1, commitment: { what: "Een bankje" } }];
    const stored = [
      ["P1000001", { at: "monitoring", themes }],
      ["P1000002", { at: "on_agenda", themes: [] }],
      ["P1000003", { at: "on_agenda", council: "P1000009", themes: [] }],
      ["P1000004", { at: "monitoring", themes: [{ n: 1 }] }],
    ] as const;
    for (const [id, state] of stored)
      await puts(sampleProcess({ id, instrument: "manifesto", state, wakeAt }));
    const closed = { at: "closed", themes };
    await puts(
      sampleProcess({ id: "P1000005", instrument: "manifesto", open: false, state: closed, wakeAt }),
    );
    await wakes();
    expect(town.text).toContain("2 that the clock does not look at.");
    for (const id of ["P1000001", "P1000002"]) expect(town.text).toContain(id);
  });

  test("a topic that nobody looked at too, and no report, which watches itself", async () => {
    const brought = { instrument: "manifesto", state: { process: "P1000001" } };
    const { contribution } = rowOfEachKind;
    await puts({ ...contribution, ...brought, id: "10000001" });
    await puts({ ...contribution, ...brought, id: "10000002", open: false });
    await puts({ ...contribution, id: "10000003" });
    // Closed while an earlier version had put it before the council.
    const council = { on: instantAt(0), by: "U0OLA" };
    const closed = { open: false, wakeAt: instantAt(Date.now() + 1e9) };
    const state = { status: { at: "closed" }, council };
    await puts({ ...contribution, ...closed, id: "10000004", state });
    await puts({
      ...contribution,
      ...closed,
      id: "10000005",
      state: { ...state, council: { ...council, response: "P1000001" } },
    });
    await wakes("--do");
    const woken = readRow(await finds(contributionKey("10000004")), seals());
    expect(woken).toMatchObject({ wakeAt: expect.stringMatching(/^20/), version: contribution.version + 1 });
    expect(readRow(await finds(contributionKey("10000005")), seals())).toMatchObject({
      version: contribution.version,
    });
    expect(await momentOf("10000001")).toBe("ALARM");
    expect(await momentOf("10000002")).toBeUndefined();
    expect(await momentOf("10000003")).toBeUndefined();
    expect(await finds(contributionKey("10000003"))).toBeDefined();
  });
});
