import type { Instant } from "../../core/calendar/time.ts";
import { type Param, say } from "../../core/model/message.ts";
import { replyChoice, type Telling } from "./notices.ts";
import { isRefusal, type Outcome } from "./state.ts";

/** What residents are told when the clock acts. */

/** The desk's question is still open. */
export function reminded(question: string): Telling {
  return ({ number, ref }) => ({
    lines: [
      say("issue:notice.remind", { number }),
      say("common:quote", { text: question }),
      say("issue:notice.askedHow"),
    ],
    choices: replyChoice(ref),
  });
}

/** Nobody waits for her answer any more; it is welcome all the same. */
export const parked: Telling = ({ number, ref }) => ({
  lines: [say("issue:notice.parked", { number })],
  choices: replyChoice(ref),
});

/** She said nothing about the answer, so it is closed. */
export function closed(outcome: Outcome): Telling {
  return ({ number }) => ({
    lines: isRefusal(outcome)
      ? [say("issue:notice.closedClear", { number }), say("issue:notice.closedClearHow")]
      : [say("issue:notice.closed", { number }), say("issue:notice.closedHow")],
  });
}

/** The promised day has passed. */
export function late(newDay: Instant): Telling {
  return ({ number, team }) => ({
    lines: [
      say("issue:notice.late", { number }),
      say("issue:notice.lateNew", { team, day: { moment: newDay } }),
    ],
  });
}

/** The day that something was planned for has passed, and she or somebody else was asked something. */
export function plannedDayPassed(day: Param): Telling {
  return ({ number }) => ({ lines: [say("issue:notice.planPassed", { number, day })] });
}

/** The issue is open again, with a new day for its answer. */
export function reopenedUntil(day: Instant): Telling {
  return ({ number }) => ({ lines: [say("issue:own.reopened", { number, day: { moment: day } })] });
}
