import type { Instant } from "../../bot/core/calendar/time.ts";
import type { Results } from "../../bot/core/counting/response.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { readManifesto } from "../../bot/instruments/manifesto/state.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { VoterTokens } from "../../bot/ports/secrecy.ts";
import type { Image } from "../../bot/store/item-codec.ts";
import type { SlackMessage } from "../../local/playground/api.ts";
import { type BallotsFound, findBallots, VOTE } from "./ballots.ts";
import { findCards } from "./cards.ts";
import { type DeedsFound, findDeeds, findDisorder } from "./deeds.ts";
import type { Figures } from "./figures.ts";
import type { Deed } from "./officials.ts";
import type { Stage } from "./phone.ts";
import { isPlantedUpdate, type PoisonFound } from "./poison.ts";
import type { Poll } from "./poll-votes.ts";
import { findPolls, type PollsFound } from "./polls.ts";
import type { Record_ } from "./record.ts";
import { findAnswers, findTalks, type SurveyFound } from "./survey.ts";
import { chatsIn, trailOf } from "./trail.ts";
import { compare, findErased, findNews, findWords, type Heard, unheard, type WordsFound } from "./verdict.ts";
import { findWaits, type WaitsFound } from "./waits.ts";

export interface Outcome extends Judged {
  readonly seed: number;
  readonly seconds: number;
  readonly figures: Figures;
  readonly poison: PoisonFound;
  /** Sittings that ended because the bot did not say what a resident was waiting for. */
  readonly stuck: number;
}

/** What became of everything that people said, saw and were promised. */
export interface Judged {
  readonly words: WordsFound;
  readonly heard: Heard;
  /** Updates that were taken, but after which their sender was told nothing. */
  readonly replies: { readonly taken: number; readonly unheard: readonly string[] };
  /** `uncertain`: claimed by a process that died, and not sent again; `open`: neither sent nor waiting for anybody. */
  readonly news: {
    said: number;
    doubled: readonly string[];
    reached: number;
    uncertain: number;
    open: readonly string[];
  };
  readonly notices: { promised: number; delivered: number; parked: number; open: readonly string[] };
  readonly ballots: BallotsFound;
  readonly polls: PollsFound;
  readonly waits: WaitsFound;
  readonly survey: SurveyFound;
  readonly talks: ReturnType<typeof findTalks>;
  readonly erased: ReturnType<typeof findErased> & { readonly people: number };
  readonly deeds: DeedsFound;
  /** `disordered`: the messages below it are not in the order in which they happened. */
  readonly cards: {
    wanted: number;
    disordered: readonly string[];
    missing: readonly string[];
    doubled: number;
  };
  /** Updates that were set aside because handling them failed, without the planted ones: the error, and the update. */
  readonly setAside: readonly string[];
  /** What happened to the residents whom these sentences are about, one line each. */
  readonly trails: (sentences: readonly string[]) => readonly string[];
}

/** The log shows the trails of at most this many residents. */
const MOST_TRAILS = 6;

/**
 * Compares what is left with what happened.
 * @param run.tallies items of the vote's running count, as stored in the table
 * @param run.items everything in the table, as it is stored
 * @param run.open opens what the town has sealed
 */
export function judged(run: {
  readonly stage: Stage;
  readonly record: Record_;
  readonly rows: readonly Row[];
  readonly tallies: readonly Image[];
  readonly items: readonly Image[];
  readonly polls: readonly Poll[];
  readonly now: Instant;
  readonly results: Results;
  readonly deeds: readonly Deed[];
  readonly messages: readonly SlackMessage[];
  readonly tokens: VoterTokens;
  readonly open: (sealed: string) => string;
}): Judged {
  const { stage, record, rows, tallies, results, deeds, messages, tokens } = run;
  const setAside = setAsideIn(rows, run.open);
  return {
    words: findWords(stage.accepted, rows, stage.erased),
    heard: compare({ ...record, updates: [...record.updates.values()] }, stage.left),
    replies: {
      taken: [...record.updates.values()].filter((one) => one.to !== undefined).length,
      unheard: unheard([...record.updates.values()], record.said, record.queued, record.silent),
    },
    news: {
      ...findNews(record.said),
      reached: sumOfNews(rows, "reached"),
      uncertain: sumOfNews(rows, "uncertain"),
      open: openNews(rows),
    },
    notices: {
      promised: record.notices.size,
      delivered: [...record.notices.keys()].filter((key) => record.over.has(key)).length,
      parked: [...record.notices.values()].filter((one) => one.parked).length,
      open: openNotices(record),
    },
    ballots: findBallots(stage.choices, rows, tallies, tokens),
    polls: findPolls(
      {
        polls: run.polls,
        votes: stage.polls.votes,
        said: record.said,
        gone: new Set([...stage.left].flatMap(([chat, until]) => (Number.isFinite(until) ? [] : [chat]))),
        erasedIds: erasedIds(stage, record, rows),
        inEachLanguage: stage.inEachLanguage,
        now: run.now,
      },
      rows,
      run.items,
      tokens,
    ),
    waits: findWaits(
      {
        deeds,
        promised: record.promised,
        said: record.said,
        chatOf: record.chatOf,
        gone: new Set(stage.left.keys()),
        inEachLanguage: stage.inEachLanguage,
        now: run.now,
      },
      rows,
    ),
    survey: findAnswers(
      { given: stage.answers, fills: record.fills, languageOf: record.languageOf },
      rows,
      results,
      tokens,
    ),
    talks: findTalks(
      stage.talks,
      rows,
      rows.flatMap((row) =>
        row.row === "process" && row.id === VOTE ? (readManifesto(row).facilitated?.votes ?? []) : [],
      ),
    ),
    erased: {
      people: stage.erased.filter(({ sure }) => sure).length,
      ...findErased(stage.accepted, stage.erased, rows, messages),
    },
    deeds: findDeeds(deeds, rows, record.said, record.chatOf, new Set(stage.left.keys())),
    cards: { disordered: findDisorder(messages, rows), ...findCards(messages, rows) },
    setAside,
    trails: (sentences) =>
      chatsIn(sentences, record, rows)
        .slice(0, MOST_TRAILS)
        .flatMap((chat) => [`--- ${chat}`, ...trailOf(chat, record, rows, setAside)]),
  };
}

/** Ids that residents had until an erasure which they heard of. */
function erasedIds(
  { erased }: Pick<Stage, "erased">,
  { residentsOf }: Pick<Record_, "residentsOf">,
  rows: readonly Row[],
): readonly string[] {
  const here = new Set(rows.flatMap((row) => (row.row === "lane" ? [row.resident] : [])));
  const chats = new Set(erased.flatMap(({ sure, chat }) => (sure ? [String(chat)] : [])));
  return [...chats].flatMap(residentsOf).filter((id) => !here.has(residentId(id)));
}

/** Updates that the town set aside, opened, without the planted ones. */
export function setAsideIn(rows: readonly Row[], open: (sealed: string) => string): readonly string[] {
  return rows.flatMap((row) => {
    const body = row.row === "dead" ? open(row.sealed) : undefined;
    return row.row === "dead" && body !== undefined && !isPlantedUpdate(body)
      ? [`${row.error} at ${row.at}: ${body}`]
      : [];
  });
}

/** Notices that are neither delivered nor parked, by their keys, with the chat of whom they are for. */
export function openNotices({
  notices,
  over,
  chatOf,
}: Pick<Record_, "notices" | "over" | "chatOf">): readonly string[] {
  return [...notices].flatMap(([key, { parked, what }]) => {
    if (over.has(key) || parked) return [];
    return [what.kind === "resident" ? `${key} for ${chatOf(what.resident)}` : key];
  });
}

/** From the accounts of news; those of messages to everybody who takes part in a poll are judged with it. */
function sumOfNews(rows: readonly Row[], what: "reached" | "uncertain"): number {
  const others = new Set(
    rows.flatMap((row) => (row.row === "broadcast" && (row.process ?? row.invites) ? [row.id] : [])),
  );
  return rows.reduce(
    (sum, row) => sum + (row.row === "progress" && !others.has(row.broadcast) ? row[what] : 0),
    0,
  );
}

/** News that is still being counted or sent. */
export function openNews(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) =>
    row.row === "broadcast" && (row.status.at === "counting" || row.status.at === "sending") ? [row.id] : [],
  );
}
