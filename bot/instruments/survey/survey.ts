import { townClock } from "../../core/calendar/time.ts";
import { sameResults } from "../../core/counting/response.ts";
import { type Localized, type Message, say } from "../../core/model/message.ts";
import type { Need } from "../../core/needs.ts";
import {
  anyKind,
  type ProcessKind,
  type ResidentPart,
  type Standing,
  type Values,
} from "../../core/processes/kind.ts";
import { dayAfter, dayIn } from "../../core/processes/terms.ts";
import { commitment } from "../commitment/commitment.ts";
import { helpersScreen } from "./answering/pledge.ts";
import { dayProblems, endOfDay, gatheredFrom, heardBy } from "./days.ts";
import { callStaff } from "./entering/staff-card.ts";
import { survey as table } from "./lifecycle.ts";
import { lastDays, stopForm } from "./making/ending-early.ts";
import { questionRows, remarks } from "./making/review-lines.ts";
import { VERSION } from "./names.ts";
import { readDefinition } from "./questions/checks.ts";
import { definitionSchema } from "./questions/definition.ts";
import { reminds } from "./reaching/reminding.ts";
import { actScreen, resultScreen } from "./returning/result-screen.ts";
import { type Acted, type Survey, surveySchema } from "./state.ts";

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

/** There is an action, or a reason why there is none. */
function actProblems({ context: { town } }: Now, filled: Values): Readonly<Record<string, Message>> {
  const { actions, because } = filled as Acted;
  const [own = "nl"] = town.languages;
  return actions.length > 0 || because ? {} : { [`because_${own}`]: say("officials:error.reason") };
}

/** What colleagues in other channels see changes then. */
const showsStaff: ReadonlySet<string> = new Set(["publish", "late", "owed.passed", "ended"]);

const part: ResidentPart<typeof table, Survey> = {
  table,
  version: VERSION,
  schema: surveySchema,
  guards: {},
  lists: {},
  wakes: ({ state }) => gatheredFrom(state),
};

const kind: ProcessKind<typeof table, Survey> = {
  command: "peiling",
  guards: {
    askable: ({ state, context: { town } }) => readDefinition(state.definition, town).problems === undefined,
    inTime: ({ state, context: { now } }) => state.closesOn >= townClock(now).day,
    running: ({ state: { closesOn }, context: { now } }) => now < endOfDay(closesOn),
    worthIt: ({ state: { closesOn, began }, context: { town } }) =>
      began.open !== undefined && dayIn(began.open) < dayAfter(closesOn, "2 days", town, -1),
    allIn: ({ state, context: { now } }) => (gatheredFrom(state) ?? now) <= now,
    unflagged: ({ state: { taken } }) => taken.flag === undefined,
    actionsOrReason: (s, filled) => filled === undefined || Object.keys(actProblems(s, filled)).length === 0,
  },
  lists: {},
  needs: {
    close: needsAnswers,
    gather: needsAnswers,
    stop: ({ process: { id }, context: { seen } }) =>
      seen.released[id] ? [] : [{ see: "released", process: id }],
  },
  change: {
    open: printed,
    close: counted,
    gather: counted,
    publish: printed,
    actOn: printed,
    stop: lastDays,
    days: (_s, { opensOn, closesOn }) => ({ opensOn, closesOn, resultsBy: heardBy(closesOn) }),
    amend: ({ state }, { questions }) => ({
      definition: definitionSchema.parse(questions),
      edition: state.edition + 1,
    }),
  },
  screen: {
    publish: ({ process, state, context: { now } }) =>
      resultScreen(process, state, state.quotes ?? [], townClock(now).day),
    actOn: ({ process }, filled) => actScreen(process, filled as Acted),
    tellHelpers: ({ process }, { words }) => helpersScreen(process, words as Localized),
  },
  forms: {
    propose: {
      plain: true,
      says: ({ process, context }) => [
        say("officials:survey.proposeIntro"),
        ...remarks(process, context),
        ...questionRows(process),
      ],
    },
    takeBack: { plain: true, says: () => [say("officials:survey.takeBackIntro")] },
    discard: {
      plain: true,
      says: ({ process }) => [
        say("officials:survey.discardIntro", { title: { localized: process.card.title } }),
      ],
    },
    stop: stopForm,
    days: {
      plain: true,
      says: () => [],
      starts: ({ state: { opensOn, closesOn } }) => ({ opensOn, closesOn }),
      problems: ({ process }, filled) => {
        const { answerBy, ...others } = dayProblems(filled as Survey, process.card.answerBy);
        // The day of the answer is on the card, so its error is shown at the last day.
        return { ...(answerBy && { closesOn: answerBy }), ...others };
      },
    },
    actOn: { plain: true, problems: actProblems },
    tellHelpers: {
      plain: true,
      problems: ({ context: { town } }, { words }) =>
        Object.fromEntries(
          town.languages
            .filter((one) => (words as Localized)[one] === undefined)
            .map((one) => [`words_${one}`, say("officials:error.required")]),
        ),
    },
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

export const survey = anyKind(part, kind, [commitment]);
