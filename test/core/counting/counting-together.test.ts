import fc from "fast-check";
import { expect, test } from "vitest";
import { createCounting } from "../../../bot/core/counting/counting-together.ts";
import { type Answer, countsOf, type Response } from "../../../bot/core/counting/response.ts";
import { voterToken } from "../../../bot/core/model/ids.ts";

/** Many people's answers counted together are what each counts for, added up. */

const ids = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 });
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ is: fc.constant("options" as const), ids }),
  fc.record({ is: fc.constant("options" as const), ids, own: fc.string() }),
  fc.record({ is: fc.constant("ranking" as const), ids }),
  fc.record({ is: fc.constant("number" as const), value: fc.integer({ min: -3, max: 3 }) }),
  fc.record({ is: fc.constant("word" as const), text: fc.string() }),
  fc.record({ is: fc.constant("text" as const), text: fc.string() }),
  fc.record({ is: fc.constant("place" as const), text: fc.string() }),
  fc.record({ is: fc.constant("skipped" as const) }),
  fc.record({
    is: fc.constant("counts" as const),
    counts: fc.dictionary(fc.constantFrom("a", "b"), fc.integer({ min: 0, max: 9 })),
  }),
);
const response: fc.Arbitrary<Response> = fc
  .record({
    language: fc.constantFrom("nl", "en"),
    via: fc.constantFrom("chat" as const, "group" as const, "paper" as const, "staff" as const),
    answers: fc.dictionary(fc.constantFrom("q1", "q2", "q3"), answer),
    done: fc.boolean(),
    age: fc.constantFrom("16_17", "28_44", undefined),
    neighbourhood: fc.constantFrom("noord", "zuid", undefined),
    size: fc.constantFrom(3, 12, undefined),
  })
  .map((some) => ({
    row: "response" as const,
    process: "P1234567",
    voter: voterToken("0".repeat(32)),
    version: 1,
    edition: 1,
    begun: "2026-05-01" as const,
    at: "2026-05-01" as const,
    ...some,
  }));

test("counting people together gives what each counts for, added up", () => {
  fc.assert(
    fc.property(fc.array(response, { maxLength: 30 }), (responses) => {
      const counting = createCounting();
      const sum: Record<string, Record<string, number>> = {};
      for (const one of responses) {
        counting.add(one);
        for (const [question, numbers] of Object.entries(countsOf(one))) {
          const known = sum[question] ?? {};
          for (const [name, n] of Object.entries(numbers)) known[name] = (known[name] ?? 0) + n;
          sum[question] = known;
        }
      }
      expect(counting.results()).toEqual(sum);
    }),
    { numRuns: 400 },
  );
});
