import { inRows } from "../decision.ts";
import { amongShown, LEAST_SHOWN, mayBeShown, wholeTens } from "../disclosure/disclosure.ts";
import { type Localized, type Message, say } from "../model/message.ts";
import type { BallotPaper } from "./ballot-paper.ts";
import type { AnyKind, Standing } from "./kind.ts";
import type { Counted, Stage } from "./stage.ts";
import { seenPaper, votesCounted } from "./votes.ts";

/**
 * The result of a vote as it is told. With fewer than ten ballots no number is told; the order is, whatever their number
 * (docs/adr/0005-figures-in-steps.md).
 */

/** With fewer ballots not even the order is told: of one or two voters it would say what each of them chose (our limit). */
const LEAST_ORDERED = 3;

/** The options with their points, the most first; with equal points the one that stood higher on the ballot. */
function inOrder(
  { options }: BallotPaper,
  { points }: Pick<Counted, "points">,
): readonly { readonly n: number; readonly words: Localized; readonly points: number }[] {
  return options
    .map(({ n, words }) => ({ n, words, points: points[String(n)] ?? 0 }))
    .toSorted((a, b) => b.points - a.points || a.n - b.n);
}

/** How many ballots were counted. */
function ballotsTold(voters: number): Message {
  return mayBeShown(voters)
    ? say("common:process.told.ballots", { number: voters })
    : say("common:process.told.ballotsFew", { least: LEAST_SHOWN });
}

/** What follows the text of a row that counts ballots. */
export function resultLines(kind: AnyKind, standing: Standing, row: string): readonly Message[] {
  const counted = standing.state.counted?.[row];
  if (!counted) return [];
  const { voters } = counted;
  if (voters === 0) return [say("common:process.result.none")];
  if (voters < LEAST_ORDERED) return [say("common:process.result.tooFew", { least: LEAST_ORDERED })];
  const ballots = say("common:process.result.ballots", { ballots: ballotsTold(voters) });
  const paper = seenPaper(kind, standing);
  // A card is drawn without reading anything: of items that are voted on it says how many ballots there were.
  if (!paper) return [ballots];
  const rows = inOrder(paper, counted).map(({ words, points }) =>
    mayBeShown(voters)
      ? say("common:process.result.row", {
          words: { localized: words },
          number: say("common:process.told.number", { number: amongShown(points, voters) }),
        })
      : say("common:process.row", { what: { localized: words } }),
  );
  return [ballots, ...(mayBeShown(voters) ? [] : [say("common:process.result.order")]), ...inRows(rows)];
}

/** What groups chose in a vote, as it was entered: how many they were, and how many of them chose each option. */
export function groupsIn(
  { facilitated }: Stage,
  which: number,
): Pick<Counted, "points"> & { readonly people: number } {
  const votes = (facilitated?.votes ?? []).filter(({ vote = 0 }) => vote === which);
  const points: Record<string, number> = {};
  for (const vote of votes)
    for (const [n, count] of Object.entries(vote.points)) points[n] = (points[n] ?? 0) + count;
  return { points, people: votes.reduce((sum, { size }) => sum + size, 0) };
}

/** What groups chose in the vote that was counted last, beside the ballots: in tens, for they are added up nowhere. */
export function groupLines(kind: AnyKind, standing: Standing): readonly Message[] {
  const { people, points } = groupsIn(standing.state, votesCounted(standing.state) - 1);
  const paper = seenPaper(kind, standing);
  if (people === 0 || !paper) return [];
  const tens = wholeTens(people);
  const apart = say("common:process.result.apart");
  if (tens === undefined) return [say("common:process.result.groupsFew", { least: LEAST_SHOWN }), apart];
  const rows = inOrder(paper, { points }).flatMap((one) =>
    mayBeShown(one.points)
      ? [
          say("common:process.result.row", {
            words: { localized: one.words },
            number: say("common:process.told.number", { number: one.points }),
          }),
        ]
      : [],
  );
  return [
    say("common:process.result.groups", { people: say("common:process.told.people", { number: tens }) }),
    ...(rows.length > 0 ? [say("common:rows", { rows: { rows } })] : []),
    apart,
  ];
}

/** The last count of a process. */
export function lastCount({
  counted = {},
}: Stage): { readonly row: string; readonly count: Counted } | undefined {
  const [last] = Object.entries(counted).toSorted(([, a], [, b]) => b.on.localeCompare(a.on));
  return last && { row: last[0], count: last[1] };
}
