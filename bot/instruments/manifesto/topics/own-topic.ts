import { townClock } from "../../../core/calendar/time.ts";
import { answerDue } from "../../../core/calendar/working-days.ts";
import { needs, reply, seen } from "../../../core/decision.ts";
import { shortened } from "../../../core/model/characters.ts";
import { type Contribution, type Entry, shownNumber } from "../../../core/model/contribution.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { promiseStands } from "../council/promise-screen.ts";
import { NAME, press } from "../names.ts";
import { record, recordTopic, showCard } from "../record.ts";
import { readManifesto, readTopic, type Topic } from "../state.ts";
import { allPoints } from "../voting/told-figures.ts";
import { apart, toSee, withoutTopic } from "./items.ts";
import { isOpinionStep, opinion } from "./opinions.ts";
import { LOOKED_AT_WITHIN } from "./topic.ts";

/** What became of a topic, for the resident who brought it in. */

export function summary(contribution: Contribution): Message {
  const topic = readTopic(contribution);
  const words = topic.words.split("\n")[0] ?? "";
  const short = shortened(words, 24);
  return say(short ? "manifesto:own.summary" : "manifesto:own.summaryNoWords", {
    words: short,
    status: statusLine(topic),
  });
}

function statusLine({ status }: Topic): Message {
  return say(`manifesto:own.status.${status.at}`);
}

export function detail(
  contribution: Contribution,
  history: readonly Entry[],
  context: Context,
): Decision | Screen {
  const topic = readTopic(contribution);
  const process = context.seen.process[topic.process];
  if (process === undefined) return needs({ see: "process", id: topic.process });
  const { status } = topic;
  return {
    lines: [
      say("manifesto:own.title", { number: shownNumber(contribution.id), status: statusLine(topic) }),
      ...(topic.words ? [say("common:quote", { text: topic.words })] : []),
      ...(status.at === "refused"
        ? [say(`manifesto:refused.${status.reason}`), say("common:quote", { text: status.text })]
        : []),
      ...(process ? whereItWent(contribution.id, process) : []),
      say("manifesto:own.history", {
        rows: {
          rows: history
            .filter((one) => one.event !== "nudge" && one.event !== "erase")
            .map((one) => say(`manifesto:history.${one.event}`, { day: { day: townClock(one.at).day } })),
        },
      }),
    ],
    choices:
      status.at === "proposed" || status.at === "shown"
        ? [[button(say("manifesto:own.withdraw"), press("own", "withdraw", contribution.id))]]
        : [],
    about: contribution.id,
  };
}

/** What it was merged into, and how that did in the vote. */
function whereItWent(id: string, process: Process): Message[] {
  const manifesto = readManifesto(process);
  const { themes: items = [], result } = manifesto;
  const item = items.find((one) => one.topics.includes(id));
  if (!item) return [];
  const points = allPoints(item, item.dropped ? manifesto.firstRound : result, manifesto.agreement);
  return [
    ...(item.topics.length > 1
      ? [say("manifesto:own.partOf", { words: item.words, count: item.topics.length - 1 })]
      : []),
    ...(item.dropped ? [say("manifesto:own.dropped", { points })] : []),
    ...(result && !item.dropped
      ? [
          say(result.adopted.includes(item.n) ? "manifesto:own.adopted" : "manifesto:own.notAdopted", {
            points,
          }),
        ]
      : []),
    ...(item.answer
      ? [say(`manifesto:answer.is.${item.answer.outcome}`), say("common:quote", { text: item.answer.reason })]
      : []),
    ...(item.commitment
      ? [
          say("manifesto:promise.made", {
            what: item.commitment.what,
            day: { date: item.commitment.due },
          }),
          promiseStands(item.commitment),
          ...(item.commitment.words ? [say("common:quote", { text: item.commitment.words })] : []),
        ]
      : []),
  ];
}

/** "My topic is not the same": separates it again, as long as nobody votes yet. */
function takenOut(contribution: Contribution, lane: Lane, context: Context): Decision {
  const number = shownNumber(contribution.id);
  const { process: id } = readTopic(contribution);
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id });
  const before = process && readManifesto(process);
  const items = before?.themes ?? [];
  const together = items.some((one) => one.topics.includes(contribution.id) && one.topics.length > 1);
  if (!process || before?.at !== "clustering" || !together)
    return { lane, effects: reply({ lines: [say("manifesto:item.notOut", { number })] }) };
  const unseen = toSee(items, contribution.id, context);
  if (unseen.length > 0) return needs(...unseen);
  const changed = record(
    process,
    { ...before, themes: apart(items, contribution.id, context), asked: undefined },
    "takeOut",
    { actor: "resident", why: number },
    context,
  );
  return {
    lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({ lines: [say("manifesto:tells.split", { number })], about: contribution.id, usesUp: true }),
      showCard(process.id),
    ],
  };
}

/** She acts on her own topic: withdraws it, or adds something to it. */
export function aboutTopic(input: ResidentInput, lane: Lane, context: Context): Decision {
  const id = input.about ?? "";
  const { found, ask } = seen(context, id);
  if (ask) return ask;
  // A button can be forged, and name something that is not a topic at all.
  if (found && found.instrument !== NAME) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  if (input.type === "chose" && isOpinionStep(input.press.step) && found)
    return opinion(input.press, found, lane, context);
  // A button and a number can be forged: only what is hers.
  if (!found || found.by !== lane.resident) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  if (found.handled.includes(input.id)) return { lane, effects: [] };
  if (input.type === "chose") return pressed(input.press.option, found, lane, context);
  const number = shownNumber(id);
  const words =
    input.type === "said" ? input.text.trim() : input.type === "shared" ? (input.caption ?? "").trim() : "";
  if (words === "" && input.type !== "shared")
    return { lane, effects: reply({ lines: [say("manifesto:own.notAdded", { number })] }) };
  // What others already see stays as it was moderated; the desk reads what she adds.
  const topic = readTopic(found);
  const media = input.type === "shared" ? [...topic.media, input.media] : topic.media;
  const { status } = topic;
  if (status.at === "refused" && !topic.objected && !(input.type === "said" && input.edited))
    return objects(found, { ...topic, media, objected: { to: status.by } }, words, lane, context);
  const changed = recordTopic(
    found,
    { ...topic, media },
    input.type === "said" && input.edited ? "edit" : "add",
    { actor: "resident", words: words || undefined },
    context,
  );
  return {
    lane,
    contributions: [changed.contribution],
    entries: [changed.entry],
    effects: [...reply({ lines: [say("manifesto:own.added", { number })], about: id }), showCard(id)],
  };
}

/**
 * She does not agree that it is not shown: somebody other than who refused it looks again, by a day. Once; what she adds
 * after that is read with the card.
 */
function objects(
  contribution: Contribution,
  topic: Topic,
  words: string,
  lane: Lane,
  context: Context,
): Turn {
  const { town, now } = context;
  const dueAt = answerDue(now, LOOKED_AT_WITHIN, town.promise.closedDays);
  const changed = recordTopic(
    { ...contribution, dueAt },
    { ...topic, status: { at: "proposed" }, nudged: undefined },
    "object",
    { actor: "resident", words: words || undefined },
    context,
  );
  const line = say("manifesto:own.objected", {
    number: shownNumber(contribution.id),
    day: { moment: dueAt },
  });
  return {
    lane,
    contributions: [changed.contribution],
    entries: [changed.entry],
    effects: [...reply({ lines: [line], about: contribution.id }), showCard(contribution.id)],
  };
}

function pressed(option: string, contribution: Contribution, lane: Lane, context: Context): Decision {
  const topic = readTopic(contribution);
  const number = shownNumber(contribution.id);
  const only = (key: string, choices?: Screen["choices"]): Turn => ({
    lane,
    effects: reply({ lines: [say(key, { number })], ...(choices && { choices }) }),
  });
  const { at } = topic.status;
  if (at !== "proposed" && at !== "shown") return only("manifesto:own.over");
  if (option === "apart") return takenOut(contribution, lane, context);
  const process = context.seen.process[topic.process];
  if (process === undefined) return needs({ see: "process", id: topic.process });
  const before = process ? readManifesto(process) : undefined;
  const item = before?.themes?.find((one) => one.topics.includes(contribution.id));
  // Others have given it their votes: from then on it is theirs too.
  if (item && before?.at !== "clustering") return only("manifesto:own.votedOn");
  if (option === "withdraw")
    return only("manifesto:own.withdrawAsk", [
      [button(say("manifesto:own.withdrawYes"), press("own", "withdraw_yes", contribution.id))],
      [button(say("manifesto:own.withdrawNo"), press("own", "keep", contribution.id))],
    ]);
  if (option !== "withdraw_yes")
    return { lane, effects: reply({ lines: [say("manifesto:own.kept", { number })], replaces: true }) };
  const changed = recordTopic(
    contribution,
    { ...topic, status: { at: "withdrawn", on: context.now } },
    "withdraw",
    { actor: "resident" },
    context,
  );
  const unseen = item && before?.themes ? toSee(before.themes, contribution.id, context) : [];
  if (unseen.length > 0) return needs(...unseen);
  const gone =
    process && before?.themes && item
      ? record(
          process,
          { ...before, themes: withoutTopic(before.themes, contribution.id, context), asked: undefined },
          "takeOut",
          { actor: "resident", why: number },
          context,
        )
      : undefined;
  return {
    lane,
    contributions: [changed.contribution],
    processes: gone ? [gone.process] : [],
    entries: [changed.entry, ...(gone ? [gone.entry] : [])],
    effects: [
      ...reply({ lines: [say("manifesto:own.withdrawn", { number })], replaces: true }),
      showCard(contribution.id),
      ...(gone ? [showCard(gone.process.id)] : []),
    ],
  };
}

/** Her words go; that there was a topic, and what was done with it, stays. */
export function erasedTopic(
  contribution: Contribution,
  context: Context,
  actor: "resident" | "clock" = "resident",
): { contribution: Contribution; entry: Entry } {
  const topic = readTopic(contribution);
  const { status } = topic;
  const ended: Topic["status"] =
    status.at === "refused"
      ? { ...status, text: "" }
      : status.at === "withdrawn"
        ? status
        : { at: "withdrawn", on: context.now };
  const erased: Topic = { ...topic, words: "", media: [], status: ended, erased: true };
  return recordTopic({ ...contribution, by: undefined }, erased, "erase", { actor }, context);
}
