import { ageLabel, ages } from "./age.ts";
import {
  type Broadcast,
  canTryAgain,
  isTooSmall,
  notSent,
  type Progress,
  type Result,
  resultOf,
  sendingTime,
} from "./broadcast.ts";
import type { Card, CardAction } from "./card.ts";
import { corePress } from "./decide.ts";
import { LEAST_SHOWN } from "./disclosure.ts";
import { type Message, type Param, say } from "./message.ts";
import type { Municipality } from "./municipality.ts";
import { MINUTE } from "./time.ts";

/** What organisers see of a broadcast: the words, who gets them, how far it is and what came of it. */
export function newsCard(
  broadcast: Broadcast,
  progress: readonly Progress[],
  { town }: { readonly town: Municipality },
): Card {
  const { status, texts } = broadcast;
  const [own = "nl"] = town.languages;
  const areas = town.neighbourhoods.filter((one) => broadcast.neighbourhoods.includes(one.key));
  const { screen, invites } = broadcast;
  // An invitation can be for a few groups only: who sends it sees for which.
  const groups: Param[] = [
    ...areas.map((one) => one.name),
    ...ages.filter((age) => invites?.ages.includes(age)).map(ageLabel),
    ...(invites?.languages ?? []).map((one) => say(`common:language.${one}`)),
  ];
  const facts: { label: Message; value: Param }[] = [
    ...(screen
      ? [
          {
            label: say("officials:news.where"),
            value: say(
              invites
                ? `officials:process.${invites.reminds ? "toUnfinished" : "toAsked"}`
                : broadcast.helpers
                  ? "officials:process.toHelpers"
                  : "officials:process.to",
            ),
          },
          ...(groups.length > 0 ? [{ label: say("officials:process.groups"), value: { list: groups } }] : []),
          { label: say("officials:process.text"), value: { rows: screen.lines } },
        ]
      : [
          {
            label: say("officials:news.where"),
            value:
              areas.length > 0 ? { list: areas.map((one) => one.name) } : say("officials:news.everywhere"),
          },
          {
            label: say("officials:news.languages"),
            value: { list: Object.keys(texts).map((one) => say(`common:language.${one}`)) },
          },
        ]),
    {
      label: say("officials:news.author"),
      value: say("officials:news.member", { member: broadcast.author }),
    },
  ];
  const tooSmall = isTooSmall(broadcast, town);
  // Of an invitation any combination of groups can be counted: what is told before it goes out tells of no few people.
  const counts = (count = 0) => (invites ? count >= LEAST_SHOWN : count > 0);
  if ("count" in status) {
    facts.push({ label: say("officials:news.who"), value: peopleIn(broadcast, status.count, town) });
    if (counts(status.capped))
      facts.push({
        label: say("officials:news.capped"),
        value: say("officials:news.cappedWhy", {
          count: roughly(invites, status.capped),
          cap: town.weeklyCap,
        }),
      });
    if (counts(status.unreachable))
      facts.push({
        label: say("officials:news.unreachable"),
        value: say("officials:news.unreachableWhy", { count: roughly(invites, status.unreachable) }),
      });
    if (counts(status.ageless))
      facts.push({
        label: say("officials:news.ageless"),
        value: say("officials:news.agelessWhy", { count: roughly(invites, status.ageless) }),
      });
  }
  if (broadcast.aside)
    facts.push({
      label: say("officials:news.aside"),
      value: say("officials:news.asideWhy", { count: roughly(invites, notSent(broadcast, progress)) }),
    });
  if (status.at === "ready" && status.count > 0 && !tooSmall)
    facts.push({ label: say("officials:news.takes"), value: takes(status.count, town) });
  return {
    ref: broadcast.id,
    title: say(
      invites
        ? `officials:process.${invites.reminds ? "reminder" : "invitation"}`
        : screen
          ? broadcast.helpers
            ? "officials:process.noticeHelpers"
            : "officials:process.notice"
          : "officials:news.card",
    ),
    words: texts[own],
    facts,
    status: tooSmall
      ? say("officials:process.tooSmall", { least: town.leastInvited })
      : statusLine(broadcast, resultOf(progress)),
    media: [],
    actions: actionsFor(broadcast, tooSmall),
  };
}

/**
 * How many get it. Two invitations can be counted that differ in one group, and neither of them be sent: so one that was
 * only counted tells no more than tens.
 */
function peopleIn({ invites, process, status }: Broadcast, count: number, town: Municipality): Message {
  if (process !== undefined && !invites && count < LEAST_SHOWN)
    return say("officials:process.fewerThan", { least: LEAST_SHOWN });
  if (!invites || status.at !== "ready" || count === 0) return say("officials:news.people", { count });
  return count < town.leastInvited
    ? say("officials:process.fewerThan", { least: town.leastInvited })
    : say("officials:process.atLeast", { count: roughly(invites, count) });
}

/** In whole tens, rounded down, when it is of an invitation. */
function roughly(invites: Broadcast["invites"], count = 0): number {
  return invites ? count - (count % LEAST_SHOWN) : count;
}

function takes(count: number, town: Municipality): Message {
  const minutes = Math.ceil(sendingTime(count) / MINUTE);
  return say("officials:news.minutes", {
    count: minutes,
    from: town.quietHours.from,
    until: town.quietHours.until,
  });
}

function statusLine({ status, invites, ...broadcast }: Broadcast, result: Result): Message {
  // Whoever gets a reminder has not finished: of few that is not told either.
  const process = broadcast.process ?? invites?.process;
  switch (status.at) {
    case "counting":
      return say("officials:news.status.counting");
    case "ready":
      return say(status.count === 0 ? "officials:news.status.nobody" : "officials:news.status.ready");
    case "sending":
      return say("officials:news.status.sending", {
        sent: toldOf(process, result.reached + result.unreachable + result.skipped + result.uncertain),
        total: toldOf(process, status.count),
      });
    case "sent":
      return say(broadcast.process === undefined ? "officials:news.status.sent" : "officials:process.sent", {
        ...figures(process, result),
      });
    case "stopped": {
      const turn = result.reached + result.unreachable + result.skipped + result.uncertain;
      return say("officials:news.status.stopped", {
        ...figures(process, result),
        left: toldOf(process, status.count - turn),
      });
    }
    case "discarded":
      return say("officials:news.status.discarded");
  }
}

function figures(process: Broadcast["process"], { reached, unreachable, skipped, uncertain }: Result) {
  return {
    reached: toldOf(process, reached),
    unreachable: toldOf(process, unreachable),
    skipped: toldOf(process, skipped),
    uncertain: toldOf(process, uncertain),
  };
}

/** Whoever gets a message of a process takes part in it: of fewer than ten it is not told how many they are. */
function toldOf(process: Broadcast["process"], count: number): number | Message {
  return process === undefined || count >= LEAST_SHOWN
    ? count
    : say("officials:process.fewerThan", { least: LEAST_SHOWN });
}

function actionsFor(broadcast: Broadcast, tooSmall: boolean): CardAction[] {
  const { id, status } = broadcast;
  const action = (option: string, rank: CardAction["rank"]): CardAction => ({
    label: say(`officials:news.act.${option}`),
    press: corePress("news", option, id),
    rank,
  });
  if (status.at === "ready")
    return [...(status.count > 0 && !tooSmall ? [action("send", "main")] : []), action("discard", "plain")];
  return [
    ...(canTryAgain(broadcast) ? [action("again", "main")] : []),
    ...(status.at === "sending" ? [action("stop", "plain")] : []),
  ];
}
