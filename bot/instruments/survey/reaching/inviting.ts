import { isTooSmall } from "../../../core/broadcasts/broadcast.ts";
import { needs, whisper } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Form } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { inEveryLanguage } from "../../../core/officials/previews.ts";
import { inviteToProcess } from "../../../core/processes/announcements.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { fullGroups } from "../answering/beginning.ts";
import { endOfDay } from "../days.ts";
import { stillToHear } from "../figures/who-answered.ts";
import { NAME, press } from "../names.ts";
import { readSurvey, type Survey } from "../state.ts";
import { takes } from "../taking.ts";
import { audienceOf, readWhom, whomFields } from "./audience.ts";
import type { Whom } from "./quotas.ts";

/** Invites everybody who agreed to be asked, once. */

type Submitted = Extract<OfficialInput, { type: "submitted" }>;

/**
 * The form to invite people; the audience can be chosen each time. After the first invitation the aim is to reach
 * under-represented groups: as far as they are known, they are preselected.
 */
export function inviteForm(process: Process, context: Context): Decision {
  const { town } = context;
  const survey = readSurvey(process);
  const last = lastOf(survey, context);
  if ("decision" in last) return last.decision;
  // Only released results: the preselected groups reveal who was under-represented.
  const results = context.seen.released[process.id];
  const again = last.went && town.population !== undefined;
  if (again && !results) return needs({ see: "released", process: process.id });
  const own = whomOf(survey);
  const missed = again && results ? stillToHear(results, own, town) : undefined;
  const form: Form = {
    id: { instrument: NAME, form: "invite", ref: process.id },
    title: say("officials:survey.act.invite"),
    submit: say("officials:news.count"),
    intro: [
      say("officials:survey.inviteIntro"),
      say("officials:survey.audience", { who: { list: audienceOf(survey, context) } }),
      ...(missed
        ? [say(`officials:survey.inviteMissed.${missed.by}`, { groups: { list: missed.names } })]
        : []),
    ],
    fields: whomFields(missed ? { ...own, [missed.by]: missed.keys } : { ...own }, town),
    preview: inEveryLanguage(() => invitation(process), town),
  };
  return { effects: [{ do: "open", form }] };
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
export function invite(input: Submitted, process: Process, context: Context): Decision {
  const survey = readSurvey(process);
  const last = lastOf(survey, context);
  if ("decision" in last) return last.decision;
  const results = context.seen.results[process.id];
  if (survey.quotas && !results) return needs({ see: "results", process: process.id });
  const invited = readWhom(input.values, context.town);
  const whom = { ...survey, ...invited, full: fullGroups(survey.quotas ?? {}, results ?? {}) };
  const broadcast = inviteToProcess(
    process,
    invitation(process),
    whom,
    endOfDay(survey.closesOn),
    input.official,
    false,
    context,
  );
  return takes("invite", input, process, context, {
    filled: { whom: invited },
    becomes: { invitation: broadcast.id, invited },
    silent: true,
    also: { broadcasts: [broadcast] },
  });
}
