import type { Process } from "../model/process.ts";
import type { Screen } from "../model/screen.ts";
import type { Turn } from "../turn.ts";
import { tellParticipants } from "./announcements.ts";
import type { QuoteTold } from "./item.ts";
import type { AnyKind, Item, Standing, Values } from "./kind.ts";
import { standingOf } from "./record.ts";

/**
 * Words that were quoted without a name. Nothing leads from them to whoever said them, so nobody can be told alone:
 * everybody who read them reads what became of them, and whoever said them is one of those.
 */

/** What everybody reads; undefined when it is no quote. @param item as it becomes */
export function quoteScreen(
  kind: AnyKind,
  told: QuoteTold,
  item: Item,
  filled: Values,
  standing: Standing | undefined,
): Screen | undefined {
  const isQuote = item.state.quoted !== undefined && item.row.by === undefined;
  return isQuote && standing ? kind.quoted?.(standing, told, item, filled) : undefined;
}

/** Everybody is told, and reads it where it stands. @param process as it becomes in this turn */
export function toldOfQuote(
  kind: AnyKind,
  screen: Screen | undefined,
  process: Process | undefined,
  by: string | undefined,
  context: Standing["context"],
): Required<Pick<Turn, "broadcasts" | "effects">> {
  if (!screen || !process) return { broadcasts: [], effects: [] };
  return {
    broadcasts: [tellParticipants(process, screen, by ?? process.organiser, context)],
    effects: [
      ...(kind.besides?.(standingOf(kind, process, context), "quoted") ?? []),
      { do: "notify", notice: { kind: "document", contribution: process.id } },
    ],
  };
}
