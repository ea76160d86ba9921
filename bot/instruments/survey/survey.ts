import { townClock } from "../../core/calendar/time.ts";
import { sameResults } from "../../core/counting/response.ts";
import type { Localized } from "../../core/model/message.ts";
import type { Need } from "../../core/needs.ts";
import { anyKind, type ProcessKind, type Standing } from "../../core/processes/kind.ts";
import { dayAfter, dayIn } from "../../core/processes/terms.ts";
import { commitment } from "../commitment/commitment.ts";
import { helpersScreen } from "./answering/pledge.ts";
import { endOfDay, gatheredFrom, heardBy } from "./days.ts";
import { callStaff } from "./entering/staff-card.ts";
import type { survey as table } from "./lifecycle.ts";
import { lastDays } from "./making/ending-early.ts";
import { part } from "./part.ts";
import { readDefinition } from "./questions/checks.ts";
import { definitionSchema } from "./questions/definition.ts";
import { reminds } from "./reaching/reminding.ts";
import { anyQuote, quoteChanged, quoteMade, quoteNumbered, quoteTold } from "./returning/quotes.ts";
import { actScreen, resultScreen } from "./returning/result-screen.ts";
import { type Acted, isActed, type Survey } from "./state.ts";

/** What stands beside the table of a survey. What people answer, and how, is in the folders below. */

type Now = Standing<Survey>;

/** All answers, read and recounted, and the running results to compare them with. */
function needsAnswers({ process: { id }, context: { seen } }: Now): readonly Need[] {
  if (seen.answers[id] && seen.results[id]) return [];
  return [
    { see: "answers", process: id },
    { see: "results", process: id },
  ];
}

/** Its paper, made anew. */
function printed({ state }: Now): Pick<Survey, "papers"> {
  return { papers: (state.papers ?? 0) + 1 };
}

/** After this the results are final, even if somebody has herself erased. */
function counted(s: Now): Partial<Survey> {
  const { now, seen } = s.context;
  const [gathered, kept] = [seen.answers[s.process.id], seen.results[s.process.id]];
  if (!gathered || !kept) throw new Error("a survey is counted before its answers were read");
  const results = Object.entries(gathered.results).map(([question, one]) => [question, { ...one }]);
  const words = Object.entries(gathered.words).map(([question, list]) => [
    question,
    list.map(([word, count]): [string, number] => [word, count]),
  ]);
  const result = {
    on: now,
    results: Object.fromEntries(results),
    same: sameResults(gathered.results, kept),
    words: Object.fromEntries(words),
  };
  return { result, ...printed(s) };
}

/** Which text says that it closed: the running results may differ from what was counted. */
function closedText({ state: { result } }: Now): string | undefined {
  return result?.same === false ? "closeDiffers" : undefined;
}

/** When everybody has heard what is done, and not why it was ended early. */
function endedText(name: string): (s: Now) => string | undefined {
  return ({ state: { forced } }) => (forced ? undefined : name);
}

/** What colleagues in other channels see changes then. */
const showsStaff: ReadonlySet<string> = new Set(["publish", "quoted", "late", "owed.passed", "ended"]);

const kind: ProcessKind<typeof table, Survey> = {
  command: "peiling",
  guards: {
    anyQuote,
    anyQuestion: ({ state }) => state.definition.questions.length > 0,
    asksHelp: ({ state }) => state.definition.questions.some(({ kind }) => kind === "pledge"),
    askable: ({ state, context: { town } }) => readDefinition(state.definition, town).problems === undefined,
    inTime: ({ state, context: { now } }) => state.closesOn >= townClock(now).day,
    running: ({ state: { closesOn }, context: { now } }) => now < endOfDay(closesOn),
    worthIt: ({ state: { closesOn, began }, context: { town } }) =>
      began.open !== undefined && dayIn(began.open) < dayAfter(closesOn, "2 days", town, -1),
    allIn: ({ state, context: { now } }) => (gatheredFrom(state) ?? now) <= now,
    unflagged: ({ state: { taken } }) => taken.flag === undefined,
    actionsOrReason: (_s, filled) => filled === undefined || isActed(filled as Acted),
  },
  lists: {},
  needs: {
    close: needsAnswers,
    gather: needsAnswers,
    stop: ({ process: { id }, context: { seen } }) =>
      seen.released[id] ? [] : [{ see: "released", process: id }],
  },
  makes: { quote: quoteMade },
  quoted: quoteTold,
  change: {
    quote: quoteNumbered,
    open: printed,
    close: counted,
    gather: counted,
    publish: (s, { chosen }) => ({
      ...printed(s),
      quotes: chosen.map(({ question, text }) => ({ question, text })),
    }),
    actOn: printed,
    stop: lastDays,
    days: (_s, { opensOn, closesOn }) => ({ opensOn, closesOn, resultsBy: heardBy(closesOn) }),
    amend: ({ state }, { questions }) => ({
      definition: definitionSchema.parse(questions),
      edition: state.edition + 1,
    }),
  },
  screen: {
    publish: ({ process, state, context: { now } }, { chosen }) =>
      resultScreen(process, state, chosen, townClock(now).day),
    actOn: ({ process }, filled) => actScreen(process, filled as Acted),
    tellHelpers: ({ process }, { words }) => helpersScreen(process, words as Localized),
  },
  text: {
    close: closedText,
    gather: closedText,
    ended: endedText("ended"),
    notEnded: endedText("notEnded"),
  },
  besides: ({ process, state }, event) => (showsStaff.has(event) ? callStaff(process, state) : []),
  clock: (s) => reminds(survey, s),
};

export const survey = anyKind({ ...part, itemChanged: quoteChanged }, kind, [commitment]);
