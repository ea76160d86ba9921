import type { Message, Params } from "../model/message.ts";
import { MADE } from "./item.ts";
import type { AnyKind, Item, Row, Standing, Values } from "./kind.ts";
import type { Asks, Audience } from "./lifecycle.ts";
import { quoted } from "./quoted.ts";
import { some } from "./rows.ts";
import { kindOf } from "./shown-values.ts";

/** What a message to many quotes of residents: it keeps none of their words, only where they are. */

interface Told {
  readonly row: Row;
  readonly standing: Standing;
  readonly filled: Values;
  readonly item?: Item;
  readonly by?: string;
}

const many: readonly Audience[] = ["participants", "notDrawn", "helpers", "invited", "unfinished"];

/** The parameters that quote somebody, for an audience that a broadcast reaches; none for any other. */
export function quotesFor(
  to: Audience,
  { table }: Pick<AnyKind, "table">,
  { row: { name, step }, standing, filled, item, by }: Told,
  isResident: (id: string) => boolean,
): Params {
  if (!many.includes(to)) return {};
  const { process, state } = standing;
  const isTheirs = (whose: string | undefined) => whose !== undefined && isResident(whose);
  // What a process without a card was begun with is told with it: see `begunWith`.
  const begun = Object.entries(table.card === false ? table.steps : {}).flatMap(([row, { from, asks }]) => {
    const { by: whose, values } = state.filled[row] ?? {};
    return some(from).includes("new") && isTheirs(whose) ? quotesAt(asks, values, process.id, row) : [];
  });
  const of = step.forEach !== undefined && item ? item.row.id : process.id;
  const isWritten = item && (item.row.by ?? item.state.filled[MADE]?.by) !== undefined;
  return Object.fromEntries([
    ...begun,
    ...(isTheirs(by) ? quotesAt(step.asks, filled, of, name) : []),
    ...(isWritten ? [["item", quoted({ of: item.row.id })] as const] : []),
  ]);
}

/** Each field that was filled in with words. */
function quotesAt(asks: Asks = {}, values: Values = {}, of: string, row: string) {
  return Object.entries(asks)
    .filter(([field, ask]) => ["words", "note", "line"].includes(kindOf(ask)) && values[field] !== undefined)
    .map(([field]): readonly [string, Message] => [field, quoted({ of, row, field })]);
}
