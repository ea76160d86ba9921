import { describe, expect, test } from "vitest";
import {
  addWorkingDays,
  answerDue,
  easterSunday,
  isWorkingDay,
  publicHolidays,
  workingDaysBetween,
} from "../../../bot/core/calendar/working-days.ts";

describe("the days a town hall is closed", () => {
  // Dates of Easter as published in church almanacs; 1961, 2000 and 2038 are the early and late edges.
  test.each([
    [1961, "1961-04-02"],
    [2000, "2000-04-23"],
    [2008, "2008-03-23"],
    [2024, "2024-03-31"],
    [2025, "2025-04-20"],
    [2026, "2026-04-05"],
    [2027, "2027-03-28"],
    [2038, "2038-04-25"],
  ])("Easter of %i is on %s", (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });

  test("2026 has its ten days", () => {
    expect(publicHolidays(2026)).toEqual([
      "2026-01-01",
      "2026-04-03",
      "2026-04-05",
      "2026-04-06",
      "2026-04-27",
      "2026-05-14",
      "2026-05-24",
      "2026-05-25",
      "2026-12-25",
      "2026-12-26",
    ]);
  });

  test("King's Day is kept on Saturday when the 27th of April is a Sunday", () => {
    expect(publicHolidays(2025)).toContain("2025-04-26");
    expect(publicHolidays(2025)).not.toContain("2025-04-27");
  });

  test("everyone is off on Liberation Day once in five years", () => {
    expect(isWorkingDay("2025-05-05")).toBe(false);
    expect(isWorkingDay("2026-05-05")).toBe(true);
  });

  test("a town may close on more days", () => {
    expect(isWorkingDay("2026-05-15")).toBe(true);
    expect(isWorkingDay("2026-05-15", ["2026-05-15"])).toBe(false);
  });

  test("a weekend is not a working day", () => {
    expect(isWorkingDay("2026-05-02")).toBe(false);
    expect(isWorkingDay("2026-05-03")).toBe(false);
    expect(isWorkingDay("2026-05-04")).toBe(true);
  });
});

describe("counting working days", () => {
  test("the first working day after Maundy Thursday is the Tuesday after Easter", () => {
    expect(addWorkingDays("2026-04-02", 1)).toBe("2026-04-07");
  });

  test("counting back crosses the same days", () => {
    expect(addWorkingDays("2026-04-07", -1)).toBe("2026-04-02");
  });

  test("no days added is the same day", () => {
    expect(addWorkingDays("2026-05-02", 0)).toBe("2026-05-02");
  });

  test("Christmas to New Year holds four working days", () => {
    // 28, 29, 30 and 31 December 2026; 25 and 26 are Christmas, 27 a Sunday, 1 January closed.
    expect(workingDaysBetween("2026-12-24", "2027-01-01")).toBe(4);
  });

  test("nothing lies between a day and an earlier one", () => {
    expect(workingDaysBetween("2026-05-06", "2026-05-06")).toBe(0);
    expect(workingDaysBetween("2026-05-06", "2026-05-04")).toBe(0);
  });
});

describe("the day a resident is promised an answer", () => {
  test("Monday morning and ten working days is the Tuesday after Ascension week", () => {
    // 4 May 2026 + 10: 5–8 May (4), 11–13 May (7), Ascension Day off, 15 May (8), 18 and 19 May (10).
    expect(answerDue("2026-05-04T09:00:00Z", 10, [])).toBe("2026-05-19T15:00:00.000Z");
  });

  test("what comes in at five o'clock counts from the next working day", () => {
    // Friday 16:59 and 17:00 in summer time.
    expect(answerDue("2026-06-05T14:59:00Z", 1, [])).toBe("2026-06-08T15:00:00.000Z");
    expect(answerDue("2026-06-05T15:00:00Z", 1, [])).toBe("2026-06-09T15:00:00.000Z");
  });

  test("what comes in on Saturday counts from Monday", () => {
    expect(answerDue("2026-06-06T10:00:00Z", 1, [])).toBe("2026-06-09T15:00:00.000Z");
  });

  test("a message just after midnight belongs to the town's new day, not to that of Greenwich", () => {
    // 23:30 UTC on Sunday is 01:30 on Monday in summer.
    expect(answerDue("2026-06-07T23:30:00Z", 1, [])).toBe("2026-06-09T15:00:00.000Z");
  });

  test("five o'clock stays five o'clock when summer time begins in between", () => {
    // Friday 27 March is winter time (+1), Monday 30 March summer time (+2).
    expect(answerDue("2026-03-27T09:00:00Z", 1, [])).toBe("2026-03-30T15:00:00.000Z");
  });

  test("five o'clock stays five o'clock when winter time begins in between", () => {
    expect(answerDue("2026-10-23T09:00:00Z", 1, [])).toBe("2026-10-26T16:00:00.000Z");
  });

  test("the town's own closed days move the date", () => {
    expect(answerDue("2026-05-13T09:00:00Z", 1, ["2026-05-15"])).toBe("2026-05-18T15:00:00.000Z");
  });
});
