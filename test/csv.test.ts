import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, readRows, writeCsv } from "../bot/csv.ts";

const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."ab,;\t\"'=+-@1.\r\n \uFEFF") }),
);
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 });

describe("what is written", () => {
  test("is read back the same, with an apostrophe where a spreadsheet would begin to calculate", () => {
    const calm = (text: string) =>
      "=+-@\t\r".includes(text.charAt(0)) && text !== "" && !/^[+-]?\d+([.,]\d+)*$/.test(text)
        ? `'${text}`
        : text;
    fc.assert(
      fc.property(rows, (table) => {
        expect(readCsv(writeCsv(table))).toEqual(table.map((row) => row.map(calm)));
      }),
      { numRuns: 1000 },
    );
  });

  test("has no cell that a spreadsheet would calculate with", () => {
    expect(writeCsv([["=1+1", "+x", "-x", "@x", "\tx", "\rx"]])).toBe(`'=1+1,'+x,'-x,'@x,"'\tx","'\rx"\r\n`);
  });

  test("keeps plain numbers as they are", () => {
    expect(writeCsv([["-5", "+3.5", "-1.000,25", "-5-5"]])).toBe(`-5,+3.5,"-1.000,25",'-5-5\r\n`);
  });

  test("puts quotes around what has a comma, a quote or a line end in it", () => {
    expect(writeCsv([["a,b", 'zij zei "ja"', "een\ntwee", " c "]])).toBe(
      '"a,b","zij zei ""ja""","een\ntwee", c \r\n',
    );
  });

  test("of nothing is nothing", () => {
    expect(writeCsv([])).toBe("");
    expect(writeCsv([[""]])).toBe('""\r\n');
  });
});

describe("a table that somebody brings", () => {
  test("may have any line ends, and none at the end", () => {
    const same = [
      ["a", "b"],
      ["c", "d"],
    ];
    for (const end of ["\r\n", "\n", "\r"]) expect(readCsv(`a,b${end}c,d`)).toEqual(same);
    expect(readCsv("a,b\r\n\r\nc,d\r\n\r\n")).toEqual(same);
  });

  test("may come from a Dutch spreadsheet", () => {
    expect(readCsv("\uFEFFwijk;aantal;toelichting\r\nDijk;1,5;a, b, c, d\r\n")).toEqual([
      ["wijk", "aantal", "toelichting"],
      ["Dijk", "1,5", "a, b, c, d"],
    ]);
    expect(readCsv("Inwoners, per wijk, in 2025\nwijk;aantal\nDijk;5")[1]).toEqual(["wijk", "aantal"]);
  });

  test("may have tabs", () => {
    expect(readCsv("a\tb\n1,5\t2,5")).toEqual([
      ["a", "b"],
      ["1,5", "2,5"],
    ]);
  });

  test("keeps empty cells and quotes inside a word", () => {
    expect(readCsv('a,,"",\nbuis van 5",x')).toEqual([
      ["a", "", "", ""],
      ['buis van 5"', "x"],
    ]);
  });

  test("knows the line each row begins on, also below a cell of several lines", () => {
    expect(readRows('a,"1\r\n2\r\n3"\r\n\r\nb,c').map(({ line }) => line)).toEqual([1, 5]);
  });

  test("is read whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(Array.isArray(readCsv(text))).toBe(true);
      }),
    );
    expect(readCsv('a,"never closed\nb')).toEqual([["a", "never closed\nb"]]);
  });
});
