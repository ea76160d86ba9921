import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tableForm } from "../../bot/core/model/table-form.ts";
import { type CsvCell, readCsv, readRows, writeCsv } from "../../bot/text/csv.ts";

const dutch = tableForm("nl");
const english = tableForm("en");
const forms = { dutch, english };

const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."ab,;\t\"'=+-@1.\r\n \uFEFF") }),
);
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 });

describe.each(Object.entries(forms))("what is written in the %s form", (_name, form) => {
  const write = (...cells: CsvCell[]) => writeCsv([cells], form);
  const put = (...cells: string[]) => `${cells.join(form.separator)}\r\n`;

  test("is read back the same, with an apostrophe where a spreadsheet would begin to calculate", () => {
    const calm = (text: string) =>
      (/^[\t\r\n]/.test(text) || "=+-@".includes(text.trimStart().charAt(0) || "x")) &&
      !/^[+-]?\d+([.,]\d+)*$/.test(text)
        ? `'${text}`
        : text;
    fc.assert(
      fc.property(rows, (table) => {
        expect(readCsv(writeCsv(table, form))).toEqual(table.map((row) => row.map(calm)));
      }),
      { numRuns: 1000 },
    );
  });

  test("has no cell that a spreadsheet would calculate with", () => {
    expect(write("=1+1", "+x", "-x", "@x", "\tx", "\rx", "\nx")).toBe(
      put("'=1+1", "'+x", "'-x", "'@x", `"'\tx"`, `"'\rx"`, `"'\nx"`),
    );
    // Also behind spaces, in wide signs, and where somebody hopes that a separator ends the cell.
    expect(write(" =1", "\u00a0=1", "＝1+1", "+31 6")).toBe(put("' =1", "'\u00a0=1", "'＝1+1", "'+31 6"));
    expect(write("a;=1+1", "a,=1+1", "a\t=1+1", 'x";=1+1')).toBe(
      put('"a;=1+1"', '"a,=1+1"', '"a\t=1+1"', '"x"";=1+1"'),
    );
  });

  test("keeps what somebody typed as a plain number as it was typed", () => {
    expect(write("-5", "+3.5", "-1.000,25", "-5-5")).toBe(put("-5", "+3.5", '"-1.000,25"', "'-5-5"));
  });

  test("puts quotes around what has a comma, a semicolon, a quote or a line end in it", () => {
    expect(write("a,b", "a;b", 'zij zei "ja"', "een\ntwee", " c ")).toBe(
      put('"a,b"', '"a;b"', '"zij zei ""ja"""', '"een\ntwee"', " c "),
    );
  });

  test("of nothing is nothing", () => {
    expect(writeCsv([], form)).toBe("");
    expect(write("")).toBe('""\r\n');
    expect(write(undefined, "")).toBe(put("", ""));
  });
});

describe("a number of ours", () => {
  test.each([
    ["nl", "3,6;-0,5;1200;true;3.6\r\n"],
    ["de", "3,6;-0,5;1200;true;3.6\r\n"],
    ["uk", "3,6;-0,5;1200;true;3.6\r\n"],
    ["en", "3.6,-0.5,1200,true,3.6\r\n"],
  ])("is written as spreadsheets in %s expect it, and what only looks like one stays", (language, text) => {
    expect(writeCsv([[3.6, -0.5, 1200, true, "3.6"]], tableForm(language))).toBe(text);
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
