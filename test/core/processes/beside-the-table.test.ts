import { describe, expect, test } from "vitest";
import type { Instant } from "../../../bot/core/calendar/time.ts";
import type { ResidentId } from "../../../bot/core/model/ids.ts";
import { say } from "../../../bot/core/model/message.ts";
import { button, corePress } from "../../../bot/core/model/screen.ts";
import { nothingSeen } from "../../../bot/core/needs.ts";
import { clockTurn } from "../../../bot/core/processes/clock-turn.ts";
import { consentQuestion } from "../../../bot/core/processes/consent-asking.ts";
import type { AnyKind, Standing } from "../../../bot/core/processes/kind.ts";
import { recorded, standingOf } from "../../../bot/core/processes/record.ts";
import { type Asked, newStage } from "../../../bot/core/processes/stage.ts";
import { residentScreen } from "../../../bot/core/processes/telling.ts";
import type { Context } from "../../../bot/core/turn.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { waterkant } from "../../support/waterkant.ts";
import { kinds } from "./robot/fixture-kinds.ts";

/** A way of taking part can say more than a line, ask more than a sentence, and have the clock come for things of its own. */

const NOW: Instant = "2026-05-04T09:00:00.000Z";
const LATER: Instant = "2026-05-05T09:00:00.000Z";
const office = { desks: [], admins: [], clerk: undefined };
const context = { now: NOW, seed: "seed", town: waterkant, office, seen: nothingSeen } as unknown as Context;
const group = { code: "", members: [{ resident: "member1" as ResidentId, on: NOW }] };

function standing(kind: AnyKind): Standing {
  const state = { ...newStage("choosing_programmes", NOW), group };
  return standingOf(kind, sampleProcess({ instrument: kind.table.name, state }), context);
}

function fixture(more: Partial<AnyKind> = {}): AnyKind {
  const found = kinds.get("budget-monitoring");
  if (!found) throw new Error("there is no such kind");
  return { ...found, ...more };
}

const look = [[button(say("common:process.look"), corePress("process", "show", "P1"))]];

test("somebody who hears of a row reads the screen that the kind made for it", () => {
  const step = fixture().table.steps.propose;
  if (!step) throw new Error("nothing is proposed");
  const telling = (kind: AnyKind) => ({
    row: { name: "propose", step },
    standing: standing(kind),
    filled: {},
  });
  const own = fixture({ screen: { propose: () => ({ lines: [say("common:yes")], choices: look }) } });
  expect(residentScreen(own, telling(own), "participants")).toEqual({
    lines: [say("common:yes")],
    choices: look,
  });
  const plain = residentScreen(fixture(), telling(fixture()), "participants");
  expect(plain.lines[0]?.key).toBe("budget-monitoring:tells.propose");
});

test("somebody whose yes is needed is asked as the kind asks it, and again with the same words", () => {
  const own = fixture({ question: () => ({ lines: [say("common:no")], choices: look }) });
  const asked: Asked = { step: "propose", by: "U0OLA", on: NOW, values: {}, yes: [], no: [] };
  const heard = (kind: AnyKind) =>
    consentQuestion(kind, asked, undefined, standing(kind), [say("common:process.agree.again")]).flatMap(
      (effect) =>
        effect.do === "notify" && effect.notice.kind === "resident"
          ? [effect.notice.screen.lines.map(({ key }) => key)]
          : [],
    );
  expect(heard(own)).toEqual([["common:process.agree.again", "common:no"]]);
  expect(heard(fixture())[0]).toContain("budget-monitoring:asks.propose");
});

test("what a kind wants the clock for is looked at on time, before the rows of its table", () => {
  const own = fixture({
    wakes: () => LATER,
    clock: ({ process, context: { now } }) =>
      now >= LATER ? { processes: [{ ...process, organiser: "U0OWN" }], effects: [] } : undefined,
  });
  const at = standing(own);
  const before = recorded(own, at, at.state, "joined", { actor: "resident" });
  expect(before.process.wakeAt).toBe(LATER);
  const organiserAt = (now: Instant) => {
    const turn = clockTurn(own, before.process, { ...context, now });
    return "needs" in turn ? "needs" : turn.processes?.[0]?.organiser;
  };
  expect(organiserAt(LATER)).toBe("U0OWN");
  expect(organiserAt(NOW)).not.toBe("U0OWN");
});

describe("what ended, or was to end, when everybody was told", () => {
  const closing = { broadcast: "B1", step: "close", to: "closed" };
  const rings = (kind: AnyKind, at: "sent" | "stopped") => {
    const { process } = standing(kind);
    const state = { ...newStage("answered", NOW), closing, answered: NOW, taken: { close: NOW } };
    const seen = { ...nothingSeen, broadcast: { B1: { status: { at } } as never } };
    const turn = clockTurn(kind, { ...process, entries: 1, state }, { ...context, seen });
    if ("needs" in turn) throw new Error("it needs to see more");
    return turn;
  };
  const told = ({ effects }: ReturnType<typeof rings>) =>
    effects.flatMap((effect) =>
      effect.do === "notify" && effect.notice.kind === "member" ? [effect.notice.message.key] : [],
    );

  test("is told to the organiser in the kind's own words, and shown wherever the kind shows it", () => {
    const shown: string[] = [];
    const own = fixture({
      text: { ended: () => "over", notEnded: () => undefined },
      besides: (_s, event) => {
        shown.push(event);
        return [];
      },
    });
    expect(told(rings(own, "sent"))).toEqual(["officials:budget-monitoring.tells.over"]);
    expect(told(rings(own, "stopped"))).toEqual(["officials:process.tells.notEnded"]);
    expect(shown).toEqual(["ended", "notEnded"]);
  });

  test("was not answered when the message with the answer was stopped", () => {
    const step = { from: "answered", to: "closed", by: "organiser", answers: true } as const;
    const own = fixture();
    const kind = { ...own, table: { ...own.table, steps: { ...own.table.steps, close: step } } };
    expect(rings(kind, "stopped").processes?.[0]?.state).not.toHaveProperty("answered");
    expect(rings(fixture(), "stopped").processes?.[0]?.state).toHaveProperty("answered", NOW);
  });
});
