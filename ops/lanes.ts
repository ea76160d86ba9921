import {
  type AttributeValue,
  paginateScan,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { laneKey } from "../bot/store/keys.ts";
import { lanesTable, tableShape } from "../bot/store/table-shape.ts";
import { Problem, readOptions, run, which } from "./command.ts";
import { findInstallation, type Outside, outside } from "./installation.ts";

/**
 * `npm run lanes -- --municipality waterkant`: moves the lanes that still lie in the main table into the table of lanes,
 * and what is left of erased ones. Nothing is opened: each item is moved as it lies, in one transaction, if it is still
 * as it was read. A resident who does something at that moment moves her lane herself. It can be stopped and run again.
 */
export async function lanes(
  args: readonly string[],
  open: (at: { region: string }) => Outside = outside,
): Promise<number> {
  const options = readOptions(args, which);
  const world = open({ region: options.region });
  const { outputs } = await findInstallation({ ...options, outputs: options.outputs }, world);
  if (outputs.LanesPhase === "before" || outputs.LanesPhase === "stay")
    throw new Problem(
      "Functions may still run that look for lanes in the main table only. Deploy with --context lanes=move first (docs/operations.md, “Lanes of their own”).",
    );
  const { moved, left } = await moveLanes(outputs.TableName, world);
  world.say(`${moved} were moved into the table of lanes.`);
  if (left > 0) {
    world.say(`${left} were changed at the same moment. Run this again.`);
    return 1;
  }
  world.say("None is left in the main table.");
  if (outputs.LanesPhase !== "apart")
    world.say("From now on nobody need look there: deploy with --context lanes=apart.");
  return 0;
}

type Item = Record<string, AttributeValue>;

async function moveLanes(table: string, world: Outside): Promise<{ moved: number; left: number }> {
  const count = { moved: 0, left: 0 };
  const pages = paginateScan(
    { client: world.dynamo },
    {
      TableName: table,
      ConsistentRead: true,
      FilterExpression: "begins_with(#pk, :lane)",
      ExpressionAttributeNames: { "#pk": tableShape.partitionKey },
      ExpressionAttributeValues: { ":lane": { S: laneKey("").pk } },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) count[(await isMoved(table, item, world)) ? "moved" : "left"]++;
  return count;
}

/** @returns false when somebody wrote it meanwhile: then it has moved, or is gone */
async function isMoved(table: string, item: Item, { dynamo }: Outside): Promise<boolean> {
  const { partitionKey, sortKey, version } = tableShape;
  const { [partitionKey]: pk, [sortKey]: sk, [version]: at } = item;
  if (!pk || !sk) throw new Error("an item without a key");
  // A mark has no version; sealed anew it is another one.
  const same = at ? version : item.sealed ? "sealed" : "body";
  const value = at ?? item.sealed ?? item.body;
  if (!value) throw new Error(`${pk.S} holds nothing`);
  try {
    await dynamo.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Put: {
              TableName: lanesTable(table),
              Item: item,
              ConditionExpression: "attribute_not_exists(#pk)",
              ExpressionAttributeNames: { "#pk": partitionKey },
            },
          },
          {
            Delete: {
              TableName: table,
              Key: { [partitionKey]: pk, [sortKey]: sk },
              ConditionExpression: "#same = :same",
              ExpressionAttributeNames: { "#same": same },
              ExpressionAttributeValues: { ":same": value },
            },
          },
        ],
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException) return false;
    throw error;
  }
}

if (import.meta.main) await run(() => lanes(process.argv.slice(2)));
