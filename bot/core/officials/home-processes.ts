import { type Day, townClock } from "../calendar/time.ts";
import type { OfficialSide } from "../instrument.ts";
import type { Home } from "../model/card.ts";
import { type Message, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Context } from "../turn.ts";
import { deskOf, maySee } from "./desk-membership.ts";

/** The processes that are running, on an official's start page: what is owed next, by whom and until when. */

/** Our limit: as many as of other work. */
const SHOWN = 10;

interface Line {
  readonly text: Message;
  readonly day: Day;
  readonly isLate: boolean;
}

/**
 * What is late stands first, then what is due soonest.
 * @param desks of which processes are listed; undefined: of all, for whoever watches over what the town promised
 */
export function processSection(
  desks: readonly string[] | undefined,
  context: Context,
  instruments: readonly OfficialSide[],
): Home["sections"] {
  const all = (context.seen.processes ?? []).filter(
    ({ desk }) => desks === undefined || desks.includes(desk),
  );
  if (all.length === 0) return [];
  const lines = all
    .map((one) => lineOf(one, context, instruments))
    .toSorted((a, b) => a.day.localeCompare(b.day));
  const late = lines.filter(({ isLate }) => isLate).length;
  const rest = lines.length - SHOWN;
  return [
    {
      heading: say("officials:home.running", { count: lines.length }),
      lines: [
        say("officials:home.runningLate", { count: late, all: lines.length }),
        ...(rest > 0 ? [say("officials:home.runningRest", { count: rest })] : []),
      ],
      rows: lines.slice(0, SHOWN).map(({ text, isLate }) => ({ text, urgent: isLate })),
    },
  ];
}

/** What is made ready, and residents do not see yet: when it opens, and who is waited for. */
export function hiddenSection(
  desks: readonly string[] | undefined,
  member: string,
  context: Context,
  instruments: readonly OfficialSide[],
): Home["sections"] {
  const hidden = (context.seen.hidden ?? []).filter(
    (one) => (desks === undefined || desks.includes(one.desk)) && maySee(member, one, context.office),
  );
  if (hidden.length === 0) return [];
  const rest = hidden.length - SHOWN;
  return [
    {
      heading: say("officials:home.hidden", { count: hidden.length }),
      lines: rest > 0 ? [say("officials:home.runningRest", { count: rest })] : [],
      rows: hidden.slice(0, SHOWN).map((one) => ({ text: hiddenLine(one, context, instruments) })),
    },
  ];
}

function hiddenLine(process: Process, context: Context, instruments: readonly OfficialSide[]): Message {
  const side = instruments.find((one) => one.name === process.instrument)?.process;
  const card = side?.card(process, context);
  const owed = side?.owed?.(process, context);
  const opens = side?.opens?.(process, context);
  const next = owed ? "Owed" : opens ? "Opens" : "";
  return say(`officials:home.hiddenLine${next}`, {
    title: card?.title ?? { localized: process.card.title },
    status: card?.status ?? "",
    desk: deskNamed(process.desk, context),
    ...(owed && { what: owed.what, who: { list: owed.who }, day: { date: owed.day } }),
    ...(!owed && opens && { day: { date: opens } }),
  });
}

function deskNamed(id: string, { office }: Context) {
  const desk = deskOf(id, office);
  return desk ? { localized: desk.name } : id;
}

function lineOf(process: Process, context: Context, instruments: readonly OfficialSide[]): Line {
  const side = instruments.find((one) => one.name === process.instrument)?.process;
  const card = side?.card(process, context);
  const owed = side?.owed?.(process, context);
  const day = owed?.day ?? process.card.answerBy;
  const isLate = day < townClock(context.now).day;
  const told = owed ? "Owed" : "";
  return {
    day,
    isLate,
    text: say(`officials:home.process${isLate ? "Late" : "Due"}${told}`, {
      title: card?.title ?? { localized: process.card.title },
      status: card?.status ?? "",
      day: { date: day },
      desk: deskNamed(process.desk, context),
      ...(owed && { what: owed.what, who: { list: owed.who } }),
    }),
  };
}
