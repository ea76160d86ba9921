import { describe, expect, test } from "vitest";
import { participantsOf } from "../../bot/core/audience.ts";
import { cells } from "../../bot/core/makeup.ts";

describe("a group of fewer than ten", () => {
  test("is not shown, nor the smallest other one from which it could be worked out", () => {
    // 40 in all, 4 not known: 20 + 11 + 5. Without 11 the 5 would follow from the total.
    expect(cells({ a: 20, b: 11, c: 5 }, 40)).toEqual({ shown: [["a", 20]], together: 16, unknown: 4 });
  });

  test("is added to others that are not shown, until they are ten together", () => {
    expect(cells({ a: 30, b: 12, c: 3, d: 2 }, 47)).toEqual({ shown: [["a", 30]], together: 17, unknown: 0 });
    expect(cells({ a: 30, b: 12, c: 6, d: 4 }, 60)).toEqual({
      shown: [
        ["a", 30],
        ["b", 12],
      ],
      together: 10,
      unknown: 8,
    });
  });

  test("that is all there is shows nothing at all", () => {
    expect(cells({ a: 9 }, 200)).toBeUndefined();
    expect(cells({ a: 12, b: 3 }, 15)).toEqual({ shown: [], together: 15, unknown: 0 });
    expect(cells({}, 0)).toBeUndefined();
  });

  test("does not hide the others when there is none", () => {
    expect(cells({ a: 10, b: 10, c: 0 }, 20)).toEqual({
      shown: [
        ["a", 10],
        ["b", 10],
      ],
      together: 0,
      unknown: 0,
    });
  });
});

test("whoever does not want to be counted in a group takes part without her age and neighbourhood", () => {
  const about = {
    resident: "r",
    permissions: [],
    takesPart: ["P1234567"],
    age: "16_17",
    neighbourhood: "dijkzicht",
  };
  const [silent] = participantsOf(about);
  expect(silent).not.toHaveProperty("age");
  expect(silent).not.toHaveProperty("neighbourhood");
  const permission = { purpose: "count_group", granted: true, text: "1", language: "nl", at: "" } as const;
  expect(participantsOf({ ...about, permissions: [permission] })).toMatchObject([
    { age: "16_17", neighbourhood: "dijkzicht" },
  ]);
});
