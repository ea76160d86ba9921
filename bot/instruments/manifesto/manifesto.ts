import { anyKind, type ProcessKind, type Standing } from "../../core/processes/kind.ts";
import { keptUntil } from "../../core/processes/retention.ts";
import { stateIs } from "../../core/processes/rows.ts";
import { endOf } from "../../core/processes/terms.ts";
import type { Decision } from "../../core/turn.ts";
import { promiseDue } from "./council/promise-clock.ts";
import { agreeForm, beginForm } from "./forms.ts";
import { manifesto as table } from "./lifecycle.ts";
import {
  clusteringNext,
  isEach,
  residentPart,
  topicsListed,
  voteOpens,
  withItems,
  withPaper,
} from "./part.ts";
import { manifestoKept } from "./retention.ts";
import type { Manifesto } from "./state.ts";
import { agendaScreen, answersScreen, forcedScreen, handedOverScreen, soonScreen } from "./told.ts";
import { mergeForm, splitForm } from "./topics/arranging.ts";
import { voteForm } from "./topics/to-the-vote.ts";
import { countedNow, countNeeds } from "./voting/counting.ts";
import { tellAuthors } from "./voting/result.ts";
import { resultScreen, secondRoundScreen } from "./voting/result-screen.ts";

/** What stands beside the table of a manifesto, for officials and the clock. */

type S = Standing<Manifesto>;

const kind: ProcessKind<typeof table, Manifesto> = {
  command: "manifest",
  forms: { begin: beginForm, agree: agreeForm, merge: mergeForm, split: splitForm, openVote: voteForm },
  // Topics and what came in stand in its own state: no row is taken for them one by one.
  lists: { topics: () => [], adopted: () => [] },
  guards: {
    lastDayPassed: ({ state, context }) =>
      state.agreement !== undefined && context.now >= endOf(state.agreement.collectUntil),
    anotherRound: (s) => countedNow(s)?.goesOn === true,
    lastRound: (s) => countedNow(s)?.goesOn === false,
    nothingChosen: ({ state }) => state.result?.adopted.length === 0,
    allAnswered: ({ state }) => isEach(state, ({ answer }) => answer !== undefined),
  },
  needs: { stopCollecting: topicsListed, secondRound: countNeeds, closeVote: countNeeds },
  change: {
    begin: (_s, numbers) => numbers,
    stopCollecting: withItems,
    secondRound: (s) => {
      const firstRound = countedNow(s)?.result;
      const items = (s.state.themes ?? []).map((one) =>
        firstRound?.adopted.includes(one.n) ? one : { ...one, dropped: true },
      );
      return { ...voteOpens(s), round: 2, firstRound, themes: items, telling: 0 };
    },
    closeVote: (s) => ({ result: countedNow(s)?.result, telling: 0 }),
    respond: withPaper,
  },
  says: {
    stopCollecting: clusteringNext,
  },
  screen: {
    handOver: handedOverScreen,
    remind: soonScreen,
    secondRound: secondRoundScreen,
    closeVote: resultScreen,
    putOnAgenda: agendaScreen,
    moveOnAgenda: agendaScreen,
    respond: answersScreen,
    forceEnd: forcedScreen,
  },
  text: { ended: () => "ended", notEnded: () => "notEnded" },
  clock: ({ process, state, context }) => {
    if (state.telling !== undefined) return tellAuthors(process, state, state.telling, context);
    return kept(process, state, context) ?? promiseDue(process, state, context);
  },
};

function kept(process: S["process"], state: Manifesto, context: S["context"]): Decision | undefined {
  const isOver = stateIs(table, state.at) === "over";
  return isOver && !state.forgotten && keptUntil({}, process, state, context) <= context.now
    ? manifestoKept(process, state, context)
    : undefined;
}

/** A manifesto with all of its code. */
export const manifestoKind = anyKind(residentPart, kind);
