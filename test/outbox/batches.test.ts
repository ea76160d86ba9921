import { expect, test } from "vitest";
import { fromEpoch } from "../../bot/core/calendar/time.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import type { Notice } from "../../bot/core/model/notice.ts";
import { inBatches, subjectOfBatch } from "../../bot/outbox/batches.ts";

const many = Array.from({ length: 30 }, (_, n): Notice => {
  const resident = residentId(`r${n}`);
  return {
    row: "notice",
    id: `n${n}`,
    group: `resident:${resident}`,
    created: fromEpoch(0),
    what: { kind: "resident", resident, screen: { lines: [] } },
  };
});

test.each(["48210937", "P1234567"])("a batch says what it is about: %s", (subject) => {
  const batches = inBatches(many, subject);
  expect(batches.map(({ what }) => what.kind)).toEqual(["several"]);
  expect(batches.map(({ group }) => subjectOfBatch(group))).toEqual([subject]);
});

test.each(["all", "", "P", "r1#2"])("a batch about no single thing says so: “%s”", (subject) => {
  expect(inBatches(many, subject).map(({ group }) => subjectOfBatch(group))).toEqual([undefined]);
});

test("another group is no batch", () => {
  expect(subjectOfBatch("resident:48210937")).toBeUndefined();
});
