import { CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { createTable } from "../local/aws.ts";
import type { Bundle } from "./bundles.ts";
import { SIGNING_SECRET, WEBHOOK_SECRET } from "./events.ts";

/** What a resident does in one go: she types, or presses the button whose data contains `part`. */
export type Deed =
  /** `varies`: different words each time, as people use: somebody who repeats herself is taken for a machine. */
  { readonly types: string; readonly varies?: true } | { readonly presses: string };

/** One of the two that are compared. */
export interface Stack {
  readonly name: "ours" | "peer";
  readonly telegram: Bundle;
  readonly slack: Bundle;
  /** Creates an empty table as this bot needs it. */
  readonly createTable: (client: DynamoDBClient, table: string) => Promise<void>;
  /** From nothing to somebody who can report something. */
  readonly joins: readonly Deed[];
  /** The main dialogue: words, place, no photo, category, send. The same five updates for both. */
  readonly raises: readonly Deed[];
  /** What the chat shows when the report has been accepted. */
  readonly receipt: RegExp;
  /** A command in Slack that involves a look-up and a response. */
  readonly command: { readonly command: string; readonly text: string };
}

/** Invented, and the same for both. */
export const secrets = {
  TELEGRAM_BOT_TOKEN: "1234567:bench",
  TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
  SLACK_BOT_TOKEN: "xoxb-bench",
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SAMENSPEL_SECRET: "only-for-the-bench-and-never-for-a-real-town",
  BALLOT_SECRET: "only-for-votes-on-the-bench-never-for-a-real-town",
  // Nothing here is called while a message is handled.
  NOTICES_QUEUE_URL: "http://127.0.0.1:9/000000000000/notices.fifo",
  BROADCAST_QUEUE_URL: "http://127.0.0.1:9/000000000000/broadcast.fifo",
  MEDIA_BUCKET: "bench-media",
  STORE: "dynamodb",
} as const;

/** Opens and seals rows like the bots being measured. */
export const seals = createSecrecy(secrets.SAMENSPEL_SECRET);

const WORDS = "De lamp bij de speeltuin is kapot";
const PLACE = "Havenstraat, bij de brug";

export function ours(bundles: { readonly telegram: Bundle; readonly slack: Bundle }): Stack {
  return {
    name: "ours",
    ...bundles,
    createTable,
    joins: [
      { types: "/start" },
      { presses: "language|nl" },
      { presses: "privacy|join" },
      { presses: "area|harbour" },
      { presses: "allow|done" },
    ],
    raises: [
      { types: WORDS, varies: true },
      { types: PLACE, varies: true },
      { presses: "photos|done" },
      { presses: "category|street" },
      { presses: "preview|send" },
    ],
    receipt: /nummer is \d{4}-\d{4}/,
    command: { command: "/samenspel", text: "help" },
  };
}

/** The report that the peer's command shows; put into its table beforehand. */
export const PEER_REPORT = "12345678";

export function peer(bundles: { readonly telegram: Bundle; readonly slack: Bundle }): Stack {
  return {
    name: "peer",
    ...bundles,
    async createTable(client, table) {
      await client.send(
        new CreateTableCommand({
          TableName: table,
          BillingMode: "PAY_PER_REQUEST",
          AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        }),
      );
    },
    joins: [{ types: "/start" }],
    raises: [
      { types: WORDS, varies: true },
      { types: PLACE, varies: true },
      { presses: "photos:none" },
      { presses: "category:street" },
      { presses: "send" },
    ],
    receipt: /nummer is \d{4}-\d{4}/,
    command: { command: "/melding", text: PEER_REPORT },
  };
}
