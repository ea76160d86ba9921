import { needs, whisper } from "../../../core/decision.ts";
import { isOf } from "../../../core/model/contribution.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { isMissed } from "../../../core/processes/item-clock.ts";
import type { RowForm } from "../../../core/processes/kind.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { motionScreen, questionFor } from "../core-group/motion-screen.ts";
import { puts } from "../core-group/proposing.ts";
import { NAME } from "../names.ts";
import { type Manifesto, readManifesto, readTopic } from "../state.ts";
import { inFull, toSee, withTopics } from "./items.ts";

/** What can be voted on is put to the core group, once every topic was looked at that can still come in. */

/** The most that anybody chooses among (our limit). */
const MOST_ITEMS = 50;

export const voteForm: RowForm<Manifesto> = {
  submit: "officials:send",
  opens: ({ state }) => tooMany((state.themes ?? []).length),
  says: ({ state }) => [say("officials:manifesto.itemsIntro", { count: state.themes?.length ?? 0 })],
  shows: ({ process, state, context }) => motionScreen(process, state, questionFor("openVote", {}, context)),
  does: ({ process, state, context }, _filled, { official }) => {
    const waiting = waits(process, context);
    if (waiting) return waiting;
    // The list of what others see lags slightly: something shown just before collecting was closed may be missing.
    const listed = context.seen.listed[process.id];
    if (!listed) return needs({ see: "listed", process: process.id, all: true });
    const all = withTopics(state.themes ?? [], listed);
    const unseen = all
      .filter((one) => one.topics.length === 1)
      .flatMap((one) => toSee(all, one.topics[0] ?? "", context));
    const refused = tooMany(all.length);
    if (refused) return refused;
    if (unseen.length > 0) return needs(...unseen);
    return puts("openVote", process, { ...state, themes: inFull(all, context) }, official, context);
  },
};

function tooMany(count: number): Decision | undefined {
  return count > MOST_ITEMS
    ? whisper(say("officials:manifesto.tooManyItems", { count, most: MOST_ITEMS }))
    : undefined;
}

/**
 * Topics nobody has reviewed yet were sent in time, and belong in the vote if they follow the rules: that is said before
 * anything else, for there may be nothing to vote on without them. One that nobody looked at, whoever was asked to, is not
 * waited for any longer.
 */
export function waits(process: Process, context: Context): Decision | undefined {
  if (readManifesto(process).at !== "clustering") return undefined;
  const open = context.seen.desk[process.desk];
  if (!open) return needs({ see: "desk", desk: process.desk });
  const count = open.filter((one) => {
    if (!isOf(one, NAME) || isMissed(one, context.now)) return false;
    const topic = readTopic(one);
    return topic.process === process.id && topic.list === "topic" && topic.at === "waits";
  }).length;
  return count > 0 ? whisper(say("officials:manifesto.stillWaiting", { count })) : undefined;
}
