import { describe, expect, test } from "vitest";
import { isPlanted, unheardOf } from "./poison.ts";

/** The judge of the fault tests notices when something that can never be handled passes in silence. */

describe("what can never be handled", () => {
  const row = { what: "a row", event: "clock_failed", key: "CONTRIBUTION#09990001 WAKE" };
  const update = { what: "an update", event: "dead_letter" };
  const nothing = { messages: 0, changes: 0 };

  test("is told of by its own line in the log", () => {
    const heard = [{ event: "clock_failed", key: row.key }, { event: "dead_letter" }];
    expect(unheardOf([row, update], heard, nothing)).toEqual([]);
    expect(unheardOf([row], [{ event: "clock_failed", key: "LANE#other LANE" }], nothing)).toHaveLength(1);
    expect(unheardOf([row], [{ event: "unreadable_change", key: row.key }], nothing)).toHaveLength(1);
  });

  test("is told of once for each update", () => {
    expect(unheardOf([update, update], [{ event: "dead_letter" }], nothing)).toHaveLength(1);
  });

  test("is kept where a person finds it", () => {
    expect(unheardOf([], [], { messages: 1, changes: 0 })).toHaveLength(1);
    expect(unheardOf([], [], { messages: 0, changes: 1 })).toHaveLength(1);
  });

  test("is not taken for a row of the town", () => {
    expect(isPlanted({ pk: { S: "CONTRIBUTION#09990001" } })).toBe(true);
    expect(isPlanted({ pk: { S: "BALLOTS#P0999999#0" } })).toBe(true);
    // Numbers of reports begin at 1000-0000 and those of processes at P1000000: nothing planted may look like one.
    for (const id of ["10000000", "48210937", "99993087", "99999999"])
      expect(isPlanted({ pk: { S: `CONTRIBUTION#${id}` } })).toBe(false);
    for (const id of ["P1000000", "P7999999", "P9999999"])
      expect(isPlanted({ pk: { S: `BALLOTS#${id}#0` } })).toBe(false);
  });
});
