import { outsideQuietHours } from "../core/calendar/quiet-hours.ts";
import { residentId } from "../core/model/ids.ts";
import type { Notice, SingleNotice } from "../core/model/notice.ts";
import { isProcessId } from "../core/model/process.ts";
import { drawnOrder, nextMorning } from "../core/model/unlinkability.ts";
import type { Context } from "../core/turn.ts";
import type { NoticeInQueue, RowName } from "../ports/store.ts";

const ofCard = ({ contribution }: { readonly contribution: string }) => `card:${contribution}`;
const ofResident = ({ resident }: { readonly resident: string }) => `resident:${resident}`;

/** The queue's message group of each kind of notice: those of one group are delivered in order. */
const groups: {
  readonly [Kind in SingleNotice["kind"]]: (what: Extract<SingleNotice, { kind: Kind }>) => string;
} = {
  resident: ofResident,
  copy: ofResident,
  member: ({ member }) => `member:${member}`,
  broadcast: ({ broadcast }) => `broadcast:${broadcast}`,
  // One after the other, because two at once would each write the list without the other.
  forget: () => "forget",
  paper: ofCard,
  desk: ({ desk }) => `desk:${desk}`,
  card: ofCard,
  document: ofCard,
  unpublish: ofCard,
  call: ofCard,
  nudge: ofCard,
  arrival: ofCard,
};

/**
 * A notice as the table keeps it.
 * @param index its place among those of one turn
 * @param byClock nobody acted, so it can wait for the morning
 */
export function noticeOf(
  what: SingleNotice,
  context: Pick<Context, "now" | "seed" | "town">,
  index: number,
  byClock = false,
): Notice {
  // Which kind it is and what its line of the table takes are the same, which the compiler cannot follow.
  const group = (groups[what.kind] as (what: SingleNotice) => string)(what);
  if (what.kind === "card" && what.unlinked) {
    const wakeAt = nextMorning(context.now);
    return {
      row: "notice",
      id: `${wakeAt}#${drawnOrder(context.seed)}#000`,
      group,
      created: wakeAt,
      wakeAt,
      what,
    };
  }
  // An answer that a person just gave is not held back: in quiet hours it arrives silently. Only what the clock brings,
  // such as a reminder, waits for the morning.
  const waits = byClock && what.kind === "resident";
  const wakeAt = waits ? outsideQuietHours(context.now, context.town.quietHours) : undefined;
  return {
    row: "notice",
    id: `${context.now}#${context.seed.slice(0, 10)}#${String(index).padStart(3, "0")}`,
    group,
    created: context.now,
    wakeAt,
    what,
  };
}

/** A remark in a thread and a message to each colleague, as separate notices, so that one failure repeats no other. */
export function eachApart(what: SingleNotice): SingleNotice[] {
  if (what.kind !== "nudge") return [what];
  const { to, message, contribution } = what;
  return [
    { ...what, to: [] },
    ...to.map((member) => ({ kind: "member" as const, member, message, contribution })),
  ];
}

/** What the queue holds of a notice. */
export function referenceTo({ group, id, what }: Notice): NoticeInQueue {
  return { group, id, ...(what.kind === "card" && what.entry !== undefined && { entry: what.entry }) };
}

/** The rows that are looked at when a notice is delivered, as far as its reference names them. */
export function namedBy({ group, id, entry }: NoticeInQueue): readonly RowName[] {
  const notice: RowName = { row: "notice", group, id };
  const [kind = "", of = ""] = split(group);
  switch (kind) {
    case "resident":
      return [notice, { row: "lane", resident: residentId(of) }];
    case "card":
      return [
        notice,
        { row: "office" },
        { row: isProcessId(of) ? "process" : "contribution", id: of },
        { row: "posted", contribution: of },
        ...(entry === undefined ? [] : [{ row: "entry" as const, contribution: of, n: entry }]),
      ];
    case "broadcast":
      return [notice, { row: "broadcast", id: of }];
    default:
      return [notice];
  }
}

/** Whether it is for a resident, by its group. */
export const isForResident = ({ group }: NoticeInQueue): boolean => split(group)[0] === "resident";

/** A group's kind, and whose it is. */
function split(group: string): readonly string[] {
  const at = group.indexOf(":");
  return at < 0 ? [group] : [group.slice(0, at), group.slice(at + 1)];
}
