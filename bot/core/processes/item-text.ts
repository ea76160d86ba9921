import { type Message, type Params, say } from "../model/message.ts";
import type { AnyKind } from "./kind.ts";
import type { Parts } from "./lifecycle.ts";
import { sideIn } from "./sides.ts";

/** Texts about something that was brought in: in the words of its table where it has some, else in those of all. */

/** Whom it is about and in which list: a reason for something stands in "topic+for". */
type Of = readonly [kind: Pick<AnyKind, "table">, list: string];

/** The part of its table that something was brought in under; none for what rows added. */
export function partOf({ table }: Pick<AnyKind, "table">, list: string) {
  const parts: Parts["items"] = table.parts?.items;
  return parts?.[sideIn(list)?.part ?? list];
}

/** The key of a text of the table's own; undefined when it has none by this name. */
function ownKey([kind, list]: Of, name: string, of: "chat" | "desk"): string | undefined {
  const side = sideIn(list);
  const part = side?.part ?? list;
  const names = partOf(kind, list)?.own?.[of] ?? [];
  const namespace = of === "chat" ? `${kind.table.name}:` : `officials:${kind.table.name}.`;
  const own = side ? [`reason.${name}`, `reason.${side.side}.${name}`] : [name];
  const found = own.find((one) => names.includes(one));
  return found && `${namespace}item.${part}.${found}`;
}

/** What residents read. */
export function itemSay(of: Of, name: string, params: Params = {}): Message {
  return say(ownKey(of, name, "chat") ?? `common:process.item.${name}`, params);
}

/** What residents read only where the table has words for it. */
export function ownSay(of: Of, name: string, params: Params = {}): readonly Message[] {
  const key = ownKey(of, name, "chat");
  return key === undefined ? [] : [say(key, params)];
}

/** What members of the workspace read. */
export function deskSay(of: Of, name: string, params: Params = {}): Message {
  return say(ownKey(of, name, "desk") ?? `officials:process.item.${name}`, params);
}
