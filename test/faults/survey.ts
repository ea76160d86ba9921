import { dayPart, type Instant } from "../../bot/core/calendar/time.ts";
import {
  countsOf,
  noResults,
  type Response,
  type Results,
  sameResults,
} from "../../bot/core/counting/response.ts";
import type { Process } from "../../bot/core/model/process.ts";
import { newStage } from "../../bot/core/processes/stage.ts";
import { NAME, VERSION } from "../../bot/instruments/survey/names.ts";
import type { Survey } from "../../bot/instruments/survey/state.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { VoterTokens } from "../../bot/ports/secrecy.ts";
import { sampleProcess } from "../support/sample-process.ts";

/** The survey that is open while everything fails, and what the table holds of it afterwards. */

export const SURVEY = "P7000002";
/** The code of the link for a facilitator who enters what a group says. */
export const SURVEY_GROUP = "ba98765432100123";
/** At most this many whose chat is Dutch. An organiser cannot ask for fewer than ten; a short run reaches this. */
export const QUOTA = { language: "nl", most: 2 } as const;
/** Milliseconds. How far the running results may lag behind the answers while everything fails. */
export const FOLLOWS_WITHIN = 15_000;

/** A choice, words, and another choice: two sets of buttons and a text. Open to everybody, up to the quota. */
export function surveyProcess(now: Instant): Process {
  const option = (id: string, nl: string, en: string) => ({ id, label: { nl, en } });
  const state: Survey = {
    ...newStage("open", now),
    days: { closesOn: { day: "2099-01-01", on: now } },
    resultsBy: "2099-01-08",
    template: "own",
    definition: {
      questions: [
        {
          id: "c",
          kind: "choice",
          ask: { nl: "Hoe ga je naar het centrum?", en: "How do you go to the centre?" },
          options: [option("o1", "Lopend", "On foot"), option("o2", "Met de bus", "By bus")],
        },
        { id: "t", kind: "text", ask: { nl: "Wat mist er?", en: "What is missing?" } },
        {
          id: "s",
          kind: "choice",
          ask: { nl: "Ga je ook ’s avonds?", en: "Do you go in the evening too?" },
          options: [option("o1", "Ja", "Yes"), option("o2", "Nee", "No")],
        },
      ],
    },
    edition: 1,
    opensOn: dayPart(now),
    closesOn: "2099-01-01",
    code: "0123456789abcdef",
    facilitated: { code: SURVEY_GROUP, workers: [] },
    quotas: { [`l:${QUOTA.language}`]: QUOTA.most },
  };
  const title = { nl: "Naar het centrum", en: "To the centre" };
  const { card } = sampleProcess();
  return sampleProcess({
    id: SURVEY,
    instrument: NAME,
    version: VERSION,
    card: { ...card, title, answerBy: "2099-02-01" },
    state,
    created: now,
    changed: now,
  });
}

/** What a resident last saw of her answers. */
export interface Given {
  /** Her option, by question. */
  readonly choices: Map<string, string>;
  /** Questions whose last press got no answer: either can be true. */
  readonly unsure: Set<string>;
  /** Exactly what she typed. */
  words?: string;
  /** When she pressed the button after which the first question came (milliseconds). */
  begun?: number;
  toldFull?: boolean;
  /** She erased herself, so nothing of it may be there; or asked for it and never heard that it was done. */
  erased?: "surely" | "perhaps";
}

type Talk = "dropped" | "unsure" | "sent";

/** What was sent for groups: in the survey recognised by a word, in the vote by the size of the group. */
export interface GroupTalks {
  readonly survey: Map<string, Talk>;
  readonly votes: Map<number, Talk>;
}

/** What became of the survey. All lists have to be empty, and `resultsHold` true. */
export interface SurveyFound {
  readonly respondents: number;
  /** Chats with an answer that is not what she last saw, or typed. */
  readonly wrong: readonly string[];
  /** Chats that answered, but have no answers. */
  readonly lost: readonly string[];
  /** Answers of nobody who answered: stored twice. */
  readonly strange: number;
  /** Chats that erased themselves, but whose answers are still there. */
  readonly kept: readonly string[];
  /** Whether the running results equal those of all answers, read one by one. */
  readonly resultsHold: boolean;
  /** Chats that were let in although their group had long been full. */
  readonly late: readonly string[];
  readonly toldFull: number;
}

export interface SurveyRun {
  readonly given: ReadonlyMap<string, Given>;
  /** When the group became full, or stopped being full, as the stream reported it. */
  readonly fills: readonly { readonly at: number; readonly full: boolean }[];
  readonly languageOf: (chat: string) => string | undefined;
}

export function findAnswers(
  { given, fills, languageOf }: SurveyRun,
  rows: readonly Row[],
  kept: Results,
  tokens: VoterTokens,
): SurveyFound {
  const all = responsesIn(rows);
  const byVoter = new Map(all.filter(({ via }) => via === "chat").map((one) => [one.voter, one]));
  const known = new Set<string>();
  const [wrong, lost, leftBehind, late]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const [chat, one] of given) {
    const [voter] = tokens.of({ channel: "telegram", chat }, SURVEY);
    known.add(voter);
    const answers = byVoter.get(voter)?.answers ?? {};
    const sure = [...one.choices].filter(([question]) => !one.unsure.has(question));
    if (one.erased) {
      if (one.erased === "surely" && Object.keys(answers).length > 0) leftBehind.push(chat);
    } else if (Object.keys(answers).length === 0) {
      if (sure.length > 0 || one.words !== undefined) lost.push(chat);
    } else if (
      sure.some(([question, option]) => !isChoice(answers[question], option)) ||
      !holds(answers, one)
    )
      wrong.push(chat);
    const { begun } = one;
    if (begun !== undefined && languageOf(chat) === QUOTA.language && wasFull(fills, begun)) late.push(chat);
  }
  return {
    respondents: [...byVoter.values()].filter(({ answers }) => Object.keys(answers).length > 0).length,
    wrong,
    lost,
    kept: leftBehind,
    late,
    strange: [...byVoter.keys()].filter((voter) => !known.has(voter)).length,
    resultsHold: sameResults(kept, all.map(countsOf).reduce(together, noResults)),
    toldFull: [...given.values()].filter(({ toldFull }) => toldFull).length,
  };
}

const isChoice = (answer: Response["answers"][string] | undefined, option: string) =>
  answer?.is === "options" && answer.ids.join() === option;

const holds = ({ t }: Response["answers"], { words }: Given) =>
  words === undefined || (t?.is === "text" && t.text === words);

function wasFull(fills: SurveyRun["fills"], at: number): boolean {
  const last = fills.findLast((one) => one.at <= at - FOLLOWS_WITHIN);
  // Full all the time from then until she pressed.
  return last?.full === true && !fills.some((one) => !one.full && one.at > last.at && one.at <= at);
}

function together(a: Results, b: Results): Results {
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((question) => {
      const sum: Record<string, number> = { ...a[question] };
      for (const [name, n] of Object.entries(b[question] ?? {})) sum[name] = (sum[name] ?? 0) + n;
      return [question, sum];
    }),
  );
}

/** Talks that were sent but are not there exactly once, and talks that nobody sent. */
export function findTalks(
  { survey, votes }: GroupTalks,
  rows: readonly Row[],
  groupsOfVote: readonly { readonly size: number }[],
): { readonly sent: number; readonly wrong: readonly string[] } {
  const words = responsesIn(rows).flatMap(({ via, answers: { t } }) =>
    via === "group" ? [(t?.is === "text" && /\bw\d+x\d+q\b/.exec(t.text)?.[0]) || "without words"] : [],
  );
  const sizes = groupsOfVote.map(({ size }) => String(size));
  const wrong = (what: string, told: readonly (readonly [string, Talk])[], found: readonly string[]) => [
    ...told.flatMap(([name, talk]) => {
      const times = found.filter((one) => one === name).length;
      const good = talk === "sent" ? times === 1 : times <= (talk === "unsure" ? 1 : 0);
      return good ? [] : [`${what} ${name} was ${talk} and is there ${times} times`];
    }),
    ...found.flatMap((name) => (told.some(([one]) => one === name) ? [] : [`${what} ${name} was not sent`])),
  ];
  const sizesTold = [...votes].map(([size, talk]) => [String(size), talk] as const);
  return {
    sent: [...survey.values(), ...votes.values()].filter((talk) => talk === "sent").length,
    wrong: [
      ...wrong("the group in the survey", [...survey], words),
      ...wrong("the group in the vote, of", sizesTold, sizes),
    ],
  };
}

function responsesIn(rows: readonly Row[]): readonly Response[] {
  return rows.flatMap((row) => (row.row === "response" && row.process === SURVEY ? [row] : []));
}

/** Follows from the stream when the quota is full; `at` as in `SurveyRun.fills`. */
export function watchQuota() {
  const counted = new Set<string>();
  const fills: { at: number; full: boolean }[] = [];
  return {
    fills: fills as SurveyRun["fills"],
    saw({ process, via, voter, language, answers }: Response, at: number): void {
      if (process !== SURVEY || via !== "chat") return;
      if (language === QUOTA.language && Object.keys(answers).length > 0) counted.add(voter);
      else counted.delete(voter);
      const full = counted.size >= QUOTA.most;
      if (full !== (fills.at(-1)?.full ?? false)) fills.push({ at, full });
    },
  };
}
