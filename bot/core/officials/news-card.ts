import { type Broadcast, canTryAgain, isTooSmall, notSent } from "../broadcasts/broadcast.ts";
import { canBePaid, sendingTime, starsFor } from "../broadcasts/pace.ts";
import { type Progress, type Result, resultOf } from "../broadcasts/progress.ts";
import { MINUTE } from "../calendar/time.ts";
import { LEAST_SHOWN, wholeTens } from "../disclosure/disclosure.ts";
import { ageLabel, ages } from "../model/age.ts";
import type { Card, CardAction } from "../model/card.ts";
import { type Message, type Param, say } from "../model/message.ts";
import type { Municipality } from "../model/municipality.ts";
import { corePress } from "../model/screen.ts";

/** A broadcast as organisers see it: the words, the audience, its progress and its result. */
export function newsCard(
  broadcast: Broadcast,
  progress: readonly Progress[],
  { town }: { readonly town: Municipality },
): Card {
  const { status, texts } = broadcast;
  const [own = "nl"] = town.languages;
  const areas = town.neighbourhoods.filter((one) => broadcast.neighbourhoods.includes(one.key));
  const { screen, invites } = broadcast;
  // An invitation can be for a few groups only: the sender sees which.
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
  const ofProcess = isOfProcess(broadcast);
  // Any combination of groups can be counted, so figures about an invitation must never be of a few people.
  const counts = (count = 0) => (ofProcess ? wholeTens(count) : count > 0 ? count : undefined);
  if ("count" in status) {
    facts.push({ label: say("officials:news.who"), value: peopleIn(broadcast, status.count, town) });
    const [capped, unreachable, ageless] = [status.capped, status.unreachable, status.ageless].map(counts);
    if (capped !== undefined)
      facts.push({
        label: say("officials:news.capped"),
        value: say("officials:news.cappedWhy", { count: capped, cap: town.weeklyCap }),
      });
    if (unreachable !== undefined)
      facts.push({
        label: say("officials:news.unreachable"),
        value: say("officials:news.unreachableWhy", { count: unreachable }),
      });
    if (ageless !== undefined)
      facts.push({
        label: say("officials:news.ageless"),
        value: say("officials:news.agelessWhy", { count: ageless }),
      });
  }
  if (broadcast.aside) {
    const count = broadcast.helpers ? undefined : counts(notSent(broadcast, progress));
    facts.push({
      label: say("officials:news.aside"),
      value:
        count === undefined ? say("officials:news.asidePart") : say("officials:news.asideWhy", { count }),
    });
  }
  if (status.at === "ready" && status.count > 0 && !tooSmall)
    facts.push({
      label: say("officials:news.takes"),
      value: takes(wholeTens(status.count) ?? status.count, town),
    });
  const price = priceOf(broadcast, town);
  if (price) facts.push({ label: say("officials:news.faster"), value: price });
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
    actions: actionsFor(broadcast, tooSmall, town),
  };
}

/** Whether it is about a process: then its recipients take part, are invited to, or offered to help. */
function isOfProcess({ process, invites }: Pick<Broadcast, "process" | "invites">): boolean {
  return process !== undefined || invites !== undefined;
}

/**
 * The number of recipients. For a process, only whole tens are told, both before it goes out and afterwards: two counts
 * that differ by one person, or the remainder after subtracting one from the other, then say nothing about her. People
 * who offered to help said so in an answer: no number of them is told at all.
 */
function peopleIn(broadcast: Broadcast, count: number, town: Municipality): Message {
  const { invites, status, helpers } = broadcast;
  if (helpers) return say("officials:process.helpersUntold");
  if (!isOfProcess(broadcast)) return say("officials:news.people", { count });
  const least = invites && !invites.reminds && status.at === "ready" ? town.leastInvited : LEAST_SHOWN;
  return count < least ? say("officials:process.fewerThan", { least }) : inTens(count);
}

function takes(count: number, town: Municipality): Message {
  const minutes = Math.ceil(sendingTime(count) / MINUTE);
  return say("officials:news.minutes", {
    count: minutes,
    from: town.quietHours.from,
    until: town.quietHours.until,
  });
}

/** What sending it faster would cost at most, and what it does cost where somebody chose that. */
function priceOf(broadcast: Broadcast, town: Municipality): Message | undefined {
  const { status } = broadcast;
  if (!("count" in status)) return undefined;
  const stars = starsFor(status.count);
  if ("paid" in status && status.paid) return say("officials:news.paid", { count: stars });
  if (!town.paidNews || !canBePaid(broadcast, town)) return undefined;
  const people = wholeTens(status.count) ?? status.count;
  const minutes = Math.ceil(sendingTime(people, town.paidNews.perSecond) / MINUTE);
  return say("officials:news.price", { count: minutes, stars });
}

function statusLine(broadcast: Broadcast, result: Result): Message {
  const { status, helpers } = broadcast;
  if (helpers && (status.at === "sending" || status.at === "sent" || status.at === "stopped"))
    return say(`officials:process.helpers.${status.at}`);
  switch (status.at) {
    case "counting":
      return say("officials:news.status.counting");
    case "ready":
      return say(status.count === 0 ? "officials:news.status.nobody" : "officials:news.status.ready");
    case "sending":
      return say("officials:news.status.sending", {
        sent: toldOf(broadcast, result.reached + result.unreachable + result.skipped + result.uncertain),
        total: toldOf(broadcast, status.count),
      });
    case "sent":
      return say(
        broadcast.process === undefined ? "officials:news.status.sent" : "officials:process.sent",
        figures(broadcast, result),
      );
    case "stopped": {
      const turn = result.reached + result.unreachable + result.skipped + result.uncertain;
      return say("officials:news.status.stopped", {
        ...figures(broadcast, result),
        left: toldOf(broadcast, status.count - turn),
      });
    }
    case "discarded":
      return say("officials:news.status.discarded");
  }
}

function figures(broadcast: Broadcast, { reached, unreachable, skipped, uncertain }: Result) {
  return {
    reached: toldOf(broadcast, reached),
    unreachable: toldOf(broadcast, unreachable),
    skipped: toldOf(broadcast, skipped),
    uncertain: toldOf(broadcast, uncertain),
  };
}

/** Exact for news, which nobody answers. For a process, the total less what is told must not be of a few people. */
function toldOf(broadcast: Broadcast, count: number): number | Message {
  return isOfProcess(broadcast) ? inTens(count) : count;
}

function inTens(count: number): Message {
  const tens = wholeTens(count);
  return tens === undefined
    ? say("officials:process.fewerThan", { least: LEAST_SHOWN })
    : say("officials:process.atLeast", { count: tens });
}

function actionsFor(broadcast: Broadcast, tooSmall: boolean, town: Municipality): CardAction[] {
  const { id, status } = broadcast;
  const action = (option: string, rank: CardAction["rank"]): CardAction => ({
    label: say(`officials:news.act.${option}`),
    press: corePress("news", option, id),
    rank,
  });
  if (status.at === "ready") {
    const canGo = status.count > 0 && !tooSmall;
    return [
      ...(canGo ? [action("send", "main")] : []),
      ...(canGo && canBePaid(broadcast, town) ? [action("sendPaid", "plain")] : []),
      action("discard", "plain"),
    ];
  }
  return [
    ...(canTryAgain(broadcast) ? [action("again", "main")] : []),
    ...(status.at === "sending" ? [action("stop", "plain")] : []),
  ];
}
