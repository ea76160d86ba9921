import type { Broadcast } from "../../../core/broadcasts/broadcast.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import { hearersOf, toMember } from "../../../core/processes/telling.ts";
import type { Context, Effect, Turn } from "../../../core/turn.ts";
import { record, showCard } from "../record.ts";
import type { Commitment, Item, Manifesto } from "../state.ts";
import { promiseScreen } from "./promise-screen.ts";
import { firstOwed, type Owed } from "./promise-terms.ts";
import { tracked, withPromise } from "./promises.ts";

/**
 * Promises are watched by the rule of everything that is owed: its owner is reminded before the day; when it has passed
 * everybody hears; a week later and then every month its owner and the clerk, until it is settled. A dispute is owed an
 * answer in the same way.
 */
export function promiseDue(process: Process, manifesto: Manifesto, context: Context): Turn | undefined {
  if (manifesto.at !== "responded" && manifesto.at !== "monitoring") return undefined;
  const found = firstOwed(manifesto, context.town);
  const commitment = found?.item.commitment;
  if (!commitment || found.owed.at > context.now) return undefined;
  const { item, owed } = found;
  return owed.what === "promise" && owed.is === "passed" && !commitment.late
    ? becomesLate(process, manifesto, item, commitment, context)
    : reminds(process, manifesto, item, commitment, owed, context);
}

/** The day of a promise has passed and nobody reported it kept: everybody is told that it is late. */
function becomesLate(
  process: Process,
  manifesto: Manifesto,
  item: Item,
  commitment: Commitment,
  context: Context,
): Turn {
  // A dispute stays one, and is answered as one.
  const isDisputed = commitment.at === "disputed";
  const next = withPromise(manifesto, item.n, {
    ...commitment,
    ...(!isDisputed && { at: "late", since: context.now }),
    late: true,
    watched: context.now,
  });
  const changed = record(
    process,
    tracked(next, context),
    "promise_late",
    { actor: "clock", why: commitment.what },
    context,
  );
  const text = say("officials:manifesto.promiseLate", { what: commitment.what, ...titleOf(process) });
  const screen = promiseScreen(process, item, commitment.what, "late", "");
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, screen, process.organiser, context)],
    effects: [...tells([commitment.owner], ["clerk"], text, process, context), showCard(process.id)],
  };
}

function reminds(
  process: Process,
  manifesto: Manifesto,
  item: Item,
  commitment: Commitment,
  { what, is, day }: Owed,
  context: Context,
): Turn {
  const { what: promised, owner } = commitment;
  const watched = what === "promise" ? { watched: context.now } : { asked: context.now };
  const next = withPromise(manifesto, item.n, { ...commitment, ...watched });
  const changed = record(process, next, `owed.${is}`, { actor: "clock" }, context);
  const params = { ...titleOf(process), day: { date: day } };
  const official = say(`officials:process.owed.${is}`, {
    ...params,
    what: say(`officials:manifesto.owed.${what}`, { what: promised }),
  });
  const late = is === "week" || is === "month";
  const everybody = what === "settle" && is === "passed";
  const line = say("common:process.owed.passed", { ...params, what: say("manifesto:owed.settle") });
  const to =
    what === "settle"
      ? tells([], ["organiser", "clerk"], official, process, context)
      : tells([owner], late ? ["clerk"] : [], official, process, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: everybody ? toAll(line, changed.process, context) : [],
    effects: [...to, showCard(process.id)],
  };
}

function toAll(line: Message, process: Process, context: Context): readonly Broadcast[] {
  return [tellParticipants(process, { lines: [line] }, process.organiser, context)];
}

/** Each once. */
function tells(
  members: readonly string[],
  roles: readonly ("organiser" | "clerk")[],
  text: Message,
  process: Process,
  context: Context,
): readonly Effect[] {
  const all = [...members, ...roles.flatMap((role) => hearersOf(role, process, context))];
  return [...new Set(all)].map((member) => toMember(member, text, process));
}
