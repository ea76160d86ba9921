import { after, MINUTE } from "../../../core/calendar/time.ts";
import type { Ballot } from "../../../core/counting/ballot.ts";
import { needs, reply } from "../../../core/decision.ts";
import { ageOf } from "../../../core/model/age.ts";
import { type Lane, takingPart } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Choice, Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { readToggle, writeToggle } from "../../../core/model/toggle.ts";
import { afterPress } from "../../../core/processes/chat-ballot.ts";
import { type OwnBallot, ownBallot } from "../../../core/residents/own-ballot.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { ageButtons, fits } from "../core-group/core-group.ts";
import { numberOfItem, onALine, press } from "../names.ts";
import { type Item, isEnding, type Manifesto, readManifesto, voteEnds } from "../state.ts";
import { writeAgeStep } from "./age-step.ts";
import { receiptOf } from "./receipt.ts";
import { ballotsOf, inTheRace, stepOf } from "./rounds.ts";
import { ballotsTold, turnoutLine } from "./told-figures.ts";

/**
 * One ballot per person, which can be changed until the vote closes. A button states the result (“this one: yes”), not
 * the change, so a press that is repeated, or comes late, does no harm.
 */

/** The item at this place in the list, with her vote for it and how many votes she has left. */
export function showItem(
  option: string,
  round: 1 | 2 | undefined,
  process: Process,
  lane: Lane,
  context: Context,
): Decision {
  const ready = prepared(process, lane, context, option, round);
  if ("decision" in ready) return ready.decision;
  const { manifesto, ballot, first, earlier } = ready;
  return {
    lane,
    effects: reply(
      itemScreen(placeIn(option), process, manifesto, ballot.choices, [...first, ...toldEarlier(earlier)]),
    ),
  };
}

/** “12+” puts the item with number 12 on her ballot, “12-” removes it. */
export function vote(option: string, round: 1 | 2, process: Process, lane: Lane, context: Context): Decision {
  const ready = prepared(process, lane, context, "0", round);
  if ("decision" in ready) return ready.decision;
  const { manifesto, ballot, first } = ready;
  if (first.length > 0)
    return { lane, effects: reply(itemScreen(0, process, manifesto, ballot.choices, first)) };
  const items = inTheRace(manifesto);
  const { agreement } = manifesto;
  const toggle = readToggle(option);
  const item = items.find((one) => String(one.n) === toggle?.id);
  if (!item) return { lane, effects: reply({ lines: [say("manifesto:vote.gone")] }) };
  const place = items.indexOf(item);
  const most = agreement?.votes ?? 1;
  const paper = { is: agreement?.counting ?? "votes", options: [], votes: most } as const;
  const choices = afterPress(paper, ballot.choices, item.n, toggle?.puts ?? true);
  if (choices === undefined) {
    const full = [say("manifesto:vote.none", { count: most })];
    return { lane, effects: reply(itemScreen(place, process, manifesto, ballot.choices, full)) };
  }
  const changed = choices.length !== ballot.choices.length;
  return {
    lane: takingPart(lane, process.id),
    ballots: changed ? [{ ...ballot, choices }] : [],
    effects: reply(itemScreen(place, process, manifesto, choices)),
  };
}

/** Everything she chose, the proof that it counts, and how many have voted so far. */
export function showBallot(process: Process, lane: Lane, context: Context): Decision {
  const mine = ballotOf(process, lane, context);
  if ("needs" in mine) return mine;
  const manifesto = readManifesto(process);
  const { themes: items = [], result } = manifesto;
  const ends = voteEnds(manifesto);
  const votedOn = ballotsOf(process, manifesto);
  const running = result ? undefined : context.seen.tally[votedOn];
  if (!result && !running) return needs({ see: "tally", process: votedOn });
  const { ballot, earlier } = mine;
  const rows = ballot.choices.flatMap((n) => {
    const item = items.find((one) => one.n === n);
    return item ? [say("manifesto:vote.choice", { words: onALine(item.words) })] : [];
  });
  const lines: Message[] = [
    ...(rows.length > 0
      ? [
          say("manifesto:vote.yours", { rows: { rows } }),
          say(result ? "manifesto:vote.included" : "manifesto:vote.receipt", { code: receiptOf(ballot) }),
        ]
      : earlier
        ? [say(result ? "manifesto:vote.earlierCounted" : "manifesto:vote.earlier")]
        : [say("manifesto:vote.nothing")]),
    result
      ? say("manifesto:vote.counted", { ballots: ballotsTold(result.voters) })
      : turnoutLine(running?.voters ?? 0),
    ...(result || !ends ? [] : [say("manifesto:vote.until", { day: { moment: after(ends, -MINUTE) } })]),
  ];
  const byReceipt = earlier
    ? [[button(say("manifesto:vote.byReceipt"), press("receipt", "start", process.id))]]
    : [];
  const back: Choice[][] = result
    ? byReceipt
    : [...byReceipt, [button(say("manifesto:vote.goOn"), press(stepOf("show", manifesto), "0", process.id))]];
  return { lane, effects: reply({ lines, choices: back, replaces: true }) };
}

/** Tells her of a stored vote that is not shown as hers: her next one replaces it entirely. */
function toldEarlier(earlier: Ballot | undefined): Message[] {
  return earlier ? [say("manifesto:vote.earlier")] : [];
}

function ballotOf(process: Process, lane: Lane, context: Context): ReturnType<typeof ownBallot> {
  const manifesto = readManifesto(process);
  const ranked = manifesto.agreement?.counting === "ranking";
  return ownBallot(ballotsOf(process, manifesto), process, ranked, lane, context);
}

function prepared(
  process: Process,
  lane: Lane,
  context: Context,
  wanted: string,
  round: 1 | 2 | undefined,
): ({ manifesto: Manifesto; first: Message[] } & OwnBallot) | { decision: Decision } {
  const manifesto = readManifesto(process);
  // The vote, or its second round, may have begun since the process was read.
  const other = round !== undefined && round !== (manifesto.round ?? 1);
  const { at } = manifesto;
  const isOver = (voteEnds(manifesto) ?? "") <= context.now || isEnding(manifesto);
  if ((other || at !== "prioritising") && !context.seen.fresh.includes(process.id))
    return { decision: needs({ see: "process", id: process.id }) };
  const refused = (screen: Screen) => ({ decision: { lane, effects: reply(screen) } });
  if (at !== "prioritising" || isOver) {
    const early = !isEnding(manifesto) && (at === "forming" || at === "collecting" || at === "clustering");
    return refused({ lines: [say(early ? "manifesto:vote.tooEarly" : "manifesto:vote.tooLate")] });
  }
  const age = ageOf(lane);
  if (age === undefined)
    return refused({
      lines: [say("manifesto:age.ask")],
      choices: ageButtons(writeAgeStep(placeIn(wanted)), process.id),
    });
  if (!fits(age, manifesto))
    return refused({ lines: [say("manifesto:age.outside", { from: manifesto.from, to: manifesto.to })] });
  const mine = ballotOf(process, lane, context);
  if ("needs" in mine) return { decision: mine };
  return { manifesto, ...mine, first: other ? [say("manifesto:vote.otherRound")] : [] };
}

/** A place in the list of items; a button can be forged, so anything that is not a place is the first. */
function placeIn(option: string): number {
  return /^\d{1,3}$/.test(option) ? Number(option) : 0;
}

function itemScreen(
  asked: number,
  process: Process,
  manifesto: Manifesto,
  choices: readonly number[],
  first: readonly Message[] = [],
): Screen {
  const { agreement } = manifesto;
  const items = inTheRace(manifesto);
  const at = Math.max(0, Math.min(asked, items.length - 1));
  const item: Item | undefined = items[at];
  if (!item) return { lines: [say("manifesto:browse.none")] };
  const most = agreement?.votes ?? 1;
  const left = most - choices.length;
  const place = choices.indexOf(item.n);
  const ranked = agreement?.counting === "ranking";
  const turn = (label: string, to: number): Choice[] =>
    to < 0 || to >= items.length
      ? []
      : [button(say(label), press(stepOf("show", manifesto), String(to), process.id))];
  const toggle =
    place >= 0
      ? button(
          say("manifesto:vote.takeBack", { left }),
          press(stepOf("vote", manifesto), writeToggle({ id: String(item.n), puts: false }), process.id),
        )
      : button(
          say(ranked ? "manifesto:vote.rank" : "manifesto:vote.give", { left, place: choices.length + 1 }),
          press(stepOf("vote", manifesto), writeToggle({ id: String(item.n), puts: true }), process.id),
        );
  const paging = [...turn("manifesto:browse.previous", at - 1), ...turn("manifesto:browse.next", at + 1)];
  return {
    lines: [
      ...first,
      say("manifesto:vote.title", { n: numberOfItem(item), place: at + 1, count: items.length }),
      say("common:quote", { text: item.words }),
      ...(place >= 0
        ? [say(ranked ? "manifesto:vote.ranked" : "manifesto:vote.given", { place: place + 1 })]
        : []),
    ],
    choices: [
      [toggle],
      ...(paging.length > 0 ? [paging] : []),
      [button(say("manifesto:vote.mine", { left }), press("mine", "ballot", process.id))],
    ],
    replaces: true,
  };
}
