import { asTable } from "./figures.ts";
import type { Outcome } from "./outcome.ts";
import type { Plan } from "./play.ts";

interface Size {
  readonly updates: number;
  readonly residents: number;
  readonly seed: number;
  readonly kills: number;
}

/** Calls that one update causes on all roads together, roughly; yields as many deaths as were asked for. */
const CALLS_PER_UPDATE = 10.5;

function plan(
  size: Size,
  { atOnce, acts, polls, questions }: Pick<Plan, "atOnce" | "acts" | "polls" | "questions">,
): Omit<Plan, "endpoint"> {
  return {
    ...size,
    atOnce,
    acts,
    polls,
    questions,
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

/** The full run, and the one of `npm test`. */
export const FULL = {
  updates: 10_000,
  residents: 500,
  seed: 7,
  kills: 60,
  plan: (size: Size) => plan(size, { atOnce: 24, acts: 90, polls: 3, questions: 8 }),
};
export const SHORT = {
  updates: 800,
  residents: 24,
  seed: 7,
  kills: 6,
  plan: (size: Size) => plan(size, { atOnce: 12, acts: 16, polls: 1, questions: 4 }),
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
    "messages to who had left or was erased": heard.unreachable,
    "questions that lapsed": heard.lapsed,
    "the same replied to another message": heard.atOnce,
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
    "polls played to their end": outcome.polls.polls,
    "votes in polls": outcome.polls.voters,
    "results and answers of polls heard": outcome.polls.heard,
    "  not certain, and not sent again": outcome.polls.uncertain,
    "what is wrong with polls": outcome.polls.wrong.length,
    "reports put before the council": outcome.waits.questions,
    "  heard each step, the answer, and that it is late": outcome.waits.heard,
    "reports whose day passed, and that heard so": outcome.waits.late,
    "what is wrong with what is owed": outcome.waits.wrong.length,
    "people in the survey": outcome.survey.respondents,
    "answers that are not what was given": outcome.survey.wrong.length,
    "answers lost": outcome.survey.lost.length,
    "answers of nobody": outcome.survey.strange,
    "people who heard that it is full": outcome.survey.toldFull,
    "people let in when it was full": outcome.survey.late.length,
    "talks of groups that were sent": outcome.talks.sent,
    "talks that are not there once": outcome.talks.wrong.length,
    "people erased": outcome.erased.people,
    "words that were erased": outcome.erased.words,
    "words that were erased and are in the table": outcome.erased.left.length,
    "copies in Slack that hold such words, after a kill": outcome.erased.copies.length,
    "officials' words that were read": outcome.deeds.read,
    "  to whom nobody could bring them": outcome.deeds.over,
    "  lost or changed": outcome.deeds.lost.length,
    "  read by somebody else": outcome.deeds.strangers.length,
    "cards wanted": cards.wanted,
    "cards missing": cards.missing.length,
    "cards doubled": cards.doubled,
    "cards out of order": cards.disordered.length,
    "bad rows, updates and messages planted": outcome.poison.planted,
    "  of which nobody heard": outcome.poison.silent.length,
    "updates set aside": outcome.setAside.length,
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
    // In the short form all who allow news fit in one window: if the process dies in it, all of them are uncertain.
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
    ...outcome.polls.wrong,
    ...(outcome.polls.voters === 0 ? ["nobody voted in a poll, so nothing is known about polls"] : []),
    ...outcome.waits.wrong,
    ...(outcome.waits.questions === 0
      ? ["nothing was put before the council, so nothing is known about its answers"]
      : []),
    ...outcome.survey.wrong.map((chat) => `the answers of ${chat} are not what they last saw and typed`),
    ...outcome.survey.lost.map((chat) => `${chat} answered, and there is nothing`),
    ...(outcome.survey.strange > 0
      ? [`${outcome.survey.strange} answers belong to nobody who gave them`]
      : []),
    ...outcome.survey.kept.map((chat) => `${chat} was erased, and the answers are there`),
    ...outcome.survey.late.map((chat) => `${chat} could begin when the group had long been full`),
    ...(outcome.survey.resultsHold ? [] : ["the results from the stream are not those of all answers"]),
    ...(outcome.survey.respondents === 0 ? ["nobody answered, so nothing is known about surveys"] : []),
    ...outcome.talks.wrong,
    ...outcome.erased.left.map((where) => `erased, and still there: ${where}`),
    ...(outcome.erased.copies.length > excuses
      ? [`erased words stand in Slack after ${figures.kills} kills: ${outcome.erased.copies.join("; ")}`]
      : []),
    ...outcome.deeds.lost.map((one) => `the official's words did not arrive as typed: ${one}`),
    ...outcome.deeds.strangers.map((one) => `the official's words went astray: ${one}`),
    ...cards.disordered.map((one) => `below this card things are not in order: ${one}`),
    ...cards.missing.map((id) => `there is no card for ${id}`),
    ...(cards.doubled > excuses ? [`${cards.doubled} cards stand twice, after ${figures.kills} kills`] : []),
    ...outcome.poison.silent.map((what) => `planted, and nobody heard of it: ${what}`),
    ...outcome.setAside.map(
      (one) => `an update could not be handled and was set aside: ${one.slice(0, 500)}`,
    ),
  ];
}
