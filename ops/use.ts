/**
 * How much a town is used in a month. Invented, because nobody has measured it: change the numbers and run `npm run
 * cost` again. Each gives its reason.
 */
export const use = {
  /**
   * One report a year for every eight residents: more than what towns get today through all channels together (a
   * guess).
   */
  reportsPerResident: 1 / 100,
  /** The share of reporters who are new to the bot that month. */
  newcomersPerReport: 0.7,
  /** Photos per report. */
  photosPerReport: 1,
  /** Kilobytes: about the size Telegram makes a photo. */
  photoKilobytes: 250,
  /** Times that somebody checks on its progress, per report. */
  looksPerReport: 1.5,
  /** Acts in Slack per report besides the answer: claiming, asking back, opening the Home tab. */
  otherActsPerReport: 3,
  /** Answers per report: some are asked back, some get a new date. */
  answersPerReport: 1.3,
  /** Messages to all participants, such as an invitation. */
  broadcasts: 1,
  /** The share of all residents who take part and get them. */
  taking: 0.1,
  /** Months that reports and photos are kept: while open, and `contributionMonths` after. */
  monthsKept: 26,
} as const;

/** What the clock and a queue's poller do, even when nothing happens. */
export const always = {
  minutes: 60 * 24 * 30.4,
  /** Times per month that Lambda polls each empty queue, approximately (five pollers, twenty seconds). From memory. */
  emptyReceives: 650_000,
  queues: 2,
  /** As many as the figures that alarms look at; test/infra/watch.test.ts compares both with the deployment. */
  alarms: 17,
  metrics: 7,
  /** Only with `--context dashboard=true`. */
  dashboards: 0,
  keys: 1,
  /** One for each set of functions that reads it (bot/runtime/secret-names.ts). */
  secrets: 5,
} as const;

/**
 * Hours of a month in which a figure of our own is sent, if that is rare: a flood, a broadcast in trouble, something
 * that needs a person. AWS asks only for those hours. An estimate.
 */
export const RARE_HOURS = 10;
/** Figures of our own that come with every act of a resident, and of an official: how many were let in at the doors. */
export const BY_ACTS = { residents: 1, officials: 1 } as const;

/** Running time and memory of the functions. Estimates until somebody has measured them in AWS. */
export const functions = {
  /** Milliseconds, including Telegram's or Slack's answer. */
  telegram: { milliseconds: 150, megabytes: 1024 },
  slack: { milliseconds: 250, megabytes: 1024 },
  changes: { milliseconds: 60, megabytes: 512 },
  deliver: { milliseconds: 500, megabytes: 1024 },
  tick: { milliseconds: 50, megabytes: 512 },
  /** Per message of a broadcast: 28 a second. */
  broadcast: { milliseconds: 1000 / 28, megabytes: 512 },
} as const;

/** Bytes of log per call of a function: its own line, Lambda's three, and the access log's. */
export const LOG_BYTES = 1200;
/** Bytes sent per message: to Telegram, to Slack and back through the webhook. */
export const OUT_BYTES = 4000;
/** Bytes of one report in the table, with history, alarm, index and the resident. */
export const REPORT_BYTES = 8000;
