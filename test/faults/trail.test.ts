import { describe, expect, test } from "vitest";
import type { Contribution, Entry } from "../../bot/core/model/contribution.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { setAsideIn } from "./outcome.ts";
import { chatsIn, trailOf } from "./trail.ts";

/** A broken promise of a fault run can be explained from its log. */

const report: Contribution = { ...rowOfEachKind.contribution, id: "10000001", by: residentId("r1") };
const entry: Entry = { ...rowOfEachKind.entry, contribution: report.id, words: "De lamp w810001x2q" };
const lane = { ...rowOfEachKind.lane, resident: residentId("r1") };
const others = { ...report, id: "10000002", by: residentId("r2") };
const record = {
  moments: [
    { at: 1000, chat: "810001", what: "update 100001 comes: says “De lamp\nis kapot”" },
    { at: 2000, chat: "810002", what: "update 100002 comes: says “Dag”" },
    { at: 4000, chat: "810001", what: "sent: Dank je" },
  ],
  deaths: [500, 3000, 9000],
  chatOf: (resident: string) => ({ r1: "810001", r2: "810002" })[resident],
};

describe("the trail of a resident", () => {
  test("tells in order what came, what was said and which deaths lay in between, and then how things stand", () => {
    const trail = trailOf("810001", record, [others, report, entry, lane], ["TypeError: 810001", "810002"]);
    expect(trail.slice(0, 3)).toEqual([
      "    1.00 update 100001 comes: says “De lamp ⏎ is kapot”",
      "    3.00 a process dies",
      "    4.00 sent: Dank je",
    ]);
    expect(trail.slice(3).map((line) => /"row":"\w+"|set aside.*/.exec(line)?.[0])).toEqual([
      '"row":"contribution"',
      '"row":"lane"',
      '"row":"entry"',
      "set aside: TypeError: 810001",
    ]);
  });

  test("is that of everybody whom a broken promise is about, by her chat, her word or her report", () => {
    const about = (sentence: string) => chatsIn([sentence], record, [report, others]);
    expect(about("the word w810001x4q (report) was accepted and is nowhere")).toEqual(["810001"]);
    expect(about("the ballot of 810002 is not what its voter last saw")).toEqual(["810002"]);
    expect(about("there is no card for 10000002, nor for 1000-0001")).toEqual(["810002", "810001"]);
    expect(about("1 ballots belong to nobody who voted, of 899001")).toEqual([]);
  });
});

test("an update that was set aside is shown with its error, and a planted one is not", () => {
  const dead = (body: string) => ({ ...rowOfEachKind.dead, error: "TypeError", sealed: body });
  const rows = [dead('{"update_id":100007,"message":{}}'), dead('{"update_id":900001}'), dead("payload=x")];
  const found = setAsideIn(rows, (sealed) => sealed);
  expect(found).toHaveLength(2);
  expect(found[0]).toMatch(/^TypeError at .*100007/);
});
