import { addDays, townClock } from "../../../core/calendar/time.ts";
import { sameCount } from "../../../core/counting/ballot.ts";
import { needs } from "../../../core/decision.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import type { Context, Decision, Effect, Turn } from "../../../core/turn.ts";
import { tellOrganiser, titleOf } from "../core-group/core-group.ts";
import { transitions } from "../lifecycle.ts";
import { onALine, press } from "../names.ts";
import { endOfDay, record, showCard } from "../record.ts";
import type { Item, Manifesto, Result } from "../state.ts";
import { groupCount } from "../topics/groups.ts";
import { ballotsOf, goingOn, inTheRace, stepOf } from "./rounds.ts";
import { allPoints, ballotPoints, inGroups, youngInGroups, youngPeople } from "./told-figures.ts";

/**
 * The vote is over: recounted from the ballots, announced to everybody, and each author is told what became of her
 * topic.
 */

/** The items that fit in one message with their points; the whole list is in the document. */
const TOLD = 15;
/** Authors who are told in one commit; DynamoDB accepts 100 items. */
const AUTHORS_AT_ONCE = 40;

function added(a: Result["points"], b: Result["points"]): Record<string, number> {
  return Object.fromEntries(Object.keys({ ...a, ...b }).map((n) => [n, (a[n] ?? 0) + (b[n] ?? 0)]));
}

/** The most points first; with equal points, whatever was brought in first. This was announced before the vote. */
function ranking(items: readonly Item[], points: Result["points"]): Item[] {
  const of = ({ n }: Item) => points[String(n)] ?? 0;
  return items.toSorted((a, b) => of(b) - of(a) || a.since.localeCompare(b.since) || a.n - b.n);
}

/** The round is over: and the vote with it, unless there is a second round and more was chosen than fits. */
export function closeVote(process: Process, manifesto: Manifesto, context: Context): Decision {
  const votedOn = ballotsOf(process, manifesto);
  const recount = context.seen.recount[votedOn];
  const tally = context.seen.tally[votedOn];
  const makeup = context.seen.makeup[process.id];
  if (!recount || !tally || !makeup)
    return needs(
      { see: "recount", process: votedOn },
      { see: "tally", process: votedOn },
      { see: "makeup", process: process.id },
    );
  const { agreement } = manifesto;
  const groups = groupCount(manifesto);
  // Groups count where everybody gives votes; ranks cannot be added to how many chose something.
  const together =
    agreement?.counting === "ranking" ? recount.points : added(recount.points, groups.groupPoints);
  const order = ranking(inTheRace(manifesto), together);
  // An item without votes does not get in, however much room there is.
  const chosen = order.filter((one) => (together[String(one.n)] ?? 0) > 0);
  const adopt = agreement?.adopt ?? 0;
  const goesOn = agreement?.rounds === 2 && !manifesto.round && chosen.length > adopt;
  const result: Result = {
    on: context.now,
    voters: recount.voters,
    points: { ...recount.points },
    same: sameCount(recount, tally),
    adopted: chosen.slice(0, goesOn ? goingOn({ adopt }) : adopt).map((one) => one.n),
    ...groups,
    makeup: { ...makeup, ages: { ...makeup.ages }, neighbourhoods: { ...makeup.neighbourhoods } },
  };
  return goesOn
    ? opensSecondRound(process, manifesto, order, result, context)
    : closes(process, manifesto, order, result, context);
}

function closes(
  process: Process,
  manifesto: Manifesto,
  order: readonly Item[],
  result: Result,
  context: Context,
): Turn {
  const next: Manifesto = {
    ...manifesto,
    at: transitions.closeVote.to,
    since: context.now,
    result,
    telling: 0,
  };
  const changed = record(process, next, "closeVote", { actor: "clock" }, context);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [
      tellParticipants(
        changed.process,
        resultScreen(process, order, result, manifesto),
        process.organiser,
        context,
      ),
    ],
    effects: [tellCounted("voteClosed", result, process), showCard(process.id)],
  };
}

/** Everybody votes again, on the items with the most; for the same number of days, from today. */
function opensSecondRound(
  process: Process,
  manifesto: Manifesto,
  order: readonly Item[],
  result: Result,
  context: Context,
): Turn {
  const last = addDays(townClock(context.now).day, manifesto.agreement?.votingDays ?? 0);
  const next: Manifesto = {
    ...manifesto,
    since: context.now,
    round: 2,
    firstRound: result,
    items: (manifesto.items ?? []).map((one) =>
      result.adopted.includes(one.n) ? one : { ...one, dropped: true },
    ),
    voteUntil: endOfDay(last),
    reminded: undefined,
    telling: 0,
  };
  const changed = record(process, next, "secondRound", { actor: "clock" }, context);
  const screen: Screen = {
    lines: [
      say("manifesto:result.firstOver", { ...titleOf(process), young: youngPeople(result.voters) }),
      ...(result.grouped > 0
        ? [say("manifesto:result.grouped", { young: youngInGroups(result.grouped) })]
        : []),
      say("manifesto:result.goesOn", { rows: { rows: rowsOf(order, result, manifesto.agreement) } }),
      say("manifesto:vote.second", { day: { day: last } }),
      say("manifesto:vote.secret"),
    ],
    choices: [[button(say("manifesto:vote.start"), press(stepOf("show", next), "0", process.id))]],
  };
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, screen, process.organiser, context)],
    effects: [tellCounted("firstRoundClosed", result, process), showCard(process.id)],
  };
}

/** Tells the organiser whether the running count and the recount agree. */
function tellCounted(which: "voteClosed" | "firstRoundClosed", result: Result, process: Process): Effect {
  return tellOrganiser(
    process,
    say(`officials:manifesto.${which}${result.same ? "" : "Differs"}`, {
      ...titleOf(process),
      young: youngPeople(result.voters),
    }),
  );
}

/** The items that got in, or go on, with their points. */
function rowsOf(order: readonly Item[], result: Result, agreement: Manifesto["agreement"]) {
  return order
    .filter((one) => result.adopted.includes(one.n))
    .slice(0, TOLD)
    .map((one, index) =>
      say(result.grouped > 0 ? "manifesto:result.rowGroups" : "manifesto:result.row", {
        n: index + 1,
        words: onALine(one.words),
        points: ballotPoints(one, result, agreement),
        ...(result.grouped > 0 && { groups: inGroups(one, result) }),
      }),
    );
}

function resultScreen(
  process: Process,
  order: readonly Item[],
  result: Result,
  manifesto: Pick<Manifesto, "agreement">,
): Screen {
  return {
    lines: [
      say("manifesto:result.over", { ...titleOf(process), young: youngPeople(result.voters) }),
      ...(result.grouped > 0
        ? [say("manifesto:result.grouped", { young: youngInGroups(result.grouped) })]
        : []),
      ...(result.adopted.length > 0
        ? [
            say("manifesto:result.top", { rows: { rows: rowsOf(order, result, manifesto.agreement) } }),
            say("manifesto:result.next"),
          ]
        : [say("manifesto:result.nothing")]),
    ],
    choices: [[button(say("manifesto:result.mine"), press("mine", "ballot", process.id))]],
  };
}

/** Tells every author what became of her topic: in parts, because one commit takes 100 items. */
export function tellAuthors(
  process: Process,
  manifesto: Manifesto,
  from: number,
  context: Context,
): Decision {
  // After the first round everybody; in the end not those whose topic dropped out then.
  const told = manifesto.result ? inTheRace(manifesto) : (manifesto.items ?? []);
  const topics = told.flatMap((item) => item.topics.map((topic) => ({ item, topic })));
  const part = topics.slice(from, from + AUTHORS_AT_ONCE);
  const unseen = part.filter(({ topic }) => context.seen.contribution[topic] === undefined);
  if (unseen.length > 0)
    return needs(...unseen.map(({ topic }) => ({ see: "contribution" as const, id: topic })));
  const last = from + AUTHORS_AT_ONCE >= topics.length;
  const changed = record(
    process,
    { ...manifesto, telling: last ? undefined : from + AUTHORS_AT_ONCE },
    "tellAuthors",
    { actor: "clock" },
    context,
  );
  const effects = part.flatMap(({ item, topic }): Effect[] => {
    const by = context.seen.contribution[topic]?.by;
    if (by === undefined) return [];
    const { result = manifesto.firstRound } = manifesto;
    const inside = result?.adopted.includes(item.n) ?? false;
    const round = manifesto.result ? "" : "First";
    const screen: Screen = {
      about: topic,
      lines: [
        say(`manifesto:result.${inside ? "yoursIn" : "yoursOut"}${round}`, {
          number: shownNumber(topic),
          words: onALine(item.words),
          points: allPoints(item, result, manifesto.agreement),
        }),
        ...(inside ? [] : [say("manifesto:result.yoursOutWhy")]),
      ],
    };
    return [{ do: "notify", notice: { kind: "resident", resident: by, screen } }];
  });
  return { processes: [changed.process], entries: [changed.entry], effects };
}
