import { after, townClock } from "../../core/calendar/time.ts";
import { needs } from "../../core/decision.ts";
import type { Actor } from "../../core/model/contribution.ts";
import { say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Screen } from "../../core/model/screen.ts";
import { tellParticipants } from "../../core/processes/announcements.ts";
import type { Context, Decision, Turn } from "../../core/turn.ts";
import { tellOrganiser, titleOf } from "./core-group/core-group.ts";
import { paperButton } from "./document/paper-copy.ts";
import { transitions } from "./lifecycle.ts";
import { handOut, LOOK_AGAIN, record, showCard, withPaper } from "./record.ts";
import type { Manifesto } from "./state.ts";
import { figureLines } from "./voting/points.ts";

/**
 * The end. Nothing closes before every reachable participant has heard what came of it: first they are told, and it is
 * closed once the last one has had a turn.
 */

/** What every participant reads at the end. */
export function closedScreen(process: Process, manifesto: Manifesto): Screen {
  return {
    lines: [
      say("manifesto:closed.done", titleOf(process)),
      ...figureLines(manifesto),
      say("manifesto:closed.thanks"),
    ],
    choices: [[paperButton(process)]],
  };
}

/**
 * Records that it ends, and who decided so; from now on nothing else can be done with it.
 * @param next the manifesto as it becomes, with the reason if a clerk forced it
 */
export function beginsToClose(
  process: Process,
  next: Manifesto,
  event: "close" | "forceClose",
  screen: Screen,
  told: { readonly actor: Actor; readonly official?: string; readonly why?: string | undefined },
  author: string,
  context: Context,
): Turn {
  // The message is derived from the process as it will be written, and its number has to be known in there.
  const message = tellParticipants({ ...process, entries: process.entries + 1 }, screen, author, context);
  const changed = record(
    process,
    { ...next, motion: undefined, closing: message.id },
    event === "close" ? "decideClose" : "decideForceClose",
    told,
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [message],
    effects: [showCard(process.id)],
  };
}

/** The clock checks whether everybody has heard. */
export function closesWhenHeard(
  process: Process,
  manifesto: Manifesto,
  broadcast: string,
  context: Context,
): Decision {
  const message = context.seen.broadcast[broadcast];
  if (message === undefined) return needs({ see: "broadcast", id: broadcast });
  const at = message?.status.at;
  if (at === "sent") return closed(process, manifesto, context);
  return at === "counting" || at === "sending"
    ? { processes: [{ ...process, wakeAt: after(context.now, LOOK_AGAIN) }], effects: [] }
    : staysOpen(process, manifesto, context);
}

function closed(process: Process, { closing: _, ...manifesto }: Manifesto, context: Context): Turn {
  const next: Manifesto = { ...manifesto, at: transitions.close.to, since: context.now };
  const changed = record(
    { ...process, open: false },
    withPaper(next),
    "close",
    {
      actor: "clock",
      counts: {
        event: "ended",
        forced: manifesto.forced !== undefined,
        desk: process.desk,
        month: townClock(context.now).day.slice(0, 7),
      },
    },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      tellOrganiser(process, say("officials:manifesto.closedNow", titleOf(process))),
      showCard(process.id),
      handOut(process.id),
    ],
  };
}

/** Somebody stopped the message: not everybody has heard, so it does not end. It can be decided again. */
function staysOpen(
  process: Process,
  { closing: _, forced: __, ...manifesto }: Manifesto,
  context: Context,
): Turn {
  const changed = record(process, manifesto, "notClosed", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      tellOrganiser(process, say("officials:manifesto.notClosed", titleOf(process))),
      showCard(process.id),
    ],
  };
}
