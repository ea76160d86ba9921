import { type Message, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import { deskOf, maySee } from "../officials/desk-membership.ts";
import type { AnyKind, Item, Row, Standing } from "./kind.ts";
import { rolesThat, rowOf } from "./rows.ts";
import { titleOf } from "./shown-values.ts";

/** What somebody hears of a row of a closed desk that she does not belong to: that there is a step, and not a word more. */

interface Told {
  readonly row: Row;
  readonly standing: Standing;
  readonly item?: Item;
}

/** The process, or the item that the row is about, whose words this member may not see; undefined when she may. */
export function hiddenFrom(
  { table }: AnyKind,
  member: string,
  { row, standing, item }: Told,
): { readonly desk: string } | undefined {
  const { process, context } = standing;
  // That an answer is due or late says no more than its title.
  const isPlain = !Object.hasOwn(table.steps, row.name) && row.step.asks === undefined;
  if (isPlain && isFilledIn(process)) return undefined;
  return [process, ...(item ? [item.row] : [])].find((one) => !maySee(member, one, context.office));
}

/** The step by its name, for whoever may not see what was filled in. */
export function elsewhereText(
  kind: AnyKind,
  { row, standing }: Told,
  hidden: { readonly desk: string },
): Message {
  const { name, steps } = kind.table;
  const { process, context } = standing;
  const params = {
    ...titleOf(process),
    desk: { localized: deskOf(hidden.desk, context.office)?.name ?? {} },
  };
  const own = Object.hasOwn(steps, row.name);
  const step = rowOf(kind.table, row.name);
  // Only what the municipality does has a name that it reads.
  if (!step || rolesThat(step).length === 0) return say("officials:process.tells.elsewhereNews", params);
  return say("officials:process.tells.elsewhere", {
    ...params,
    what: say(own ? `officials:${name}.act.${row.name}` : `officials:process.act.${row.name}`),
  });
}

function isFilledIn({ card }: Process): boolean {
  return Object.keys(card.question).length > 0;
}
