import type { Process } from "../../../../bot/core/model/process.ts";
import type { Press } from "../../../../bot/core/model/screen.ts";
import type { AnyKind } from "../../../../bot/core/processes/kind.ts";
import { type Stage, stageSchema } from "../../../../bot/core/processes/stage.ts";
import { BO, CHRIS, hasRoles, OLA, staffed } from "../../../support/staff.ts";
import {
  createTestTown,
  type TestOfficial,
  type TestResident,
  type TestTown,
} from "../../../support/town.ts";
import { createLedger, type Ledger } from "./ledger.ts";

/** The people of a town that knows every table. */

/** Colleagues with no other role: whoever looks along is none of those who made it. */
const COLLEAGUES = ["U0COLA", "U0COLB", "U0COLC"] as const;

export interface Village {
  readonly town: TestTown;
  readonly ledger: Ledger;
  /** Members of the workspace by id. */
  readonly officials: ReadonlyMap<string, TestOfficial>;
  /** Residents, in the order in which they came. */
  readonly residents: readonly TestResident[];
  /** The nth resident; she comes in when nobody asked for her before. */
  resident(n: number): Promise<TestResident>;
  /** She has herself erased. @returns her random id */
  leaves(one: TestResident): Promise<string>;
  /** By her random id. */
  readonly byId: ReadonlyMap<string, TestResident>;
  /** Rows that residents took without having been shown a button for it, as "<table>.<row>". */
  readonly unseen: Set<string>;
  stage(id: string): Stage;
  process(id: string): Process;
}

export async function createVillage(): Promise<Village> {
  const ledger = createLedger();
  const town = createTestTown({ ports: ledger.ports });
  const { bo, ola } = await staffed(town);
  const colleagues = await Promise.all(COLLEAGUES.map((one) => hasRoles(town, one, ["official"])));
  const chris = town.official(CHRIS);
  const officials = new Map([
    [BO, bo],
    [OLA, ola],
    [CHRIS, chris],
    ["U0ANA", town.official("U0ANA")],
    ...colleagues.map((one) => [one.member, one] as const),
  ]);
  const residents: TestResident[] = [];
  let came = 0;
  const byId = new Map<string, TestResident>();
  const process = (id: string) => {
    const found = ledger.processes.get(id);
    if (!found) throw new Error(`there is no process ${id}`);
    return found;
  };
  return {
    town,
    ledger,
    officials,
    residents,
    byId,
    unseen: new Set(),
    async resident(n) {
      while (residents.length <= n) {
        const one = town.resident(`noor${came++}`);
        await one.joins();
        residents.push(one);
        byId.set((await one.lane)?.resident ?? "", one);
      }
      const found = residents[n];
      if (!found) throw new Error(`nobody came in as number ${n}`);
      return found;
    },
    async leaves(one) {
      const id = (await one.lane)?.resident ?? "";
      await one.commands("wis");
      const yes = pressesOf(one).find(({ step, option }) => step === "erase" && option === "yes");
      if (!yes) throw new Error(`${one.name} was not asked: ${one.lastText}`);
      await one.does({ type: "chose", press: yes });
      if (await one.lane) throw new Error(`${one.name} is still there: ${one.lastText}`);
      residents.splice(residents.indexOf(one), 1);
      byId.delete(id);
      return id;
    },
    process,
    stage: (id) => stageSchema.parse(process(id).state),
  };
}

/** Everything a resident can press that stands in her chat, the newest first. */
export function pressesOf(resident: TestResident): readonly Press[] {
  return resident.heard
    .toReversed()
    .flatMap(({ screen }) => (screen.choices ?? []).flat())
    .flatMap((choice) => ("press" in choice ? [choice.press] : []));
}

/** A button on a card, as the kernel makes it. */
export function onCard({ table, version }: AnyKind, option: string, ref: string): Press {
  return { instrument: table.name, version, step: "card", option, ref };
}

export const room = { channel: "C0YOUTH", channelName: "jeugd-en-buurt" };
