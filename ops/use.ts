/**
 * How much a town is used, in a month. Invented, because nobody has measured it: change the numbers and run
 * `npm run cost` again. Each says why it is so.
 */
export const use = {
  /** One report a year of every eight residents: more than what towns get today through every channel together (a guess). */
  reportsPerResident: 1 / 100,
  /** Of those who report, so many are new to the bot that month. */
  newcomersPerReport: 0.7,
  /** Photos that come with a report. */
  photosPerReport: 1,
  /** Kilobytes: Telegram makes a photo about so large. */
  photoKilobytes: 250,
  /** Times that somebody looks at what came of it, for each report. */
  looksPerReport: 1.5,
  /** Acts in Slack for each report beside the answer: picking up, asking back, opening the Home tab. */
  otherActsPerReport: 3,
  /** Answers for each report: some are asked back, some get a new date. */
  answersPerReport: 1.3,
  /** Messages to everybody who takes part, such as an invitation. */
  broadcasts: 1,
  /** Of all residents, so many take part and hear them. */
  taking: 0.1,
  /** Months that reports and photos are kept: while open, and `contributionMonths` after. */
  monthsKept: 26,
} as const;

/** What the clock and the poller of a queue do, also when nothing happens. */
export const always = {
  minutes: 60 * 24 * 30.4,
  /** Lambda asks each queue about so often in a month when nothing is in it (five pollers, twenty seconds). From memory. */
  emptyReceives: 650_000,
  queues: 2,
  /** As many as figures that alarms look at; both are held against the deployment by test/infra/watch.test.ts. */
  alarms: 30,
  metrics: 8,
  dashboards: 1,
  keys: 1,
  /** One for each set of functions that reads it (bot/runtime/secret-names.ts). */
  secrets: 5,
} as const;

/** How long functions run and how large they are. Estimates until somebody measured them in AWS. */
export const functions = {
  /** Milliseconds, with Telegram's or Slack's answer in it. */
  telegram: { milliseconds: 150, megabytes: 1024 },
  slack: { milliseconds: 250, megabytes: 1024 },
  changes: { milliseconds: 60, megabytes: 512 },
  deliver: { milliseconds: 500, megabytes: 1024 },
  tick: { milliseconds: 50, megabytes: 512 },
  /** For each message of a broadcast: 28 in a second. */
  broadcast: { milliseconds: 1000 / 28, megabytes: 512 },
} as const;

/** Bytes of log for each call of a function: its own line, Lambda's three, and the door's. */
export const LOG_BYTES = 1200;
/** Bytes that leave for each message: to Telegram, to Slack and back through the door. */
export const OUT_BYTES = 4000;
/** Bytes of one report in the table, with history, alarm, index and the person who told it. */
export const REPORT_BYTES = 8000;
