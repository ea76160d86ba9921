import { describe, expect, test } from "vitest";
import type { ResidentId } from "../../../bot/core/model/ids.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import type { Role } from "../../../bot/core/model/staff.ts";
import { nothingSeen } from "../../../bot/core/needs.ts";
import type { AnyKind, Standing } from "../../../bot/core/processes/kind.ts";
import type { Actor, Step } from "../../../bot/core/processes/lifecycle.ts";
import { actsAs, refusedNow } from "../../../bot/core/processes/may-take.ts";
import { openStates, rowsOf, some } from "../../../bot/core/processes/rows.ts";
import { newStage, type Stage } from "../../../bot/core/processes/stage.ts";
import type { Context } from "../../../bot/core/turn.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { waterkant } from "../../support/waterkant.ts";
import { guards, kinds } from "./robot/fixture-kinds.ts";

/** Each row of each table, in each state, by everybody there is: she can do what the table says, and nothing else. */

const NOW = "2026-05-04T09:00:00.000Z";
const [NOOR, MILA, ADAM, SAAR] = ["noor", "mila", "adam", "saar"] as const;

interface Person {
  readonly by: string;
  readonly roles: readonly Role[];
  readonly takesPart?: boolean;
  /** As whom she may act, whatever the row is. */
  readonly is: readonly Actor[];
}

const people: Readonly<Record<string, Person>> = {
  "the organiser": { by: "U0OLA", roles: ["organiser"], is: ["organiser"] },
  "an official": { by: "U0BOO", roles: ["official"], is: ["official", "colleague"] },
  "an official who changed it": { by: "U0PIA", roles: ["official"], is: ["official"] },
  "the clerk": { by: "U0CHRIS", roles: ["clerk"], is: ["clerk", "colleague"] },
  "an administrator": { by: "U0ANA", roles: ["admin"], is: ["admin"] },
  "the official it was given to": {
    by: "U0OWN",
    roles: ["official"],
    is: ["official", "colleague", "owner"],
  },
  "one of the core group": {
    by: NOOR,
    roles: [],
    takesPart: true,
    is: ["member", "participant", "resident"],
  },
  "whoever began it": { by: MILA, roles: [], takesPart: true, is: ["author", "participant", "resident"] },
  "somebody who takes part": { by: ADAM, roles: [], takesPart: true, is: ["participant", "resident"] },
  "anybody in the chat": { by: SAAR, roles: [], is: ["resident"] },
};

/** A process in this state, that all of them have something to do with. */
function standingAt({ table }: AnyKind, at: string): Standing {
  const state: Stage = {
    ...newStage(at, NOW),
    way: ["before"],
    owner: "U0OWN",
    filled: { begin: { by: MILA, on: NOW } },
    authors: ["U0PIA"],
    group: {
      code: "",
      // As many as it takes; the first is the one who acts.
      members: Array.from({ length: table.parts?.group?.least ?? 1 }, (_, n) => ({
        resident: (n === 0 ? NOOR : `other${n}`) as ResidentId,
        on: NOW,
      })),
    },
  };
  const process: Process = { ...sampleProcess(), instrument: table.name, organiser: "U0OLA", state };
  const context = { now: NOW, town: waterkant, seen: nothingSeen } as unknown as Context;
  return { process, state, context };
}

const isFrom = ({ table }: AnyKind, { from }: Step, at: string) =>
  from === "any open" ? openStates(table).includes(at) : some(from).includes(at);

describe.each([...kinds.values()].map((kind) => [kind.table.name, kind] as const))("%s", (_, kind) => {
  const states = Object.values(kind.table.states).flat();

  test.each(states)("in “%s” everybody can do what the table says, and nothing else", (at) => {
    const standing = standingAt(kind, at);
    const found = Object.entries(rowsOf(kind.table)).flatMap(([name, step]) =>
      Object.entries(people).map(([who, person]) => {
        const row = { name, step };
        const may = actsAs(row, person, standing) !== undefined;
        return [`${who}: ${name}`, may && refusedNow(kind, row, standing) === undefined] as const;
      }),
    );
    const expected = Object.entries(rowsOf(kind.table)).flatMap(([name, step]) =>
      Object.entries(people).map(
        ([who, { is }]) =>
          [
            `${who}: ${name}`,
            isFrom(kind, step, at) && some(step.by).some((one) => is.includes(one)),
          ] as const,
      ),
    );
    expect(found).toEqual(expected);
  });

  test("a guard that does not hold refuses everybody, and says why", () => {
    for (const [name, step] of Object.entries(kind.table.steps)) {
      const { guard } = step;
      if (guard === undefined || kind.guards[guard] === undefined) continue;
      const key = `${kind.table.name}.${guard}`;
      const standing = standingAt(kind, states.find((at) => isFrom(kind, step, at)) ?? "new");
      if (step.from === "new") continue;
      guards.closed.add(key);
      expect(refusedNow(kind, { name, step }, standing)?.key, `${name} of ${kind.table.name}`).toBe(
        `${kind.table.name}:not.${guard}`,
      );
      guards.closed.delete(key);
    }
  });
});

test("what nobody was given is the organiser's", () => {
  const kind = kinds.get("experiment");
  if (!kind) throw new Error("there is no experiment");
  const { owner: _, ...state } = standingAt(kind, "running").state;
  const standing = { ...standingAt(kind, "running"), state };
  const log = { name: "log", step: rowsOf(kind.table).log as Step };
  const may = Object.entries(people).filter(([, person]) => actsAs(log, person, standing));
  expect(may.map(([who]) => who)).toEqual(["the organiser"]);
});
