import { isTooSmall } from "../../../core/broadcasts/broadcast.ts";
import { needs, whisper } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { inviteToProcess } from "../../../core/processes/announcements.ts";
import type { Sent } from "../../../core/processes/filled.ts";
import type { RowForm, Standing, Values } from "../../../core/processes/kind.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { fullGroups } from "../answering/beginning.ts";
import { endOfDay } from "../days.ts";
import { stillToHear } from "../figures/who-answered.ts";
import { press } from "../names.ts";
import { readSurvey, type Survey } from "../state.ts";
import { takes } from "../taking.ts";
import { audienceOf, everybodyHints } from "./audience.ts";
import type { Whom } from "./quotas.ts";

/** Invites everybody who agreed to be asked, once. */

type Now = Standing<Survey>;

/**
 * The audience can be chosen each time. After the first invitation the aim is to reach under-represented groups: as far
 * as they are known, they are preselected.
 */
export const inviteForm: RowForm<Survey> = {
  plain: true,
  submit: "officials:news.count",
  hints: everybodyHints,
  opens: ({ process, state, context }) => {
    const last = lastOf(state, context);
    if ("decision" in last) return last.decision;
    const again = last.went && context.town.population !== undefined;
    const isRead = context.seen.released[process.id] !== undefined;
    return again && !isRead ? needs({ see: "released", process: process.id }) : undefined;
  },
  says: (s) => {
    const missed = missedIn(s);
    return [
      say("officials:survey.inviteIntro"),
      say("officials:survey.audience", { who: { list: audienceOf(s.state, s.context) } }),
      ...(missed
        ? [say(`officials:survey.inviteMissed.${missed.by}`, { groups: { list: missed.names } })]
        : []),
    ];
  },
  starts: (s) => {
    const missed = missedIn(s);
    const whom = { ...whomOf(s.state), ...(missed && { [missed.by]: missed.keys }) };
    return Object.fromEntries(Object.entries(whom).map(([name, keys]) => [`whom_${name}`, [...keys]]));
  },
  shows: ({ process }) => invitation(process),
  does: invite,
};

/** Who was heard less, after an earlier invitation. Only from released results: it reveals who that was. */
function missedIn({ process, state, context }: Now) {
  const last = lastOf(state, context);
  const results = context.seen.released[process.id];
  const went = !("decision" in last) && last.went;
  return went && results ? stillToHear(results, whomOf(state), context.town) : undefined;
}

/** The state of the last invitation; while it is in progress there can be no other. */
function lastOf(
  { invitation: id }: Survey,
  { seen, town }: Context,
): { went: boolean } | { decision: Decision } {
  const last = id === undefined ? null : seen.broadcast[id];
  if (last === undefined) return { decision: needs({ see: "broadcast", id: id ?? "" }) };
  const at = last?.status.at;
  // One with too few recipients cannot be sent.
  const waits = last?.status.at === "ready" && !isTooSmall(last, town);
  if (at === "counting" || at === "sending" || waits)
    return { decision: whisper(say("officials:survey.invitedAlready")) };
  return { went: at === "sent" || at === "stopped" };
}

/** The audience of the survey itself. */
function whomOf({ ages = [], neighbourhoods = [], languages = [] }: Survey): Whom {
  return { ages, neighbourhoods, languages };
}

function invitation(process: Process): Screen {
  const survey = readSurvey(process);
  return {
    lines: [
      say("survey:tells.invite", {
        question: { localized: process.card.question },
        count: plain(survey.definition.questions.length),
      }),
      say("survey:invitation.until", { day: { day: survey.closesOn } }),
      say("survey:invitation.why"),
    ],
    choices: [[button(say("survey:begin"), press("start", "go", process.id))]],
  };
}

/**
 * Creates an invitation. Recipients are counted first; the organiser sees how many, and then sends it with the button
 * on its card.
 */
function invite({ process, state, context }: Now, { whom }: Values, input: Sent): Decision {
  const last = lastOf(state, context);
  if ("decision" in last) return last.decision;
  const results = context.seen.results[process.id];
  if (state.quotas && !results) return needs({ see: "results", process: process.id });
  const invited = whom as NonNullable<Survey["invited"]>;
  const broadcast = inviteToProcess(
    process,
    invitation(process),
    { ...state, ...invited, full: fullGroups(state.quotas ?? {}, results ?? {}) },
    endOfDay(state.closesOn),
    input.official,
    false,
    context,
  );
  return takes("invite", input, process, context, {
    filled: { whom },
    becomes: { invitation: broadcast.id, invited },
    silent: true,
    also: { broadcasts: [broadcast] },
  });
}
