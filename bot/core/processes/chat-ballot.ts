import { reply } from "../decision.ts";
import { type Lane, takingPart } from "../model/lane.ts";
import { type Localized, type Message, say } from "../model/message.ts";
import { button, type Choice, type Press, type Screen } from "../model/screen.ts";
import { readToggle, writeToggle } from "../model/toggle.ts";
import { ownBallot } from "../residents/own-ballot.ts";
import type { Decision } from "../turn.ts";
import type { BallotPaper } from "./ballot-paper.ts";
import { dayNamed } from "./dues.ts";
import type { AnyKind, BallotOf, Standing } from "./kind.ts";
import { rowsIn } from "./rows.ts";
import { titleOf } from "./shown-values.ts";
import { rootOf } from "./telling.ts";
import { endOf } from "./terms.ts";
import { votedOn } from "./votes.ts";

/**
 * One ballot for each person, which can be changed until the vote closes. A button states the result (“this one: yes”),
 * not the change, so a press that is repeated, or comes late, does no harm.
 */

function ballotPress(
  { table, version }: AnyKind,
  step: "ballot" | "vote",
  option: string,
  process: string,
): Press {
  return { instrument: table.name, version, step, option, ref: process };
}

/** The process on which this press votes or shows a ballot. */
export function votesIn({ step, ref }: Press): string | undefined {
  return step === "vote" || step === "ballot" ? ref : undefined;
}

export function ballotChoices(kind: AnyKind, standing: Standing): readonly (readonly Choice[])[] {
  return voteNotOpen(kind, standing)
    ? []
    : [[button(say("common:process.vote.start"), ballotPress(kind, "ballot", "0", standing.process.id))]];
}

/** The last day of the vote that runs in this state. */
function lastDay({ table }: AnyKind, standing: Standing) {
  const counts = rowsIn(table, standing.state.at).find(([, step]) => step.counts === "ballots")?.[1].due;
  return counts && "past" in counts ? dayNamed(counts.past, standing)?.day : undefined;
}

/** Why nobody can vote now; undefined when everybody can. */
export function voteNotOpen(kind: AnyKind, standing: Standing): Message | undefined {
  const { process, state, context } = standing;
  const part = kind.table.parts?.ballot;
  const day = lastDay(kind, standing);
  if (!part || !kind.ballot) return say("common:stale.alone");
  const isOpen =
    part.in.includes(state.at) && !state.closing && (day === undefined || context.now < endOf(day));
  return isOpen ? undefined : say("common:process.vote.over", titleOf(process));
}

/** Shows her ballot; @param place of an option in the list */
export function showBallot(kind: AnyKind, place: string, standing: Standing, lane: Lane): Decision {
  const why = voteNotOpen(kind, standing);
  if (why) return { lane, effects: reply({ lines: [why] }) };
  const paper = paperOf(kind, standing);
  if ("needs" in paper) return paper;
  const mine = myBallot(paper, standing, lane);
  if ("needs" in mine) return mine;
  return {
    lane,
    effects: reply(ballotScreen(kind, standing, paper, mine.ballot.choices, Number(place) || 0)),
  };
}

function myBallot(paper: BallotPaper, standing: Standing, lane: Lane) {
  const { process, context } = standing;
  return ownBallot(votedOn(standing), process, paper.is === "ranking", lane, context);
}

function paperOf(kind: AnyKind, standing: Standing): ReturnType<BallotOf> {
  return kind.ballot?.(standing) ?? { is: "one", options: [] };
}

/** “3+” chooses the third option, “3-” no longer does; “3=2” gives it two points. */
export function vote(kind: AnyKind, option: string, standing: Standing, lane: Lane): Decision {
  const why = voteNotOpen(kind, standing);
  if (why) return { lane, effects: reply({ lines: [why] }) };
  const paper = paperOf(kind, standing);
  if ("needs" in paper) return paper;
  const mine = myBallot(paper, standing, lane);
  if ("needs" in mine) return mine;
  const { ballot } = mine;
  const toggle = readToggle(option);
  const given = readPoints(option);
  const chosen = paper.options.find(({ n }) => String(n) === (toggle?.id ?? given?.id));
  if (!chosen || (given && paper.is !== "points"))
    return { lane, effects: reply(ballotScreen(kind, standing, paper, ballot.choices, 0)) };
  const choices = given
    ? withPoints(paper, ballot.choices, chosen.n, given.points)
    : afterPress(paper, ballot.choices, chosen.n, toggle?.puts ?? true);
  const at = paper.options.indexOf(chosen);
  if (choices === undefined)
    return {
      lane,
      effects: reply(
        ballotScreen(kind, standing, paper, ballot.choices, at, [say("common:process.vote.full")]),
      ),
    };
  const changed = choices.join() !== ballot.choices.join();
  const { finished = [] } = lane;
  const root = rootOf(standing);
  const subject = votedOn(standing);
  const voted = finished.includes(subject) ? lane : { ...lane, finished: [...finished, subject] };
  return {
    lane: takingPart(voted, root),
    ballots: changed ? [{ ...ballot, choices }] : [],
    effects: reply({ ...ballotScreen(kind, standing, paper, choices, at), replaces: true }),
  };
}

/** Her choices after a press; undefined when there is no room for one more. */
export function afterPress(
  { is, options, votes = 1, budget = 0 }: BallotPaper,
  before: readonly number[],
  n: number,
  puts: boolean,
): number[] | undefined {
  const without = before.filter((one) => one !== n);
  if (!puts) return is === "points" ? removedOne(before, n) : without;
  if (is === "one") return [n];
  if (is === "points") return before.length >= votes ? undefined : [...before, n];
  if (before.includes(n)) return [...before];
  const next = [...before, n];
  if (is === "votes" || is === "ranking") return next.length > votes ? undefined : next;
  if (is !== "knapsack") return next;
  const spent = next.reduce((sum, one) => sum + (options.find((other) => other.n === one)?.cost ?? 0), 0);
  return spent > budget ? undefined : next;
}

/** A button that gives an option so many points: pressed twice, it has as many as pressed once. */
function writePoints(n: number, points: number): string {
  return `${n}=${points}`;
}

function readPoints(option: string): { readonly id: string; readonly points: number } | undefined {
  const [, id, points] = /^(\d{1,4})=(\d{1,4})$/.exec(option) ?? [];
  return id === undefined ? undefined : { id, points: Number(points) };
}

/** Her choices with so many points for an option; undefined when there is no room for that. */
function withPoints(
  { votes = 1 }: BallotPaper,
  before: readonly number[],
  n: number,
  points: number,
): number[] | undefined {
  const has = before.filter((one) => one === n).length;
  let after = [...before, ...Array.from({ length: Math.max(0, Math.min(points, votes + 1) - has) }, () => n)];
  for (let more = has; more > points; more--) after = removedOne(after, n);
  return points > has && after.length > votes ? undefined : after;
}

function removedOne(before: readonly number[], n: number): number[] {
  const at = before.lastIndexOf(n);
  return at < 0 ? [...before] : before.toSpliced(at, 1);
}

/** Options that fit on one screen; more are shown one by one. */
const AT_ONCE = 10;

function ballotScreen(
  kind: AnyKind,
  standing: Standing,
  paper: BallotPaper,
  choices: readonly number[],
  at: number,
  first: readonly Message[] = [],
): Screen {
  const { process } = standing;
  const day = lastDay(kind, standing);
  const asked = say("common:process.question", { question: { localized: process.card.question } });
  const until = day ? [say("common:process.vote.until", { day: { day } })] : [];
  const chosen = chosenRows(paper, choices);
  const yours = chosen.length > 0 ? [say("common:process.vote.yours", { rows: { rows: chosen } })] : [];
  const press = (n: number, puts: boolean) => {
    const has = choices.filter((one) => one === n).length;
    const option =
      paper.is === "points" ? writePoints(n, has + (puts ? 1 : -1)) : writeToggle({ id: String(n), puts });
    return ballotPress(kind, "vote", option, process.id);
  };
  if (paper.is === "one" && paper.options.length <= AT_ONCE)
    return {
      lines: [...first, asked, ...yours, ...until],
      choices: paper.options.map(({ n, words }) => [button(labelOf(words), press(n, true))]),
    };
  const place = Math.max(0, Math.min(at, paper.options.length - 1));
  const option = paper.options[place];
  if (!option) return { lines: [...first, say("common:process.item.none")] };
  const isChosen = choices.includes(option.n);
  const turn = (key: string, to: number): Choice[] =>
    to < 0 || to >= paper.options.length
      ? []
      : [button(say(`common:process.item.${key}`), ballotPress(kind, "ballot", String(to), process.id))];
  const paging = [...turn("previous", place - 1), ...turn("next", place + 1)];
  return {
    lines: [
      ...first,
      say("common:process.item.place", { n: place + 1, count: paper.options.length }),
      say("common:process.item.words", { words: { localized: option.words } }),
      ...(option.cost === undefined
        ? []
        : [
            say("common:process.vote.costs", {
              cost: say("common:process.money", { amount: option.cost / 100 }),
            }),
          ]),
      ...yours,
      ...until,
    ],
    choices: [
      [
        ...(isChosen && paper.is !== "points"
          ? []
          : [button(say("common:process.vote.give"), press(option.n, true))]),
        ...(isChosen ? [button(say("common:process.vote.takeBack"), press(option.n, false))] : []),
      ],
      ...(paging.length > 0 ? [paging] : []),
    ],
    replaces: true,
  };
}

/** What she chose: a ranking in her own order, and points with how many she gave. */
function chosenRows({ is, options }: BallotPaper, choices: readonly number[]) {
  const words = (n: number) => ({ localized: options.find((one) => one.n === n)?.words ?? {} });
  if (is === "ranking")
    return choices.map((n, at) => say("common:process.vote.ranked", { n: at + 1, words: words(n) }));
  return options
    .filter(({ n }) => choices.includes(n))
    .map(({ n }) => {
      const count = choices.filter((one) => one === n).length;
      return is === "points" ? say("common:process.vote.points", { count, words: words(n) }) : words(n);
    });
}

function labelOf(words: Localized): Message {
  return say("common:as_is", { text: { localized: words } });
}
