import type { Instant } from "../core/calendar/time.ts";
import type { ResidentId } from "../core/model/ids.ts";
import { Conflict } from "../ports/errors.ts";
import type { Write } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Store } from "../ports/store.ts";
import { bounds, keepToBounds } from "./bounds.ts";
import { type Image, readKey } from "./item-codec.ts";
import type { ItemTable } from "./item-table.ts";
import { laneKey, MINE, nameOf, participantsPartition, residentPartition } from "./keys.ts";
import { carried, carryingStep } from "./pending.ts";
import { all } from "./row-reader.ts";
import { type Step, stepsOf } from "./steps.ts";

interface CommitParts extends Pick<Store, "complete"> {
  readonly table: ItemTable;
  readonly seals: Seals;
  readonly now: () => Instant;
}

/**
 * The only way to write: all or nothing, except for the long lists of participants, which may be written first.
 * @param most the most items one commit may touch
 */
export function createCommit(
  { table, seals, now, complete }: CommitParts,
  most: number = bounds.items,
): Store["commit"] {
  const linksOf = (resident: ResidentId): Promise<readonly Image[]> =>
    all(table.list(residentPartition(resident), MINE));

  return async (writes) => {
    const check = laneCheck(writes);
    const { carrying, others } = carried(writes);
    const steps: Step[] = [];
    // Where she takes part, and the links to what she contributed: this can add up over years.
    const ahead: Step[] = [];
    const apart = carrying.flatMap((one): Write[] => {
      const step = carryingStep(one, seals, now());
      if (step) steps.push(step);
      return step ? [] : [{ put: one.put, expect: one.expect }, ...one.companions];
    });
    for (const write of [...apart, ...others]) {
      const some = stepsOf(write, seals);
      if ("forget" in write)
        ahead.push(
          ...(await linksOf(write.forget.resident)).map(
            (image): Step => ({ do: "remove", key: readKey(image) }),
          ),
        );
      for (const step of some) (isOfLists(step) ? ahead : steps).push(step);
    }
    // When there are too many, some are written first, still on condition that the lane is as expected. A crash leaves
    // the lane unchanged, so everything is retried.
    while (check && steps.length + ahead.length > most && ahead.length > 0)
      await table.write([check, ...ahead.splice(0, most - 1)]);
    steps.push(...ahead);
    if (steps.length === 0) return;
    keepToBounds(steps, most);
    const keys = new Set(steps.map(({ key }) => nameOf(key)));
    if (keys.size < steps.length) throw new Error("two writes of one commit touch the same item");
    try {
      await table.write(steps);
    } catch (error) {
      if (error instanceof Conflict) await completeFor([...apart, ...others]);
      throw error;
    }
  };

  /** Such a write expects that nothing is pending: at the next attempt nothing is. */
  async function completeFor(writes: readonly Write[]): Promise<void> {
    for (const one of writes) {
      const row = "put" in one ? one.put : "remove" in one ? one.remove : undefined;
      if (row?.row === "contribution") await complete(row.id);
    }
  }
}

/** A check that the lane a commit changes or deletes is as expected; undefined when it does neither. */
function laneCheck(writes: readonly Write[]): Step | undefined {
  for (const write of writes) {
    if ("forget" in write) return { do: "check", key: laneKey(write.forget.key), expect: write.expect };
    if ("put" in write && write.put.row === "lane" && typeof write.expect === "number")
      return { do: "check", key: laneKey(write.put.key), expect: write.expect };
  }
  return undefined;
}

/** Whether a step concerns one of the lists of participants. */
const isOfLists = ({ key }: Step): boolean => key.pk.startsWith(participantsPartition(""));
