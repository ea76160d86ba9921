import { addDays, townClock } from "../../core/calendar/time.ts";
import { type Message, say } from "../../core/model/message.ts";
import type { Need } from "../../core/needs.ts";
import { anyPart, type ResidentPart, type Standing } from "../../core/processes/kind.ts";
import { commitmentPart } from "../commitment/part.ts";
import { responsePart } from "../response/part.ts";
import { base } from "./base.ts";
import { motionFell, motionScreen } from "./core-group/motion-screen.ts";
import type { manifesto as table } from "./lifecycle.ts";
import { numberOfItem } from "./names.ts";
import { agreementIn, coreOf, type Manifesto } from "./state.ts";
import { closedScreen, openScreen, ratifiedScreen, voteScreen } from "./told.ts";
import { itemsOf } from "./topics/items.ts";
import { topicChanged } from "./topics/topic-changed.ts";
import { whereItWent } from "./topics/where-it-went.ts";
import { adoptedItems } from "./voting/points.ts";
import { inTheRace } from "./voting/rounds.ts";

/** The code of the rows that the core group decides, or that residents take: it stands where residents act. */

type S = Standing<Manifesto>;

/** Days after the last one for topics within which the organiser closes them. */
const STOP_WITHIN = 7;

const part: ResidentPart<typeof table, Manifesto> = {
  ...base,
  lists: {},
  guards: {
    enoughMembers: ({ state, context }, filled) => {
      const missing = state.least - coreOf(state).length;
      if (missing > 0) return { count: missing };
      return filled === undefined || agreementIn(filled).collectUntil >= townClock(context.now).day;
    },
    enoughToChoose: ({ state }) => (state.themes ?? []).length > 0,
    allWritten: ({ state }) => isEach(state, ({ point }) => point !== undefined),
  },
  needs: { stopEarly: topicsListed },
  change: {
    stopEarly: withItems,
    agree: (_s, filled) => {
      const agreement = agreementIn(filled);
      return { agreement, ...agreement.ages, stopBy: addDays(agreement.collectUntil, STOP_WITHIN) };
    },
    openVote: voteOpens,
    ratify: withPaper,
    close: withPaper,
  },
  says: { stopEarly: clusteringNext },
  screen: {
    agree: openScreen,
    openVote: voteScreen,
    ratify: ratifiedScreen,
    close: (s) => closedScreen(s.process, s.state),
  },
  ballot: ({ state }) => ({
    is: state.agreement?.counting ?? "votes",
    options: inTheRace(state).map((one) => ({ n: numberOfItem(one), words: { nl: one.words } })),
    votes: state.agreement?.votes ?? 1,
  }),
  groupsCount: (state) => say(`manifesto:group.counts.${state?.agreement?.counting ?? "undecided"}`),
  itemChanged: topicChanged,
  itemStands: ({ process }, { row }) => whereItWent(row.id, process),
  fell: motionFell,
  question: ({ process, state }, asked) => motionScreen(process, state, asked),
};

/** Everything that came in has this, and something did. */
function isEach(state: Manifesto, has: (item: ReturnType<typeof adoptedItems>[number]) => boolean) {
  const items = adoptedItems(state);
  return items.length > 0 && items.every(has);
}

/** All topics are read once no more come in. */
export function topicsListed({ process, context }: S): readonly Need[] {
  return context.seen.listed[process.id] ? [] : [{ see: "listed", process: process.id, all: true }];
}

/** What is in by now can be merged and voted on. */
export function withItems({ process, context }: S): Partial<Manifesto> {
  return { themes: itemsOf(context.seen.listed[process.id] ?? []) };
}

export function clusteringNext(): readonly Message[] {
  return [say("manifesto:clustering.next")];
}

/** The vote is open for as many days as was agreed, from today. */
export function voteOpens({ state, context }: S): Partial<Manifesto> {
  return { voteUntil: addDays(townClock(context.now).day, state.agreement?.votingDays ?? 0) };
}

/** Remakes the document: its version goes up. */
export function withPaper({ state }: S): Partial<Manifesto> {
  return { papers: (state.papers ?? 0) + 1 };
}

/** What the core group and residents do in a manifesto. */
export const manifestoPart = anyPart(part, [anyPart(responsePart), anyPart(commitmentPart)]);
export const residentPart = part;
