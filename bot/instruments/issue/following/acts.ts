import type { OwnAct } from "../names.ts";
import { adds } from "./acts/add.ts";
import { helps, isClear } from "./acts/confirm.ts";
import { hasNotHelped, hasQuestion } from "./acts/not-yet.ts";
import { replies } from "./acts/reply.ts";
import { keeps, withdraws, withdrawsIndeed } from "./acts/withdraw.ts";
import type { OwnActRecord } from "./own-issue.ts";

/**
 * What a resident can do with an issue of hers, by the names of the buttons, in the order of those below its story. A new
 * act is a file in `acts/`, a line here and its name in `names.ts`; one without the other does not type-check.
 */
export const ownActs: Readonly<Record<OwnAct, OwnActRecord>> = {
  reply: replies,
  helps,
  clear: isClear,
  not_yet: hasNotHelped,
  question: hasQuestion,
  add: adds,
  withdraw: withdraws,
  withdraw_yes: withdrawsIndeed,
  keep: keeps,
};

export const ownActNames = Object.keys(ownActs) as readonly OwnAct[];

/** The act with this name: names come back with buttons, and can be anything. */
export function ownActNamed(name: string): OwnActRecord | undefined {
  const known = ownActNames.find((one) => one === name);
  return known && ownActs[known];
}
