import { townClock } from "../../../core/calendar/time.ts";
import { shortened } from "../../../core/model/characters.ts";
import { type Entry, shownNumber } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Choice, Screen } from "../../../core/model/screen.ts";
import { button, rows } from "../../../core/model/screen.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { areaName, categoryName, deskName, ownPress, placeName } from "../names.ts";
import type { OfIssue } from "../state.ts";
import { type Issue, readIssue, type Status } from "../state.ts";
import { ownActNames, ownActs } from "./acts.ts";
import { answerLines, underIt } from "./answer-lines.ts";
import { wholeOf } from "./merged-into.ts";
import type { Standing } from "./own-issue.ts";
import { statusLine } from "./status-line.ts";

/** Characters of her words in one line of /mijn. */
const WORDS_IN_LINE = 24;
/** Characters of her words in the whole story: Telegram takes 4,096, and the answer stands there too. */
const WORDS_IN_STORY = 1500;
/** The last rows of the history that are shown. */
const ROWS_OF_HISTORY = 12;

/** One line in /mijn. */
export function summary(contribution: OfIssue): Message {
  const issue = readIssue(contribution);
  const words = issue.words.split("\n")[0] ?? "";
  const short = shortened(words, WORDS_IN_LINE);
  return say(short ? "issue:summary" : "issue:summaryNoWords", {
    words: short,
    status: statusLine(ownStatus(issue, contribution)),
  });
}

/** Events that a resident sees in the history; the desk's internal steps are left out. */
const shownEvents = [
  "submit",
  "triage",
  "ask",
  "reply",
  "park",
  "start",
  "plan",
  "forward",
  "merge",
  "joined",
  "answer",
  "satisfied",
  "clear",
  "close",
  "reopen",
  "decline",
  "withdraw",
  "leave",
  "add",
  "edit",
  "late",
  "council",
];

/** The whole story of one issue: what was said, what came of it, and what can be done now. */
export function detail(
  contribution: OfIssue,
  history: readonly Entry[],
  context: Context,
): Decision | Screen {
  const issue = readIssue(contribution);
  const status = ownStatus(issue, contribution);
  // A merged issue goes on in the other, and gets its answer there.
  const { whole: found, ask } = wholeOf(contribution, context);
  if (ask) return ask;
  const whole = found && found.id !== contribution.id ? readIssue(found) : undefined;
  const lines: Message[] = [
    say("issue:detail.title", { number: shownNumber(contribution.id), status: statusLine(status) }),
  ];
  if (issue.words)
    lines.push(
      say("common:quote", {
        text: shortened(issue.words, WORDS_IN_STORY),
      }),
    );
  lines.push(
    say("issue:detail.facts", {
      category: categoryName(issue.category, context.town),
      place: placeName(issue.place),
      area: areaName(issue.neighbourhood, context.town),
      team: deskName(contribution.desk, context.office),
    }),
  );
  if (whole) lines.push(say("issue:detail.whole", { status: statusLine(whole.status) }));
  const end = whole?.status ?? status;
  lines.push(...answerLines(end));
  // A question is put to the maker alone.
  if (!whole && (end.at === "info_requested" || end.at === "parked"))
    lines.push(say("issue:detail.question"), say("common:quote", { text: end.question }));
  const under = underIt(whole ?? issue, context);
  if ("needs" in under) return under;
  lines.push(...under.lines);
  const dueAt = issue.left ? undefined : (whole ?? issue).dueAt;
  if (dueAt) lines.push(say("issue:detail.due", { day: { moment: dueAt } }));
  const rowsOfHistory = history
    .filter((one) => shownEvents.includes(one.event))
    .filter((one, at, all) => !isAgain(one, all[at - 1]))
    .slice(-ROWS_OF_HISTORY)
    .map((entry) => say(`issue:history.${entry.event}`, { day: { day: townClock(entry.at).day } }));
  lines.push(say("issue:detail.history", { rows: { rows: rowsOfHistory } }));
  return {
    lines,
    choices: actions(contribution.id, { status, whole: whole ?? issue, now: context.now }),
    about: contribution.id,
  };
}

/** Equal events on one day make one row: twenty people who told the same would leave no room for the outcome. */
function isAgain(entry: Entry, before: Entry | undefined): boolean {
  return entry.event === before?.event && townClock(entry.at).day === townClock(before.at).day;
}

/** For a resident who withdrew it has ended, even if it goes on for others. */
function ownStatus(issue: Issue, contribution: OfIssue): Status {
  return issue.left ? { at: "withdrawn", on: contribution.changed } : issue.status;
}

/** The buttons of what she can do with it now. */
function actions(ref: string, stands: Standing): Choice[][] {
  const buttons = ownActNames.flatMap((name) => {
    const { inStory } = ownActs[name];
    return inStory?.fits(stands) ? [button(inStory.label, ownPress(name, ref))] : [];
  });
  return rows(buttons, 2);
}
