/**
 * The secrets of a deployed town: which names are in each of them, and which function reads which. The permissions in
 * the template, the environment of each function and its settings are all derived from this table, so a function can
 * read what it uses and nothing else. An attacker who takes over one function gets only that function's keys.
 */
export const secretNames = {
  /** Writing to residents, as the bot. */
  telegram: ["TELEGRAM_BOT_TOKEN"],
  /** Where residents come in: how Telegram proves its identity, and the key for storing ballots and answers. */
  telegramDoor: ["TELEGRAM_WEBHOOK_SECRET", "BALLOT_SECRET"],
  /** Writing to officials, as the app. */
  slack: ["SLACK_BOT_TOKEN"],
  /** Where officials come in. */
  slackDoor: ["SLACK_SIGNING_SECRET"],
  /** Finding people, and opening sealed addresses and rows. */
  secret: ["SAMENSPEL_SECRET"],
} as const;

/** One secret: read whole or not at all. */
export type SecretPart = keyof typeof secretNames;

export const secretParts = [
  "telegram",
  "telegramDoor",
  "slack",
  "slackDoor",
  "secret",
] as const satisfies readonly SecretPart[];

export const secretsOf = {
  telegram: ["telegram", "telegramDoor", "secret"],
  slack: ["slack", "slackDoor", "secret"],
  /** Opens what it counts: ballots and answers are sealed. */
  changes: ["secret"],
  deliver: ["telegram", "slack", "secret"],
  tick: ["secret"],
  broadcast: ["telegram", "secret"],
} as const satisfies Record<string, readonly SecretPart[]>;

/** A function, by the name of its file. */
export type SecretReader = keyof typeof secretsOf;
