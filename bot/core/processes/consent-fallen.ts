import { say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Effect } from "../turn.ts";
import type { AnyKind } from "./kind.ts";
import { titleOf } from "./shown-values.ts";
import type { Asked, Stage } from "./stage.ts";
import { isResidentId, toMember, toResident } from "./telling.ts";

/** A row that others had to agree with is not taken: whoever asked hears it. */
export function tellsWhoAsked(
  { table }: Pick<AnyKind, "table">,
  { by, step }: Asked,
  process: Process,
): readonly Effect[] {
  if (by === undefined) return [];
  if (!isResidentId(by)) {
    const what = say(`officials:${table.name}.act.${step}`);
    return [toMember(by, say("officials:process.agree.fell", { ...titleOf(process), what }), process)];
  }
  return [toResident(by, { lines: [say("common:process.agree.fell", titleOf(process))] })];
}

/** What still waited for a yes when the state moved on. */
export function fallen(
  kind: Pick<AnyKind, "table">,
  { asked = [] }: Pick<Stage, "asked">,
  process: Process,
): readonly Effect[] {
  return asked.flatMap((one) => tellsWhoAsked(kind, one, process));
}
