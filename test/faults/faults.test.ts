import { afterAll, expect, test } from "vitest";
import { dynamoForTests } from "../support/dynamo.ts";
import { type Outcome, play } from "./play.ts";
import { brokenPromises, report, SHORT } from "./report.ts";

/** The short form of `npm run test:faults` (docs/reliability.md). SAMENSPEL_SEED=8 npm test plays another one. */
const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

const seed = Number(process.env.SAMENSPEL_SEED ?? SHORT.seed);

test.skipIf(!dynamo)(
  "in a town where everything fails now and then, no word and no answer is lost",
  async () => {
    const outcome: Outcome = await play({
      ...SHORT.plan({ ...SHORT, seed }),
      endpoint: dynamo?.endpoint ?? "",
    });
    console.log(report(outcome));
    expect(brokenPromises(outcome)).toEqual([]);
    // It was in trouble indeed, and people did come through.
    expect(outcome.figures.kills).toBeGreaterThanOrEqual(2);
    expect(outcome.figures["table: throttled"]).toBeGreaterThan(20);
    expect(outcome.figures["table: conflicts"]).toBeGreaterThan(5);
    expect(outcome.figures["Telegram: 429"]).toBeGreaterThan(3);
    expect(outcome.words.once).toBeGreaterThan(60);
    expect(outcome.cards.wanted).toBeGreaterThan(30);
  },
  // Usually two minutes; what failed often may be hidden by the queue for five.
  600_000,
);
