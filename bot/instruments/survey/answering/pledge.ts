import type { Response } from "../../../core/counting/response.ts";
import { reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Localized, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Choice, Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import type { Turn } from "../../../core/turn.ts";
import { press } from "../names.ts";
import type { Definition } from "../questions/definition.ts";

/**
 * “I would like to help.” Answers carry no name, so nobody could take her up on it. Anyone who offers help is asked at
 * the end whether we may write to her about it; that is stored in her lane, not with her answers.
 */

/** Option ids that mean no, also in a pledge with the organiser's own options. */
const NO: ReadonlySet<string> = new Set(["not", "no", "none"]);

export function offersHelp({ questions }: Definition, { answers }: Pick<Response, "answers">): boolean {
  return questions.some(({ id, kind }) => {
    const answer = answers[id];
    return kind === "pledge" && answer?.is === "options" && answer.ids.some((one) => !NO.has(one));
  });
}

/** Stops messages about helping to someone who takes back her offer. */
export function keepingWord(lane: Lane, { id }: Process, offers: boolean): Lane {
  if (offers || !lane.helps?.includes(id)) return lane;
  return { ...lane, helps: lane.helps.filter((one) => one !== id) };
}

/** The question at the end for everyone who offered help, until she has said yes. */
export function askedToHelp(lane: Lane, { id }: Process, offers: boolean): Choice[][] {
  return offers && !lane.helps?.includes(id)
    ? [[button(say("survey:help.yes"), press("help", "yes", id))]]
    : [];
}

/** The button below every message about helping: an offer can be taken back at any time, even after the close. */
function helpsNoMore({ id }: Pick<Process, "id">): Choice {
  return button(say("survey:help.no"), press("help", "no", id));
}

/** The message to everybody who offered to help and may be written to. */
export function helpersScreen(process: Process, words: Localized): Screen {
  return {
    lines: [
      say("survey:tells.tellHelpers", { title: { localized: process.card.title } }),
      say("common:as_is", { text: { localized: words } }),
      say("survey:help.answer"),
    ],
    choices: [[helpsNoMore(process)]],
  };
}

/** Records whether we may write to her about helping. */
export function mayBeAsked(option: string, process: Process, lane: Lane): Turn {
  if (option === "no")
    return {
      lane: keepingWord(lane, process, false),
      effects: reply({ lines: [say("survey:help.taken")], replaces: true }),
    };
  const { helps = [] } = lane;
  return {
    lane: helps.includes(process.id) ? lane : { ...lane, helps: [...helps, process.id] },
    effects: reply({ lines: [say("survey:help.noted")], choices: [[helpsNoMore(process)]] }),
  };
}
