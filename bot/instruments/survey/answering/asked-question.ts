import { reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import type { Question } from "../questions/definition.ts";
import { nextOf, routeOf } from "../questions/route.ts";
import { asks, type Ready } from "./taking-part.ts";

/** Finds the question somebody is at. */

/** The question with this id, provided her answers so far lead to it. */
export function questionOf(id: string | undefined, { survey, response }: Ready): Question | undefined {
  return routeOf(survey.definition, response.answers).find((one) => one.id === id);
}

/** Responds to a question that is no longer asked, or never was, by showing the one she is at. */
export function notAsked(found: Ready, lane: Lane, context: Context): Decision {
  const { survey, response } = found;
  const at = nextOf(survey.definition, response.answers) ?? survey.definition.questions[0];
  return at
    ? asks(at, found, lane, context, { replaces: true, before: [say("survey:notAsked")] })
    : { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
}
