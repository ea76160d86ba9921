import type { Instant } from "../calendar/time.ts";
import { type Kept, kept, type Listener, type Participant } from "../model/audience.ts";
import { cellsOf } from "../model/groups.ts";
import { allows, type Lane } from "../model/lane.ts";
import type { Broadcast } from "./broadcast.ts";

/** Whether such messages can be sent to this resident. */
export function listens(lane: Lane, purpose: Kept): boolean {
  return lane.reachable && listenerOf(lane, purpose) !== undefined;
}

/** Where this resident stands in the index; undefined when she does not allow it, or wants no messages at all. */
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

/** In all of the index. */
export function listenersOf(lane: Lane): readonly Listener[] {
  return kept.flatMap((purpose) => listenerOf(lane, purpose) ?? []);
}

/**
 * Whether a broadcast is still for her when her turn comes.
 * @param heard how much news she had this week
 */
export function wants(
  lane: Lane,
  { process, helpers, invites }: Pick<Broadcast, "process" | "helpers" | "invites">,
  heard: number,
  cap: number,
  now: Instant,
): boolean {
  if (process !== undefined)
    return hearsOf(lane, process) && (!helpers || lane.helps?.includes(process) === true);
  if (heard >= cap) return false;
  if (!invites) return listens(lane, "neighbourhood_news");
  if (invites.until <= now || lane.finished?.includes(invites.process)) return false;
  // Who began is reminded, whatever group the others were chosen from.
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

/** In anything else than this. */
function hasTakenPart({ takesPart = [] }: Lane, process: string): boolean {
  return takesPart.some((one) => one !== process);
}

/** What of her group can be counted: nothing unless she allows it. */
function countedAs(
  lane: Pick<Lane, "permissions" | "age" | "neighbourhood">,
): Pick<Lane, "age" | "neighbourhood"> {
  return allows(lane, "count_group") ? { age: lane.age, neighbourhood: lane.neighbourhood } : {};
}

/** Where this resident stands in the lists of those who take part. */
export function participantsOf(
  lane: Pick<Lane, "takesPart" | "resident" | "expires" | "permissions" | "age" | "neighbourhood">,
): readonly Participant[] {
  const { takesPart = [], resident, expires } = lane;
  if (takesPart.length === 0) return [];
  const group = countedAs(lane);
  return takesPart.map((process) => ({ row: "participant", process, resident, ...group, expires }));
}

/** Whether what comes of a process can be told to her. */
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

/** Every part of the index that these neighbourhoods, or all, stand for. */
export function partsOf(
  chosen: readonly string[],
  all: readonly { readonly key: string }[],
): readonly string[] {
  return chosen.length > 0 ? chosen : [...all.map((one) => one.key), "elsewhere", "unknown"];
}
