import { isOf } from "../../../core/model/contribution.ts";
import { deskOf } from "../../../core/officials/desk-membership.ts";
import type { Context, Effect } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { showCard } from "../notices.ts";
import type { Issue, OfIssue } from "../state.ts";

/**
 * Merged issues move along when the whole goes to a closed desk, where only members read the words: nothing stays behind
 * at an open desk.
 */

/** At most this many go along: one commit holds a hundred items, and the whole itself takes some. */
export const MOST_ALONG = 60;

/** The numbers of the issues that go along when this one moves to that desk. */
export function goesAlong(
  { joined }: Issue,
  { desk }: OfIssue,
  to: string,
  { office }: Pick<Context, "office">,
): readonly string[] {
  return to !== desk && deskOf(to, office)?.closed ? joined.map(({ issue }) => issue) : [];
}

/** These issues at their new desk, with their cards. */
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

/** The desk that gets additions to a merged issue: that of the whole, if it is closed. */
export function deskWith(own: OfIssue, whole: OfIssue | null, { office }: Pick<Context, "office">): string {
  const desk = whole ? deskOf(whole.desk, office) : undefined;
  return desk?.closed ? desk.id : own.desk;
}
