import { describe, expect, test } from "vitest";
import type { Instant } from "../../../bot/core/calendar/time.ts";
import type { ResidentId } from "../../../bot/core/model/ids.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { decision } from "../../../bot/core/processes/consent.ts";
import type { AnyKind, Standing } from "../../../bot/core/processes/kind.ts";
import type { Step } from "../../../bot/core/processes/lifecycle.ts";
import { isForResidents, some } from "../../../bot/core/processes/rows.ts";
import { type Asked, newStage, type Stage } from "../../../bot/core/processes/stage.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { kinds } from "./robot/fixture-kinds.ts";
import { nobodyActs } from "./robot/nobody-acts.ts";

/** Whoever is asked for a yes hears again after a week; after two it is decided, and whoever asked knows. */

const NOW: Instant = "2026-05-04T09:00:00.000Z";
const MEMBERS = Array.from({ length: 5 }, (_, n) => `member${n}`);

const rows = [...kinds.values()].flatMap((kind) =>
  Object.entries(kind.table.steps)
    .filter(([, { agreed, from, forEach }]) => agreed && !some(from).includes("new") && !forEach)
    .map(([name, step]) => [kind.table.name, name, kind, step] as const),
);

function asksFor(kind: AnyKind, name: string, step: Step): Process {
  const at = some(step.from).find((one) => one !== "any open") ?? "";
  const by = isForResidents(step) ? (MEMBERS[0] ?? "") : "U0OLA";
  const asked: Asked[] = [{ step: name, by, on: NOW, values: {}, yes: [], no: [] }];
  const state: Stage = {
    ...newStage(at, NOW),
    asked,
    owner: "U0BOO",
    group: { code: "", members: MEMBERS.map((one) => ({ resident: one as ResidentId, on: NOW })) },
  };
  const card = { ...sampleProcess().card, answerBy: "2027-10-01" } as const;
  return { ...sampleProcess(), instrument: kind.table.name, organiser: "U0OLA", card, state, wakeAt: NOW };
}

test.each(rows)("%s: whoever has to agree with “%s” is not waited for in silence", (_, name, kind, step) => {
  const process = asksFor(kind, name, step);
  const moment = {
    process: process.id,
    at: (process.state as Stage).at,
    processes: new Map([[process.id, process]]),
    contributions: new Map(),
    now: NOW,
  } as const;
  const { said } = nobodyActs(moment, 16, true);
  const again = said.find(({ event }) => event === "askedAgain");
  expect(again?.to.length, "they are asked again").toBeGreaterThan(0);
  expect(again?.on, "after a week").toMatch(/^2026-05-11/u);
  const end = said.find(({ event }) => event === "notAgreed");
  expect(end?.on, "after two it is decided").toMatch(/^2026-05-18/u);
  expect(end?.to, "whoever asked knows").toContain((process.state as Stage).asked?.[0]?.by);
});

test("what waits for a yes when its state moves on falls, and whoever asked hears it", () => {
  const kind = kinds.get("budget-monitoring");
  const propose = kind?.table.steps.propose;
  if (!kind || !propose) throw new Error("nothing is proposed");
  const process = asksFor(kind, "propose", propose);
  const days = { chooseUntil: { day: "2026-05-06", on: NOW } } as const;
  const state: Stage = { ...(process.state as Stage), days };
  const moment = {
    process: process.id,
    at: state.at,
    processes: new Map([[process.id, { ...process, state }]]),
    contributions: new Map(),
    now: NOW,
  } as const;
  const { said } = nobodyActs(moment, 4, true);
  expect(
    said.find(({ event }) => event === "fixProgrammes")?.to.filter((one) => one === "U0OLA"),
  ).toHaveLength(2);
});

describe("a core group", () => {
  const step: Step = { from: "open", to: "closed", by: "organiser", agreed: "group" };
  const decided = (
    members: number,
    yes: number,
    no: number,
    days = 0,
    by: string = "U0OLA",
  ): ReturnType<typeof decision> => {
    const said = (count: number, from: number) =>
      MEMBERS.slice(from, from + count).map((one) => ({ by: one, as: "group" }));
    const asked: Asked = { step: "close", by, on: NOW, values: {}, yes: said(yes, 1), no: said(no, 1 + yes) };
    const group = {
      code: "",
      members: MEMBERS.slice(0, members).map((one) => ({ resident: one as ResidentId, on: NOW })),
    };
    const state = { ...newStage("open", NOW), group };
    return decision(step, asked, { state } satisfies Pick<Standing, "state">, days > 14);
  };

  test("says yes when most of them do, and waits until then", () => {
    expect(decided(5, 2, 0)).toBe("waits");
    expect(decided(5, 3, 0)).toBe("yes");
  });

  test("counts whoever of them asks as a yes", () => {
    expect(decided(5, 2, 0, 0, MEMBERS[0])).toBe("yes");
  });

  test("says no as soon as a yes can no longer come", () => {
    expect(decided(4, 0, 1)).toBe("waits");
    expect(decided(4, 0, 2)).toBe("no");
  });

  test("after two weeks follows most of those who answered, at least three", () => {
    expect(decided(5, 2, 0, 15)).toBe("no");
    expect(decided(5, 2, 1, 15)).toBe("yes");
    expect(decided(5, 1, 2, 15)).toBe("no");
  });

  test("that everybody has left holds nothing up", () => {
    expect(decided(0, 0, 0)).toBe("yes");
  });
});
