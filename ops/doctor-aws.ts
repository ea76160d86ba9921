import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { lanesTable, tableShape } from "../bot/store/table-shape.ts";
import { attention, type Finding, good, look, unknown, wrong } from "./finding.ts";
import type { Outputs, Outside } from "./installation.ts";

const DEPLOY = "Deploy once more (npm run deploy): it puts back what the stack says.";

/** Checks that everything in AWS is there, switched on and keeping up. */
export async function checkAws(outputs: Outputs, world: Outside): Promise<readonly Finding[]> {
  const lines = [
    ["Queue of answers and cards", outputs.NoticesQueueUrl, outputs.NoticesDeadUrl],
    ["Queue of broadcasts", outputs.BroadcastQueueUrl, outputs.BroadcastDeadUrl],
  ] as const;
  const rounds = [
    look("Table", () => checkTable(outputs.TableName, world)),
    look("Table of lanes", () => checkLanes(outputs, world)),
    look("Backups of the table", () => checkBackups(outputs.TableName, world)),
    look("Backups of the lanes", () => checkBackups(lanesTable(outputs.TableName), world)),
    ...lines.flatMap(([part, url, dead]) => [
      look(part, () => checkQueue(part, url, world)),
      look(`${part}, set aside`, () => checkDead(`${part}, set aside`, dead, world)),
    ]),
    look("News of the table, set aside", () =>
      checkDead("News of the table, set aside", outputs.ChangesDeadUrl, world),
    ),
    look("Photos and recordings", () => checkBucket(outputs.MediaBucketName, world)),
    look("Clock", () => checkClock(outputs, world)),
    look("Functions", () => checkFunctions(outputs, world)),
    look("Who is told", async () => checkTold(outputs)),
  ];
  return (await Promise.all(rounds)).flat();
}

async function checkTable(name: string, { dynamo }: Outside): Promise<readonly Finding[]> {
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: name }));
  const { TimeToLiveDescription } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName: name }));
  const missing = [tableShape.index, tableShape.wake]
    .map(({ name }) => name)
    .filter((name) => !Table?.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === name));
  const forgets =
    TimeToLiveDescription?.TimeToLiveStatus === "ENABLED" &&
    TimeToLiveDescription.AttributeName === tableShape.timeToLive;
  return [
    Table?.TableStatus === "ACTIVE" && missing.length === 0
      ? good("Table", `${name} is there, with its indexes.`)
      : wrong("Table", `${name} is not ready, or lacks the index “${missing.join("”, “")}”.`, DEPLOY),
    Table?.StreamSpecification?.StreamEnabled
      ? good("Stream of the table", "News is passed on.")
      : wrong("Stream of the table", "It is switched off: no card and no answer is delivered.", DEPLOY),
    forgets
      ? good("Forgetting", "What is to be kept for a while only is deleted afterwards.")
      : wrong("Forgetting", "It is switched off: the table keeps what it should forget.", DEPLOY),
  ];
}

/** Also whether lanes may still lie in the main table: as long as they do, each newcomer is looked for in both. */
async function checkLanes({ TableName, LanesPhase }: Outputs, { dynamo }: Outside): Promise<Finding> {
  const part = "Table of lanes";
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: lanesTable(TableName) }));
  if (Table?.TableStatus !== "ACTIVE") return wrong(part, "It is not ready.", DEPLOY);
  if (LanesPhase === "apart") return good(part, "Lanes lie apart from what is followed.");
  return attention(
    part,
    "Lanes may still lie in the main table.",
    "Follow docs/operations.md, “Lanes of their own”.",
  );
}

async function checkBackups(name: string, { dynamo }: Outside): Promise<Finding> {
  const part = "Backups of the table";
  try {
    const { ContinuousBackupsDescription: found } = await dynamo.send(
      new DescribeContinuousBackupsCommand({ TableName: name }),
    );
    const recovery = found?.PointInTimeRecoveryDescription;
    return recovery?.PointInTimeRecoveryStatus === "ENABLED"
      ? good(
          part,
          `It can be put back to any second of the last ${recovery.RecoveryPeriodInDays ?? 35} days.`,
        )
      : wrong(part, "A mistake cannot be undone: point-in-time recovery is switched off.", DEPLOY);
  } catch (error) {
    if (error instanceof Error && error.name === "UnknownOperationException")
      return unknown(part, "This server knows no backups (DynamoDB Local does not).");
    throw error;
  }
}

async function count(url: string, { sqs }: Outside): Promise<{ waiting: number; inHand: number }> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  return {
    waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inHand: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}

/** A queue's name is the last part of its address. */
const queueName = (url: string): string => new URL(url).pathname.split("/").at(-1) ?? "";

/** Seconds; the alarm rings at the same age (our limit). */
const TOO_OLD = 600;

async function checkQueue(part: string, url: string, world: Outside): Promise<Finding> {
  const { waiting, inHand } = await count(url, world);
  const age = await world.cloud.measure({
    namespace: "AWS/SQS",
    name: "ApproximateAgeOfOldestMessage",
    of: { QueueName: queueName(url) },
    take: "Maximum",
    minutes: 5,
  });
  const says = `${waiting} wait and ${inHand} are being sent${age === undefined ? "" : `; the oldest waits ${Math.round(age)} seconds`}.`;
  // A broadcast to a whole town legitimately takes an hour.
  return age !== undefined && age > TOO_OLD && !/broadcast/i.test(part)
    ? attention(part, says, "Is Telegram or Slack down? Otherwise look in the log of deliver.")
    : good(part, says);
}

async function checkDead(part: string, url: string, world: Outside): Promise<Finding> {
  const { waiting, inHand } = await count(url, world);
  return waiting + inHand === 0
    ? good(part, "Nothing was given up.")
    : attention(
        part,
        `${waiting + inHand} could not be handled after several tries. They are kept for 14 days.`,
        "Look at them with npm run redrive, mend the cause, and hand them over again with npm run redrive -- --do.",
      );
}

async function checkBucket(name: string, { s3 }: Outside): Promise<Finding> {
  await s3.send(new HeadBucketCommand({ Bucket: name }));
  return good("Photos and recordings", "The place where they are kept is there.");
}

async function checkClock(outputs: Outputs, { cloud }: Outside): Promise<readonly Finding[]> {
  const state = await cloud.schedule(outputs.ScheduleName);
  const ran = await cloud.measure({
    namespace: "AWS/Lambda",
    name: "Invocations",
    of: { FunctionName: outputs.FunctionNames.tick ?? "tick" },
    take: "Sum",
    // CloudWatch shows a minute only after it has passed, and sometimes a little later.
    minutes: 5,
  });
  return [
    state === "ENABLED"
      ? good("Clock", "It is switched on.")
      : wrong(
          "Clock",
          `It is switched off (${state}): nobody is reminded and late answers are not noticed.`,
          DEPLOY,
        ),
    ran !== undefined && ran > 0
      ? good("Clock, last rings", `It rang ${ran} times in the last five minutes.`)
      : wrong(
          "Clock, last rings",
          "It did not ring in the last five minutes.",
          "Was it deployed just now? Then look again in five minutes. Otherwise look in the log of tick.",
        ),
  ];
}

/** Alarms and the budget go to the mail address given at deployment. */
function checkTold({ BudgetName }: Outputs): Finding {
  return BudgetName === "none"
    ? attention(
        "Who is told",
        "No mail address was given at the deployment: no alarm and no budget reaches anybody.",
        "Deploy once more with --context alarmEmail=…, and confirm the mail that AWS sends.",
      )
    : good("Who is told", `Alarms and the budget ${BudgetName} go to the address of the deployment.`);
}

async function checkFunctions(outputs: Outputs, { cloud }: Outside): Promise<readonly Finding[]> {
  return Promise.all(
    Object.entries(outputs.FunctionNames).map(async ([what, physical]) => {
      const errors = await cloud.measure({
        namespace: "AWS/Lambda",
        name: "Errors",
        of: { FunctionName: physical },
        take: "Sum",
        minutes: 60,
      });
      return errors === undefined || errors === 0
        ? good(`Function ${what}`, "No errors in the last hour.")
        : attention(
            `Function ${what}`,
            `It stopped ${errors} times with an error in the last hour.`,
            `Look in CloudWatch in the log of ${physical}. Nothing is lost: what it could not do is tried again, or set aside.`,
          );
    }),
  );
}
