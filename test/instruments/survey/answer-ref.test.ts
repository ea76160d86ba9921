import fc from "fast-check";
import { expect, test } from "vitest";
import { readAnswerRef, writeAnswerRef } from "../../../bot/instruments/survey/answering/answer-ref.ts";

test("the answer that a later message belongs to is found again", () => {
  const refs = fc.record({
    process: fc.stringMatching(/^P\d{7}$/),
    question: fc.stringMatching(/^[a-z0-9_]{1,12}$/),
  });
  fc.assert(
    fc.property(refs, (ref) => {
      expect(readAnswerRef(writeAnswerRef(ref))).toEqual(ref);
    }),
  );
  expect(writeAnswerRef({ process: "P1000001", question: "q1" })).toBe("P1000001.q1");
});
