import fc from "fast-check";
import { expect, test } from "vitest";
import {
  codeFromHash,
  readPaper,
  readPaperLink,
  shownCode,
  writePaperLink,
} from "../../../bot/core/model/paper-code.ts";

/** A number and a code as they stand on paper, and as people type them. */

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const number = fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String);

test("what stands on paper is read back, however it is typed", () => {
  fc.assert(
    fc.property(number, hash, (id, from) => {
      const code = codeFromHash(from);
      const shown = `${id.slice(0, 4)}-${id.slice(4)}`;
      for (const typed of [`${shown} ${shownCode(code)}`, `${id}${code}`.toLowerCase(), ` ${id}: ${code}. `])
        expect(readPaper(typed)).toEqual({ id, code });
      for (const kind of ["report", "worker"] as const)
        expect(readPaperLink(kind, writePaperLink(kind, { id, code }))).toEqual({ id, code });
      expect(readPaperLink("worker", writePaperLink("report", { id, code }))).toBeUndefined();
    }),
  );
});

test("a code holds no sign that is read as another, and makes no word", () => {
  fc.assert(
    fc.property(hash, (from) => {
      expect(codeFromHash(from)).toMatch(/^[^AEIOU012568SZBLQ]{10}$/);
    }),
  );
});

test("every sign of a code tells as much as any other", () => {
  const counts = new Map<string, number>();
  for (let n = 0; n < 2000; n++) {
    const from = (0x9e3779b97f4a7c15n * BigInt(n + 1)).toString(16).padStart(64, "7").slice(-32);
    for (const sign of codeFromHash(from)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  expect(counts.size).toBe(20);
  for (const count of counts.values()) expect(count).toBeGreaterThan(700);
});

test.each(["4821-0937", "4821-0937 CDFGH", "De lamp 4821-0937 CDFGH-JKMNP", "", "4821-0937 ABCDE-FGHIJ"])(
  "“%s” is no number with a code",
  (text) => expect(readPaper(text)).toBeUndefined(),
);
