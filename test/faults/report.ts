import { asTable } from "./figures.ts";
import type { Outcome, Plan } from "./play.ts";

interface Size {
  readonly updates: number;
  readonly residents: number;
  readonly seed: number;
  readonly kills: number;
}

/** Calls that one update causes on all roads together, about; so many deaths come out as were asked for. */
const CALLS_PER_UPDATE = 10.5;

function plan(size: Size, atOnce: number): Omit<Plan, "endpoint"> {
  return {
    ...size,
    atOnce,
    processes: 2,
    measure: {
      throttles: 0.03,
      conflicts: 0.02,
      tableCuts: 0.01,
      telegramBusy: 0.02,
      telegramBroken: 0.01,
      telegramLost: 0.01,
      slackBusy: 0.02,
      slackBroken: 0.01,
      slackSlow: 0.005,
      callsPerLife: Math.ceil((size.updates * CALLS_PER_UPDATE) / size.kills),
    },
  };
}

/** The whole run, and the one of `npm test`. */
export const FULL = {
  updates: 10_000,
  residents: 500,
  seed: 7,
  kills: 60,
  plan: (size: Size) => plan(size, 24),
};
export const SHORT = {
  updates: 600,
  residents: 40,
  seed: 7,
  kills: 6,
  plan: (size: Size) => plan(size, 16),
};

/** The figures of a run as one table. */
export function report(outcome: Outcome): string {
  const { words, heard, notices, cards } = outcome;
  return asTable({
    ...outcome.figures,
    "words accepted": words.once + words.waiting + words.lost.length + words.doubled.length,
    "words once in the table": words.once,
    "words in an unfinished report": words.waiting,
    "words lost": words.lost.length,
    "words doubled": words.doubled.length,
    "updates taken from residents": outcome.replies.taken,
    "updates after which nothing was heard": outcome.replies.unheard.length,
    "messages promised to residents": heard.promised,
    "messages lost": heard.lost.length,
    "messages to who had left": heard.unreachable,
    "questions that lapsed": heard.lapsed,
    "messages doubled": heard.doubled,
    "  after a kill": heard.afterDeath,
    "  after an answer we kept back": heard.afterLostAnswer,
    "  after an update that came again": heard.afterRepeat,
    "  without a reason": heard.unexplained.length,
    "news said to residents": outcome.news.said,
    "news doubled": outcome.news.doubled.length,
    "news not certain, and not sent again": outcome.news.uncertain,
    "news unfinished": outcome.news.open.length,
    notices: notices.promised,
    "notices delivered": notices.delivered,
    "notices parked": notices.parked,
    "notices open": notices.open.length,
    "ballots with a vote": outcome.ballots.voters,
    "ballots that hold something else": outcome.ballots.wrong.length,
    "ballots lost": outcome.ballots.lost.length,
    "ballots of nobody": outcome.ballots.strange,
    "cards wanted": cards.wanted,
    "cards missing": cards.missing.length,
    "cards doubled": cards.doubled,
    "updates set aside": outcome.setAside,
    "sittings cut short": outcome.stuck,
    seed: outcome.seed,
    seconds: outcome.seconds,
  });
}

/** Every promise that was not kept, in a sentence. */
export function brokenPromises(outcome: Outcome): readonly string[] {
  const { words, heard, notices, cards, figures } = outcome;
  const excuses = figures.kills + figures["Slack: slow"];
  return [
    ...words.lost.map((one) => `the word ${one.word} (${one.how}) was accepted and is nowhere`),
    ...words.doubled.map((one) => `the word ${one.word} (${one.how}) stands in the table more than once`),
    ...outcome.replies.unheard.map((one) => `taken, and its sender heard nothing: ${one}`),
    ...heard.lost.map((key) => `promised and never said: ${key.slice(0, 200)}`),
    ...heard.unexplained.map((key) => `said once too often, for no reason: ${key}`),
    ...notices.open.map((key) => `the notice ${key} was neither delivered nor parked`),
    ...outcome.news.doubled.map((key) => `somebody got the same news twice: ${key}`),
    // In the short form all who allow news fit in one window: when the process dies in it, all of them are uncertain.
    ...(outcome.news.said + outcome.news.uncertain === 0
      ? ["no news was sent, so nothing is known about it"]
      : []),
    ...(outcome.news.reached > outcome.news.said
      ? [`${outcome.news.reached} are written down as reached by news, and only ${outcome.news.said} were`]
      : []),
    ...outcome.news.open.map((id) => `the news ${id} was never finished`),
    ...outcome.ballots.wrong.map((chat) => `the ballot of ${chat} is not what its voter last saw`),
    ...outcome.ballots.lost.map((chat) => `${chat} voted, and there is no ballot`),
    ...(outcome.ballots.strange > 0 ? [`${outcome.ballots.strange} ballots belong to nobody who voted`] : []),
    ...(outcome.ballots.countHolds ? [] : ["the count from the stream is not that of all ballots"]),
    ...(outcome.ballots.voters === 0 ? ["nobody voted, so nothing is known about votes"] : []),
    ...cards.missing.map((id) => `there is no card for ${id}`),
    ...(cards.doubled > excuses ? [`${cards.doubled} cards stand twice, after ${figures.kills} kills`] : []),
    ...(outcome.setAside > 0 ? [`${outcome.setAside} updates could not be handled and were set aside`] : []),
  ];
}
