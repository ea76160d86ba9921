import { expect, test } from "vitest";
import {
  afterEvent,
  type Broadcast,
  type BroadcastEvent,
  type BroadcastStatus,
  partsOf,
} from "../../../bot/core/broadcasts/broadcast.ts";
import { expectedEnd } from "../../../bot/core/broadcasts/pace.ts";
import { listenerOf, listens } from "../../../bot/core/broadcasts/reach.ts";
import { HOUR } from "../../../bot/core/calendar/time.ts";
import type { Lane } from "../../../bot/core/model/lane.ts";
import { rowOfEachKind } from "../../support/row-of-each-kind.ts";

const MORNING = "2026-05-04T08:00:00.000Z";
const town = { quietHours: { from: "21:00", until: "09:00" }, leastInvited: 10 };
const counted = { count: 300, chunks: 2, capped: 0 };

const states: Record<BroadcastStatus["at"], BroadcastStatus> = {
  counting: { at: "counting" },
  ready: { at: "ready", ...counted },
  sending: { at: "sending", ...counted, by: "U0ANA", since: MORNING },
  sent: { at: "sent", ...counted, since: MORNING, on: MORNING },
  stopped: { at: "stopped", ...counted, since: MORNING, by: "U0ANA", on: MORNING },
  discarded: { at: "discarded", by: "U0ANA", on: MORNING },
};
const events: Record<BroadcastEvent["type"], BroadcastEvent> = {
  counted: { type: "counted", ...counted },
  send: { type: "send", by: "U0ANA" },
  stop: { type: "stop", by: "U0ANA" },
  discard: { type: "discard", by: "U0ANA" },
  setAside: { type: "setAside", part: 2 },
  again: { type: "again", by: "U0ANA" },
  finished: { type: "finished" },
  unpaid: { type: "unpaid" },
};

function broadcast(status: BroadcastStatus): Broadcast {
  return {
    row: "broadcast",
    id: "B1",
    version: 1,
    created: MORNING,
    author: "U0ANA",
    texts: { nl: "Nieuws" },
    neighbourhoods: [],
    channel: "C1",
    status,
  };
}

test("what can happen to news is this, and nothing else", () => {
  const possible: string[] = [];
  for (const [from, status] of Object.entries(states))
    for (const [name, event] of Object.entries(events)) {
      const next = afterEvent(broadcast(status), event, MORNING, town);
      if (next) possible.push(`${from} – ${name} → ${next.status.at}`);
    }
  expect(possible).toEqual([
    "counting – counted → ready",
    "counting – discard → discarded",
    "ready – send → sending",
    "ready – discard → discarded",
    "sending – stop → stopped",
    "sending – setAside → sending",
    "sending – finished → sent",
  ]);
});

test("a part that was set aside can be tried again, also when all others have arrived, and not when it was stopped", () => {
  for (const at of ["sending", "sent"] as const) {
    const next = afterEvent({ ...broadcast(states[at]), aside: [2] }, events.again, MORNING, town);
    expect(next).toMatchObject({ status: { at: "sending", by: "U0ANA", since: MORNING }, again: 1 });
    expect(next?.aside).toBeUndefined();
    // The queue would take it for the message that it has had already.
    expect(next && partsOf(next)).toEqual([
      { broadcast: "B1", part: 1, again: 1 },
      { broadcast: "B1", part: 2, again: 1 },
    ]);
  }
  expect(
    afterEvent({ ...broadcast(states.stopped), aside: [2] }, events.again, MORNING, town),
  ).toBeUndefined();
  expect(partsOf({ ...broadcast(states.sending), aside: [2] })).toEqual([{ broadcast: "B1", part: 1 }]);
});

test("news for nobody cannot be sent", () => {
  const nobody = broadcast({ at: "ready", count: 0, chunks: 0, capped: 3 });
  expect(afterEvent(nobody, { type: "send", by: "U0ANA" }, MORNING, town)).toBeUndefined();
});

test("only counting and sending ask for work, and the clock looks only at these", () => {
  const asking = Object.values(states).filter((status) => partsOf(broadcast(status)).length > 0);
  expect(asking.map((status) => status.at)).toEqual(["counting", "sending"]);
  const sending = afterEvent(broadcast(states.ready), events.send, MORNING, town);
  expect(sending?.wakeAt).toBeDefined();
  expect(sending && afterEvent(sending, events.stop, MORNING, town)?.wakeAt).toBeUndefined();
});

test("what takes longer than the evening goes on in the morning", () => {
  // 20:00 on the town's clock; 28 a second for three hours.
  const end = expectedEnd(3 * 3600 * 28, "2026-05-04T18:00:00.000Z", town);
  expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse("2026-05-05T09:00:00.000Z"));
  expect(Date.parse(end)).toBeLessThanOrEqual(Date.parse("2026-05-05T07:00:00.000Z") + 3 * HOUR);
});

test("a resident who never finished coming in, who stopped or whom nothing reaches is in no audience", () => {
  const lane: Lane = {
    ...rowOfEachKind.lane,
    permissions: [{ purpose: "neighbourhood_news", granted: true, text: "1", language: "nl", at: MORNING }],
  };
  expect(listenerOf(lane)).toMatchObject({ neighbourhood: "unknown", resident: "r1" });
  expect(listenerOf({ ...lane, stage: "permissions" })).toBeUndefined();
  expect(listenerOf({ ...lane, stopped: true })).toBeUndefined();
  // She is counted among those who cannot be reached, and gets nothing.
  expect(listenerOf({ ...lane, reachable: false })).toMatchObject({ out: true });
  expect(listens({ ...lane, reachable: false }, "neighbourhood_news")).toBe(false);
  expect(listenerOf({ ...lane, permissions: [] })).toBeUndefined();
});
