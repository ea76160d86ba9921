import { type Day, townClock } from "../calendar/time.ts";
import type { OfficialSide } from "../instrument.ts";
import type { Localized } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import type { Context } from "../turn.ts";

/** What became of the processes of a town, quarter by quarter. They count processes, and no people. */

export interface Quarter {
  readonly year: number;
  /** 1 to 4. */
  readonly n: number;
  /** Begun in this quarter; the other figures are of what happened in it, whenever it began. */
  readonly opened: number;
  readonly inTime: number;
  readonly late: number;
  /** Of the answers that came late, on average; 0 when none did. */
  readonly daysLate: number;
  readonly ended: number;
  /** Ended before their time: an outcome of its own, and none of those in `ended`. */
  readonly forced: readonly { readonly process: Process; readonly reason: Localized }[];
}

/** Our limit: with the one that runs. */
const QUARTERS = 5;

/** The latest first. */
export function quarters(context: Context, instruments: readonly OfficialSide[]): readonly Quarter[] {
  const { processes = [], account, now } = { ...context.seen, now: context.now };
  const all = [...processes, ...(account?.ended ?? [])].map((process) => ({
    process,
    account: instruments.find(({ name }) => name === process.instrument)?.process?.account?.(process),
  }));
  const named = (day: Day | undefined) => day && nameOf(day);
  return lastQuarters(townClock(now).day).map(({ year, n }) => {
    const isThen = (moment: Process["created"] | undefined) =>
      moment !== undefined && named(townClock(moment).day) === `${year}-${n}`;
    const answers = all.flatMap(({ account: of }) => (of && isThen(of.answered) ? [of.daysLate] : []));
    const late = answers.filter((days) => days > 0);
    const over = all.filter(({ process }) => isThen(process.ended));
    return {
      year,
      n,
      opened: all.filter(({ process }) => isThen(process.created)).length,
      inTime: answers.length - late.length,
      late: late.length,
      daysLate: late.length === 0 ? 0 : Math.round(late.reduce((sum, days) => sum + days, 0) / late.length),
      ended: over.filter(({ account: of }) => !of?.forced).length,
      forced: over.flatMap(({ process, account: of }) =>
        of?.forced ? [{ process, reason: of.forced }] : [],
      ),
    };
  });
}

function quarterOf(day: Day): { readonly year: number; readonly n: number } {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return { year, n: Math.ceil(month / 3) };
}

function nameOf(day: Day): string {
  const { year, n } = quarterOf(day);
  return `${year}-${n}`;
}

function lastQuarters(today: Day): readonly { readonly year: number; readonly n: number }[] {
  const { year, n } = quarterOf(today);
  return Array.from({ length: QUARTERS }, (_, back) => {
    const at = 4 * year + (n - 1) - back;
    return { year: Math.floor(at / 4), n: (at % 4) + 1 };
  });
}
