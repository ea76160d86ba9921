import * as z from "zod/mini";
import { needs, reply } from "../../core/decision.ts";
import type { Lane } from "../../core/model/lane.ts";
import { type Localized, type Message, type Param, say } from "../../core/model/message.ts";
import { button, type Choice, type Press } from "../../core/model/screen.ts";
import { itemsIn, needsOfList } from "../../core/processes/items.ts";
import type { AnyKind, Item, ResidentPart, Standing, Values } from "../../core/processes/kind.ts";
import { paramsOf } from "../../core/processes/shown-values.ts";
import { stageSchema } from "../../core/processes/stage.ts";
import type { Decision } from "../../core/turn.ts";
import { response } from "./lifecycle.ts";

/** What residents do with an answer of the council: they read it, point by point. */

export const responseSchema = z.extend(stageSchema, {
  /** Of the answer that was sent: 1, and one more with each correction. */
  version: z.optional(z.int()),
});
export type Response = z.infer<typeof responseSchema>;

const KIND = { table: response, lists: {} } as Pick<AnyKind, "table" | "lists"> as AnyKind;

/** What has to be read before its points are known. */
export function needsOfPoints(s: Standing) {
  return needsOfList(KIND, "points", s);
}

/** The points that were put before the council, as far as they were read. */
export function pointsOf(s: Standing): readonly Item[] {
  return itemsIn(KIND, "points", s);
}

/** What was answered to a point: as it was corrected last; nothing while it waits. */
export function answerTo({ state: { filled } }: Pick<Item, "state">): Values | undefined {
  const answer = filled.answer?.values;
  return answer && { ...answer, ...filled.correct?.values };
}

/** A point with its answer, its reason and what was promised. */
export function pointLines(item: Pick<Item, "state">, answer = answerTo(item)): readonly Message[] {
  const point: Param = { localized: item.state.words };
  if (!answer) return [say("response:waits", { point })];
  const quote = (words: unknown) => say("common:quote", { text: { localized: words as Localized } });
  const { promises } = paramsOf(response.steps.answer.asks, answer, `${response.name}:choice`);
  return [
    say("response:point", { point, outcome: say(`response:choice.outcome.${String(answer.outcome)}`) }),
    quote(answer.reason),
    ...(answer.weighing === undefined ? [] : [say("response:weighing"), quote(answer.weighing)]),
    ...(promises === undefined || promises === "" ? [] : [say("response:promised", { promises })]),
  ];
}

/** The button by which somebody reads the answers, one at a time. */
export function seeAnswers({ process }: Pick<Standing, "process">, label: string, at: number): Choice {
  const press = {
    instrument: response.name,
    version: 1,
    step: "answers",
    option: String(at),
    ref: process.id,
  };
  return button(say(label), press);
}

/** One answer, with buttons to the others. */
function shown(press: Press, lane: Lane, s: Standing): Decision {
  const unseen = needsOfPoints(s);
  if (unseen.length > 0) return needs(...unseen);
  const points = pointsOf(s);
  const at = Math.max(0, Math.min(Number.parseInt(press.option, 10) || 0, points.length - 1));
  const point = points[at];
  // What was answered is for nobody before it was sent.
  const isSent = s.state.began.sent !== undefined;
  if (!point || !isSent) return { lane, effects: reply({ lines: [say("response:noneYet")] }) };
  const turn = (label: string, to: number) => (points[to] ? [seeAnswers(s, label, to)] : []);
  const paging = [...turn("response:previous", at - 1), ...turn("response:next", at + 1)];
  return {
    lane,
    effects: reply({
      lines: [say("response:place", { n: at + 1, count: points.length }), ...pointLines(point)],
      ...(paging.length > 0 && { choices: [paging] }),
      replaces: true,
    }),
  };
}

export const responsePart: ResidentPart<typeof response, Response> = {
  table: response,
  version: 1,
  schema: responseSchema,
  guards: {
    // Nobody answers for the council what she asked it herself.
    another: ({ process, state, by }) =>
      (state.under ?? []).length === 0 ||
      by === undefined ||
      ![process.organiser, state.filled.begin?.by].includes(by),
  },
  lists: { points: (_s, items) => items },
  presses: { answers: shown },
};
