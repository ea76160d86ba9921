import { afterAll, expect, test } from "vitest";
import { dynamoForTests } from "../support/dynamo.ts";
import type { Outcome } from "./outcome.ts";
import { play } from "./play.ts";
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
    const broken = brokenPromises(outcome);
    for (const line of outcome.trails(broken)) console.error(line);
    expect(broken).toEqual([]);
    // There really was trouble, and people did get through.
    expect(outcome.figures.kills).toBeGreaterThanOrEqual(2);
    expect(outcome.figures["table: throttled"]).toBeGreaterThan(20);
    expect(outcome.figures["table: conflicts"]).toBeGreaterThan(5);
    expect(outcome.figures["Telegram: 429"]).toBeGreaterThan(3);
    expect(outcome.words.once).toBeGreaterThan(40);
    expect(outcome.cards.wanted).toBeGreaterThan(25);
    expect(outcome.ballots.voters).toBeGreaterThan(2);
    expect(outcome.polls.voters).toBeGreaterThan(0);
    expect(outcome.polls.heard).toBeGreaterThan(0);
    expect(outcome.waits.questions).toBeGreaterThan(0);
    expect(outcome.waits.late).toBeGreaterThan(0);
    expect(outcome.survey.respondents).toBeGreaterThan(3);
    expect(outcome.survey.toldFull).toBeGreaterThan(0);
    expect(outcome.talks.sent).toBeGreaterThan(0);
    expect(outcome.deeds.read).toBeGreaterThan(2);
    expect(outcome.erased.people).toBeGreaterThan(0);
    expect(outcome.erased.words).toBeGreaterThan(0);
  },
  // Usually four minutes; the queue may hide what failed often for five.
  900_000,
);
