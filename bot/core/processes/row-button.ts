import { say } from "../model/message.ts";
import { button, type Choice, type Press } from "../model/screen.ts";
import type { AnyKind } from "./kind.ts";
import type { Actor, Audience } from "./lifecycle.ts";
import { rowsIn, some, stateIs } from "./rows.ts";

/** The buttons by which residents take rows. */

export function doPress({ table, version }: AnyKind, row: string, ref: string): Press {
  return { instrument: table.name, version, step: "do", option: row, ref };
}

/** @param ref the number of the process, or of the item that the row is about */
export function rowButton(kind: AnyKind, row: string, ref: string): Choice {
  return button(say(`${kind.table.name}:do.${row}`), doPress(kind, row, ref));
}

/** Anybody who hears because she takes part can do what participants can. */
const takingPart: readonly Actor[] = ["participant", "resident"];

/** As whom somebody in an audience can take a row; those who only hear of it can do nothing. */
const actsIn: Partial<Record<Audience, readonly Actor[]>> = {
  participants: takingPart,
  author: ["author", ...takingPart],
  group: ["member", ...takingPart],
  owner: ["owner"],
};

/**
 * What those who hear of a process can do with it in this state, below the message itself. A process with a card is found
 * at /meedoen as long as it is open; one without stands nowhere else.
 * @param item what the message is about, by its number
 */
export function choicesBelow(
  kind: AnyKind,
  to: Audience,
  at: string,
  process: string,
  item?: string,
): readonly (readonly Choice[])[] {
  const { table } = kind;
  if (table.card !== false && stateIs(table, at) !== "over") return [];
  return rowsIn(table, at)
    .filter(([, { by, forEach }]) => !forEach === !item && some(by).some((who) => actsIn[to]?.includes(who)))
    .map(([name]) => [rowButton(kind, name, item ?? process)]);
}
