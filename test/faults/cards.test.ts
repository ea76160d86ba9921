import { describe, expect, test } from "vitest";
import type { Row } from "../../bot/ports/rows.ts";
import type { SlackMessage } from "../../local/playground/api.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { findCards } from "./cards.ts";

/** That the judge of the fault tests sees it when a report has no card, or two. */

const REPORT = "48210937";
const COUNCIL = "P1234567";
const report: Row = { ...rowOfEachKind.contribution, id: REPORT };
const stands = (contribution: string, ts: string): Row => ({
  ...rowOfEachKind.posted,
  contribution,
  channel: "C1",
  ts,
});
const card = (ts: string, title: string): SlackMessage => ({
  channel: "C1",
  ts,
  user: "bot",
  text: title,
  blocks: [{ type: "header", text: { type: "plain_text", text: title } }],
});
const own = card("1.1", "Melding 4821-0937");
const council = card("1.2", "Antwoord van de raad: 4821-0937");
const rows = [report, stands(REPORT, "1.1"), stands(COUNCIL, "1.2")];

describe("the card of a report", () => {
  test("stands once, also when the council answers on a card of its own", () => {
    expect(findCards([own, council], rows)).toEqual({ wanted: 1, missing: [], doubled: 0 });
  });

  test("that was posted twice is doubled, although the table knows of one", () => {
    expect(findCards([own, card("1.3", "Melding 4821-0937"), council], rows).doubled).toBe(1);
  });

  test("is missing when only the council's is there", () => {
    expect(findCards([council], rows).missing).toEqual([REPORT]);
  });
});
