import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Row } from "../bot/ports/rows.ts";
import { isOfLanes, placeOf } from "../bot/store/keys.ts";
import { forSdk } from "../bot/store/sealing.ts";
import type { Step } from "../bot/store/steps.ts";
import { lanesTable } from "../bot/store/table-shape.ts";
import type { Outside } from "./installation.ts";

/** Rows that an administrator's command changes in the table while the town goes on. */

/**
 * @param there rows that must still exist: what was removed when somebody erased herself must not come back
 * @param lanes the table in which lanes are written
 * @returns false when somebody else was first
 */
export async function written(
  table: string,
  steps: readonly Step[],
  { dynamo }: Outside,
  there?: There,
  lanes: string = lanesTable(table),
): Promise<boolean> {
  const place = there && placeOf(there.row);
  const isThere = ({ key }: Step) => key.pk === place?.pk && key.sk === place.sk;
  try {
    await dynamo.send(
      new TransactWriteItemsCommand({
        TransactItems: steps.map((step) =>
          itemOf(
            isOfLanes(step.key) ? lanes : table,
            step,
            there && isThere(step) ? stillThere(there) : conditionOf(step),
          ),
        ),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "TransactionCanceledException") return false;
    throw error;
  }
}

type Condition = Pick<
  NonNullable<TransactWriteItem["Put"]>,
  "ConditionExpression" | "ExpressionAttributeValues"
>;

function itemOf(table: string, step: Step, condition: Condition): TransactWriteItem {
  if (step.do === "put") return { Put: { TableName: table, Item: forSdk(step.image), ...condition } };
  const Key = { pk: { S: step.key.pk }, sk: { S: step.key.sk } };
  if (step.do === "remove") return { Delete: { TableName: table, Key, ...condition } };
  throw new Error("moving checks nothing beside what it writes");
}

/** A row without a version that must still exist, sealed as it was when read. */
export interface There {
  readonly row: Row;
  readonly sealed?: Uint8Array | undefined;
}

function stillThere({ sealed }: There): Condition {
  if (sealed === undefined) return { ConditionExpression: "attribute_exists(pk)" };
  return {
    ConditionExpression: "sealed = :sealed",
    ExpressionAttributeValues: { ":sealed": { B: sealed } },
  };
}

function conditionOf(step: Step): Condition {
  const expect = step.do === "add" ? undefined : step.expect;
  if (expect === undefined) return {};
  if (expect === "new") return { ConditionExpression: "attribute_not_exists(pk)" };
  return {
    ConditionExpression: "version = :expected",
    ExpressionAttributeValues: { ":expected": { N: String(expect) } },
  };
}
