import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outsideQuietHours } from "../../../bot/core/calendar/quiet-hours.ts";
import { instantAt } from "../../../bot/core/calendar/time.ts";

const night = { from: "21:00", until: "09:00" };

describe("nobody is woken", () => {
  test("by day a notice goes out at once", () => {
    expect(outsideQuietHours("2026-06-01T10:00:00Z", night)).toBeUndefined();
  });

  test("in the evening it waits for the next morning", () => {
    expect(outsideQuietHours("2026-06-01T19:00:00Z", night)).toBe("2026-06-02T07:00:00.000Z");
  });

  test("after midnight it waits for the same morning", () => {
    expect(outsideQuietHours("2026-06-01T22:30:00Z", night)).toBe("2026-06-02T07:00:00.000Z");
  });

  test("one minute before the quiet hours it may still go, and at their end again", () => {
    expect(outsideQuietHours("2026-06-01T18:59:59Z", night)).toBeUndefined();
    expect(outsideQuietHours("2026-06-02T06:59:59Z", night)).toBe("2026-06-02T07:00:00.000Z");
    expect(outsideQuietHours("2026-06-02T07:00:00Z", night)).toBeUndefined();
  });

  test("the night that summer time begins ends an hour sooner", () => {
    // Saturday 28 March 22:00 (+1) until Sunday 29 March 09:00 (+2).
    expect(outsideQuietHours("2026-03-28T21:00:00Z", night)).toBe("2026-03-29T07:00:00.000Z");
  });

  test("the night that winter time begins lasts an hour longer", () => {
    expect(outsideQuietHours("2026-10-24T20:00:00Z", night)).toBe("2026-10-25T08:00:00.000Z");
  });

  test("an hour that the clock skips ends when the clock jumps over it", () => {
    // 02:30 does not exist on 29 March 2026; the clock goes from 02:00 to 03:00 at 01:00 UTC.
    expect(outsideQuietHours("2026-03-29T00:00:00Z", { from: "22:00", until: "02:30" })).toBe(
      "2026-03-29T01:30:00.000Z",
    );
  });

  test("quiet hours within one day work too", () => {
    const siesta = { from: "12:00", until: "14:00" };
    expect(outsideQuietHours("2026-06-01T10:30:00Z", siesta)).toBe("2026-06-01T12:00:00.000Z");
    expect(outsideQuietHours("2026-06-01T12:00:00Z", siesta)).toBeUndefined();
  });

  test("quiet hours end at midnight when the town wants so", () => {
    expect(outsideQuietHours("2026-06-01T20:00:00Z", { from: "21:00", until: "00:00" })).toBe(
      "2026-06-01T22:00:00.000Z",
    );
  });

  test("whatever the moment, waiting always ends later and outside the quiet hours", () => {
    const moment = fc.date({ min: new Date("2024-01-01"), max: new Date("2030-12-31"), noInvalidDate: true });
    const hour = fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, "0")}:00`);
    fc.assert(
      fc.property(moment, hour, hour, (at, from, until) => {
        const now = instantAt(at.getTime());
        const end = outsideQuietHours(now, { from, until });
        return end === undefined || (end > now && outsideQuietHours(end, { from, until }) === undefined);
      }),
    );
  });
});
