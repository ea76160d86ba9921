import { after, MINUTE } from "../../core/calendar/time.ts";
import type { Card, CardAction } from "../../core/model/card.ts";
import type { Entry } from "../../core/model/contribution.ts";
import { linkAddress } from "../../core/model/deep-link.ts";
import { type Message, say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { facilitatedLink } from "../../core/processes/chat-group.ts";
import { everywhere } from "../../core/processes/everywhere.ts";
import { workerActions, workerEvents, workerFacts } from "../../core/processes/facilitators.ts";
import {
  cardFacts,
  lineOf,
  nextFacts,
  ownActions,
  sharedActions,
  shownStanding,
} from "../../core/processes/process-card.ts";
import { titleOf } from "../../core/processes/shown-values.ts";
import type { Context } from "../../core/turn.ts";
import { invitationOf } from "./core-group/core-group.ts";
import { majority } from "./core-group/motion-screen.ts";
import { manifestoKind } from "./manifesto.ts";
import { agreementLines, onALine, press } from "./names.ts";
import { rowOfAct } from "./official.ts";
import { coreOf, isEnding, type Manifesto, motionOf, readManifesto, voteEnds } from "./state.ts";
import { adoptedItems, figureLines } from "./voting/points.ts";
import { youngInGroups, youngPeople } from "./voting/told-figures.ts";

/** A manifesto as the desk sees it: its status, what was promised to young people, and what can be done now. */
export function processCard(process: Process, shown: Pick<Context, "town" | "office" | "now">): Card {
  const manifesto = readManifesto(process);
  const standing = shownStanding(manifestoKind, process, shown);
  return {
    ref: process.id,
    title: say("officials:manifesto.card", titleOf(process)),
    facts: [
      ...cardFacts(manifestoKind, process),
      ...ownFacts(process, manifesto, shown),
      ...nextFacts(manifestoKind, standing),
    ],
    status:
      manifesto.at === "forced"
        ? say("officials:process.at.forced")
        : say(`officials:manifesto.at.${manifesto.closing ? "closing" : manifesto.at}`),
    media: [],
    // Everybody is being told how it ended.
    actions: isEnding(manifesto)
      ? []
      : [
          ...actionsFor(process, manifesto),
          ...ownActions(manifestoKind, standing).filter(({ press: { option } }) => ofTable.has(option)),
          ...workerActions(manifestoKind, standing),
          ...sharedActions(manifestoKind, standing),
        ],
  };
}

function ownFacts(process: Process, manifesto: Manifesto, { town }: Pick<Context, "town">): Card["facts"] {
  const { at, agreement, themes: items, result, from, to, least, most } = manifesto;
  const [motion, ends] = [motionOf(manifesto), voteEnds(manifesto)];
  const fact = (name: string, value: Card["facts"][number]["value"] | undefined | false) =>
    value ? [{ label: say(`officials:manifesto.fact.${name}`), value }] : [];
  const invitation = (code: string) =>
    linkAddress(town, code) ?? say("officials:manifesto.typeThis", { code });
  return [
    ...fact("ages", say("officials:manifesto.between", { from, to })),
    ...fact("core", say("officials:manifesto.coreCount", { count: coreOf(manifesto).length, least, most })),
    ...fact("invitation", at === "forming" && invitation(invitationOf(process))),
    ...fact(
      "groups",
      (at === "collecting" || at === "prioritising") &&
        invitation(facilitatedLink(manifestoKind, process) ?? ""),
    ),
    ...workerFacts({ state: manifesto }),
    ...fact("agreement", agreement && { rows: agreementLines(agreement) }),
    ...fact("items", items && !result && say("officials:manifesto.itemCount", { count: items.length })),
    ...fact("voteUntil", ends && !result && { moment: after(ends, -MINUTE) }),
    ...fact("result", result && votedTold(result)),
    ...fact("figures", adoptedItems(manifesto).some((one) => one.answer) && { rows: figureLines(manifesto) }),
    ...fact(
      "motion",
      motion &&
        say("officials:manifesto.motionCount", {
          agreed: motion.yes.length,
          against: motion.no.length,
          needed: majority(manifesto),
        }),
    ),
  ];
}

function votedTold({ voters, grouped }: NonNullable<Manifesto["result"]>): Message {
  const young = youngPeople(voters);
  return grouped > 0
    ? say("officials:manifesto.votedGroups", { young, grouped: youngInGroups(grouped) })
    : say("officials:manifesto.voted", { young });
}

/** Rows whose buttons are as the kernel makes them; what the core group is asked has its own. */
const ofTable: ReadonlySet<string> = new Set([
  "write",
  "ratify",
  "handOver",
  "handOverAgain",
  "close",
  "endEmpty",
]);

function actionsFor(process: Process, manifesto: Manifesto): CardAction[] {
  const { at, least } = manifesto;
  const action = (option: string, rank: CardAction["rank"]): CardAction => ({
    label: say(`officials:manifesto.act.${rowOfAct(option)}`),
    press: press("card", option, process.id),
    rank,
  });
  return [
    ...(at === "forming" && coreOf(manifesto).length >= least ? [action("agreement", "main")] : []),
    ...(at === "collecting" ? [action("stopCollecting", "plain")] : []),
    ...(at === "clustering"
      ? [action("items", "main"), action("merge", "plain"), action("split", "plain")]
      : []),
  ];
}

/** What happened to nobody. */
const silent = new Set(["begin", "tellAuthors", "goesOn", "broughtOver"]);

/** The topic whose text was written. */
function writtenAt({ event, at }: Entry, process: Process): string {
  const { filled, themes = [] } = readManifesto(process);
  const kept = filled[event];
  const found = kept?.on === at ? themes.find(({ n }) => String(n) === kept.values?.item) : undefined;
  return found ? onALine(found.words) : "";
}

/** What the kernel says of its own doings; the rest is in words of the manifesto. */
const ofKernel = new Set([
  ...Object.keys(everywhere),
  ...workerEvents,
  "groupBrought",
  "groupVoted",
  "askedAgain",
  "notAgreed",
  "notEnded",
  "evaluated",
  "editsTold",
]);

export function processLine(entry: Entry, process: Process): Message | undefined {
  const { event, words = "", why = writtenAt(entry, process) } = entry;
  if (silent.has(event)) return undefined;
  if (event === "asked") {
    const { asked = [] } = readManifesto(process);
    return say(`officials:manifesto.thread.propose.${asked.at(-1)?.step}`);
  }
  return ofKernel.has(event) || event.startsWith("owed.")
    ? lineOf(manifestoKind, entry, process)
    : say(`officials:manifesto.thread.${event}`, { words, why });
}
