import type { Instant } from "../calendar/time.ts";
import { type Kept, kept, type Listener, type Participant } from "../model/audience.ts";
import { cellsOf } from "../model/groups.ts";
import { allows, type Lane } from "../model/lane.ts";
import type { Broadcast } from "./broadcast.ts";

/** Whether messages for this purpose can be sent to this resident. */
export function listens(lane: Lane, purpose: Kept): boolean {
  return lane.reachable && listenerOf(lane, purpose) !== undefined;
}

/** This resident's place in the index; undefined when she does not allow it, or wants no messages at all. */
export function listenerOf(lane: Lane, purpose: Kept = "neighbourhood_news"): Listener | undefined {
  if (lane.stage !== "member" || lane.stopped || !allows(lane, purpose)) return undefined;
  const { resident, expires, neighbourhood = "unknown" } = lane;
  return {
    row: "listener",
    purpose,
    neighbourhood,
    ...(!lane.reachable && { out: true }),
    resident,
    expires,
  };
}

/** Her places in the whole index. */
export function listenersOf(lane: Lane): readonly Listener[] {
  return kept.flatMap((purpose) => listenerOf(lane, purpose) ?? []);
}

/**
 * Whether a broadcast is still meant for her when her turn comes.
 * @param heard how many news messages she had this week
 */
export function wants(
  lane: Lane,
  { process, helpers, besides, invites }: Pick<Broadcast, "process" | "helpers" | "besides" | "invites">,
  heard: number,
  cap: number,
  now: Instant,
): boolean {
  if (process !== undefined)
    return (
      hearsOf(lane, process) &&
      (!helpers || lane.helps?.includes(process) === true) &&
      !besides?.includes(lane.resident)
    );
  if (heard >= cap) return false;
  if (!invites) return listens(lane, "neighbourhood_news");
  if (invites.until <= now || lane.finished?.includes(invites.finishes ?? invites.process)) return false;
  // People who have begun are reminded, whatever group the others were chosen from.
  if (invites.reminds && hearsOf(lane, invites.process)) return true;
  const { ages, languages } = invites;
  return (
    invites.asks &&
    listens(lane, "ask_opinion") &&
    (ages.length === 0 || (lane.age !== undefined && ages.includes(lane.age))) &&
    (languages.length === 0 || languages.includes(lane.language)) &&
    (invites.campaign === undefined || lane.campaign === invites.campaign) &&
    (invites.earlier === undefined ||
      (invites.earlier === "before") === hasTakenPart(lane, invites.process)) &&
    !cellsOf({ language: lane.language, ...countedAs(lane) }).some((cell) => invites.full.includes(cell))
  );
}

/** Whether she took part in anything other than this. */
function hasTakenPart({ takesPart = [] }: Lane, process: string): boolean {
  return takesPart.some((one) => one !== process);
}

/** The traits of hers that can be counted: none unless she allows it. */
function countedAs(
  lane: Pick<Lane, "permissions" | "age" | "neighbourhood">,
): Pick<Lane, "age" | "neighbourhood"> {
  return allows(lane, "count_group") ? { age: lane.age, neighbourhood: lane.neighbourhood } : {};
}

/** This resident's places in the lists of participants. */
export function participantsOf(
  lane: Pick<Lane, "takesPart" | "resident" | "expires" | "permissions" | "age" | "neighbourhood">,
): readonly Participant[] {
  const { takesPart = [], resident, expires } = lane;
  if (takesPart.length === 0) return [];
  const group = countedAs(lane);
  return takesPart.map((process) => ({ row: "participant", process, resident, ...group, expires }));
}

/** Whether she can be told what comes of a process. */
function hearsOf({ stage, stopped, reachable, takesPart = [] }: Lane, process: string): boolean {
  return stage === "member" && !stopped && reachable && takesPart.includes(process);
}

/** What changes in the indexes when a lane changes; nothing for an ordinary tap. */
export function indexing(
  before: Lane | undefined,
  next: Lane,
): readonly ({ put: Listener | Participant } | { remove: Listener | Participant })[] {
  return [...listening(before, next), ...takingPart(before, next)];
}

function takingPart(
  before: Lane | undefined,
  next: Lane,
): readonly ({ put: Participant } | { remove: Participant })[] {
  if (
    before?.takesPart === next.takesPart &&
    before?.expires === next.expires &&
    before?.permissions === next.permissions &&
    before?.age === next.age &&
    before?.neighbourhood === next.neighbourhood
  )
    return [];
  const was = before ? participantsOf(before) : [];
  const is = participantsOf(next);
  const same = (a: Participant, b: Participant) =>
    a.process === b.process &&
    a.expires === b.expires &&
    a.age === b.age &&
    a.neighbourhood === b.neighbourhood;
  return [
    ...was.filter((one) => !is.some(({ process }) => process === one.process)).map((remove) => ({ remove })),
    ...is.filter((one) => !was.some((other) => same(one, other))).map((put) => ({ put })),
  ];
}

function listening(
  before: Lane | undefined,
  next: Lane,
): readonly ({ put: Listener } | { remove: Listener })[] {
  return kept.flatMap((purpose) => {
    const was = before && listenerOf(before, purpose);
    const is = listenerOf(next, purpose);
    const stays = was?.neighbourhood === is?.neighbourhood && was?.out === is?.out;
    if (stays && was?.expires === is?.expires) return [];
    return [...(was && !stays ? [{ remove: was }] : []), ...(is ? [{ put: is }] : [])];
  });
}

/** Every part of the index covered by these neighbourhoods, or by all of them. */
export function partsOf(
  chosen: readonly string[],
  all: readonly { readonly key: string }[],
): readonly string[] {
  return chosen.length > 0 ? chosen : [...all.map((one) => one.key), "elsewhere", "unknown"];
}
