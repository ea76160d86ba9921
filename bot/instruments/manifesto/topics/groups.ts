import * as z from "zod/mini";
import { needs, reply } from "../../../core/decision.ts";
import { withDigits } from "../../../core/model/digits.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { leave, touch } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { dialogueOf } from "../dialogue.ts";
import { onALine, press } from "../names.ts";
import { record, showCard } from "../record.ts";
import { type Group, isEnding, type Manifesto, readManifesto, voteEnds } from "../state.ts";
import { inTheRace } from "../voting/rounds.ts";

/**
 * Facilitator mode: a youth worker enters the choices of a group of young people who have no Telegram or are younger
 * than 16. No names: only how many they were.
 */

/** The smallest group: with fewer people one could tell who chose what. */
export const GROUP = { from: 3, to: 200 };

const answersSchema = z.object({
  process: z.string(),
  size: z.optional(z.int()),
  points: z.optional(z.record(z.string(), z.int())),
});
type Answers = z.infer<typeof answersSchema>;

export function readSize(text: string): number | undefined {
  const digits = withDigits(text.trim());
  const size = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.NaN;
  return size >= GROUP.from && size <= GROUP.to ? size : undefined;
}

/** Parses "1=5, 3=12": item 1 was chosen by five, item 3 by twelve. Undefined when it cannot be parsed. */
export function readPoints(text: string): Record<string, number> | undefined {
  const parts = withDigits(text)
    .split(/[\s,;،؛]+/)
    .filter(Boolean);
  const pairs = parts.map((part) => /^(\d{1,3})[=:](\d{1,3})$/.exec(part));
  if (pairs.length === 0 || pairs.some((one) => one === null)) return undefined;
  const numbers = pairs.flatMap((one) => (one ? [[one[1] ?? "", Number(one[2])] as const] : []));
  return new Set(numbers.map(([item]) => item)).size === numbers.length
    ? Object.fromEntries(numbers)
    : undefined;
}

export function startGroupVotes(process: Process, lane: Lane, context: Context): Turn {
  const refusal = notNow(readManifesto(process), context);
  if (refusal) return { lane, effects: reply({ lines: [refusal] }) };
  if (lane.dialogue || lane.held) return { lane, effects: reply({ lines: [say("manifesto:topic.busy")] }) };
  const answers: Answers = { process: process.id };
  const next = touch(lane, dialogueOf("group", answers, context), context);
  return { lane: next, effects: reply(groupQuestion(next, undefined)) };
}

function notNow(manifesto: Manifesto, { now }: Context): Message | undefined {
  const ends = voteEnds(manifesto);
  return manifesto.at === "prioritising" && ends !== undefined && ends > now && !isEnding(manifesto)
    ? undefined
    : say("manifesto:vote.tooLate");
}

/** The question asked now. With the process at hand the items are listed; a reminder does without. */
export function groupQuestion({ dialogue }: Lane, process: Process | undefined): Screen {
  const read = answersSchema.safeParse(dialogue?.answers);
  const token = dialogue?.token;
  const drop = button(say("manifesto:topic.drop"), press("group", "drop", token));
  const { size, points } = read.success ? read.data : {};
  if (size === undefined) return { lines: [say("manifesto:group.size")], choices: [[drop]] };
  const items = process ? inTheRace(readManifesto(process)) : [];
  if (points === undefined)
    return {
      lines: [
        say("manifesto:group.ask", { count: size }),
        ...(items.length > 0
          ? [
              say("common:rows", {
                rows: {
                  rows: items.map(({ n, words }) =>
                    say("manifesto:point.bare", { n, words: onALine(words) }),
                  ),
                },
              }),
            ]
          : []),
        say("manifesto:group.how"),
      ],
      choices: [[drop]],
    };
  return {
    lines: [
      say("manifesto:group.check", { count: size }),
      say("common:rows", {
        rows: {
          rows: Object.entries(points).map(([n, chosen]) =>
            say("manifesto:group.row", {
              n,
              words: onALine(items.find((one) => String(one.n) === n)?.words ?? ""),
              chosen,
            }),
          ),
        },
      }),
    ],
    choices: [[button(say("manifesto:topic.send"), press("group", "send", token)), drop]],
  };
}

export function toldGroup(input: ResidentInput, before: Lane, context: Context): Decision {
  const { dialogue } = before;
  const read = answersSchema.safeParse(dialogue?.answers);
  if (!dialogue || !read.success)
    return { lane: leave(before), effects: reply({ lines: [say("manifesto:topic.lost")] }) };
  const answers = read.data;
  const process = context.seen.process[answers.process];
  if (process === undefined) return needs({ see: "process", id: answers.process });
  if (!process) return { lane: leave(before), effects: reply({ lines: [say("common:gone")] }) };
  const lane = touch(before, dialogue, context);
  const shows = (next: Answers, first: readonly Message[] = []): Turn => {
    const changed: Lane = { ...lane, dialogue: { ...dialogue, answers: next } };
    const screen = groupQuestion(changed, process);
    return { lane: changed, effects: reply({ ...screen, lines: [...first, ...screen.lines] }) };
  };
  if (input.type === "chose") {
    if (input.press.option === "drop")
      return {
        lane: leave(lane),
        effects: reply({ lines: [say("manifesto:topic.dropped")], replaces: true }),
      };
    return input.press.option === "send" ? send(answers, process, lane, context) : shows(answers);
  }
  if (input.type !== "said" || input.edited) return shows(answers);
  if (answers.size === undefined) {
    const size = readSize(input.text);
    return size === undefined
      ? shows(answers, [say("manifesto:group.sizeAgain", GROUP)])
      : shows({ ...answers, size });
  }
  const points = readPoints(input.text);
  const problem = points
    ? problemWith(points, answers.size, readManifesto(process))
    : say("manifesto:group.unclear");
  return problem || !points ? shows(answers, problem ? [problem] : []) : shows({ ...answers, points });
}

/** No more for one item than their number, and no more in total than they have votes. */
function problemWith(
  points: Readonly<Record<string, number>>,
  size: number,
  manifesto: Manifesto,
): Message | undefined {
  const { agreement } = manifesto;
  const items = inTheRace(manifesto);
  const unknown = Object.keys(points).find((n) => !items.some((one) => String(one.n) === n));
  if (unknown) return say("manifesto:group.noItem", { n: unknown });
  if (Object.values(points).some((chosen) => chosen > size))
    return say("manifesto:group.tooMany", { count: size });
  const given = Object.values(points).reduce((sum, one) => sum + one, 0);
  const most = size * (agreement?.votes ?? 1);
  return given > most ? say("manifesto:group.tooManyVotes", { given, most }) : undefined;
}

/** Group talks of one manifesto (our limit): no town holds more, and they share one row. */
const MOST_GROUPS = 200;

function send({ size, points }: Answers, process: Process, lane: Lane, context: Context): Turn {
  const manifesto = readManifesto(process);
  const { groups = [] } = manifesto;
  const refusal = notNow(manifesto, context);
  if (groups.length >= MOST_GROUPS)
    return { lane: leave(lane), effects: reply({ lines: [say("common:limit.full")] }) };
  if (refusal || size === undefined || !points)
    return { lane: leave(lane), effects: reply({ lines: [refusal ?? say("manifesto:topic.lost")] }) };
  const group: Group = { size, points, on: context.now, round: manifesto.round };
  const next: Manifesto = { ...manifesto, groups: [...groups, group] };
  const changed = record(process, next, "groupVotes", { actor: "resident" }, context);
  return {
    lane: leave(lane),
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({
        lines: [
          say(
            manifesto.agreement?.counting === "ranking"
              ? "manifesto:group.sentApart"
              : "manifesto:group.sent",
            {
              count: size,
            },
          ),
        ],
        usesUp: true,
      }),
      showCard(process.id),
    ],
  };
}

/** All groups of the round that is open, or was the last. */
export function groupCount({ groups: all = [], round }: Manifesto): {
  grouped: number;
  groupPoints: Record<string, number>;
} {
  const groups = all.filter((one) => one.round === round);
  const groupPoints: Record<string, number> = {};
  for (const { points } of groups)
    for (const [n, chosen] of Object.entries(points)) groupPoints[n] = (groupPoints[n] ?? 0) + chosen;
  return { grouped: groups.reduce((sum, one) => sum + one.size, 0), groupPoints };
}
