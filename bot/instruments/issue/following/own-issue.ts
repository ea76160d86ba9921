import type { Instant } from "../../../core/calendar/time.ts";
import { reply } from "../../../core/decision.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { type Issue, type OfIssue, readIssue, type Status } from "../state.ts";
import { wholeOf } from "./merged-into.ts";

/** A resident who acts on an issue of hers. */
export interface Own {
  readonly contribution: OfIssue;
  readonly issue: Issue;
  readonly lane: Lane;
  readonly context: Context;
}

/** What a resident can do with an issue of hers. Each has a file in `acts/` and a line in `acts.ts`. */
export interface OwnActRecord {
  /** Its button below the whole story, and when it is shown; absent for buttons that only stand below a message. */
  readonly inStory?: { readonly label: Message; fits(stands: Standing): boolean };
  /** She pressed its button. */
  act(own: Own): Decision;
}

/** How an issue of hers stands. */
export interface Standing {
  /** Of her own issue. */
  readonly status: Status;
  /** Where its answer comes from: itself, or what it was merged into. */
  readonly whole: Issue;
  readonly now: Instant;
}

/** Acts on the issue that the answer comes from, unless she has withdrawn. */
export function withWhole(own: Own, act: (whole: OfIssue) => Decision): Decision {
  const { contribution, issue, lane, context } = own;
  if (issue.left) return tooLate(own);
  const { whole, ask } = wholeOf(contribution, context);
  if (ask) return ask;
  return whole ? act(whole) : { lane, effects: reply({ lines: [say("common:gone")] }) };
}

/** She can do nothing with it any more. */
export function tooLate({ contribution, lane }: Own): Turn {
  const number = shownNumber(contribution.id);
  return { lane, effects: reply({ lines: [say("issue:own.tooLate", { number })] }) };
}

/** Whether her own issue is the one that the answer comes from. */
export function isWhole({ contribution }: Own, whole: OfIssue): boolean {
  return contribution.id === whole.id;
}

/** The issue that the answer comes from; her own when that one cannot be found (null). */
export function issueWithAnswer({ issue }: Own, whole: OfIssue | null): Issue {
  return whole ? readIssue(whole) : issue;
}
