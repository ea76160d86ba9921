import type { Chance } from "./chance.ts";
import type { Counted, Figures } from "./figures.ts";
import type { Answer, Call, Event } from "./road.ts";

/** How much goes wrong: shares of the calls, from 0 to 1. */
export interface Measure {
  readonly throttles: number;
  readonly conflicts: number;
  readonly tableCuts: number;
  readonly telegramBusy: number;
  readonly telegramBroken: number;
  readonly telegramLost: number;
  readonly slackBusy: number;
  readonly slackBroken: number;
  readonly slackSlow: number;
  /** Calls between two deaths of the process, on average. */
  readonly callsPerLife: number;
}

/** How long a slow Slack takes, and how long it asks us to wait (milliseconds, seconds). */
const SLOW = 2500;
const NONE: Event = { is: "none" };

/** What happens on the three connections that lead out of the town. Nothing after `end`, until it begins again. */
export function troubles(chance: Chance, measure: Measure, figures: Figures) {
  const deaths = chance.for("deaths");
  const table = chance.for("table");
  const telegram = chance.for("telegram");
  const slack = chance.for("slack");
  let over = false;
  let { callsPerLife } = measure;
  let left = lifetime();

  function lifetime(): number {
    return deaths.between(Math.ceil(callsPerLife * 0.2), Math.ceil(callsPerLife * 1.8));
  }

  function note(name: Counted, event: Event): Event {
    figures[name] += 1;
    return event;
  }

  /** The process can die at any call that it makes: before it is made, or just after it is done. */
  function orDeath(otherwise: () => Event): Event {
    if (over) return NONE;
    left -= 1;
    if (left > 0) return otherwise();
    left = lifetime();
    return note("kills", { is: "death", when: deaths.share(0.5) ? "before" : "after" });
  }

  return {
    end() {
      over = true;
    },
    /** @param calls between two deaths from now on, on average */
    beginAgain(calls: number) {
      over = false;
      callsPerLife = calls;
      left = lifetime();
    },
    table: (call: Call): Event =>
      orDeath(() => {
        const operation = String(call.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
        const dice = table.next();
        const { throttles, conflicts, tableCuts } = measure;
        if (dice < throttles) return note("table: throttled", { is: "refused", answer: throttled(table) });
        if (dice < throttles + conflicts) {
          const answer = conflicted(operation, call);
          return answer ? note("table: conflicts", { is: "refused", answer }) : NONE;
        }
        if (dice < throttles + conflicts + tableCuts)
          return table.share(0.5)
            ? note("table: cut before", { is: "cut", when: "before" })
            : note("table: cut after", { is: "cut", when: "after" });
        return NONE;
      }),
    telegram: (call: Call): Event =>
      orDeath(() => {
        if (!/\/(send|edit)\w+$/.test(call.path)) return NONE;
        const dice = telegram.next();
        const { telegramBusy: busy, telegramBroken: broken, telegramLost: lost } = measure;
        if (dice < busy) return note("Telegram: 429", { is: "refused", answer: tooMany(telegram) });
        if (dice < busy + broken)
          return note("Telegram: 500 before", { is: "refused", answer: telegramTrouble });
        if (dice < busy + broken + lost)
          return telegram.share(0.5)
            ? note("Telegram: cut after", { is: "cut", when: "after" })
            : note("Telegram: 500 after", { is: "refused after", answer: telegramTrouble });
        return NONE;
      }),
    slack: (_call: Call): Event =>
      orDeath(() => {
        const dice = slack.next();
        const { slackBusy: busy, slackBroken: broken, slackSlow: slow } = measure;
        if (dice < busy) return note("Slack: 429", { is: "refused", answer: rateLimited });
        if (dice < busy + broken) return note("Slack: 500 before", { is: "refused", answer: slackTrouble });
        if (dice < busy + broken + slow)
          return note("Slack: slow", { is: "slow", when: "after", milliseconds: SLOW });
        return NONE;
      }),
  };
}

export type Troubles = ReturnType<typeof troubles>;

function json(status: number, body: object, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** DynamoDB's two ways of saying that it is too busy. */
function throttled(chance: Chance): Answer {
  const type = chance.share(0.5)
    ? "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"
    : "com.amazon.coral.availability#ThrottlingException";
  return json(400, { __type: type, message: "The level of configured provisioned throughput was exceeded." });
}

/** Another transaction holds one of these items. Nothing for a read: DynamoDB Local itself never says it. */
function conflicted(operation: string, call: Call): Answer | undefined {
  if (/^(Put|Delete|Update)Item$/.test(operation)) {
    return json(400, {
      __type: "com.amazonaws.dynamodb.v20120810#TransactionConflictException",
      message: "Transaction is ongoing for the item",
    });
  }
  if (operation !== "TransactWriteItems") return undefined;
  const asked: unknown = JSON.parse(call.body.toString("utf8"));
  const items: unknown =
    typeof asked === "object" && asked !== null ? Reflect.get(asked, "TransactItems") : [];
  const number = Array.isArray(items) ? items.length : 1;
  const reasons = Array.from({ length: number }, (_, at) =>
    at === 0
      ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" }
      : { Code: "None" },
  );
  return json(400, {
    __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map((one) => one.Code).join(", ")}]`,
    CancellationReasons: reasons,
  });
}

function tooMany(chance: Chance): Answer {
  const seconds = chance.between(1, 3);
  const description = `Too Many Requests: retry after ${seconds}`;
  return json(429, { ok: false, error_code: 429, description, parameters: { retry_after: seconds } });
}

const telegramTrouble = json(500, { ok: false, error_code: 500, description: "Internal Server Error" });
const rateLimited = json(429, { ok: false, error: "ratelimited" }, { "retry-after": "1" });
const slackTrouble = json(500, { ok: false, error: "internal_error" });
