import { describe, expect, test } from "vitest";
import { type ResidentId, residentId } from "../../../bot/core/model/ids.ts";
import type { Standing } from "../../../bot/core/processes/kind.ts";
import { needsOfRaised, tellWhoRaised, whoRaised } from "../../../bot/core/processes/raised.ts";
import { titleOf } from "../../../bot/core/processes/shown-values.ts";
import { newStage } from "../../../bot/core/processes/stage.ts";
import { sampleProcess } from "../../support/sample-process.ts";

/** A process about something that a resident raised: those who raised it hear, each by her own number. */

const NOW = "2026-05-04T09:00:00.000Z";
const noor: ResidentId = residentId("a".repeat(24));
const sam: ResidentId = residentId("b".repeat(24));
const hearers = [
  { resident: noor, ref: "41787548" },
  { resident: sam, ref: "51593160" },
];

function about(raised: string | undefined, contribution: unknown = { id: raised }, isRead = true): Standing {
  const state = { ...newStage("requested", NOW), ...(raised !== undefined && { raised }) };
  const seen = {
    contribution: raised === undefined || !isRead ? {} : { [raised]: contribution },
  };
  const card = { ...sampleProcess().card, title: { nl: "4178-7548", en: "4178-7548" } };
  return {
    process: { ...sampleProcess(), card },
    state,
    context: { seen, hearers: () => hearers },
  } as unknown as Standing;
}

describe("who hears of it", () => {
  test("is who takes part, when it is about nothing that was raised", () => {
    expect(whoRaised(about(undefined))).toBeUndefined();
    expect(needsOfRaised(about(undefined))).toEqual([]);
  });

  test("is read first", () => {
    expect(needsOfRaised(about("41787548", null, false))).toEqual([{ see: "contribution", id: "41787548" }]);
    expect(needsOfRaised(about("41787548"))).toEqual([]);
  });

  test("is whoever raised it and who joined her, and nobody once it is gone", () => {
    expect(whoRaised(about("41787548"))).toEqual(hearers);
    expect(whoRaised(about("41787548", null))).toEqual([]);
  });
});

test("each is told in the conversation about what she raised, by its number, and not whoever did it", () => {
  const titles = (by?: string) =>
    tellWhoRaised(
      hearers,
      about("41787548"),
      ({ process }) => ({ lines: [{ key: "x:y", params: titleOf(process) }] }),
      by,
    ).map((effect) =>
      effect.do === "notify" && effect.notice.kind === "resident" ? effect.notice : undefined,
    );
  expect(
    titles().map((one) => [one?.resident, one?.screen.about, one?.screen.lines[0]?.params?.title]),
  ).toEqual([
    [noor, "41787548", { localized: { nl: "4178-7548", en: "4178-7548" } }],
    [sam, "51593160", { localized: { nl: "5159-3160", en: "5159-3160" } }],
  ]);
  expect(titles(sam).map((one) => one?.resident)).toEqual([noor]);
});
