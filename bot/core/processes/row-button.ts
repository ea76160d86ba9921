import { say } from "../model/message.ts";
import { button, type Choice, type Press } from "../model/screen.ts";
import type { AnyKind } from "./kind.ts";
import type { Audience } from "./lifecycle.ts";
import { rowsIn, some } from "./rows.ts";

/** The buttons by which residents take rows. */

export function doPress({ table, version }: AnyKind, row: string, ref: string): Press {
  return { instrument: table.name, version, step: "do", option: row, ref };
}

export function rowButton(kind: AnyKind, row: string, ref: string): Choice {
  return button(say(`${kind.table.name}:do.${row}`), doPress(kind, row, ref));
}

/**
 * What those who hear of a process can do with it in this state, below the message itself. A process with a card is found
 * at /meedoen; one without stands nowhere else.
 */
export function choicesBelow(
  kind: AnyKind,
  to: Audience,
  at: string,
  process: string,
): readonly (readonly Choice[])[] {
  const who = to === "participants" ? "participant" : to === "owner" ? "owner" : undefined;
  if (kind.table.card !== false || who === undefined) return [];
  return rowsIn(kind.table, at)
    .filter(([, { by, forEach }]) => forEach === undefined && some(by).includes(who))
    .map(([name]) => [rowButton(kind, name, process)]);
}
