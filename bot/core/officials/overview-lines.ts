import { addDays, type Day, dayPart, daysBetween, townClock } from "../calendar/time.ts";
import type { OfficialSide } from "../instrument.ts";
import type { Contribution } from "../model/contribution.ts";
import { type Message, type Param, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Context } from "../turn.ts";
import { deskOf, maySee } from "./desk-membership.ts";

/** Every day that the town promised: of processes, of promises, and of reports. No words of residents. */

/** Days that are told beforehand. */
const AHEAD = 30;

export type When = "coming" | "past" | "disputed";

export interface Line {
  readonly when: When;
  readonly day: Day;
  readonly daysLate: number;
  readonly title: Param;
  readonly what: Message;
  readonly who: readonly Message[];
  readonly desk: Param;
}

type Instruments = readonly OfficialSide[];

/** All of them, the first day first. What is further away than a month is left out. */
export function promisedDays(member: string, context: Context, instruments: Instruments): readonly Line[] {
  const { processes = [], hidden = [], account, desk } = context.seen;
  const all = [...processes, ...hidden, ...(account?.cardless ?? [])];
  const reports = context.office.desks.flatMap(({ id }) => desk[id] ?? []);
  const until = addDays(townClock(context.now).day, AHEAD);
  return [
    ...all.flatMap((one) => ofProcess(one, member, context, instruments)),
    ...reports.flatMap((one) => ofReport(one, context, instruments)),
  ]
    .filter(({ when, day }) => when !== "coming" || day <= until)
    .toSorted((a, b) => a.day.localeCompare(b.day));
}

function ofProcess(
  process: Process,
  member: string,
  context: Context,
  instruments: Instruments,
): readonly Line[] {
  const side = instruments.find((one) => one.name === process.instrument)?.process;
  const owed = side?.promises?.(process, context) ?? [];
  const title = titleFor(process, member, context, instruments);
  return owed.map(({ day, what, who, disputed }) => ({
    ...dated(day, context),
    ...(disputed && { when: "disputed" as const }),
    title,
    what,
    who,
    desk: deskNamed(process.desk, context),
  }));
}

/** What a process is called; of one at a closed desk that residents do not find, only what kind it is. */
export function titleFor(
  process: Process,
  member: string,
  context: Context,
  instruments: Instruments,
): Param {
  const isPublic = process.open || process.ended !== undefined;
  if (!isPublic && !maySee(member, process, context.office))
    return say(`officials:${process.instrument}.name`);
  const side = instruments.find((one) => one.name === process.instrument)?.process;
  return side?.card(process, context).title ?? { localized: process.card.title };
}

function ofReport(report: Contribution, context: Context, instruments: Instruments): readonly Line[] {
  const side = instruments.find((one) => one.name === report.instrument);
  const { dueAt, lateSince } = report;
  const moment = lateSince ?? dueAt;
  if (moment === undefined || !side) return [];
  return [
    {
      ...dated(dayPart(moment), context),
      title: side.card(report, context).title,
      what: side.stands(report),
      who: [say("officials:role.official")],
      desk: deskNamed(report.desk, context),
    },
  ];
}

function dated(day: Day, { now }: Context): Pick<Line, "when" | "day" | "daysLate"> {
  const daysLate = daysBetween(day, townClock(now).day);
  return { day, when: daysLate > 0 ? "past" : "coming", daysLate: Math.max(0, daysLate) };
}

function deskNamed(id: string, { office }: Context): Param {
  const desk = deskOf(id, office);
  return desk ? { localized: desk.name } : id;
}
