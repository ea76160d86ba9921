import { describe, expect, onTestFinished, test, vi } from "vitest";
import { AwsRefusal } from "../../bot/aws/client.ts";
import type { Instant } from "../../bot/core/calendar/time.ts";
import { Conflict } from "../../bot/ports/errors.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import type { Dynamo } from "../../bot/store/dynamo-client.ts";
import { dynamoTable } from "../../bot/store/dynamo-table.ts";
import { entry, lane } from "./rows.ts";

const seals = createSecrecy("a secret of at least thirty-two characters");
const now: Instant = "2026-05-04T09:00:00.000Z";

/** DynamoDB Local never says so, so a client that does stands in for it. */
describe("two transactions that meet", () => {
  const meeting = (times: number) => {
    let left = times;
    const sent: string[] = [];
    // The one thing a store asks of a client is to be called.
    const client = (async (operation: string) => {
      sent.push(operation);
      if (left-- > 0)
        throw new AwsRefusal("TransactionCanceledException", 400, "cancelled", [
          "None",
          "TransactionConflict",
        ]);
      return {};
    }) as unknown as Dynamo;
    return { store: dynamoTable({ client, table: "town", now: () => now, seals }), sent };
  };

  test("a commit has to decide again, and knows why", async () => {
    const refused = await meeting(1)
      .store.commit([{ put: lane(), expect: "new" }])
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Conflict);
    expect(refused).toHaveProperty(
      "cause",
      expect.objectContaining({ name: "TransactionCanceledException" }),
    );
  });

  test("a count tries again by itself, and does not go on for ever", async () => {
    const counted = [entry({ counts: { desk: "roads", month: "2026-05", event: "received" } })];
    const patient = meeting(2);
    await patient.store.count(counted);
    expect(patient.sent).toHaveLength(3);
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const hopeless = meeting(Number.POSITIVE_INFINITY);
    const refused = expect(hopeless.store.count(counted)).rejects.toThrow("cancelled");
    await vi.runAllTimersAsync();
    await refused;
    expect(hopeless.sent).toHaveLength(6);
  });

  test("rows that DynamoDB did not get to are asked for again", async () => {
    let asked = 0;
    const client = (async (operation: string) => {
      if (operation !== "BatchGetItem") return {};
      return asked++ === 0
        ? { UnprocessedKeys: { town: { Keys: [{ pk: { S: "FIGURES#roads" }, sk: { S: "2026-05" } }] } } }
        : {
            Responses: { town: [{ pk: { S: "FIGURES#roads" }, sk: { S: "2026-05" }, received: { N: "3" } }] },
          };
    }) as unknown as Dynamo;
    const figures = await dynamoTable({ client, table: "town", now: () => now, seals }).figures("roads", [
      "2026-05",
    ]);
    expect(figures.received).toBe(3);
  });
});
