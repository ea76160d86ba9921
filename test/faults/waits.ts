import type { Instant } from "../../bot/core/calendar/time.ts";
import { type Contribution, isOf, shownNumber } from "../../bot/core/model/contribution.ts";
import { type Message, say } from "../../bot/core/model/message.ts";
import { stageSchema } from "../../bot/core/processes/stage.ts";
import { NAME } from "../../bot/instruments/issue/names.ts";
import { type OfIssue, readIssue } from "../../bot/instruments/issue/state.ts";
import type { Row } from "../../bot/ports/rows.ts";
import { answerWord, promiseWord } from "./clerk.ts";
import type { Deed } from "./officials.ts";
import type { Promised, Said } from "./record.ts";

/**
 * What is owed to people: reports that were put before the council come back answered, and who waits for a day that
 * passes hears so, while everything fails.
 */

/** What became of it; of `wrong` nothing may be there. */
export interface WaitsFound {
  /** Questions to the council, and how many residents heard the answer and that its promise is late. */
  readonly questions: number;
  readonly heard: number;
  /** Reports whose day passed without an answer, and of which somebody heard so. */
  readonly late: number;
  readonly wrong: readonly string[];
}

export interface WaitsRun {
  readonly deeds: readonly Deed[];
  readonly promised: readonly Pick<Promised, "chat" | "what">[];
  readonly said: readonly Pick<Said, "chat" | "what" | "how">[];
  readonly chatOf: (resident: string) => string | undefined;
  /** Chats that have blocked the bot or were erased. */
  readonly gone: ReadonlySet<string>;
  readonly inEachLanguage: (message: Message) => readonly string[];
  readonly now: Instant;
}

/** Milliseconds: how long after a day the clock may still be on its way. */
const ON_ITS_WAY = 60 * 60_000;

export function findWaits(run: WaitsRun, rows: readonly Row[]): WaitsFound {
  const reports = rows.flatMap((row) => (row.row === "contribution" && isOf(row, NAME) ? [row] : []));
  const asked = reports.filter((one) => readIssue(one).council !== undefined);
  const found = asked.map((one) => questionOf(one, run, rows));
  const known = new Set(asked.map((one) => readIssue(one).council?.response));
  const strays = rows.flatMap((row) =>
    row.row === "process" && row.instrument === "response" && !known.has(row.id)
      ? [`the question ${row.id} belongs to no report`]
      : [],
  );
  // Whoever heard that a day has passed has a new one.
  const silent = reports.filter((one) => isPassed(one, run.now));
  return {
    questions: asked.length,
    heard: found.filter(({ heard }) => heard).length,
    late: reports.filter((one) => one.open && readIssue(one).overdue !== undefined).length,
    wrong: [
      ...found.flatMap(({ wrong }) => wrong),
      ...strays,
      ...silent.map(
        ({ id, dueAt }) => `the report ${id} was owed an answer at ${dueAt}, and nobody heard so`,
      ),
    ],
  };
}

function isPassed({ open, dueAt }: Contribution, now: Instant): boolean {
  return open && dueAt !== undefined && Date.parse(dueAt) + ON_ITS_WAY < Date.parse(now);
}

/** A report that was put before the council: each step was promised to who told it once, and reached her. */
function questionOf(report: OfIssue, run: WaitsRun, rows: readonly Row[]) {
  const id = readIssue(report).council?.response;
  const process = rows.find((row) => row.row === "process" && row.id === id);
  if (process?.row !== "process")
    return { heard: false, wrong: [`the question of ${report.id} is not there`] };
  const state = stageSchema.parse(process.state);
  const deed = run.deeds.find(({ act, about }) => act === "council" && about === report.id);
  const word = /o\d+q/.exec(deed?.words ?? JSON.stringify(state.filled.begin ?? ""))?.[0] ?? "?";
  const unanswered =
    state.at === "sent" || state.at === "followed_up" ? [] : [`the question of ${report.id} is ${state.at}`];
  const chat = report.by === undefined ? undefined : run.chatOf(report.by);
  if (chat === undefined || run.gone.has(chat)) return { heard: false, wrong: unanswered };
  const title = { title: shownNumber(report.id) };
  const received = run.inEachLanguage(say("response:tells.receive", title));
  const has = (text: string) => (what: string) => what.includes(text);
  const steps: readonly (readonly [string, (what: string) => boolean])[] = [
    ["that the clerk has it", (what) => received.some((text) => what.includes(text))],
    ["the answer of the council", has(answerWord(word))],
    ["that its promise is late", (what) => has(promiseWord(word))(what) && !has(answerWord(word))(what)],
  ];
  const wrong = steps.flatMap(([name, isIt]) => {
    const times = run.promised.filter((one) => one.chat === chat && isIt(one.what)).length;
    const others = run.said.filter((one) => one.chat !== chat && one.how !== "refused" && isIt(one.what));
    return [
      ...(times === 1 ? [] : [`${chat} was promised ${times} times to hear ${name}, about ${report.id}`]),
      ...(run.said.some((one) => one.chat === chat && isIt(one.what))
        ? []
        : [`${chat} never heard ${name}, about ${report.id}`]),
      ...others.map((one) => `${one.chat} heard ${name}, about ${report.id} of ${chat}`),
    ];
  });
  return { heard: wrong.length === 0, wrong: [...unanswered, ...wrong] };
}
