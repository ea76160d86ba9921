import { shortened } from "../../../core/model/characters.ts";
import { type Actor, shownNumber } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { refusedAsClosed } from "../../../core/officials/desk-membership.ts";
import { refusedFor, roleFor } from "../../../core/officials/permissions.ts";
import type { Context } from "../../../core/turn.ts";
import { statusForDesk } from "../following/status-line.ts";
import type { Issue, OfIssue } from "../state.ts";
import type { ActName, Attempt } from "./act.ts";
import { deskActOf } from "./acts.ts";
import { deskActNamed } from "./buttons.ts";

/** Whether somebody may do something with an issue now, and why not. */

/** The role in which this member may do it. */
export function actorFor(name: ActName, member: string, context: Context): Actor | undefined {
  const role = roleFor(`issue.${name}`, member, context);
  return role === "admin" ? undefined : role;
}

/** Why she may not do it now; nothing when she may. */
export function refusalOf(name: ActName, attempt: Attempt): Message | undefined {
  const { contribution, issue, member, context } = attempt;
  if (!actorFor(name, member, context)) return refusedFor(`issue.${name}`, member, context);
  const act = deskActOf(name);
  const own = act.refuses?.(attempt);
  if (own) return own;
  return act.button.isPossible(contribution, issue, context)
    ? undefined
    : say("officials:refused.state", {
        number: shownNumber(contribution.id),
        status: statusForDesk(issue.status),
      });
}

/**
 * Why this is only for members of the desk; nothing when she is one, or when it is for the clerk also at a closed desk.
 * @param name of an act, or of the button or form that shows the issue
 */
export function refusalAtClosedDesk(
  name: string,
  { contribution, issue, member, context }: Attempt,
): Message | undefined {
  const act = deskActNamed(name);
  const isForClerk =
    act !== undefined &&
    deskActOf(act).isForClerk?.(issue, context.now) &&
    roleFor(`issue.${act}`, member, context) === "clerk";
  return isForClerk ? undefined : refusedAsClosed(member, contribution, context);
}

/** Characters of what a colleague wrote, at the field of a form. */
const MOST_QUOTED = 300;

/** A colleague was first: the official who filled in a form reads what the other one did. */
export function overtakenBy(
  refusal: Message | undefined,
  contribution: OfIssue,
  { status }: Issue,
): Message | undefined {
  if (refusal?.key !== "officials:refused.state") return undefined;
  const text = "text" in status ? status.text : "question" in status ? status.question : undefined;
  const about = { number: shownNumber(contribution.id), status: statusForDesk(status) };
  return text
    ? say("officials:refused.overtakenBy", { ...about, text: shortened(text, MOST_QUOTED) })
    : say("officials:refused.overtaken", about);
}
