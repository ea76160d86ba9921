import { describe, expect, test } from "vitest";
import { participantsOf } from "../../../bot/core/broadcasts/reach.ts";
import { fromEpoch } from "../../../bot/core/calendar/time.ts";
import { cells } from "../../../bot/core/disclosure/disclosure.ts";
import { shownIn } from "../../../bot/core/disclosure/suppression.ts";
import { residentId } from "../../../bot/core/model/ids.ts";

describe("a group of fewer than ten", () => {
  test("is not shown, nor the smallest other one from which it could be worked out", () => {
    // 74 in all, 4 not known: 40 + 25 + 5. Without 25 the 5 would follow from the total. Of the 30 together c can have
    // anything from 0 to 9, as b can have from 21 to 30.
    expect(cells({ a: 40, b: 25, c: 5 }, 74)).toEqual({ shown: [["a", 40]], together: 30, unknown: 4 });
    // Of the 16 together, c could be at most 6, as b is at least 10: so a is not shown either.
    expect(cells({ a: 20, b: 11, c: 5 }, 40)).toEqual({ shown: [], together: 36, unknown: 4 });
  });

  test("is added to others that are not shown, until each may have anything from nobody to nine", () => {
    // 17 together: as b has 10 at least, c could not have more than 7.
    expect(cells({ a: 30, b: 12, c: 3, d: 2 }, 47)).toEqual({ shown: [], together: 47, unknown: 0 });
    // 10 together of two under ten: neither could be nobody. With b it is 22.
    expect(cells({ a: 30, b: 12, c: 6, d: 4 }, 60)).toEqual({ shown: [["a", 30]], together: 22, unknown: 8 });
  });

  test("is not told by a careful reader who knows that two of them are nine at most", () => {
    // 18 together of two under ten: each has nine.
    expect(cells({ a: 30, c: 9, d: 9 }, 48)).toEqual({ shown: [], together: 48, unknown: 0 });
    expect(cells({ a: 30, b: 20, c: 9, d: 9 }, 68)).toEqual({ shown: [["a", 30]], together: 38, unknown: 0 });
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

describe("a table of groups", () => {
  test("is shown whole when every cell is large enough", () => {
    const table = [
      [20, 30],
      [15, 10],
    ];
    expect(shownIn(table)).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  test("hides a small cell with one more in its row and in its column, so that no sum gives it away", () => {
    const table = [
      [40, 30, 20],
      [4, 25, 30],
      [50, 60, 70],
    ];
    // The 4; beside it the 25, above it the 40; and where those meet the 30, so that they do not follow either.
    expect(shownIn(table)).toEqual([
      [false, false, true],
      [false, false, true],
      [true, true, true],
    ]);
  });
});

test("somebody who does not want to be counted in a group takes part without her age and neighbourhood", () => {
  const about = {
    resident: residentId("r"),
    permissions: [],
    takesPart: ["P1234567"],
    age: "16_17",
    neighbourhood: "dijkzicht",
  };
  const [silent] = participantsOf(about);
  expect(silent).not.toHaveProperty("age");
  expect(silent).not.toHaveProperty("neighbourhood");
  const permission = {
    purpose: "count_group",
    granted: true,
    text: "1",
    language: "nl",
    at: fromEpoch(0),
  } as const;
  expect(participantsOf({ ...about, permissions: [permission] })).toMatchObject([
    { age: "16_17", neighbourhood: "dijkzicht" },
  ]);
});
