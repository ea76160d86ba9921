import { shownNumber } from "../../core/model/contribution.ts";
import type { Localized } from "../../core/model/message.ts";
import { processId } from "../../core/model/process.ts";
import { deskOfClerk } from "../../core/officials/desk-membership.ts";
import { type Beginning, begun } from "../../core/processes/begin-process.ts";
import { emptyCard } from "../../core/processes/empty-card.ts";
import type { AnyKind } from "../../core/processes/kind.ts";
import type { Context, Turn } from "../../core/turn.ts";
import { commitment } from "../commitment/commitment.ts";
import { response } from "../response/response.ts";
import type { OfIssue } from "./state.ts";

/** What goes on under a report, followed by the kernel: a question to the council, and a promise of its desk. */

/** What begins under a report: its number, and the rest of the turn. */
export interface Begun {
  readonly id: string;
  readonly turn: Turn;
}

/**
 * Puts a report before the council.
 * @param point what is asked, in words of the municipality: what residents told stays with the report
 * @param by the member of the workspace who does
 */
export function asksCouncil(point: Localized, contribution: OfIssue, by: string, context: Context): Begun {
  const desk = deskOfClerk(contribution.desk, context.office);
  return begins(response, "council", { points: [{ point }] }, desk, contribution, by, context);
}

/** The desk promises that something will be done by a day. */
export function promises(
  { what, owner, due }: { readonly what: Localized; readonly owner: string; readonly due: string },
  contribution: OfIssue,
  by: string,
  context: Context,
): Begun {
  const filled = { what, owner, due };
  return begins(commitment, "promise", filled, contribution.desk, contribution, by, context);
}

function begins(
  kind: AnyKind,
  name: string,
  filled: Beginning["filled"],
  desk: string,
  contribution: OfIssue,
  by: string,
  context: Context,
): Begun {
  const id = processId(`${context.seed}#${name}`);
  // Residents know it by the number of the report, in any language.
  const title = Object.fromEntries(
    context.town.languages.map((language) => [language, shownNumber(contribution.id)]),
  );
  const { turn } = begun(
    kind,
    {
      id,
      card: emptyCard(kind, context, title),
      desk,
      organiser: by,
      filled,
      who: { actor: "organiser", official: by },
      by,
      raised: contribution.id,
    },
    context,
  );
  // Who raised it hears of the step that begins it from the report itself, which knows whether that reached her.
  const effects = turn.effects.filter((one) => one.do !== "notify" || one.notice.kind !== "resident");
  return { id, turn: { ...turn, effects } };
}
