import type { Put, TransactWriteItem, Update } from "@aws-sdk/client-dynamodb";
import { epochSeconds, type Instant } from "../core/calendar/time.ts";
import { toImage } from "./item-codec.ts";
import { ALARM } from "./keys.ts";
import { unsettled } from "./pending.ts";
import type { Step } from "./steps.ts";
import { tableShape } from "./table-shape.ts";

/** Steps of a commit as DynamoDB takes them. */

/** The condition an expectation puts on a write. Expired items do not count as present. */
function conditionOf(
  expect: number | "new" | undefined,
  now: () => Instant,
): Partial<Pick<Put, "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues">> {
  const { partitionKey, version, timeToLive } = tableShape;
  if (expect === undefined) return {};
  if (expect === "new") {
    return {
      ConditionExpression: "attribute_not_exists(#key) OR #expiresAt <= :now",
      ExpressionAttributeNames: { "#key": partitionKey, "#expiresAt": timeToLive },
      ExpressionAttributeValues: toImage({ ":now": epochSeconds(now()) }),
    };
  }
  return {
    ConditionExpression: "#version = :expected",
    ExpressionAttributeNames: { "#version": version },
    ExpressionAttributeValues: toImage({ ":expected": expect }),
  };
}

type Change = Omit<Update, "TableName" | "Key">;

/** Replaces all of an item but what is pending there, and adds to that. */
function addingTo({ key, image, expect }: Extract<Step, { do: "put" }>): Omit<Update, "TableName"> {
  const { partitionKey, sortKey, pending, version } = tableShape;
  const { [partitionKey]: _pk, [sortKey]: _sk, [pending]: more = { L: [] }, ...rest } = image;
  const names = Object.keys(rest);
  const gone = whole.filter((name) => rest[name] === undefined);
  return {
    Key: toImage(key),
    UpdateExpression: [
      `SET #pending = list_append(if_not_exists(#pending, :none), :more)`,
      ...names.map((_, at) => `, #${at} = :${at}`),
      ...(gone.length > 0 ? [` REMOVE ${gone.map((_, at) => `#gone${at}`).join(", ")}`] : []),
    ].join(""),
    ConditionExpression: "#version IN (:expected, :unsettled)",
    ExpressionAttributeNames: {
      "#pending": pending,
      "#version": version,
      ...Object.fromEntries(names.map((name, at) => [`#${at}`, name])),
      ...Object.fromEntries(gone.map((name, at) => [`#gone${at}`, name])),
    },
    ExpressionAttributeValues: {
      ":none": { L: [] },
      ":more": more,
      ...toImage({ ":expected": Number(expect), ":unsettled": unsettled(Number(expect)) }),
      ...Object.fromEntries(names.map((name, at) => [`:${at}`, rest[name] ?? { NULL: true }])),
    },
  };
}

/** The attributes that an item of a contribution can have beside its key and what is pending. */
const whole: readonly string[] = [
  "body",
  tableShape.shape,
  tableShape.index.partitionKey,
  tableShape.index.sortKey,
  tableShape.wake.partitionKey,
  tableShape.wake.sortKey,
  tableShape.tries,
];

/** Takes away what is pending, and gives the item its own moment back. */
function settlingAt({ expect, version, wakeAt }: Extract<Step, { do: "settle" }>): Change {
  const { wake, tries, pending } = tableShape;
  const waits = wakeAt === undefined ? "" : ", #wakeFor = :alarm, #wakeAt = :wakeAt";
  return {
    UpdateExpression: `SET #version = :version${waits} REMOVE #pending, #tries${waits ? "" : ", #wakeFor, #wakeAt"}`,
    ConditionExpression: "#version = :expected",
    ExpressionAttributeNames: {
      "#version": tableShape.version,
      "#pending": pending,
      "#tries": tries,
      "#wakeFor": wake.partitionKey,
      "#wakeAt": wake.sortKey,
    },
    ExpressionAttributeValues: toImage({
      ":version": version,
      ":expected": expect,
      ...(wakeAt !== undefined && { ":alarm": ALARM, ":wakeAt": wakeAt }),
    }),
  };
}

export function adding(numbers: Readonly<Record<string, number>>): Change {
  const names = Object.keys(numbers);
  return {
    UpdateExpression: `ADD ${names.map((_, at) => `#${at} :${at}`).join(", ")}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#${at}`, name])),
    ExpressionAttributeValues: toImage(
      Object.fromEntries(Object.values(numbers).map((value, at) => [`:${at}`, value])),
    ),
  };
}

function stillDue(since: Instant) {
  return {
    ConditionExpression: "#at = :since",
    ExpressionAttributeNames: { "#at": tableShape.index.sortKey },
    ExpressionAttributeValues: toImage({ ":since": since }),
  };
}

/** One step of a commit as a DynamoDB transaction item. */
export function actionOf(
  step: Step,
  { table, now }: { readonly table: string; readonly now: () => Instant },
): TransactWriteItem {
  if (step.do === "put" && step.adds) return { Update: { TableName: table, ...addingTo(step) } };
  if (step.do === "put")
    return { Put: { TableName: table, Item: step.image, ...conditionOf(step.expect, now) } };
  const Key = toImage(step.key);
  if (step.do === "settle") return { Update: { TableName: table, Key, ...settlingAt(step) } };
  if (step.do === "add") return { Update: { TableName: table, Key, ...adding(step.numbers) } };
  if (step.do === "remove")
    return {
      Delete: {
        TableName: table,
        Key,
        ...(step.since === undefined ? conditionOf(step.expect, now) : stillDue(step.since)),
      },
    };
  return {
    ConditionCheck: {
      TableName: table,
      Key,
      ConditionExpression: undefined,
      ...conditionOf(step.expect, now),
    },
  };
}
