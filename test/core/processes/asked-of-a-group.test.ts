import { expect, test } from "vitest";
import * as z from "zod/mini";
import type { Instant } from "../../../bot/core/calendar/time.ts";
import { say } from "../../../bot/core/model/message.ts";
import { nothingSeen } from "../../../bot/core/needs.ts";
import { begun } from "../../../bot/core/processes/begin-process.ts";
import type { AnyKind, Standing } from "../../../bot/core/processes/kind.ts";
import { recorded, standingOf } from "../../../bot/core/processes/record.ts";
import { previewOf, skippable } from "../../../bot/core/processes/row-preview.ts";
import { newStage, type Stage, stageSchema } from "../../../bot/core/processes/stage.ts";
import type { Context } from "../../../bot/core/turn.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { waterkant } from "../../support/waterkant.ts";
import { kinds } from "./robot/fixture-kinds.ts";

/** What is put to a group is seen beforehand, what stands beside the rows is done at once, and not every step can be left out. */

const NOW: Instant = "2026-05-04T09:00:00.000Z";
const office = { desks: [], admins: [], clerk: undefined };
const staff = { row: "staff", id: "U0OLA", version: 1, roles: ["organiser"] };
const context = {
  now: NOW,
  seed: "seed",
  town: waterkant,
  office,
  staff,
  seen: nothingSeen,
} as unknown as Context;

function fixture(name: string, more: Partial<AnyKind> = {}): AnyKind {
  const found = kinds.get(name);
  if (!found) throw new Error("there is no such kind");
  return { ...found, ...more };
}

function standing(kind: AnyKind, at: string): Standing {
  return standingOf(kind, sampleProcess({ instrument: kind.table.name, state: newStage(at, NOW) }), context);
}

test("whoever puts something to a group sees beforehand the question that is asked", () => {
  const step = fixture("budget-monitoring").table.steps.propose;
  if (!step) throw new Error("nothing is proposed");
  const own = fixture("budget-monitoring", { question: () => ({ lines: [say("common:yes")] }) });
  const shown = previewOf(own, { name: "propose", step }, standing(own, "choosing_programmes"), {});
  expect(shown?.screen.lines.map(({ key }) => key)).toEqual(["common:yes"]);
});

test("what can be taken again where it leads, or works something out, is no step to leave out", () => {
  const own = fixture("budget-monitoring");
  const repeats = { from: ["council_decided", "monitoring"], to: "monitoring", by: "organiser" } as const;
  const with_ = { ...own, table: { ...own.table, steps: { ...own.table.steps, repeats } } };
  const left = (kind: AnyKind) => skippable(kind, standing(kind, "council_decided"));
  expect(left(with_)).not.toContain("repeats");
  const once = { ...repeats, from: "council_decided" } as const;
  expect(
    left({ ...with_, table: { ...with_.table, steps: { ...with_.table.steps, repeats: once } } }),
  ).toContain("repeats");
});

test("what stands beside the rows and is due already is done at once", () => {
  const own = fixture("budget-monitoring", { wakes: () => NOW });
  const at = standing(own, "choosing_programmes");
  expect(recorded(own, at, at.state, "joined", { actor: "resident" }).process.wakeAt).toBe(NOW);
});

test("a process that has something of its own from the beginning can be begun, and read", () => {
  const kind = fixture("poll", {
    schema: z.extend(stageSchema, { ages: z.int() }),
    change: { begin: () => ({ ages: 16 }) as Partial<Stage> },
  });
  const { card } = sampleProcess();
  const filled = { options: [{ option: { nl: "Ja" } }, { option: { nl: "Nee" } }], voteUntil: "2026-06-01" };
  const one = {
    id: "P7654321",
    card,
    desk: "desk",
    organiser: "U0OLA",
    filled,
    who: { actor: "organiser" as const },
  };
  const [process] = begun(kind, one, context).turn.processes ?? [];
  expect(process?.state).toMatchObject({ at: "open", ages: 16 });
});
