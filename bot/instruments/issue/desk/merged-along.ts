import { isOf } from "../../../core/model/contribution.ts";
import { deskOf } from "../../../core/officials/desk-membership.ts";
import type { Context, Effect } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { showCard } from "../notices.ts";
import type { Issue, OfIssue } from "../state.ts";

/**
 * What was put together with an issue stays with it where words are for members alone: nothing of it stays behind at an
 * open desk when the whole goes to a closed one.
 */

/** At most this many go along: one commit holds a hundred items, and the whole itself takes some. */
export const MOST_ALONG = 60;

/** Numbers of what goes along when the issue is moved to this desk. */
export function goesAlong(
  { joined }: Issue,
  { desk }: OfIssue,
  to: string,
  { office }: Pick<Context, "office">,
): readonly string[] {
  return to !== desk && deskOf(to, office)?.closed ? joined.map(({ issue }) => issue) : [];
}

/** These at their new desk, with their cards. */
export function movedAlong(
  ids: readonly string[],
  desk: string,
  { seen }: Pick<Context, "seen">,
): { contributions: readonly OfIssue[]; effects: readonly Effect[] } {
  const found = ids.flatMap((id) => {
    const one = seen.contribution[id];
    return isOf(one, NAME) && one.desk !== desk ? [one] : [];
  });
  return {
    contributions: found.map((one) => ({ ...one, desk })),
    effects: found.map((one) => showCard(one.id)),
  };
}

/** The desk for what is said with one that was merged: that of the whole, where it is closed. */
export function deskWith(own: OfIssue, whole: OfIssue | null, { office }: Pick<Context, "office">): string {
  const desk = whole ? deskOf(whole.desk, office) : undefined;
  return desk?.closed ? desk.id : own.desk;
}
