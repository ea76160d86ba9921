import { say } from "../model/message.ts";
import { button, type Choice } from "../model/screen.ts";
import { BRINGS } from "./chat-answers.ts";
import type { ItemState } from "./item.ts";
import { ownSay, partOf } from "./item-text.ts";
import type { AnyKind } from "./kind.ts";
import { doPress } from "./row-button.ts";
import { sideIn } from "./sides.ts";

/** Buttons below what somebody reads about something that she brought in. */

/** To see it among what others brought in. */
export function seeChoices(kind: AnyKind, { list, process }: ItemState): readonly (readonly Choice[])[] {
  if (!partOf(kind, list)) return [];
  const part = sideIn(list)?.part ?? list;
  const press = { ...doPress(kind, `${part}+0`, process), step: "list" };
  return [[button(say(`${kind.table.name}:item.${part}.see`), press)]];
}

/** To bring in something else; for a group, when a group did. */
export function againChoices(
  kind: AnyKind,
  { list, process, group }: Pick<ItemState, "list" | "process" | "group">,
): readonly (readonly Choice[])[] {
  if (!partOf(kind, list) || sideIn(list)) return [];
  const byGroup = group !== undefined;
  const start = say(`${kind.table.name}:item.${list}.start`);
  const [own] = ownSay([kind, list], byGroup ? "ofGroup" : "another");
  const label = own ?? (byGroup ? say("common:process.facilitated.brings", { what: start }) : start);
  return [[button(label, doPress(kind, `${BRINGS}${list}${byGroup ? "@group" : ""}`, process))]];
}
