import type { AnyKind, Row, Standing } from "./kind.ts";
import { some } from "./rows.ts";
import type { Stage } from "./stage.ts";

/** What somebody made or changed is looked at by somebody else. */

/** Those who made it, or changed it since a colleague approved it last: they may not approve it themselves. */
export function changedSinceApproved({
  process,
  state,
}: Pick<Standing, "process" | "state">): ReadonlySet<string> {
  return new Set([process.organiser, ...(state.authors ?? [])]);
}

/** With a member of the workspace who changed it, where a colleague has to look. */
export function withAuthor({ table }: Pick<AnyKind, "table">, state: Stage, member: string): Stage {
  const isLookedAt = Object.values(table.steps).some(isColleagues);
  return isLookedAt ? { ...state, authors: [...new Set([...(state.authors ?? []), member])] } : state;
}

/**
 * Those who changed it, after a row. A colleague's yes begins the list anew; what she sends back keeps it. A row that
 * fills in nothing and leads nowhere, or back, changes nothing.
 * @param by the member of the workspace who takes it
 */
export function withAuthors(kind: AnyKind, { step }: Row, by: string, before: Stage, after: Stage): Stage {
  const isBack = typeof step.to === "string" && before.way.includes(step.to);
  if (isColleagues(step)) return isBack ? after : { ...after, authors: [] };
  const changes = step.asks !== undefined || (step.to !== undefined && !isBack);
  return changes ? withAuthor(kind, after, by) : after;
}

/** Whether it is a colleague who takes it or says yes to it. */
function isColleagues({ by, agreed }: Row["step"]): boolean {
  return some(by).includes("colleague") || some(agreed).includes("colleague");
}
