import { reply } from "../../../core/decision.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Choice, Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { tellParticipants } from "../../../core/processes/announcements.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { titleOf } from "../core-group/core-group.ts";
import { askWhy } from "../core-group/reasons.ts";
import { transitions } from "../lifecycle.ts";
import { press } from "../names.ts";
import { endOfDay, isAhead, record, showCard } from "../record.ts";
import { type Commitment, type Manifesto, readManifesto } from "../state.ts";
import { adoptedItems } from "../voting/points.ts";
import { promiseScreen } from "./promise-screen.ts";

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
            say(`manifesto:promise.${commitment.at}`),
            ...(commitment.words ? [say("common:quote", { text: commitment.words })] : []),
          ]
        : []),
    ],
    ...(paging.length > 0 && { choices: [paging] }),
    replaces: true,
  };
  return { lane, effects: reply(screen) };
}

/** “This is not kept”: any participant can say so, and is asked why. */
export function dispute(option: string, process: Process, lane: Lane, context: Context): Decision {
  const manifesto = readManifesto(process);
  const item = adoptedItems(manifesto).find((one) => String(one.n) === option);
  const { commitment } = item ?? {};
  if (!item || !commitment || !lane.takesPart?.includes(process.id))
    return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  if (!process.open || manifesto.closing)
    return { lane, effects: reply({ lines: [say("manifesto:promise.over", titleOf(process))] }) };
  if (commitment.at !== "kept" && commitment.at !== "disputed")
    return { lane, effects: reply({ lines: [say("manifesto:promise.notKeptNow")] }) };
  // Somebody said so before: saying it again changes nothing, but she may have another reason.
  if (commitment.at === "disputed") {
    const more = askWhy("promise", process, lane, context);
    return {
      lane: more.lane,
      effects: reply({ lines: [say("manifesto:promise.disputeNoted")] }, ...more.screens),
    };
  }
  const disputed = withPromise(manifesto, item.n, {
    ...commitment,
    at: "disputed",
    since: context.now,
    disputes: commitment.disputes + 1,
  });
  // Not everything is done after all: the pending motion to close no longer applies.
  const next: Manifesto = { ...disputed, motion: undefined };
  const changed = record(process, next, "promise_disputed", { actor: "resident" }, context);
  const why = askWhy("promise", process, lane, context);
  const told = [...new Set([commitment.owner, process.organiser])].map(
    (member): Effect => ({
      do: "notify",
      notice: {
        kind: "member",
        member,
        message: say("officials:manifesto.disputed", { what: commitment.what, ...titleOf(process) }),
      },
    }),
  );
  return {
    lane: why.lane,
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      ...reply({ lines: [say("manifesto:promise.disputeNoted")] }, ...why.screens),
      ...told,
      showCard(process.id),
    ],
  };
}

/** The day of a promise has passed and nobody reported it kept: everybody is told that it is late. */
export function promisesLate(process: Process, manifesto: Manifesto, context: Context): Decision {
  const late = adoptedItems(manifesto).filter(
    ({ commitment }) => commitment && isAhead(commitment) && endOfDay(commitment.due) <= context.now,
  );
  const [item] = late;
  if (!item?.commitment) return { processes: [{ ...process, wakeAt: undefined }], effects: [] };
  const { commitment } = item;
  const next = withPromise(manifesto, item.n, {
    ...commitment,
    at: "late",
    late: true,
    since: context.now,
  });
  // One at a time: the clock comes back at once for the next.
  const tracked: Manifesto =
    manifesto.at === transitions.track.from
      ? { ...next, at: transitions.track.to, since: context.now }
      : next;
  const changed = record(process, tracked, "promise_late", { actor: "clock", why: commitment.what }, context);
  const members = [commitment.owner, context.office.clerk].flatMap((one) => one ?? []);
  const screen = promiseScreen(process, item, commitment.what, "late", "");
  return {
    processes: [changed.process],
    entries: [changed.entry],
    broadcasts: [tellParticipants(changed.process, screen, process.organiser, context)],
    effects: [
      ...[...new Set(members)].map(
        (member): Effect => ({
          do: "notify",
          notice: {
            kind: "member",
            member,
            message: say("officials:manifesto.promiseLate", { what: commitment.what, ...titleOf(process) }),
          },
        }),
      ),
      showCard(process.id),
    ],
  };
}

function withPromise(manifesto: Manifesto, n: number, commitment: Commitment): Manifesto {
  return {
    ...manifesto,
    items: (manifesto.items ?? []).map((one) => (one.n === n ? { ...one, commitment } : one)),
  };
}
