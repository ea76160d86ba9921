import { type Localized, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Effect } from "../turn.ts";
import type { AnyKind } from "./kind.ts";
import { titleOf } from "./shown-values.ts";
import type { Asked, Stage } from "./stage.ts";
import { isResidentId, toMember, toResident } from "./telling.ts";

/** The reason of whoever said no; undefined when nobody gave one. */
export function whyNo({ no }: Pick<Asked, "no">): Localized | undefined {
  return no.find(({ why }) => why)?.why;
}

/** A row that others had to agree with is not taken: whoever asked hears it. */
export function tellsWhoAsked(
  { table }: Pick<AnyKind, "table">,
  asked: Asked,
  process: Process,
): readonly Effect[] {
  const { by, step } = asked;
  if (by === undefined) return [];
  const why = whyNo(asked);
  const key = why ? "process.agree.fellWhy" : "process.agree.fell";
  const params = { ...titleOf(process), ...(why && { reason: { localized: why } }) };
  if (!isResidentId(by)) {
    const what = say(`officials:${table.name}.act.${step}`);
    return [toMember(by, say(`officials:${key}`, { ...params, what }), process)];
  }
  return [toResident(by, { lines: [say(`common:${key}`, params)] })];
}

/** What still waited for a yes when the state moved on. */
export function fallen(
  kind: Pick<AnyKind, "table">,
  { asked = [] }: Pick<Stage, "asked">,
  process: Process,
): readonly Effect[] {
  return asked.flatMap((one) => tellsWhoAsked(kind, one, process));
}
