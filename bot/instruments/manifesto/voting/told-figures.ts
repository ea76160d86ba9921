import { LEAST_SHOWN, mayBeShown, wholeTens } from "../../../core/disclosure/disclosure.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Agreement, Item, Result } from "../state.ts";

/**
 * A vote's figures as they are told. For fewer than ten young people none is; what made it into the manifesto, and in
 * which order, is told whatever their number (docs/adr/0005-figures-in-steps.md).
 */

/** “12 jongeren”, or “minder dan 10 jongeren”. */
export function youngPeople(count: number): Message {
  return mayBeShown(count)
    ? say("manifesto:told.young", { number: count })
    : say("manifesto:told.youngFew", { least: LEAST_SHOWN });
}

/**
 * How many were in groups: in whole tens. How many of them chose an item is told from ten on; subtracting those from an
 * exact total would reveal the few others.
 */
export function youngInGroups(count: number): Message {
  const tens = wholeTens(count);
  return tens === undefined
    ? say("manifesto:told.youngFew", { least: LEAST_SHOWN })
    : say("manifesto:told.youngLeast", { number: tens });
}

/** How many ballots were counted at the close. */
export function ballotsTold(count: number): Message {
  return mayBeShown(count)
    ? say("manifesto:told.ballots", { number: count })
    : say("manifesto:told.ballotsFew", { least: LEAST_SHOWN });
}

/** How many have voted so far: in whole tens, so that nobody can tell when somebody did. */
export function turnoutLine(count: number): Message {
  const tens = wholeTens(count);
  return tens === undefined
    ? say("manifesto:vote.turnoutLater", { least: LEAST_SHOWN })
    : say("manifesto:vote.turnout", { young: say("manifesto:told.young", { number: tens }) });
}

/** The points that are certain to come from ten people: in a ranking one ballot gives several. */
function leastPoints(agreement: Pick<Agreement, "counting" | "votes"> | undefined): number {
  return agreement?.counting === "ranking" ? LEAST_SHOWN * agreement.votes : LEAST_SHOWN;
}

type Counted = Pick<Result, "points" | "groupPoints" | "grouped">;
type Ways = Pick<Agreement, "counting" | "votes"> | undefined;

/** An item's points from ballots: just a number, or that there are too few to tell. */
export function ballotPoints({ n }: Pick<Item, "n">, result: Counted | undefined, agreement: Ways): Message {
  return numberOf(result?.points[String(n)] ?? 0, leastPoints(agreement));
}

/** How many people in groups chose an item. */
export function inGroups({ n }: Pick<Item, "n">, result: Counted | undefined): Message {
  return numberOf(result?.groupPoints[String(n)] ?? 0, LEAST_SHOWN);
}

function numberOf(count: number, least: number): Message {
  return mayBeShown(count, least)
    ? say("manifesto:told.number", { number: count })
    : say("manifesto:told.few", { least });
}

/**
 * What an item got from voters, and apart from that in groups: never as one number, for a voter's points and a group's are
 * not the same.
 */
export function pointsTold(item: Pick<Item, "n">, result: Counted | undefined, agreement: Ways): Message {
  const number = result?.points[String(item.n)] ?? 0;
  const least = leastPoints(agreement);
  const points = mayBeShown(number, least)
    ? say("manifesto:told.points", { number })
    : say("manifesto:told.pointsFew", { least });
  return (result?.grouped ?? 0) === 0
    ? points
    : say("manifesto:result.apart", { points, groups: inGroups(item, result) });
}

/** Who took part in groups, and which of the two decides the order; nothing when nobody did. */
export function groupedLines({ grouped }: Pick<Result, "grouped">, agreement: Ways): readonly Message[] {
  if (grouped === 0) return [];
  return [
    say("manifesto:result.grouped", { young: youngInGroups(grouped) }),
    say(`manifesto:result.decides.${agreement?.counting ?? "votes"}`),
  ];
}

/** For machine-readable output: null when there are too few. */
export function openly(count: number | undefined, least: number = LEAST_SHOWN): number | null {
  return count !== undefined && mayBeShown(count, least) ? count : null;
}

/** An item, for machine-readable output: its points from ballots and in groups. */
export function pointsOpenly({ n }: Pick<Item, "n">, result: Counted | undefined, agreement: Ways) {
  return {
    points: openly(result?.points[String(n)], leastPoints(agreement)),
    groupPoints: openly(result?.groupPoints[String(n)]),
  };
}
