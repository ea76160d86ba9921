import type { Lane } from "../model/lane.ts";
import type { Choice } from "../model/screen.ts";
import type { AnyKind, Item, Row, Standing } from "./kind.ts";
import { type Acting, actsAs, refusedNow } from "./may-take.ts";
import { whoRaised } from "./raised.ts";
import { rowButton } from "./row-button.ts";
import { isForResidents, rowsIn, some } from "./rows.ts";
import { needsOf } from "./take.ts";
import { rootOf } from "./telling.ts";

/** The buttons for what a resident can do in a process now. */

/** She, as the process knows her. */
export function residentActing(lane: Lane, standing: Standing): Acting {
  const takesPart =
    whoRaised(standing)?.some(({ resident }) => resident === lane.resident) ??
    lane.takesPart?.includes(rootOf(standing)) ??
    false;
  return { by: lane.resident, roles: [], takesPart };
}

/**
 * Buttons for the rows that she can take now; of those of an item, only where nothing else leads to its list. One that
 * waits for something stays: pressed, it says what is missing.
 */
export function rowChoices(kind: AnyKind, standing: Standing, lane: Lane): readonly (readonly Choice[])[] {
  const { guards: _, ...unguarded } = kind;
  return rowsIn(kind.table, standing.state.at)
    .map(([name, step]): Row => ({ name, step }))
    .filter(({ step: { forEach } }) => forEach === undefined || isAdded(kind, forEach))
    .filter(({ name, step: { guard: __, once, ...step } }) =>
      canTake(
        { ...unguarded, guards: {} },
        { name, step: { ...step, ...(once && !step.forEach && { once }) } },
        standing,
        lane,
      ),
    )
    .map(({ name, step: { forEach } }) => {
      const choice = rowButton(kind, name, standing.process.id);
      if (forEach === undefined || !("press" in choice)) return [choice];
      return [{ ...choice, press: { ...choice.press, step: "list", option: `${forEach}+0` } }];
    });
}

/** Whether rows make this list: what residents bring in has a button of its own. */
function isAdded({ table }: AnyKind, list: string): boolean {
  return Object.values(table.steps).some(({ adds }) => some(adds).includes(list));
}

export function canTake(kind: AnyKind, row: Row, standing: Standing, lane: Lane, item?: Item): boolean {
  if (!isForResidents(row.step)) return false;
  if (needsOf(kind, row, standing).length > 0 && row.step.guard === undefined)
    return actsAs(row, residentActing(lane, standing), standing, item) !== undefined;
  return (
    actsAs(row, residentActing(lane, standing), standing, item) !== undefined &&
    needsOf(kind, row, standing).length === 0 &&
    refusedNow(kind, row, standing, item) === undefined
  );
}
