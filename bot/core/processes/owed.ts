import type { Day, Instant } from "../calendar/time.ts";
import type { Owed } from "../instrument.ts";
import { type Message, say } from "../model/message.ts";
import { lateAnswer, owedRows, whenOf } from "./dues.ts";
import type { AnyKind, Row, Standing } from "./kind.ts";
import type { Actor } from "./lifecycle.ts";
import { isShared, peopleOf, stateIs } from "./rows.ts";
import { begunWith, titleOf } from "./shown-values.ts";

/** What people owe next in a process, for its card and for the page on which officials see all of them. */

/** The row that is owed first, and until when; undefined while nobody owes anything. */
export function nextOwed(
  kind: AnyKind,
  standing: Standing,
): { readonly row: Row; readonly day: Day; readonly at: Instant } | undefined {
  const { closing, at } = standing.state;
  if (closing || stateIs(kind.table, at) === "over") return undefined;
  return owedRows(kind, standing)
    .flatMap((row) => {
      const when = row.step.forEach === undefined ? whenOf(kind, row, standing) : undefined;
      return when ? [{ row, day: when.day, at: when.at }] : [];
    })
    .toSorted((a, b) => a.at.localeCompare(b.at))[0];
}

/** The same in words. Once the promised answer is late it is owed before anything else. */
export function owedIn(kind: AnyKind, standing: Standing): Owed | undefined {
  if (stateIs(kind.table, standing.state.at) === "over") return undefined;
  const late = lateAnswer(kind, standing);
  if (late)
    return {
      what: say("officials:process.owed.answer"),
      who: [say("officials:role.organiser")],
      day: late.when.day,
    };
  const next = nextOwed(kind, standing);
  return next && { what: whatIsOwed(kind, next.row, standing), who: whoOwes(next.row), day: next.day };
}

/** What a row is called for officials who owe it. */
export function whatIsOwed(kind: AnyKind, row: Row, { process, state }: Standing): Message {
  const { name } = kind.table;
  return isShared(kind, row)
    ? say("officials:process.owed.answer")
    : say(`officials:${name}.owed.${row.name}`, {
        ...begunWith(kind, state, `officials:${name}.choice`),
        ...titleOf(process),
      });
}

const inWords: Readonly<Record<Exclude<Actor, "clock">, string>> = {
  organiser: "organiser",
  official: "official",
  clerk: "clerk",
  admin: "admin",
  colleague: "colleague",
  owner: "owner",
  member: "group",
  author: "author",
  participant: "residents",
  resident: "residents",
};

export function whoOwes({ step }: Row): readonly Message[] {
  return [...new Set(peopleOf(step).map((who) => inWords[who]))].map((who) => say(`officials:role.${who}`));
}
