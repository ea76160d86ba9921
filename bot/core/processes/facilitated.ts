import { reply } from "../decision.ts";
import { withDigits } from "../model/digits.ts";
import type { ResidentInput } from "../model/input.ts";
import { type Lane, takingPart } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Process } from "../model/process.ts";
import { button, type Choice } from "../model/screen.ts";
import { maySee } from "../officials/desk-membership.ts";
import type { Decision, Effect, Turn } from "../turn.ts";
import type { BallotPaper } from "./ballot-paper.ts";
import { type Answers, BRINGS, FACILITATES, GROUP_VOTES, isForGroup } from "./chat-answers.ts";
import { voteNotOpen } from "./chat-ballot.ts";
import { movedOf, withParents } from "./children.ts";
import { groupsLeft, leftLine, sizeIn, sizesTold, type Worker } from "./group-limits.ts";
import type { AnyKind, Standing, Values } from "./kind.ts";
import { recorded, showCard } from "./record.ts";
import { doPress } from "./row-button.ts";
import { titleOf } from "./shown-values.ts";
import type { Stage } from "./stage.ts";
import { hearersOf, rootOf, toMember, toOfficials } from "./telling.ts";
import { votesCounted } from "./votes.ts";

/**
 * Groups of people who do not take part in the chat themselves, such as young people under 16: a youth worker enters what
 * they say. Each is approved by name, can be revoked, and what a group says is counted and shown apart, never as ballots.
 */

/** Our limits: youth workers of a process, and the groups whose choice is kept in its row. */
const MOST_WORKERS = 40;
const MOST_GROUPS = 300;

/** A youth worker by her random id. */
function workerOf({ facilitated }: Stage, resident: string): Worker | undefined {
  return facilitated?.workers.find((one) => one.resident === resident);
}

/** She said who she is, after following the link: the organiser approves her by name. */
export function asksToFacilitate(kind: AnyKind, values: Values, standing: Standing, lane: Lane): Decision {
  const { process, state, context } = standing;
  const { facilitated } = state;
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  if (!facilitated || workerOf(state, lane.resident)) return only(say("common:process.facilitated.already"));
  if (facilitated.workers.length >= MOST_WORKERS) return only(say("common:process.facilitated.full"));
  const worker = { resident: lane.resident, name: `${String(values.name)}, ${String(values.organisation)}` };
  const workers = [...facilitated.workers, worker];
  const next = { ...state, facilitated: { ...facilitated, workers } };
  const changed = recorded(kind, standing, next, "workerAsked", { actor: "resident" });
  const turn: Turn = {
    lane: takingPart(lane, rootOf(standing)),
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({ lines: [say("common:process.facilitated.asked")] }),
      ...tellsOfWorker(worker.name, workers.length, standing),
      showCard(process),
    ],
  };
  // An erasure finds a process that stands under another through that one.
  return withParents(turn, movedOf(kind, process.id, state, next, true), context);
}

/** The organiser hears; one whom a closed desk is hidden from hears her number only, and its members who she is. */
function tellsOfWorker(name: string, n: number, standing: Standing): readonly Effect[] {
  const { process, context } = standing;
  const title = titleOf(process);
  const named = say("officials:process.facilitated.asks", { ...title, name });
  const elsewhere = hearersOf("organiser", process, context).filter(
    (one) => !maySee(one, process, context.office),
  );
  return elsewhere.length === 0
    ? toOfficials("organiser", named, standing)
    : [
        ...elsewhere.map((one) =>
          toMember(one, say("officials:process.facilitated.asksElsewhere", { ...title, n }), process),
        ),
        ...toOfficials("colleagues", named, standing),
      ];
}

/** What an approved youth worker can enter now. */
export function facilitatorChoices(
  kind: AnyKind,
  standing: Standing,
  lane: Pick<Lane, "resident">,
): Choice[][] {
  const { name, parts } = kind.table;
  const { process, state } = standing;
  if (workerOf(state, lane.resident)?.approved === undefined || state.closing) return [];
  const items = Object.entries(parts?.items ?? {}).filter(([, one]) => one.in.includes(state.at));
  return [
    ...items.map(([part]) => [
      button(
        say("common:process.facilitated.brings", { what: say(`${name}:item.${part}.start`) }),
        doPress(kind, `${BRINGS}${part}@group`, process.id),
      ),
    ]),
    ...(parts?.ballot && voteNotOpen(kind, standing) === undefined
      ? [[button(say("common:process.facilitated.votes"), doPress(kind, GROUP_VOTES, process.id))]]
      : []),
    ...(kind.forGroups?.(standing) ?? []),
  ];
}

/** Why she cannot enter something for one more group; undefined when she can. */
export function notForGroup(
  kind: AnyKind,
  standing: Standing,
  lane: Lane,
  what: "votes" | "brings",
): Message | undefined {
  const worker = workerOf(standing.state, lane.resident);
  if (worker?.approved === undefined) return say("common:process.not.yours");
  return groupsLeft(kind, worker, standing, what) === 0 ? leftLine(kind, 0) : undefined;
}

/** What she reads before she is asked what a group says: for how many more she can. */
export function maximumFor(
  kind: AnyKind,
  standing: Standing,
  lane: Lane,
  what: "votes" | "brings",
): readonly Message[] {
  const worker = workerOf(standing.state, lane.resident);
  return worker ? [leftLine(kind, groupsLeft(kind, worker, standing, what))] : [];
}

/** Why a number that was typed cannot be of this group; undefined when it can. */
export function notOfGroup(
  kind: AnyKind,
  { row, values }: Answers,
  field: string,
  value: unknown,
): Message | undefined {
  if (!isForGroup(row)) return undefined;
  if (field === "size") return sizeIn(kind, { size: value }) === undefined ? sizesTold(kind) : undefined;
  return row.startsWith(GROUP_VOTES) ? tooManyVotes(kind, row, { ...values, [field]: value }) : undefined;
}

/** No more for one option than they are, and together no more than they have votes. */
function tooManyVotes(kind: AnyKind, row: string, values: Values): Message | undefined {
  const size = sizeIn(kind, values);
  if (size === undefined) return undefined;
  const chosen = Object.entries(values).flatMap(([field, n]) => (field.startsWith("o") ? [Number(n)] : []));
  if (chosen.some((n) => n > size)) return say("common:process.facilitated.tooMany", { count: size });
  const [, , each] = row.split(".");
  const given = chosen.reduce((sum, n) => sum + n, 0);
  return each !== undefined && given > size * Number(each)
    ? say("common:process.facilitated.tooManyVotes", { given, most: size * Number(each) })
    : undefined;
}

/** The row of what a group votes, for a ballot paper: who votes on all of it says nothing of how many. */
export function groupVotesRow({ is, options, votes = 1 }: BallotPaper): string {
  const each = { one: 1, votes, ranking: votes, points: votes, approval: undefined, knapsack: undefined }[is];
  return [GROUP_VOTES, options.map(({ n }) => n).join("-"), ...(each === undefined ? [] : [each])].join(".");
}

/**
 * What a group chose, typed at once: “1=5, 3=12”, and nobody chose the others.
 * @returns undefined when it was not typed so; the message when an option is not on the list
 */
function pairsIn(
  { row, values }: Answers,
  text: string,
): { readonly values: Values } | { readonly problem: Message } | undefined {
  if (!row.startsWith(GROUP_VOTES) || values.size === undefined) return undefined;
  const parts = withDigits(text)
    .split(/[\s,;،؛]+/)
    .filter(Boolean);
  const pairs = parts.map((part) => /^(\d{1,8})[=:](\d{1,4})$/.exec(part));
  if (pairs.length === 0 || pairs.some((one) => one === null)) return undefined;
  const typed = pairs.map((one) => [one?.[1] ?? "", Number(one?.[2])] as const);
  const numbers = row.split(".")[1]?.split("-") ?? [];
  const [unknown] = typed.find(([n]) => !numbers.includes(n)) ?? [];
  if (unknown !== undefined) return { problem: say("common:process.facilitated.noOption", { n: unknown }) };
  const none = numbers.map((n) => [`o${n}`, 0] as const);
  const chosen = typed.map(([n, count]) => [`o${n}`, count] as const);
  return { values: { ...values, ...Object.fromEntries(none), ...Object.fromEntries(chosen) } };
}

/** The answers with what she typed at once, or why that cannot be; undefined when it is an answer to one question. */
export function typedAtOnce(
  kind: AnyKind,
  answers: Answers,
  input: ResidentInput,
): { readonly answers: Answers } | { readonly problem: Message } | undefined {
  const found = input.type === "said" ? pairsIn(answers, input.text) : undefined;
  if (!found || "problem" in found) return found;
  const problem = tooManyVotes(kind, answers.row, found.values);
  return problem ? { problem } : { answers: { ...answers, values: found.values } };
}

/** What a group voted: how many of them chose each option. */
export function groupVoted(kind: AnyKind, values: Values, standing: Standing, lane: Lane): Decision {
  const { process, state, context } = standing;
  const size = sizeIn(kind, values);
  const paper = kind.ballot?.(standing);
  if (paper && "needs" in paper) return paper;
  const options = paper?.options ?? [];
  const { facilitated } = state;
  const only = (line: Message): Turn => ({ lane, effects: reply({ lines: [line] }) });
  const why = notForGroup(kind, standing, lane, "votes");
  if (!facilitated || why) return only(why ?? say("common:process.not.yours"));
  const over = voteNotOpen(kind, standing);
  if (over) return only(over);
  if (size === undefined) return only(sizesTold(kind));
  const points = Object.fromEntries(options.map(({ n }) => [String(n), Number(values[`o${n}`] ?? 0)]));
  const many = paper && tooManyVotes(kind, groupVotesRow(paper), values);
  if (many) return only(many);
  const { votes = [] } = facilitated;
  if (votes.length >= MOST_GROUPS) return only(say("common:process.facilitated.full"));
  const next = {
    ...state,
    facilitated: {
      ...facilitated,
      votes: [...votes, { size, points, on: context.now, vote: votesCounted(state), by: lane.resident }],
    },
  };
  const changed = recorded(kind, standing, next, "groupVoted", { actor: "resident" });
  return {
    lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...reply({ lines: [say("common:process.facilitated.voted")] }), showCard(process)],
  };
}

/** The process with the number of something that she brought in for a group, so that it can go when she is taken out. */
export function notedBrought(kind: AnyKind, number: string, standing: Standing, lane: Lane) {
  const { state } = standing;
  const { facilitated } = state;
  if (!facilitated) return {};
  const workers = facilitated.workers.map((one) =>
    one.resident === lane.resident ? { ...one, brought: [...(one.brought ?? []), number] } : one,
  );
  const next = { ...state, facilitated: { ...facilitated, workers } };
  const changed = recorded(kind, standing, next, "groupBrought", { actor: "resident" });
  return { processes: [changed.process], entries: [changed.entry] };
}

/** The row of a dialogue in which a youth worker says who she is. */
export function facilitates(process: Process) {
  return { process: process.id, row: FACILITATES, values: {}, passed: [] };
}
