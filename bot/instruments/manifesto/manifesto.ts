import { childId } from "../../core/processes/children.ts";
import { anyKind, type ProcessKind, type Standing } from "../../core/processes/kind.ts";
import { keptUntil } from "../../core/processes/retention.ts";
import { openStates, stateIs } from "../../core/processes/rows.ts";
import { endOf } from "../../core/processes/terms.ts";
import type { Decision } from "../../core/turn.ts";
import { commitment } from "../commitment/commitment.ts";
import { response } from "../response/response.ts";
import { broughtOver } from "./council.ts";
import { goesOn } from "./earlier-council.ts";
import { agreeForm, beginForm, handOverForm, writeForm } from "./forms.ts";
import { manifesto as table } from "./lifecycle.ts";
import { clusteringNext, residentPart, topicsListed, voteOpens, withItems, withPaper } from "./part.ts";
import { manifestoKept } from "./retention.ts";
import { type Manifesto, pointsAsked } from "./state.ts";
import { forcedScreen, handedOverScreen, soonScreen } from "./told.ts";
import { mergeForm, splitForm } from "./topics/arranging.ts";
import { voteForm } from "./topics/to-the-vote.ts";
import { countedNow, countNeeds } from "./voting/counting.ts";
import { adoptedItems } from "./voting/points.ts";
import { tellAuthors } from "./voting/result.ts";
import { resultScreen, secondRoundScreen } from "./voting/result-screen.ts";

/** What stands beside the table of a manifesto, for officials and the clock. */

type S = Standing<Manifesto>;

const kind: ProcessKind<typeof table, Manifesto> = {
  command: "manifest",
  forms: {
    begin: beginForm,
    agree: agreeForm,
    merge: mergeForm,
    split: splitForm,
    openVote: voteForm,
    write: writeForm,
    handOver: handOverForm,
    handOverAgain: handOverForm,
    endEmpty: { plain: true },
  },
  // Topics and what came in stand in its own state: no row is taken for them one by one.
  lists: { topics: () => [] },
  guards: {
    lastDayPassed: ({ state, context }) =>
      state.agreement !== undefined && context.now >= endOf(state.agreement.collectUntil),
    anotherRound: (s) => countedNow(s)?.goesOn === true,
    lastRound: (s) => countedNow(s)?.goesOn === false,
    nothingChosen: ({ state }) => state.result?.adopted.length === 0,
    unconfirmed: (s) => councilIs(s, ["requested"]),
    onAgenda: (s) => councilIs(s, ["scheduled", "answered", "plain_text_checked", "sent"]),
    noneAsked: (s) => councilIs(s, ["withdrawn"]) && !councilIs(s, openStates(response.table)),
    anyChosen: ({ state }) => (state.result?.adopted.length ?? 0) > 0,
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
    write: ({ state }, { item, action, addressee }) => ({
      themes: state.themes?.map((one) =>
        String(one.n) === item ? { ...one, point: { action, addressee } } : one,
      ),
      // People who were asked to agree had read a different text: they are asked again.
      asked: undefined,
    }),
    handOver: ({ context }) => ({ council: childId(context, 0) }),
    respond: (s) => ({ ...withPaper(s), telling: 0 }),
    forceEnd: withPaper,
  },
  begins: {
    handOver: ({ state, context: { town } }) => ({
      points: pointsAsked(adoptedItems(state), town.languages[0] ?? "nl"),
    }),
  },
  besides: ({ process }, event) =>
    event === "forceEnd" ? [{ do: "notify", notice: { kind: "document", contribution: process.id } }] : [],
  says: {
    stopCollecting: clusteringNext,
  },
  screen: {
    handOver: handedOverScreen,
    handOverAgain: handedOverScreen,
    remind: soonScreen,
    secondRound: secondRoundScreen,
    closeVote: resultScreen,
    forceEnd: forcedScreen,
  },
  text: { ended: () => "ended", notEnded: () => "notEnded" },
  clock: ({ process, state, context }) => {
    if (state.telling !== undefined) return tellAuthors(process, state, state.telling, context);
    return (
      kept(process, state, context) ??
      goesOn(manifestoKind, { process, state, context }) ??
      broughtOver(process, state, context)
    );
  },
};

/** Whether something that the council was asked is in one of these states. */
function councilIs({ state: { children } }: S, states: readonly string[]): boolean {
  return states.some((at) => (children?.response?.now[at] ?? 0) > 0);
}

function kept(process: S["process"], state: Manifesto, context: S["context"]): Decision | undefined {
  const isOver = stateIs(table, state.at) === "over";
  return isOver && !state.forgotten && keptUntil({}, process, state, context) <= context.now
    ? manifestoKept(process, state, context)
    : undefined;
}

/** A manifesto with all of its code. */
export const manifestoKind = anyKind(residentPart, kind, [response, commitment]);
