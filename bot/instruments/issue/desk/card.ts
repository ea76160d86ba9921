import { isDay } from "../../../core/calendar/time.ts";
import type { Card, CardAction } from "../../../core/model/card.ts";
import { type Entry, shownNumber } from "../../../core/model/contribution.ts";
import { type Message, type Param, say } from "../../../core/model/message.ts";
import { mapLink } from "../../../core/model/place.ts";
import type { Context } from "../../../core/turn.ts";
import { statusForDesk } from "../following/status-line.ts";
import { people } from "../hearers.ts";
import { areaName, categoryName, placeName, press } from "../names.ts";
import type { Issue, OfIssue } from "../state.ts";
import { isRefusal, QUESTION, readIssue } from "../state.ts";
import type { ActName } from "./act.ts";
import { actNames, deskButtons } from "./buttons.ts";
import { isPaused } from "./pause-state.ts";

/** What the desk sees: the resident's own words first and unchanged, then the facts, then what can be done. */
export function card(contribution: OfIssue, context: Pick<Context, "town" | "office" | "now">): Card {
  const issue = readIssue(contribution);
  const { town } = context;
  // A new date was promised, but it is late until somebody has answered or planned it.
  const overdue = issue.overdue !== undefined || (issue.dueAt !== undefined && issue.dueAt < context.now);
  const link = issue.place && mapLink(issue.place);
  const facts: Card["facts"] = [
    { label: say("officials:card.category"), value: categoryName(issue.category, town) },
    { label: say("officials:card.area"), value: areaName(issue.neighbourhood, town) },
    { label: say("officials:card.place"), value: placeName(issue.place), link },
    ...(issue.dueAt ? [{ label: say("officials:card.due"), value: { moment: issue.dueAt } }] : []),
    { label: say("officials:card.language"), value: say(`common:language.${issue.language}`) },
    ...(issue.joined.length > 0
      ? [{ label: say("officials:card.people"), value: people(contribution) }]
      : []),
    ...(issue.via ? [{ label: say("officials:card.via"), value: viaOf(issue.via) }] : []),
    ...(issue.media.length > 0 ? [{ label: say("officials:card.media"), value: issue.media.length }] : []),
    // Of somebody who is gone, or who withdrew it, nothing is waited for.
    ...(issue.unheard && !issue.erased && issue.status.at !== "withdrawn"
      ? [{ label: say("officials:card.unheard"), value: say(`officials:unheard.${issue.unheard.why}`) }]
      : []),
    ...(issue.council?.response
      ? [{ label: say("officials:card.council"), value: issue.council.response }]
      : []),
    ...(issue.promise ? [{ label: say("officials:card.promise"), value: issue.promise }] : []),
    ...(issue.pause && isPaused(issue, context.now)
      ? [{ label: say("officials:card.paused"), value: { moment: issue.pause.until } }]
      : []),
  ];
  const voices = issue.media.some((one) => one.kind === "voice");
  return {
    ref: contribution.id,
    title: say(overdue ? "officials:card.titleLate" : "officials:card.title", {
      number: shownNumber(contribution.id),
    }),
    words: issue.erased ? undefined : issue.words || undefined,
    facts,
    status: issue.erased
      ? say("officials:card.erased", { status: statusForDesk(issue.status) })
      : issue.owner
        ? say("officials:card.statusOwned", { status: statusForDesk(issue.status), member: issue.owner })
        : say(voices && !issue.words ? "officials:card.statusVoice" : "officials:card.status", {
            status: statusForDesk(issue.status),
          }),
    urgent: overdue,
    media: issue.erased ? [] : issue.media,
    actions: actNames
      .filter((name) => deskButtons[name].isPossible(contribution, issue, context))
      .map((name) => action(name, contribution.id)),
  };
}

/** Who wrote it down, and of how many people it is: never who they are. */
function viaOf({ is, size, worker = "" }: NonNullable<Issue["via"]>): Message {
  if (is === "group")
    return say("officials:card.viaWorker", { worker: shownNumber(worker), size: size ?? 1 });
  return size === undefined ? say("officials:card.viaDesk") : say("officials:card.viaDeskGroup", { size });
}

function action(name: ActName, ref: string): CardAction {
  return {
    label: say(`officials:act.${name}`),
    press: press("card", name, ref),
    rank: deskButtons[name].rank,
  };
}

/**
 * Characters of the words that the workplace shows on the card itself at least, with signs that it has to escape at their
 * escaped length.
 */
const WORDS_ON_CARD = 2500;
/** Characters of an escaped sign: "&amp;" and the like. */
const ESCAPED = 5;

/** The history in the card's thread. Submitting needs a line only when the words are too long for the card. */
export function threadLine(
  entry: Entry,
  contribution: OfIssue,
  context: Pick<Context, "town">,
): Message | undefined {
  if (entry.event === "submit") {
    const { words } = readIssue(contribution);
    const signs = words.match(/[&<>]/g)?.length ?? 0;
    const counted = words.length + signs * (ESCAPED - 1);
    // Rather the whole text once too often in the thread than its end nowhere.
    return counted > WORDS_ON_CARD - 100 ? say("officials:thread.restOfWords", { words }) : undefined;
  }
  // The code that sets a message aside for a fault says so in the thread itself.
  if (entry.event === "unheard" && entry.why === "failed") return undefined;
  return say(`officials:thread.${lineOf(entry, contribution)}`, {
    words: entry.words ?? "",
    why: reasonOf(entry, context),
  });
}

function lineOf(entry: Entry, contribution: OfIssue): string {
  if (entry.words) return entry.event === "add" && entry.why === QUESTION ? "question" : entry.event;
  if (entry.event === "objection") return "objectionSilent";
  if (entry.event === "unheard") return `unheard_${entry.why}`;
  if (entry.event === "close" && !entry.why) {
    const { status } = readIssue(contribution);
    return status.at === "closed" && isRefusal(status.outcome) ? "closeClear" : "close";
  }
  if (["park", "close"].includes(entry.event) && entry.why) return `${entry.event}Unheard`;
  if (entry.event === "reply" || entry.event === "add") return `${entry.event}Media`;
  if (entry.event === "reopen") return entry.why ? "reopenJoined" : "reopenSilent";
  return entry.event;
}

function reasonOf(entry: Entry, context: Pick<Context, "town">): Param {
  if (entry.event === "change") return categoryName(entry.why ?? "", context.town);
  if (entry.event === "plan" && entry.why && isDay(entry.why)) return { day: entry.why };
  return entry.why ?? "";
}
