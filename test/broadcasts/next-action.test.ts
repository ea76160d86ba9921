import { describe, expect, test } from "vitest";
import { nextAction, type Standing } from "../../bot/broadcasts/next-action.ts";

const standing = (some: Partial<Standing> = {}): Standing => ({
  claimed: 5,
  unclaimed: 100,
  underway: 3,
  atOnce: 27,
  troubles: 0,
  timeLeft: 60_000,
  ahead: 0,
  quietFor: () => undefined,
  ...some,
});

describe("a run that sends a chunk", () => {
  test.each<[string, Partial<Standing>, ReturnType<typeof nextAction>]>([
    ["sends to the next who is claimed", {}, { do: "send" }],
    ["claims others when all of those were sent to", { claimed: 0 }, { do: "claim" }],
    ["waits for the last messages", { claimed: 0, unclaimed: 0 }, { do: "wait" }],
    ["is over when those have come to an end", { claimed: 0, unclaimed: 0, underway: 0 }, { do: "finish" }],
    ["waits when many are under way", { underway: 27 }, { do: "wait" }],
    ["goes on when they are one less", { underway: 26 }, { do: "send" }],
    ["gives back after three troubles in a row", { troubles: 3 }, { do: "giveBack", seconds: 30 }],
    ["gives back when the pace leaves it no time", { ahead: 56_000 }, { do: "giveBack", seconds: 56 }],
    ["claims nobody when its time is over", { claimed: 0, timeLeft: 4999 }, { do: "giveBack", seconds: 0 }],
    ["claims nobody at night", { claimed: 0, quietFor: () => 3600 }, { do: "giveBack", seconds: 3600 }],
    ["still sends at night to whom it claimed before", { quietFor: () => 3600 }, { do: "send" }],
  ])("%s", (_what, some, action) => {
    expect(nextAction(standing(some))).toEqual(action);
  });
});
