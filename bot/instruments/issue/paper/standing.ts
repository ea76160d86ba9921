import { needs } from "../../../core/decision.ts";
import { isOf, shownNumber } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Need } from "../../../core/needs.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { answerLines, placeLines, underIt } from "../following/answer-lines.ts";
import { wholeOf } from "../following/merged-into.ts";
import { statusLine } from "../following/status-line.ts";
import { NAME } from "../names.ts";
import { record } from "../record.ts";
import { type Issue, type OfIssue, readIssue } from "../state.ts";
import { paperNameOf } from "./paper-name.ts";

/**
 * What the paper of a report opens, for whoever has it: where the report stands and what was answered, and nothing else.
 * Not what was told, which the one who told it knows, nor who told the same.
 */

/** The report that a number and a code open, or why not yet; null when they open none. */
export function openedBy(
  { id, code }: { readonly id: string; readonly code: string },
  { seen, codesOf }: Context,
): OfIssue | null | { readonly needs: readonly Need[] } {
  const found = seen.contribution[id];
  if (found === undefined) return needs({ see: "contribution", id });
  const name = isOf(found, NAME) ? paperNameOf(found) : undefined;
  return isOf(found, NAME) && name !== undefined && codesOf?.(name).includes(code) ? found : null;
}

/** Where it stands, with the answer. `whole`: the report that the answer comes from. */
export function standing(
  contribution: OfIssue,
  context: Context,
): { readonly lines: readonly Message[]; readonly whole: OfIssue } | Extract<Decision, { needs: unknown }> {
  const { whole: found, ask } = wholeOf(contribution, context);
  if (ask && "needs" in ask) return ask;
  const whole = found ?? contribution;
  const issue = readIssue(whole);
  const under = underIt(issue, context);
  if ("needs" in under) return under;
  return {
    whole,
    lines: [
      say("issue:detail.title", { number: shownNumber(contribution.id), status: statusLine(issue.status) }),
      ...answerLines(issue.status),
      ...placeLines(issue.status),
      ...under.lines,
      ...(issue.dueAt ? [say("issue:paper.due", { day: { moment: issue.dueAt } })] : []),
    ],
  };
}

/** What was said has reached whoever asked for it: from now on her days to object count. */
export function collected(
  contribution: OfIssue,
  by: Pick<Parameters<typeof record>[3], "actor" | "official">,
  context: Context,
): ReturnType<typeof record> | undefined {
  const issue = readIssue(contribution);
  if (!issue.unheard) return undefined;
  const next: Issue = { ...issue, unheard: undefined, heard: context.now };
  return record(contribution, next, ["collected"], by, context);
}

/** Its words go, with the number of whoever raised it: the clock sees to that at once. */
export function erasing(
  contribution: OfIssue,
  by: Pick<Parameters<typeof record>[3], "actor" | "official">,
  context: Context,
): ReturnType<typeof record> {
  const next: Issue = { ...readIssue(contribution), erasing: true };
  return record(contribution, next, ["eraseAsked"], by, context);
}
