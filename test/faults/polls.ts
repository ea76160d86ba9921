import type { Instant } from "../../bot/core/calendar/time.ts";
import { type Count, counted, noVotes, sameCount } from "../../bot/core/counting/ballot.ts";
import { mayBeShown } from "../../bot/core/disclosure/disclosure.ts";
import { type Message, say } from "../../bot/core/model/message.ts";
import type { Process } from "../../bot/core/model/process.ts";
import { type Stage, stageSchema } from "../../bot/core/processes/stage.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { VoterTokens } from "../../bot/ports/secrecy.ts";
import type { Image } from "../../bot/store/item-codec.ts";
import { readCount } from "../../bot/store/tallies.ts";
import { canBe, hears, OPTIONS, type Poll, type Vote } from "./poll-votes.ts";
import type { Said } from "./record.ts";

/** The polls of a run, which are only their table: begun, voted in, counted and answered while everything fails. */

/** What became of the polls; of each list nothing may be there. */
export interface PollsFound {
  readonly polls: number;
  readonly voters: number;
  readonly heard: number;
  /** Participants who could not be told for certain, and of whom nobody tries again (docs/reliability.md). */
  readonly uncertain: number;
  readonly wrong: readonly string[];
}

export interface PollsRun {
  readonly polls: readonly Poll[];
  /** By poll, what each chat last saw. */
  readonly votes: ReadonlyMap<string, ReadonlyMap<string, Vote>>;
  readonly said: readonly Pick<Said, "chat" | "what" | "how">[];
  /** Chats that blocked the bot: what they get is parked. */
  readonly gone: ReadonlySet<string>;
  /** Residents as rows name them who were surely erased: that id may stand nowhere. */
  readonly erasedIds: readonly string[];
  readonly inEachLanguage: (message: Message) => readonly string[];
  readonly now: Instant;
}

/** @param items everything that stands in the table, as it is stored */
export function findPolls(
  run: PollsRun,
  rows: readonly Row[],
  items: readonly Image[],
  tokens: VoterTokens,
): PollsFound {
  const processes = rows.flatMap((row) => (row.row === "process" && row.instrument === "poll" ? [row] : []));
  const found = run.polls.map((poll) => {
    const process = processes.find(({ id }) => id === poll.id);
    if (!process) return { voters: 0, heard: 0, uncertain: 0, wrong: [`the poll ${poll.id} is not there`] };
    const votes = run.votes.get(poll.id) ?? new Map<string, Vote>();
    const ballots = ballotsOf(poll, votes, rows, items, process, tokens);
    const result = told(run, rows, poll, votes, "result");
    const answer = told(run, rows, poll, votes, "answer");
    return {
      voters: ballots.voters,
      heard: result.heard + answer.heard,
      uncertain: result.uncertain + answer.uncertain,
      wrong: [
        ...ballots.wrong,
        ...result.wrong,
        ...answer.wrong,
        ...readsOtherwise(run, poll, ballots.count),
        ...endedOtherwise(poll, process),
      ],
    };
  });
  const known = new Set(run.polls.map(({ id }) => id));
  const others = processes.filter(({ id }) => !known.has(id));
  const sum = (what: "voters" | "heard" | "uncertain") => found.reduce((all, one) => all + one[what], 0);
  return {
    polls: run.polls.length,
    voters: sum("voters"),
    heard: sum("heard"),
    uncertain: sum("uncertain"),
    wrong: [
      ...found.flatMap(({ wrong }) => wrong),
      ...others.map(({ id }) => `the poll ${id} was begun once too often`),
      ...leftBehind(run.erasedIds, rows),
      ...hanging(items, run.now),
    ],
  };
}

const stageOf = ({ state }: Process): Stage => stageSchema.parse(state);

/** Every ballot is what its voter last saw, each of them was counted once, and nothing else was. */
function ballotsOf(
  { id }: Poll,
  votes: ReadonlyMap<string, Vote>,
  rows: readonly Row[],
  items: readonly Image[],
  process: Process,
  tokens: VoterTokens,
) {
  const ballots = rows.flatMap((row) => (row.row === "ballot" && row.process === id ? [row] : []));
  const byVoter = new Map(ballots.map((one) => [one.voter, one]));
  const voters = new Map(
    [...votes].map(([chat, vote]) => [tokens.of({ channel: "telegram", chat }, id)[0], { chat, vote }]),
  );
  const count = ballots.reduce(counted, noVotes);
  const result: Count | undefined = stageOf(process).counted?.count;
  const tally = readCount(items.filter(({ pk }) => pk?.S?.startsWith(`TALLY#${id}#`)));
  const wrong = [
    ...[...voters].flatMap(([voter, { chat, vote }]) => {
      const choices = byVoter.get(voter)?.choices ?? [];
      return choices.length < 2 && canBe(vote, choices[0])
        ? []
        : [
            `in the poll ${id} the ballot of ${chat} is ${choices.join() || "empty"}, which is not what was last seen`,
          ];
    }),
    ...ballots
      .filter(({ voter }) => !voters.has(voter))
      .map(() => `a ballot in the poll ${id} belongs to nobody who voted`),
    ...(result && sameCount(result, count)
      ? []
      : [
          `the result of the poll ${id} is ${JSON.stringify(result)}, and its ballots say ${JSON.stringify(count)}`,
        ]),
    ...(sameCount(tally, count) ? [] : [`the running count of the poll ${id} is not that of its ballots`]),
  ];
  return { voters: count.voters, count, wrong };
}

const isResult = (run: PollsRun, { title }: Poll) => {
  const texts = run.inEachLanguage(say("poll:tells.count", { title: { localized: title } }));
  return ({ what }: Pick<Said, "what">) => texts.some((text) => what.includes(text));
};

/** Everybody who takes part hears it once: but for those of whom the town knows that it is not certain. */
function told(
  run: PollsRun,
  rows: readonly Row[],
  poll: Poll,
  votes: ReadonlyMap<string, Vote>,
  what: "result" | "answer",
) {
  const isIt =
    what === "result"
      ? isResult(run, poll)
      : ({ what: text }: Pick<Said, "what">) => text.includes(poll.word);
  const times = new Map<string, number>();
  for (const one of run.said)
    if (one.how !== "refused" && isIt(one)) times.set(one.chat, (times.get(one.chat) ?? 0) + 1);
  const name = `the ${what} of the poll ${poll.id}`;
  const missing: string[] = [];
  const wrong: string[] = [];
  for (const [chat, vote] of votes) {
    const heard = times.get(chat) ?? 0;
    const should = run.gone.has(chat) ? "perhaps" : hears(vote, what);
    if (heard > 1) wrong.push(`${chat} heard ${name} ${heard} times`);
    else if (should === "once" && heard === 0) missing.push(chat);
    else if (should === "never" && heard > 0) wrong.push(`${chat} heard ${name} after an erasure`);
  }
  for (const chat of times.keys())
    if (!votes.has(chat)) wrong.push(`${chat} heard ${name} and never voted in it`);
  const uncertain = uncertainOf(rows, poll, what);
  if (missing.length > uncertain)
    wrong.push(
      ...missing.map((chat) => `${chat} voted and never heard ${name} (${uncertain} are uncertain)`),
    );
  return { heard: times.size, uncertain, wrong };
}

/** What the accounts of its message say: claimed by a process that died, and not sent again. */
function uncertainOf(rows: readonly Row[], { id, word }: Poll, what: "result" | "answer"): number {
  const ids = new Set(
    rows.flatMap((row) =>
      row.row === "broadcast" &&
      row.process === id &&
      JSON.stringify(row.screen).includes(word) === (what === "answer")
        ? [row.id]
        : [],
    ),
  );
  return rows.reduce(
    (sum, row) => sum + (row.row === "progress" && ids.has(row.broadcast) ? row.uncertain : 0),
    0,
  );
}

/** All read the same in their language, and the options in the order of their votes. */
function readsOtherwise(run: PollsRun, poll: Poll, { voters, points }: Count): readonly string[] {
  const texts = [...new Set(run.said.filter(isResult(run, poll)).map(({ what }) => what))];
  const languages = Object.keys(poll.title);
  const order = OPTIONS.map((label, at) => ({ label, at, points: points[String(at + 1)] ?? 0 })).toSorted(
    (one, other) => other.points - one.points || one.at - other.at,
  );
  // Of two voters the order would say what each of them chose (bot/core/processes/result.ts).
  const isTold = voters > 2;
  const inOrder = (text: string) =>
    languages.some((language) => {
      const places = order.map(({ label }) => text.indexOf(label[language] ?? ""));
      return isTold
        ? places.every((place, at) => place > (places[at - 1] ?? -1))
        : places.every((place) => place < 0);
    });
  return [
    ...(texts.length > languages.length
      ? [`the result of the poll ${poll.id} was told in ${texts.length} ways`]
      : []),
    ...texts
      .filter((text) => !inOrder(text) || (!mayBeShown(voters) && /: \d+/.test(text)))
      .map(
        (text) =>
          `the result of the poll ${poll.id} reads ${JSON.stringify(text)}, and its votes are ${JSON.stringify(points)}`,
      ),
  ];
}

function endedOtherwise({ id }: Poll, process: Process): readonly string[] {
  const { at, closing, asked, answered } = stageOf(process);
  const isOver = at === "closed" && !process.open && !closing && !asked?.length && answered !== undefined;
  return isOver
    ? []
    : [`the poll ${id} did not end: it is ${at}${closing ? " and waits until all have heard" : ""}`];
}

/** Rows that still lead to somebody who was erased. */
function leftBehind(ids: readonly string[], rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => {
    const text = JSON.stringify(row);
    return ids
      .filter((id) => text.includes(id))
      .map((id) => `erased, and a row ${row.row} still names ${id}`);
  });
}

/** Milliseconds. The clock looks every few seconds in a run; a row that failed is tried again a while later. */
const LOOKED_AT = 15 * 60_000;

/** Rows of polls, and what they tell, that asked the clock to wake them and were not. */
function hanging(items: readonly Image[], now: Instant): readonly string[] {
  const before = new Date(Date.parse(now) - LOOKED_AT).toISOString();
  return items.flatMap(({ pk, sk, dueFor, dueAt }) =>
    dueFor?.S === "WAKE" && (dueAt?.S ?? "") < before && /^(PROCESS#|BROADCASTS$)/.test(pk?.S ?? "")
      ? [`${pk?.S} ${sk?.S} was due at ${dueAt?.S} and nobody came`]
      : [],
  );
}
