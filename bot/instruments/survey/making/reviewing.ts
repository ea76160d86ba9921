import { whisper } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import { say } from "../../../core/model/message.ts";
import { cardScreen, type Process } from "../../../core/model/process.ts";
import { answered, isAbout } from "../../../core/processes/consent.ts";
import { answeredBy } from "../../../core/processes/consent-asking.ts";
import type { Sent } from "../../../core/processes/filled.ts";
import type { RowForm, Standing, Values } from "../../../core/processes/kind.ts";
import { recorded, showCard } from "../../../core/processes/record.ts";
import type { Asked } from "../../../core/processes/stage.ts";
import type { Decision, Effect } from "../../../core/turn.ts";
import { many } from "../questions/many-questions.ts";
import { lookedAt } from "../questions/saving.ts";
import { audienceOf } from "../reaching/audience.ts";
import { amendment, type Survey } from "../state.ts";
import { survey as kind } from "../survey.ts";
import { proposedOf, questionRows, remarks } from "./review-lines.ts";

/** Review by a second person: are the questions plain, and do they ask only what we need to know? */

type Now = Standing<Survey>;

/** With everything that is approved: the card, the days, the audience and the questions. */
export const approveForm: RowForm<Survey> = {
  plain: true,
  submit: "officials:survey.approve",
  says: ({ process, state, context }) => {
    const { language = "nl", town } = context;
    return [
      say("officials:survey.approveIntro"),
      ...cardScreen(process.card, language, town).lines,
      say("officials:survey.approveDays", { from: { day: state.opensOn }, until: { day: state.closesOn } }),
      say("officials:survey.audience", { who: { list: audienceOf(state, context) } }),
      ...remarks(process, context),
      ...questionRows(process),
    ];
  },
  // Any change to the questions, the card, the days or the audience gives another.
  about: ({ process, state }) => {
    const { opensOn, closesOn, ages, neighbourhoods, languages, quotas } = state;
    const whole = [process.card, opensOn, closesOn, ages, neighbourhoods, languages, quotas];
    return `${lookedAt(state)}.${fingerprint(JSON.stringify(whole))}`;
  },
  own: many(({ process }) => proposedOf(process)),
  // The revised wording and added questions of a survey that is being answered are asked from now on.
  does: (s, _filled, { official }) => {
    const waits = amendment(s.state);
    if (s.state.at !== "open") return undefined;
    if (!waits) return whisper(say("officials:refused.old"));
    const decision = answeredBy(kind, answered(waits, official, "colleague", "yes"), undefined, s);
    if ("needs" in decision) return decision;
    return { ...decision, effects: [tellAuthor(waits, "mendApproved", s.process), ...decision.effects] };
  },
};

export const sendBackForm: RowForm<Survey> = {
  plain: true,
  submit: "officials:send",
  says: () => [],
  does: (s, filled, input) => (s.state.at === "open" ? notAmended(s, filled, input) : undefined),
};

/** Rejects the revised questions and tells their author why; what people are asked stays as it was. */
function notAmended({ process, state, context }: Now, { reason }: Values, { official }: Sent): Decision {
  const waits = amendment(state);
  if (!waits) return whisper(say("officials:refused.old"));
  const words = String(reason);
  const next = { ...state, asked: state.asked?.filter((one) => !isAbout(one, waits)) };
  const who = { actor: "official", official, why: words } as const;
  const changed = recorded(kind, { process, context }, next, "notMended", who);
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [tellAuthor(waits, "mendSentBack", process, words), showCard(process)],
  };
}

function tellAuthor({ by = "" }: Asked, text: string, { card }: Process, words = ""): Effect {
  const message = say(`officials:survey.${text}`, { title: { localized: card.title }, words });
  return { do: "notify", notice: { kind: "member", member: by, message } };
}
