import { expect, test } from "vitest";
import type { Instant } from "../../../bot/core/calendar/time.ts";
import type { Contribution } from "../../../bot/core/model/contribution.ts";
import { residentId } from "../../../bot/core/model/ids.ts";
import { say } from "../../../bot/core/model/message.ts";
import { nothingSeen } from "../../../bot/core/needs.ts";
import { itemClock } from "../../../bot/core/processes/item-clock.ts";
import type { AnyKind } from "../../../bot/core/processes/kind.ts";
import { sentModeration } from "../../../bot/core/processes/moderation.ts";
import { newStage } from "../../../bot/core/processes/stage.ts";
import type { Context, Decision } from "../../../bot/core/turn.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { waterkant } from "../../support/waterkant.ts";
import { kinds } from "./robot/fixture-kinds.ts";

/** Words that were quoted without a name: nobody can be told alone, so everybody who read them is told, once. */

const NOW: Instant = "2026-05-04T09:00:00.000Z";
const kind: AnyKind = {
  ...(kinds.get("poll") as AnyKind),
  itemChanged: () => ({ change: {}, event: "quoted" }),
  quoted: (_s, told) => ({ lines: [say("common:as_is", { text: told })] }),
};
const process = sampleProcess({
  instrument: "poll",
  state: newStage("counted", NOW),
  organiser: "U0OLA",
  entries: 1,
});

function quote(more: Record<string, unknown> = {}, by?: string): Contribution {
  const state = { process: process.id, list: "quotes", n: 1, at: "shown", words: { nl: "Karel is stom" } };
  return {
    row: "contribution",
    id: "48210011",
    instrument: "poll",
    version: 1,
    ...(by !== undefined && { by: residentId(by) }),
    desk: process.desk,
    open: false,
    state: { ...state, media: [], filled: {}, days: {}, since: NOW, quoted: "abc", ...more },
    handled: [],
    created: NOW,
    changed: NOW,
    entries: 1,
  };
}

function contextOf(row: Contribution): Context {
  return {
    now: NOW,
    seed: "seed".padEnd(64, "0"),
    town: waterkant,
    office: { desks: [], admins: [], clerk: undefined },
    staff: { id: "U0BOO", roles: ["official"] },
    seen: { ...nothingSeen, process: { [process.id]: process }, contribution: { [row.id]: row } },
  } as unknown as Context;
}

function told(decision: Decision): readonly (string | undefined)[] {
  if ("needs" in decision) throw new Error("it needs to see more");
  return (decision.broadcasts ?? []).map((one) => {
    expect(one.process).toBe(process.id);
    return String(one.screen?.lines[0]?.params?.text);
  });
}

function hides(row: Contribution): Decision {
  const sent = (seen?: string) =>
    sentModeration(
      kind,
      "hide",
      {
        type: "submitted",
        id: "sl:1",
        official: "U0BOO",
        form: { instrument: "poll", form: "item.hide", ref: row.id, ...(seen !== undefined && { seen }) },
        values: { reason_nl: "Een naam" },
      } as never,
      contextOf(row),
    );
  const first = sent();
  const form = "needs" in first ? undefined : first.effects.find((one) => one.do === "open");
  return sent(form?.do === "open" ? form.form.id.seen : undefined);
}

test("everybody who takes part reads that it was taken away, and its process has a line of it", () => {
  const decision = hides(quote());
  expect(told(decision)).toEqual(["hide"]);
  expect("needs" in decision || decision.entries?.map(({ event }) => event).toSorted()).toEqual([
    "hide",
    "quoted",
  ]);
});

test("whoever brought something in under her own name is told alone", () => {
  const decision = hides(quote({}, "noor"));
  expect(told(decision)).toEqual([]);
  expect("needs" in decision || decision.effects).toContainEqual(
    expect.objectContaining({ notice: expect.objectContaining({ kind: "resident", resident: "noor" }) }),
  );
});

test("an objection that nobody answers in time is told as late, and not again", () => {
  const late = (more: object) => ({
    ...quote({ at: "refused", objection: { on: "2026-04-10T00:00:00.000Z", ...more } }),
    open: true,
    dueAt: "2026-04-24T22:00:00.000Z" as Instant,
  });
  expect(told(itemClock(kind, late({}), contextOf(late({}))))).toEqual(["late"]);
  expect(told(itemClock(kind, late({ late: true }), contextOf(late({ late: true }))))).toEqual([]);
});
