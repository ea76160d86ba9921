/**
 * Permissions that nothing uses in these tests, each with its reason. One that is used after all does not belong here.
 */
export const unusedHere: readonly { readonly because: string; readonly rights: readonly string[] }[] = [
  {
    because: "A process for which no alarm is left: each write of it takes away the one that was there.",
    rights: ["slack DeleteItem PROCESS#", "telegram DeleteItem PROCESS#", "tick DeleteItem PROCESS#"],
  },
  {
    because:
      "An alarm that an earlier version left beside a report, which has its moment in its own item by now.",
    rights: ["tick DeleteItem CONTRIBUTION#"],
  },
  {
    because: "What Slack brought cannot be handled: its door sets it aside (bot/slack/webhook.ts).",
    rights: ["slack PutItem DEAD#"],
  },
  {
    because:
      "She made more than fits in the transaction that erases her: links go before, if her lane is as expected.",
    rights: ["telegram ConditionCheckItem LANE#"],
  },
  {
    because:
      "Two acts of hers at once: what the second learned from its replies goes into the lane as it is by then.",
    rights: ["telegram GetItem RESIDENT#"],
  },
  {
    because:
      "A resident asked for a document: the reference to it names her and not the process. And a card of news whose button was pressed just as it was posted is looked at again.",
    rights: ["deliver GetItem PROCESS#", "deliver GetItem BROADCASTS"],
  },
  {
    because:
      "The version before reads the office by itself, and goes on for a moment when its rights are already today's.",
    rights: ["slack GetItem OFFICE"],
  },
  {
    because: "A pointer from before, without her language: the lane that it leads to says it.",
    rights: ["slack GetItem LANE#"],
  },
  {
    because: "Residents support what others bring in: no way of taking part that ships has that yet.",
    rights: ["slack BatchGetItem TALLY#"],
  },
  {
    because: "A manifesto that has ended was kept long enough: the words in its history go.",
    rights: ["tick Query PROCESS#"],
  },
];

/**
 * The same for rights to anything else than rows, as “function action resource”, with “*” for anything. Most of them
 * are used by AWS in the name of the function, and no call of the bundles tells of it.
 */
export const unusedBeside: readonly { readonly because: string; readonly rights: readonly string[] }[] = [
  {
    because: "Lambda itself writes what a function logs, and where its time went.",
    rights: ["* logs:CreateLogStream *Logs", "* logs:PutLogEvents *Logs", "* xray:Put* *"],
  },
  {
    because: "DynamoDB opens the table with the key in the name of whoever asks for a row (docs/adr/0002).",
    rights: ["* kms:* Key"],
  },
  {
    because: "Lambda follows the table's stream in the name of the function that it calls.",
    rights: [
      "changes dynamodb:ListStreams Table/stream",
      "changes dynamodb:DescribeStream Table/stream",
      "changes dynamodb:GetShardIterator Table/stream",
      "changes dynamodb:GetRecords Table/stream",
    ],
  },
  {
    because: "Lambda takes messages out of the queue in the name of the function that it calls.",
    rights: [
      "deliver sqs:ReceiveMessage Notices",
      "deliver sqs:DeleteMessage Notices",
      "deliver sqs:GetQueueAttributes Notices",
      "broadcast sqs:ReceiveMessage Broadcasts",
      "broadcast sqs:DeleteMessage Broadcasts",
      "broadcast sqs:GetQueueAttributes Broadcasts",
    ],
  },
  {
    because:
      "CDK gives it with the four others to whoever is called with messages of a queue, and takes no list of its own: an address of a queue that the function has in its environment anyway.",
    rights: ["deliver sqs:GetQueueUrl Notices", "broadcast sqs:GetQueueUrl Broadcasts"],
  },
  {
    because: "Lambda sets aside what a function gave up, in its name.",
    rights: ["changes sqs:SendMessage ChangesDead", "tick sqs:SendMessage TickDead"],
  },
  {
    because: "The clock itself (EventBridge Scheduler) calls the function, or sets aside that it could not.",
    rights: ["everyMinute lambda:InvokeFunction Tick", "everyMinute sqs:SendMessage TickDead"],
  },
  {
    because: "Nobody asks for it: without it S3 says “forbidden” of a photo that is not there.",
    rights: ["deliver s3:ListBucket Media"],
  },
];
