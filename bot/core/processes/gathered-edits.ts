import type { Broadcast } from "../broadcasts/broadcast.ts";
import { say } from "../model/message.ts";
import { cardChanges, type Process, type ProcessCard } from "../model/process.ts";
import type { Screen } from "../model/screen.ts";
import type { Context } from "../turn.ts";
import { tellParticipants } from "./announcements.ts";
import type { Standing } from "./kind.ts";
import { rootOf } from "./telling.ts";
import { nextMorning } from "./terms.ts";

/**
 * Changes of a card are gathered: however often it changes in one evening, those who take part read in the morning what
 * it was and what it is. What was taken back by then is no news.
 */

/** A process with another card. @param isSeen residents know the card as it was */
export function withEdit(
  process: Process,
  card: ProcessCard,
  by: string,
  isSeen: boolean,
  { now }: Pick<Context, "now">,
): Process {
  const { edited, ...rest } = process;
  const before = edited?.before ?? process.card;
  if (!isSeen || cardChanges(before, card).length === 0) return { ...rest, card };
  return { ...rest, card, edited: { before, by, tellAt: edited?.tellAt ?? nextMorning(now) } };
}

/** What those who take part read of all changes since they were told last. */
export function editsScreen({ card, edited }: Pick<Process, "card" | "edited">, after: ProcessCard): Screen {
  const changes = cardChanges(edited?.before ?? card, after);
  // It is as they know it.
  if (changes.length === 0) return { lines: [say("officials:process.editTakenBack")] };
  const intro = say("common:process.changed.intro", { title: { localized: after.title } });
  return { lines: [intro, ...changes] };
}

/** The message with all changes, and the process without them; undefined while there are none. */
export function tellsEdits({
  process,
  state,
  context,
}: Standing): { readonly process: Process; readonly broadcast: Broadcast } | undefined {
  const { edited, ...rest } = process;
  if (!edited) return undefined;
  const root: Process = { ...process, id: rootOf({ process, state }) };
  const seed = `${context.seed}#${process.id}#edited`;
  const broadcast = tellParticipants(root, editsScreen(process, process.card), edited.by, {
    ...context,
    seed,
  });
  return { process: rest, broadcast };
}
