import fc from "fast-check";
import { expect, test } from "vitest";
import { isOfAll, readGivenNumber, writeGivenNumber } from "../../../bot/core/counting/response.ts";
import { ages, bandOf, yearsOf } from "../../../bot/core/model/age.ts";
import {
  type Cell,
  type CellKind,
  groupOf,
  inCell,
  readCell,
  readGroup,
  readInCell,
} from "../../../bot/core/model/groups.ts";
import { readToggle, writeToggle } from "../../../bot/core/model/toggle.ts";

/** What rows and buttons contain is read as it was written; the bytes are those of existing rows and buttons. */

const key = fc.stringMatching(/^[a-z0-9_-]{1,20}$/);
const kind = fc.constantFrom<CellKind>("l", "a", "n", "v");
const cell = fc.tuple(kind, key).map(([one, of]): Cell => `${one}:${of}`);

test("a group's language, age or neighbourhood", () => {
  fc.assert(
    fc.property(kind, key, (one, of) => {
      expect(readCell(`${one}:${of}`)).toEqual({ kind: one, key: of });
    }),
  );
  for (const none of ["", "l", "x:nl", "g:16_17", "begun"]) expect(readCell(none), none).toBeUndefined();
});

test("a number of one group", () => {
  fc.assert(
    fc.property(cell, fc.stringMatching(/^[a-z.0-9-]{1,15}$/), (of, what) => {
      expect(readInCell(inCell(of, what))).toEqual({ cell: of, what });
      expect(isOfAll(inCell(of, what))).toBe(false);
      expect(isOfAll(what)).toBe(true);
    }),
  );
  expect(inCell("a:16_17", "begun")).toBe("a:16_17|begun");
});

test("a group of an age and a neighbourhood together", () => {
  fc.assert(
    fc.property(key, key, (age, neighbourhood) => {
      const group = groupOf(age, neighbourhood);
      expect(readGroup(group)).toEqual({ age, neighbourhood });
      // How many of it there are stands beside the numbers of cells, and is none of them.
      expect(readInCell(`g:${group}`)).toBeUndefined();
      expect(isOfAll(`g:${group}`)).toBe(false);
    }),
  );
  expect(groupOf("16_17", "dijkzicht")).toBe("16_17|dijkzicht");
});

test("a number that was given", () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      expect(readGivenNumber(writeGivenNumber(value))).toBe(value);
    }),
  );
  expect(writeGivenNumber(-3)).toBe("n.-3");
  expect(readGivenNumber("o.n")).toBeUndefined();
});

test("a button that puts something on a list or takes it off", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9_]{1,12}$/), fc.boolean(), (id, puts) => {
      expect(readToggle(writeToggle({ id, puts }))).toEqual({ id, puts });
      expect(readToggle(id)).toBeUndefined();
    }),
  );
  expect(writeToggle({ id: "12", puts: true })).toBe("12+");
});

test("the years of a band are those of the people in it", () => {
  for (const age of ages) {
    const { from, to = 120 } = yearsOf(age);
    expect(bandOf(from)).toBe(age);
    expect(bandOf(to)).toBe(age);
    expect(bandOf(from - 1)).not.toBe(age);
    expect(bandOf(to + 1)).not.toBe(age);
  }
});
