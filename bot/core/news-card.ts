import { ageLabel, ages } from "./age.ts";
import { type Broadcast, type Progress, type Result, resultOf, sendingTime } from "./broadcast.ts";
import type { Card, CardAction } from "./card.ts";
import { corePress } from "./decide.ts";
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
  if ("count" in status) {
    facts.push({
      label: say("officials:news.who"),
      value: say("officials:news.people", { count: status.count }),
    });
    if (status.capped > 0)
      facts.push({
        label: say("officials:news.capped"),
        value: say("officials:news.cappedWhy", { count: status.capped, cap: town.weeklyCap }),
      });
    if (status.unreachable)
      facts.push({
        label: say("officials:news.unreachable"),
        value: say("officials:news.unreachableWhy", { count: status.unreachable }),
      });
    if (status.ageless)
      facts.push({
        label: say("officials:news.ageless"),
        value: say("officials:news.agelessWhy", { count: status.ageless }),
      });
  }
  if (status.at === "ready" && status.count > 0)
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
    status: statusLine(broadcast, resultOf(progress)),
    media: [],
    actions: actionsFor(broadcast),
  };
}

function takes(count: number, town: Municipality): Message {
  const minutes = Math.ceil(sendingTime(count) / MINUTE);
  return say("officials:news.minutes", {
    count: minutes,
    from: town.quietHours.from,
    until: town.quietHours.until,
  });
}

function statusLine({ status, process }: Broadcast, result: Result): Message {
  switch (status.at) {
    case "counting":
      return say("officials:news.status.counting");
    case "ready":
      return say(status.count === 0 ? "officials:news.status.nobody" : "officials:news.status.ready");
    case "sending":
      return say("officials:news.status.sending", {
        sent: result.reached + result.unreachable + result.skipped + result.uncertain,
        total: status.count,
      });
    case "sent":
      return say(process === undefined ? "officials:news.status.sent" : "officials:process.sent", {
        ...figures(result),
      });
    case "stopped": {
      const turn = result.reached + result.unreachable + result.skipped + result.uncertain;
      return say("officials:news.status.stopped", { ...figures(result), left: status.count - turn });
    }
    case "discarded":
      return say("officials:news.status.discarded");
  }
}

function figures({ reached, unreachable, skipped, uncertain }: Result) {
  return { reached, unreachable, skipped, uncertain };
}

function actionsFor({ id, status }: Broadcast): CardAction[] {
  const action = (option: string, rank: CardAction["rank"]): CardAction => ({
    label: say(`officials:news.act.${option}`),
    press: corePress("news", option, id),
    rank,
  });
  if (status.at === "ready")
    return [...(status.count > 0 ? [action("send", "main")] : []), action("discard", "plain")];
  return status.at === "sending" ? [action("stop", "plain")] : [];
}
