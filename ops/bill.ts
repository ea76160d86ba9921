import * as z from "zod";
import { always, BY_ACTS, functions, LOG_BYTES, OUT_BYTES, RARE_HOURS, REPORT_BYTES, use } from "./use.ts";

/** Calculates what a month costs from measurements, AWS's prices and how much a town is used. */

const priceSchema = z.object({
  price: z.number(),
  per: z.string(),
  published: z.string(),
  source: z.string(),
  unverified: z.boolean().optional(),
});

const priceNames = [
  "writeUnits",
  "readUnits",
  "tableStorage",
  "tableBackup",
  "lambdaRequests",
  "lambdaSeconds",
  "httpRequests",
  "fifoRequests",
  "scheduled",
  "keys",
  "keyRequests",
  "secrets",
  "secretRequests",
  "logsIn",
  "logsKept",
  "alarms",
  "metrics",
  "dashboards",
  "mediaKept",
  "mediaPut",
  "mediaGet",
  "dataOut",
] as const;
export type PriceName = (typeof priceNames)[number];

/** ops/prices.json. A price per million is written as such; all others are per unit. */
export const pricesSchema = z.object({
  region: z.string(),
  currency: z.string(),
  without: z.string(),
  prices: z.record(z.enum(priceNames), priceSchema),
});
export type Prices = z.infer<typeof pricesSchema>;

/** The bench's measurements of one action (`npm run bench -- --json`). Units of the table and its index. */
const actionSchema = z.object({
  id: z.string(),
  requests: z.number(),
  read: z.number(),
  write: z.number(),
});
export const measuredSchema = z.object({ made: z.string(), actions: z.array(actionSchema).min(1) });
export type Measured = z.infer<typeof measuredSchema>;

export interface Line {
  readonly service: string;
  readonly what: string;
  readonly price: PriceName;
  /** In the unit of its price: capacity units, gigabytes, requests. */
  readonly quantity: number;
  readonly cost: number;
}

export interface Bill {
  readonly residents: number;
  readonly lines: readonly Line[];
  readonly total: number;
  /** Actions that the bench measured but for which no frequency is given. */
  readonly left: readonly string[];
}

/** How many times each action of the bench happens in a month. @see actions in bench/actions.ts */
function deeds(reports: number): Readonly<Record<string, number>> {
  const newcomers = reports * use.newcomersPerReport;
  const answers = reports * use.answersPerReport;
  // Claiming or planning costs less than an answer; it is counted as one.
  const acts = reports * use.otherActsPerReport;
  return {
    newcomer: newcomers,
    language: newcomers,
    privacy: newcomers,
    area: newcomers,
    allow: newcomers,
    joined: newcomers,
    words: reports,
    place: reports,
    photos: reports,
    category: reports,
    send: reports,
    raised: reports,
    card: reports,
    open: answers,
    preview: answers,
    answer: answers + acts,
    answered: answers + acts,
    notice: answers + acts,
    helps: reports,
    closed: reports,
    mine: reports * use.looksPerReport,
  };
}

/** The caller of a webhook is a resident or an official; the rest runs by itself. */
const throughTelegram = [
  ...["newcomer", "language", "privacy", "area", "allow"],
  ...["words", "place", "photos", "category", "send", "helps", "mine"],
];
const throughSlack = ["open", "preview", "answer"];
const byTheStream = ["joined", "raised", "answered", "closed"];
const delivered = ["card", "notice", "closed"];

/** Reads by the clock per minute, and units per message of a broadcast: estimates, not yet in the bench. */
const TICK_READS = 1;
const BROADCAST = { read: 1, write: 2 / 28 };
/** Requests per month for the table's key and for the secret: some for each process that starts. Estimates. */
const KEY_REQUESTS = 50_000;
const SECRET_REQUESTS = 10_000;
/** Send, receive, delete. */
const QUEUE_REQUESTS = 3;

const GIGABYTE = 1e9;
/** Of a month. */
const HOURS = 730;
/**
 * In how many hours of a month something happens that happens this often, if it were spread evenly over day and night:
 * people sleep, so it is fewer. A figure of our own is paid for the hours in which it is sent.
 */
const hoursWith = (times: number): number => HOURS * (1 - Math.exp(-times / HOURS));

/** How many figures of our own are paid for, when they are sent in only some of a month's hours. */
function ownFigures(calls: { readonly telegram: number; readonly slack: number }): number {
  const { residents, officials } = BY_ACTS;
  const rare = RARE_HOURS * (always.metrics - residents - officials);
  return (hoursWith(calls.telegram) * residents + hoursWith(calls.slack) * officials + rare) / HOURS;
}

/**
 * @param busier how many times as many reports as ops/use.ts says
 * @throws Error naming an action that the bench does not know: otherwise the bill would be too low
 */
export function bill(residents: number, measured: Measured, prices: Prices, busier = 1): Bill {
  const reports = residents * use.reportsPerResident * busier;
  const often = deeds(reports);
  for (const id of Object.keys(often))
    if (!measured.actions.some((one) => one.id === id))
      throw new Error(
        `The bench did not measure “${id}”: make its figures anew with npm run bench -- --json FILE.`,
      );
  const times = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (often[id] ?? 0), 0);
  const units = (kind: "read" | "write") =>
    measured.actions.reduce((sum, one) => sum + one[kind] * (often[one.id] ?? 0), 0);

  const sent = residents * use.taking * use.broadcasts;
  const calls = {
    telegram: times(throughTelegram),
    slack: times(throughSlack),
    changes: times(byTheStream),
    deliver: times(delivered),
    tick: always.minutes,
    broadcast: sent,
  };
  const seconds = Object.entries(functions).reduce(
    (sum, [name, { milliseconds, megabytes }]) =>
      sum + (calls[name as keyof typeof calls] * milliseconds * megabytes) / 1000 / 1024,
    0,
  );
  // One call of the broadcaster sends to 250 people.
  const invoked = Object.values(calls).reduce((sum, one) => sum + one, 0) - sent + sent / 250;
  const knocks = calls.telegram + calls.slack;
  const photos = reports * use.photosPerReport;
  const photoGigabytes = (photos * use.photoKilobytes * 1000) / GIGABYTE;
  const tableGigabytes = (reports * use.monthsKept * REPORT_BYTES) / GIGABYTE;
  const logs = ((invoked + knocks) * LOG_BYTES) / GIGABYTE;

  const line = (service: string, what: string, price: PriceName, quantity: number): Line => {
    const asked = prices.prices[price];
    const one = asked.per.startsWith("million") ? asked.price / 1e6 : asked.price;
    return { service, what, price, quantity, cost: quantity * one };
  };
  const lines = [
    line("DynamoDB", "writing", "writeUnits", units("write") + sent * BROADCAST.write),
    line(
      "DynamoDB",
      "reading",
      "readUnits",
      units("read") + always.minutes * TICK_READS + sent * BROADCAST.read,
    ),
    line("DynamoDB", "keeping", "tableStorage", tableGigabytes),
    line("DynamoDB", "backups", "tableBackup", tableGigabytes),
    line("Lambda", "calls", "lambdaRequests", invoked),
    line("Lambda", "running", "lambdaSeconds", seconds),
    line("API Gateway", "requests", "httpRequests", knocks),
    line(
      "SQS",
      "messages",
      "fifoRequests",
      calls.deliver * QUEUE_REQUESTS + always.queues * always.emptyReceives,
    ),
    line("EventBridge", "clock", "scheduled", always.minutes),
    line("KMS", "key", "keys", always.keys),
    line("KMS", "requests", "keyRequests", KEY_REQUESTS),
    line("Secrets Manager", "secret", "secrets", always.secrets),
    line("Secrets Manager", "requests", "secretRequests", SECRET_REQUESTS),
    line("CloudWatch", "logs", "logsIn", logs),
    line("CloudWatch", "logs kept", "logsKept", logs),
    line("CloudWatch", "alarms", "alarms", always.alarms),
    line("CloudWatch", "own figures", "metrics", ownFigures(calls)),
    line("CloudWatch", "dashboard", "dashboards", always.dashboards),
    line("S3", "photos kept", "mediaKept", photoGigabytes * use.monthsKept),
    line("S3", "photos put", "mediaPut", photos),
    line("S3", "photos fetched", "mediaGet", photos * 2),
    line(
      "Data to the internet",
      "messages and photos",
      "dataOut",
      (knocks + calls.deliver + sent) * (OUT_BYTES / GIGABYTE) + photoGigabytes,
    ),
  ];
  return {
    residents,
    lines,
    total: lines.reduce((sum, one) => sum + one.cost, 0),
    left: measured.actions.flatMap(({ id }) => (id in often ? [] : id)),
  };
}
