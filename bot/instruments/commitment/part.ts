import * as z from "zod/mini";
import { addDays, type Instant, isDay, townClock } from "../../core/calendar/time.ts";
import { type Localized, type Message, say } from "../../core/model/message.ts";
import type { ResidentPart, Standing, Values } from "../../core/processes/kind.ts";
import { stageSchema } from "../../core/processes/stage.ts";
import { commitment } from "./lifecycle.ts";

/** What residents do with a promise: one of the core group keeps hers, and whoever takes part can doubt it. */

/** Days in which an outcome can be doubted at least, also when its process has ended. */
const DOUBTED_FOR = 30;

export const commitmentSchema = z.extend(stageSchema, {
  /** A promised day passed before it was kept, whatever was reported before and whatever day was named since. */
  missed: z.optional(z.literal(true)),
});
export type Commitment = z.infer<typeof commitmentSchema>;

/** What is doubted: the outcome, or the day it should have been kept on. */
function outcomeOf({ at, days }: Commitment): string {
  return at === "kept" || at === "broken" ? `dispute.${at}` : `dispute.${at}.${days.due?.day ?? ""}`;
}

/** The processes that it stands under. */
function parentsOf({ state, context }: Standing) {
  return (state.under ?? []).map((id) => ({ id, found: context.seen.process[id] }));
}

function isRecent({ state, context }: Standing): boolean {
  const began = state.began[state.at] ?? state.active;
  return townClock(context.now).day <= addDays(townClock(began).day, DOUBTED_FOR);
}

/** A day that has passed by now without its being kept stays missed, whatever row is taken. */
export function noteMissed({ days: { due } }: Commitment, now: Instant): Partial<Commitment> {
  return due !== undefined && townClock(now).day > due.day ? { missed: true } : {};
}

/** What somebody wrote who need not have written anything. */
function quoted(words: unknown): readonly Message[] {
  return words === undefined ? [] : [say("common:quote", { text: { localized: words as Localized } })];
}

/** That it came later than promised, and what was promised first. */
export function lateLines({ state }: Standing<Commitment>): readonly Message[] {
  const { due } = (state.filled.begin?.values ?? {}) as Values;
  return state.missed
    ? [say("commitment:keptLate", { day: typeof due === "string" && isDay(due) ? { date: due } : "" })]
    : [];
}

export const commitmentPart: ResidentPart<typeof commitment, Commitment> = {
  table: commitment,
  version: 1,
  schema: commitmentSchema,
  guards: {
    firstDoubt: (s) => {
      const said = s.state.each?.[outcomeOf(s.state)] ?? [];
      if (s.by !== undefined && said.includes(s.by)) return false;
      return isRecent(s) || parentsOf(s).some(({ found }) => found?.open === true);
    },
  },
  lists: {},
  needs: {
    dispute: (s) =>
      isRecent(s)
        ? []
        : parentsOf(s).flatMap(({ id, found }) =>
            found === undefined ? [{ see: "process" as const, id }] : [],
          ),
  },
  change: {
    newDay: ({ state, context }) => noteMissed(state, context.now),
    keep: ({ state, context }) => noteMissed(state, context.now),
    dispute: ({ state, by }) => {
      const outcome = outcomeOf(state);
      return by === undefined
        ? {}
        : { each: { ...state.each, [outcome]: [...(state.each?.[outcome] ?? []), by] } };
    },
  },
  says: {
    start: (_s, { words }) => quoted(words),
    keep: (s) => lateLines(s),
  },
};
