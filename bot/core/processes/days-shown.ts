import { addDays, type Day, daysBetween } from "../calendar/time.ts";
import type { Account, Owed, ShownProcess } from "../instrument.ts";
import { say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import { clockRows, owedRows, whenOf } from "./dues.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { owedIn, whatIsOwed, whoOwes } from "./owed.ts";
import { shownStanding } from "./process-card.ts";
import { readStage } from "./record.ts";
import { stateIs } from "./rows.ts";
import { dayIn } from "./terms.ts";

/** The days of a process as officials see them, who watch over one or over all of them. */

/** Every day that people owe something by, and the answer that the card promises; the first one first. */
function allOwed(kind: AnyKind, standing: Standing): readonly Owed[] {
  const { state, process } = standing;
  const is = stateIs(kind.table, state.at);
  if (state.closing || is === "over") return [];
  const rows = owedRows(kind, standing).flatMap((row): Owed[] => {
    const when = row.step.forEach === undefined ? whenOf(kind, row, standing) : undefined;
    return when ? [{ what: whatIsOwed(kind, row, standing), who: whoOwes(row), day: when.day }] : [];
  });
  const { answerBy } = process.card;
  const isPromised = kind.table.card !== false && is !== "hidden" && state.answered === undefined;
  const answer: Owed = {
    what: say("officials:process.owed.answer"),
    who: [say("officials:role.organiser")],
    day: answerBy,
  };
  const isThere = rows.some(({ day }) => day === answerBy);
  return [...rows, ...(isPromised && !isThere ? [answer] : [])]
    .map((one) => (state.at === DISPUTED ? { ...one, disputed: true as const } : one))
    .toSorted((a, b) => a.day.localeCompare(b.day));
}

/** The state of a promise of which somebody doubts what was reported. */
const DISPUTED = "disputed";

/** When the clock opens what is still hidden. */
function opensOn(kind: AnyKind, standing: Standing): Day | undefined {
  if (stateIs(kind.table, standing.state.at) !== "hidden") return undefined;
  return clockRows(kind, standing).flatMap(({ when, step: { to } }) =>
    when && typeof to === "string" && stateIs(kind.table, to) === "open" ? [when.day] : [],
  )[0];
}

/** What became of it. An answer is late after the day on its card, or once everybody had heard that it is. */
function accountOf(kind: AnyKind, process: Process): Account {
  const { answered, taken, forced } = readStage(kind, process);
  const day = answered && dayIn(answered);
  // Everybody hears on the morning after.
  const said = taken.late && addDays(dayIn(taken.late), -1);
  const promised = said !== undefined && said < process.card.answerBy ? said : process.card.answerBy;
  return {
    ...(answered && { answered }),
    daysLate: day === undefined ? 0 : Math.max(0, daysBetween(promised, day)),
    ...(forced && { forced: forced.reason }),
  };
}

/** What officials see of the days of a process. */
export function daysShown(kind: AnyKind): Pick<ShownProcess, "owed" | "promises" | "opens" | "account"> {
  return {
    owed: (process, shown) => owedIn(kind, shownStanding(kind, process, shown)),
    promises: (process, shown) => allOwed(kind, shownStanding(kind, process, shown)),
    opens: (process, shown) => opensOn(kind, shownStanding(kind, process, shown)),
    account: (process) => accountOf(kind, process),
  };
}
