import { expect } from "vitest";
import { HOUR } from "../../../../bot/core/calendar/time.ts";
import type { AnyKind } from "../../../../bot/core/processes/kind.ts";
import type { TestResident } from "../../../support/town.ts";
import { follows } from "./chat-hands.ts";
import type { Village } from "./people.ts";
import { joinsGroup } from "./taking-part.ts";

/** She has herself erased in the middle of a process: no row of the table knows her any more, and it goes on. */

/** Whoever leaves next: one of the core group, one who brought something in, the one who began it. */
export type Leaver = "member" | "author" | "participant";

function leaverOf({ stage, residents, byId, ledger }: Village, process: string, who: Leaver) {
  const { group, filled } = stage(process);
  if (who === "author") return byId.get(filled.begin?.by ?? "");
  if (who === "member") return byId.get(group?.members.at(-1)?.resident ?? "");
  const brought = [...ledger.contributions.values()].flatMap(({ by }) => by ?? []);
  return byId.get(brought[0] ?? "") ?? residents.at(-1);
}

/** @returns whether there was anybody to leave */
export async function somebodyLeaves(
  village: Village,
  kind: AnyKind,
  process: string,
  who: Leaver,
): Promise<boolean> {
  const found = leaverOf(village, process, who);
  if (!found) return false;
  const { at } = village.stage(process);
  const id = await village.leaves(found);
  const isLeft = () => rowsWith(village, found, id);
  // Lists of who gets a message are emptied by the queue, which tries again when it was busy.
  if (isLeft().length > 0) await village.town.passes(12 * HOUR, 12);
  expect(isLeft(), `${kind.table.name} in “${at}”: nothing is left of the ${who}`).toEqual([]);
  // Others come in her place, as people do.
  await follows(village, await village.resident(0), process);
  await joinsGroup(village, kind, process);
  return true;
}

/** The rows that still hold her random id or her words; those that have expired are gone but for the table's broom. */
function rowsWith({ town }: Village, { name }: TestResident, id: string): readonly string[] {
  const words = new RegExp(`(Wat|regel van) ${name}\\b`, "u");
  const now = Date.parse(town.now) / 1000;
  return town.store.images().flatMap((image) => {
    const { pk, sk, expiresAt } = image;
    // What was said to everybody was said: it stays as it was sent.
    if (pk?.S === "BROADCASTS" || Number(expiresAt?.N ?? now + 1) <= now) return [];
    const text = JSON.stringify(image);
    return (id !== "" && text.includes(id)) || words.test(text) ? [`${pk?.S} ${sk?.S}`] : [];
  });
}
