import { type Message, type Params, say } from "../model/message.ts";
import type { AnyKind, Item, Standing, Values } from "./kind.ts";
import type { KernelGuard, Step } from "./lifecycle.ts";
import { titleOf } from "./shown-values.ts";
import type { Stage } from "./stage.ts";

/** What has to hold before a row can be taken. */

/** The states of a promise in which nobody has to do anything about it. */
const SETTLED = ["kept", "broken"];

const kernelGuards: Readonly<Record<KernelGuard, (kind: AnyKind, stage: Stage) => boolean | Params>> = {
  promisesSettled: (_kind, { children, pledged = [] }) => {
    const open = Object.entries(children?.commitment?.now ?? {}).reduce(
      (sum, [at, count]) => sum + (SETTLED.includes(at) ? 0 : count),
      // Promised, and not begun yet.
      pledged.reduce((sum, { count }) => sum + count, 0),
    );
    return open === 0 || { count: open };
  },
  groupComplete: ({ table }, { group }) => {
    const missing = (table.parts?.group?.least ?? 0) - (group?.members.length ?? 0);
    return missing <= 0 || { count: missing };
  },
};

/** @returns undefined when it holds; else why not, for whoever wants to take the row */
export function whyNot(
  kind: AnyKind,
  { guard }: Pick<Step, "guard">,
  standing: Standing,
  filled?: Values,
  item?: Item,
): Message | undefined {
  return guard === undefined ? undefined : refused(kind, guard, standing, filled, item);
}

/** Whether a guard by this name holds. */
export function holds(kind: AnyKind, guard: string, standing: Standing, item?: Item): boolean {
  return refused(kind, guard, standing, undefined, item) === undefined;
}

function refused(
  kind: AnyKind,
  guard: string,
  standing: Standing,
  filled?: Values,
  item?: Item,
): Message | undefined {
  const title = titleOf(standing.process);
  if (guard === "promisesSettled" || guard === "groupComplete") {
    const found = kernelGuards[guard](kind, standing.state);
    return found === true ? undefined : say(`common:process.not.${guard}`, { ...title, ...paramsIn(found) });
  }
  const check = kind.guards[guard];
  if (!check) throw new Error(`“${kind.table.name}” has no code for its guard “${guard}”`);
  const found = check(standing, filled, item);
  return found === true
    ? undefined
    : say(`${kind.table.name}:not.${guard}`, { ...title, ...paramsIn(found) });
}

function paramsIn(found: false | Params): Params {
  return found === false ? {} : found;
}
