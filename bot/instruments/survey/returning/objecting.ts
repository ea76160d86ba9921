import type { Response } from "../../../core/counting/response.ts";
import { needs, reply } from "../../../core/decision.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import { entryOf } from "../../../core/model/contribution.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import { withoutExactPlaces } from "../../../core/model/place.ts";
import type { Process } from "../../../core/model/process.ts";
import { dayOnly } from "../../../core/model/unlinkability.ts";
import { canObject, objected } from "../../../core/processes/item-remark.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { quoteItem } from "./quotes.ts";

/**
 * Whoever wrote what was hidden or masked does not agree: somebody answers by a day. Her own answers show that it was
 * hers; what the desk gets says no more than that somebody objects, with the day and no moment.
 */
export function objects(id: string, process: Process, lane: Lane, context: Context): Decision {
  const found = context.seen.contribution[id];
  if (found === undefined) return needs({ see: "contribution", id });
  const seen = context.seen.response[process.id];
  if (!seen) return needs({ see: "response", process: process.id });
  const only = (key: string, params = {}): Decision => ({
    lane,
    effects: reply({ lines: [say(`survey:quote.${key}`, params)] }),
  });
  const item = quoteItem(found);
  if (!item || item.state.process !== process.id || !wrote(seen.response, item.state.quoted))
    return only("notYours");
  if (!canObject(item.state)) return only("objectedAlready");
  const day = dayOnly(context.now);
  const { row, dueAt } = objected({}, item, day, context);
  const decision = only("objection", { day: { moment: dueAt } });
  if ("needs" in decision) return decision;
  return {
    ...decision,
    contributions: [{ ...row, changed: day, entries: row.entries + 1 }],
    entries: [entryOf(item.row, { at: day, event: "objected", actor: "resident" })],
    effects: [
      ...decision.effects,
      { do: "notify", notice: { kind: "card", contribution: id, unlinked: true } },
    ],
  };
}

/** Whether these words are among her answers. */
function wrote(response: Response | null | undefined, print: string | undefined): boolean {
  const answers = Object.values(response?.answers ?? {}).flatMap((answer) => {
    if (answer.is === "text") return [answer.text];
    return answer.is === "options" && answer.own !== undefined ? [answer.own] : [];
  });
  return [...answers, ...Object.values(response?.notes ?? {})].some(
    (text) => fingerprint(withoutExactPlaces(text)) === print,
  );
}
