import { type Ballot, type Count, opinionOn } from "../../../core/counting/ballot.ts";
import { inRows, needs, reply } from "../../../core/decision.ts";
import { LEAST_SHOWN } from "../../../core/disclosure/disclosure.ts";
import type { Contribution } from "../../../core/model/contribution.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Choice, Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import type { Need } from "../../../core/needs.ts";
import { decidedAt } from "../../../core/processes/item.ts";
import { sideIn } from "../../../core/processes/sides.ts";
import { ownBallot } from "../../../core/residents/own-ballot.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { press } from "../names.ts";
import { readManifesto, readTopic, type Side, sides, topicWords } from "../state.ts";
import { youngPeople } from "../voting/told-figures.ts";

/** Reasons per side that are shown with a topic (our limit). */
const REASONS = 3;

/** The choice that stands for each side in a ballot on a topic. */
const choiceOf: Readonly<Record<Side, number>> = { for: 1, against: 2 };

/** Other people's topics, one card at a time, without those that are waiting for review, refused or withdrawn. */
export function browse(asked: string, process: Process, lane: Lane, context: Context): Decision {
  const topics = context.seen.listed[process.id];
  if (!topics) return needs({ see: "listed", process: process.id });
  if (topics.length === 0) return { lane, effects: reply({ lines: [say("manifesto:browse.none")] }) };
  // A forged button can ask for any of them.
  const at = Math.max(0, Math.min(Number.parseInt(asked, 10) || 0, topics.length - 1));
  const topic = topics[at];
  if (!topic) return { lane, effects: reply({ lines: [say("manifesto:browse.none")] }) };
  return showTopic(topic, undefined, process, lane, context);
}

/**
 * One topic with what others think of it.
 * @param changed her opinion as it becomes in this turn, which no count includes yet
 */
export function showTopic(
  topic: Contribution,
  changed: Ballot | undefined,
  process: Process,
  lane: Lane,
  context: Context,
): Decision {
  const subject = opinionOn(topic.id);
  const topics = context.seen.listed[process.id];
  const reasons = context.seen.listed[topic.id];
  const tally = context.seen.tally[subject];
  const mine = context.seen.ballot[subject];
  if (!topics || !reasons || !tally || !mine) {
    const missing: Need[] = [
      ...(topics ? [] : [{ see: "listed" as const, process: process.id }]),
      ...(reasons ? [] : [{ see: "listed" as const, process: topic.id }]),
      ...(tally ? [] : [{ see: "tally" as const, process: subject }]),
      ...(mine ? [] : [{ see: "ballot" as const, process: subject }]),
    ];
    return needs(...missing);
  }
  const found = ownBallot(subject, process, false, lane, context);
  if ("needs" in found) return found;
  const own = sideOf(changed ?? found.ballot);
  const at = topics.findIndex((one) => one.id === topic.id);
  const state = readTopic(topic);
  const { group } = state;
  const turn = (label: string, to: number): Choice[] =>
    to < 0 || to >= topics.length ? [] : [button(say(label), press("see", String(to), process.id))];
  const paging = [...turn("manifesto:browse.previous", at - 1), ...turn("manifesto:browse.next", at + 1)];
  const screen: Screen = {
    lines: [
      say("manifesto:browse.title", { n: at + 1, count: topics.length }),
      say("common:quote", { text: topicWords(state) }),
      ...(state.filled[decidedAt("show")]?.values?.heard ? [say("manifesto:browse.spoken")] : []),
      ...(group ? [say("manifesto:group.told", { young: youngPeople(group) })] : []),
      ...(topic.by === lane.resident ? [say("manifesto:browse.yours")] : []),
      countLine(process, tally),
      ...sides.flatMap((side) => inRows(reasonLines(side, reasons))),
      ...(own ? [say(`manifesto:opinion.yours.${own}`)] : []),
      ...(found.earlier && !changed && takesOpinions(process) ? [say("manifesto:opinion.earlier")] : []),
    ],
    choices: [...opinionButtons(topic.id, own, process), ...(paging.length > 0 ? [paging] : [])],
    replaces: true,
  };
  return { lane, effects: reply(screen) };
}

/**
 * How many are for and against, once nobody can change it any more: anyone who looked before and after one more opinion
 * would know it. Of fewer than ten nothing is told.
 */
function countLine(process: Process, { points }: Count): Message {
  if (takesOpinions(process)) return say("manifesto:opinion.later");
  const of = (side: Side) => points[String(choiceOf[side])] ?? 0;
  const all = of("for") + of("against");
  return all < LEAST_SHOWN
    ? say("manifesto:opinion.few", { least: LEAST_SHOWN })
    : say("manifesto:opinion.count", { for: of("for"), against: of("against") });
}

/** Whether opinions are still taken: until people vote. */
function takesOpinions(process: Process): boolean {
  const { at } = readManifesto(process);
  return at === "collecting" || at === "clustering";
}

function sideOf(ballot: Pick<Ballot, "choices"> | null | undefined): Side | undefined {
  return sides.find((side) => ballot?.choices.includes(choiceOf[side]));
}

export function choicesOf(side: Side | undefined): number[] {
  return side ? [choiceOf[side]] : [];
}

function reasonLines(side: Side, reasons: readonly Contribution[]): Message[] {
  const said = reasons
    .map(readTopic)
    .filter((one) => sideIn(one.list)?.side === side)
    .slice(0, REASONS);
  // However many lines somebody typed: one of several.
  return said.map((one) =>
    say(`manifesto:opinion.reason.${side}`, { words: topicWords(one).replaceAll(/\s+/g, " ") }),
  );
}

/** Until people vote, everybody can say what she thinks, and why. */
function opinionButtons(topic: string, own: Side | undefined, process: Process): Choice[][] {
  if (!takesOpinions(process)) return [];
  return [
    sides.map((side) =>
      button(
        say(own === side ? "manifesto:opinion.takeBack" : `manifesto:opinion.${side}`),
        press("opinion", own === side ? "none" : side, topic),
      ),
    ),
    ...(own ? [[button(say("manifesto:opinion.sayWhy"), press("reason", own, topic))]] : []),
  ];
}
