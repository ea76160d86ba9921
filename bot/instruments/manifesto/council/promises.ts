import { reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { button, type Choice, type Screen } from "../../../core/model/screen.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import { movedTo } from "../../../core/processes/stage.ts";
import { toMember } from "../../../core/processes/telling.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { askWhy } from "../core-group/reasons.ts";
import { press } from "../names.ts";
import { record, showCard } from "../record.ts";
import { type Commitment, isEnding, type Manifesto, readManifesto } from "../state.ts";
import { adoptedItems } from "../voting/points.ts";
import { doubtedOf, promiseStands } from "./promise-screen.ts";

/** The promises as young people see them: each answer with its reason, what became of it, and their own doubts. */

/** The council's answers, one at a time. */
export function showAnswers(asked: string, process: Process, lane: Lane): Decision {
  const items = adoptedItems(readManifesto(process)).filter((one) => one.answer);
  const at = Math.max(0, Math.min(Number.parseInt(asked, 10) || 0, items.length - 1));
  const item = items[at];
  if (!item?.answer) return { lane, effects: reply({ lines: [say("manifesto:answer.noneYet")] }) };
  const turn = (label: string, to: number): Choice[] =>
    to < 0 || to >= items.length ? [] : [button(say(label), press("answers", String(to), process.id))];
  const paging = [...turn("manifesto:browse.previous", at - 1), ...turn("manifesto:browse.next", at + 1)];
  const { commitment, answer } = item;
  const screen: Screen = {
    lines: [
      say("manifesto:browse.title", { n: at + 1, count: items.length }),
      say("common:quote", { text: item.words }),
      say(`manifesto:answer.is.${answer.outcome}`),
      say("common:quote", { text: answer.reason }),
      ...(commitment
        ? [
            say("manifesto:promise.made", { what: commitment.what, day: { date: commitment.due } }),
            promiseStands(commitment),
            ...(commitment.words ? [say("common:quote", { text: commitment.words })] : []),
          ]
        : []),
    ],
    ...(paging.length > 0 && { choices: [paging] }),
    replaces: true,
  };
  return { lane, effects: reply(screen) };
}

/** “This is not true”: any participant can say so, once of each outcome, and is asked why. */
export function dispute(option: string, process: Process, lane: Lane, context: Context): Decision {
  const manifesto = readManifesto(process);
  const item = adoptedItems(manifesto).find((one) => String(one.n) === option);
  const { commitment } = item ?? {};
  const only = (line: Message): Decision => ({ lane, effects: reply({ lines: [line] }) });
  if (!item || !commitment || !lane.takesPart?.includes(process.id)) return only(say("common:stale.alone"));
  if (!process.open || isEnding(manifesto)) return only(say("manifesto:promise.over", titleOf(process)));
  const { at, doubts = [] } = commitment;
  if (at === "promised" || at === "in_progress") return only(say("manifesto:promise.notKeptNow"));
  // Somebody said so before: saying it again changes nothing, but she may have another reason.
  if (at === "disputed") {
    const more = askWhy("promise", process, lane, context);
    return { lane: more.lane, effects: reply({ lines: [noted(doubtedOf(commitment))] }, ...more.screens) };
  }
  if (doubts.some(({ by, of }) => by === lane.resident && of === at))
    return only(say("manifesto:promise.disputedBefore"));
  const disputed = withPromise(manifesto, item.n, {
    ...commitment,
    at: "disputed",
    since: context.now,
    asked: undefined,
    disputes: commitment.disputes + 1,
    doubts: [...doubts, { by: lane.resident, of: at }],
  });
  // Not everything is done after all: the pending proposal to close no longer applies.
  const next = tracked({ ...disputed, asked: undefined }, context);
  const changed = record(process, next, "dispute", { actor: "resident" }, context);
  const why = askWhy("promise", process, lane, context);
  const text = say(at === "kept" ? "officials:manifesto.tells.dispute" : "officials:manifesto.doubted", {
    what: commitment.what,
    ...titleOf(process),
  });
  const told = [...new Set([commitment.owner, process.organiser])].map((one) => toMember(one, text, process));
  return {
    lane: why.lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [...reply({ lines: [noted(at)] }, ...why.screens), ...told, showCard(process.id)],
  };
}

function noted(of: Commitment["at"]): Message {
  return say(of === "kept" ? "manifesto:promise.disputeNoted" : "manifesto:promise.doubtNoted");
}

/** From the first report on the promises are followed. */
export function tracked(manifesto: Manifesto, { now }: Pick<Context, "now">): Manifesto {
  return { ...manifesto, ...movedTo(manifesto, "monitoring", now), asked: manifesto.asked };
}

export function withPromise(manifesto: Manifesto, n: number, commitment: Commitment): Manifesto {
  return {
    ...manifesto,
    themes: (manifesto.themes ?? []).map((one) => (one.n === n ? { ...one, commitment } : one)),
  };
}
