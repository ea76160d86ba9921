import fc from "fast-check";
import { expect, test } from "vitest";
import {
  readMotionAnswer,
  writeMotionAnswer,
} from "../../../bot/instruments/manifesto/core-group/motion-screen.ts";
import { readAgeStep, writeAgeStep } from "../../../bot/instruments/manifesto/voting/age-step.ts";

/** What existing buttons and forms contain is read as it was written. */

test("where she was when she was asked for her age", () => {
  fc.assert(
    fc.property(fc.nat(999), (place) => {
      expect(readAgeStep(writeAgeStep(place))).toBe(String(place));
    }),
  );
  expect(readAgeStep("age")).toBeUndefined();
});

test("what a member of the core group answered, and to which motion", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.nat(), (agrees, n) => {
      expect(readMotionAnswer(writeMotionAnswer({ agrees, n }))).toEqual({ agrees, n });
    }),
  );
  expect(writeMotionAnswer({ agrees: true, n: 3 })).toBe("yes3");
  for (const none of ["", "yes", "maybe3", "3"]) expect(readMotionAnswer(none), none).toBeUndefined();
});
