import { sameCount } from "../../core/ballot.ts";
import { shownNumber } from "../../core/contribution.ts";
import { button, needs } from "../../core/decide.ts";
import { say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { tellParticipants } from "../../core/process-news.ts";
import type { Screen } from "../../core/screen.ts";
import type { Context, Decision, Effect } from "../../core/turn.ts";
import { record, showCard } from "./change.ts";
import { tellOrganiser, titleOf } from "./core-group.ts";
import { groupCount } from "./groups.ts";
import { press, shortened } from "./names.ts";
import { pointsOf } from "./points.ts";
import type { Item, Manifesto, Result } from "./state.ts";
import { transitions } from "./transitions.ts";

/** The vote is over: counted anew from the ballots, told to everybody, and to each what became of hers. */

/** As many as fit in one message with their points; the whole list is in the document. */
const TOLD = 15;
/** Authors who are told in one commit; DynamoDB takes 100 items. */
const AUTHORS_AT_ONCE = 40;

function added(a: Result["points"], b: Result["points"]): Record<string, number> {
  return Object.fromEntries(Object.keys({ ...a, ...b }).map((n) => [n, (a[n] ?? 0) + (b[n] ?? 0)]));
}

/** The most points first; with equal points what was brought in first. That was said before the vote. */
export function ranking(items: readonly Item[], points: Result["points"]): Item[] {
  const of = ({ n }: Item) => points[String(n)] ?? 0;
  return items.toSorted((a, b) => of(b) - of(a) || a.since.localeCompare(b.since) || a.n - b.n);
}

export function closeVote(process: Process, manifesto: Manifesto, context: Context): Decision {
  const recount = context.seen.recounts?.[process.id];
  const tally = context.seen.tallies?.[process.id];
  if (!recount || !tally)
    return needs({ see: "recount", process: process.id }, { see: "tally", process: process.id });
  const { items = [], agreement } = manifesto;
  const groups = groupCount(manifesto);
  // Groups count along where everybody gives votes; places in an order cannot be added to how many chose something.
  const together =
    agreement?.counting === "ranking" ? recount.points : added(recount.points, groups.groupPoints);
  const order = ranking(items, together);
  // What nobody voted for does not come in, whatever room there is.
  const adopted = order.filter((one) => (together[String(one.n)] ?? 0) > 0).slice(0, agreement?.adopt ?? 0);
  const result: Result = {
    on: context.now,
    voters: recount.voters,
    points: { ...recount.points },
    same: sameCount(recount, tally),
    adopted: adopted.map((one) => one.n),
    ...groups,
  };
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
      tellParticipants(changed.process, resultScreen(process, order, result), process.organiser, context),
    ],
    effects: [
      tellOrganiser(
        process,
        say(result.same ? "officials:manifesto.voteClosed" : "officials:manifesto.voteClosedDiffers", {
          ...titleOf(process),
          count: result.voters,
        }),
      ),
      showCard(process.id),
    ],
  };
}

export function resultScreen(process: Process, order: readonly Item[], result: Result): Screen {
  const inside = order.filter((one) => result.adopted.includes(one.n));
  return {
    lines: [
      say("manifesto:result.over", { ...titleOf(process), count: result.voters }),
      ...(result.grouped > 0 ? [say("manifesto:result.grouped", { count: result.grouped })] : []),
      ...(inside.length > 0
        ? [
            say("manifesto:result.top", {
              rows: {
                rows: inside.slice(0, TOLD).map((one, index) =>
                  say(result.grouped > 0 ? "manifesto:result.rowGroups" : "manifesto:result.row", {
                    n: index + 1,
                    words: shortened(one.words),
                    points: result.points[String(one.n)] ?? 0,
                    ...(result.grouped > 0 && { groups: result.groupPoints[String(one.n)] ?? 0 }),
                  }),
                ),
              },
            }),
            say("manifesto:result.next"),
          ]
        : [say("manifesto:result.nothing")]),
    ],
    choices: [[button(say("manifesto:result.mine"), press("mine", "ballot", process.id))]],
  };
}

/** Everybody who brought in a topic hears what became of it: in parts, because one commit takes 100 items. */
export function tellAuthors(
  process: Process,
  manifesto: Manifesto,
  from: number,
  context: Context,
): Decision {
  const topics = (manifesto.items ?? []).flatMap((item) => item.topics.map((topic) => ({ item, topic })));
  const part = topics.slice(from, from + AUTHORS_AT_ONCE);
  const unseen = part.filter(({ topic }) => context.seen.contributions[topic] === undefined);
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
    const by = context.seen.contributions[topic]?.by;
    if (by === undefined) return [];
    const inside = manifesto.result?.adopted.includes(item.n) ?? false;
    const screen: Screen = {
      about: topic,
      lines: [
        say(inside ? "manifesto:result.yoursIn" : "manifesto:result.yoursOut", {
          number: shownNumber(topic),
          words: shortened(item.words),
          count: pointsOf(item, manifesto),
        }),
        ...(inside ? [] : [say("manifesto:result.yoursOutWhy")]),
      ],
    };
    return [{ do: "notify", notice: { kind: "resident", resident: by, screen } }];
  });
  return { processes: [changed.process], entries: [changed.entry], effects };
}
