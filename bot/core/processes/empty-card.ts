import { addDays, townClock } from "../calendar/time.ts";
import type { Localized } from "../model/message.ts";
import type { ProcessCard } from "../model/process.ts";
import type { Context } from "../turn.ts";
import type { AnyKind } from "./kind.ts";

/**
 * The card of a process that needs none, or that was not filled in yet: it has a title, and residents find it nowhere.
 * @param title what it is called; the name of its kind when nobody gave one
 */
export function emptyCard(
  { table }: Pick<AnyKind, "table">,
  { town, now }: Pick<Context, "town" | "now">,
  title: Localized = {},
): ProcessCard {
  const [own = "nl"] = town.languages;
  return {
    title: Object.keys(title).length > 0 ? title : { [own]: table.name },
    question: {},
    open: {},
    fixed: {},
    decides: {},
    answers: {},
    level: "inform",
    phase: "implement",
    answerBy: addDays(townClock(now).day, 365),
  };
}
