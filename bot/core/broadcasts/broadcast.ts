import * as z from "zod/mini";
import { after, HOUR, type Instant, instantSchema } from "../calendar/time.ts";
import { localizedSchema } from "../model/message.ts";
import type { Municipality } from "../model/municipality.ts";
import { screenSchema } from "../model/screen.ts";
import { canBePaid, expectedEnd, paceOf } from "./pace.ts";
import type { Progress } from "./progress.ts";

/**
 * One piece of news for many residents, from its draft to its result. Its recipients are in chunks of their own, and
 * the progress of each chunk in a row of its own: so this row changes only when a person or the planner decides
 * something.
 */

/** Residents per chunk (our limit): nine seconds of sending, well within one run of the function. */
export const CHUNK = 250;

/** Milliseconds. A broadcast that should have ended this long ago is checked again: its messages may have got lost. */
const LOOK_AGAIN = HOUR;

const counted = {
  count: z.int(),
  chunks: z.int(),
  capped: z.int(),
  unreachable: z.optional(z.int()),
  ageless: z.optional(z.int()),
};
/** Sent faster than the usual pace, paid for in Stars. */
const paying = { paid: z.optional(z.literal(true)) };
export type Counts = Pick<
  Extract<BroadcastStatus, { at: "ready" }>,
  "count" | "chunks" | "capped" | "unreachable" | "ageless"
>;
const statusSchema = z.discriminatedUnion("at", [
  z.object({ at: z.literal("counting") }),
  /**
   * `count` residents will get it, `capped` have had enough news this week. Of those who allow it and are addressed,
   * `unreachable` have blocked the chat, and for `ageless` it is unknown whether they are of the requested age.
   */
  z.object({ at: z.literal("ready"), ...counted }),
  z.object({ at: z.literal("sending"), ...counted, ...paying, by: z.string(), since: instantSchema }),
  z.object({ at: z.literal("sent"), ...counted, ...paying, since: instantSchema, on: instantSchema }),
  z.object({
    at: z.literal("stopped"),
    ...counted,
    ...paying,
    since: instantSchema,
    by: z.string(),
    on: instantSchema,
    /** What it is about has ended too: nobody can answer any more. */
    over: z.optional(z.literal(true)),
  }),
  z.object({ at: z.literal("discarded"), by: z.string(), on: instantSchema }),
]);
export type BroadcastStatus = z.infer<typeof statusSchema>;

export const broadcastSchema = z.object({
  row: z.literal("broadcast"),
  /** Begins with the moment of creation, so that ids sort by age. */
  id: z.string(),
  version: z.int(),
  created: instantSchema,
  /** The organiser who wrote it. */
  author: z.string(),
  /** By language; the town's own is always included. */
  texts: localizedSchema,
  /** Keys from the configuration; empty means everybody who allows news, wherever she lives. */
  neighbourhoods: z.array(z.string()),
  /**
   * For everybody who takes part in this process, wherever she lives; needs no permission and ignores the weekly limit.
   */
  process: z.optional(z.string()),
  /** Only those participants who offered to help and agreed to be messaged about it. */
  helpers: z.optional(z.literal(true)),
  /** Participants who hear something else: random ids. */
  besides: z.optional(z.array(z.string())),
  /** An invitation to take part in a process: to residents who allow being asked and have not finished. */
  invites: z.optional(
    z.object({
      process: z.string(),
      /** What is finished by whoever is left out: one vote of several, say. Absent: the process. */
      finishes: z.optional(z.string()),
      /**
       * Everybody who allows being asked; for a reminder, everybody who was invited. Without this, only those who have
       * begun.
       */
      asks: z.boolean(),
      /** Empty means all. */
      ages: z.array(z.string()),
      languages: z.array(z.string()),
      /** Only people who came through this campaign. */
      campaign: z.optional(z.string()),
      /** Only people who have never taken part in anything, or only people who have. */
      earlier: z.optional(z.enum(["never", "before"])),
      /** How long it makes sense: after that nobody is invited. */
      until: instantSchema,
      /** Groups that have enough answers, “n:dike”: left out. */
      full: z.array(z.string()),
      /** It goes out without a button: the people invited were told that it would come. */
      reminds: z.boolean(),
    }),
  ),
  /** What they then read, instead of `texts`. */
  screen: z.optional(screenSchema),
  /** The Slack channel it was written in: its card is there. */
  channel: z.string(),
  /** Slack's id of the card's message, once posted. */
  card: z.optional(z.object({ channel: z.string(), ts: z.string() })),
  status: statusSchema,
  /** Parts that could not be sent after several attempts: the others went on without them. */
  aside: z.optional(z.array(z.int())),
  /** How many times somebody asked to retry those. */
  again: z.optional(z.int()),
  /** When the clock hands it over again, in case the stream or the queue lost it. */
  wakeAt: z.optional(instantSchema),
});
export type Broadcast = z.infer<typeof broadcastSchema>;

/** What can happen to a broadcast. */
export type BroadcastEvent =
  | ({ readonly type: "counted" } & Counts)
  | { readonly type: "send"; readonly by: string; readonly paid?: true }
  /** Telegram does not take the payment: the rest goes at the usual pace. */
  | { readonly type: "unpaid" }
  | { readonly type: "stop"; readonly by: string; readonly over?: true }
  | { readonly type: "discard"; readonly by: string }
  | { readonly type: "setAside"; readonly part: number }
  | { readonly type: "again"; readonly by: string }
  | { readonly type: "finished" };

/**
 * Whether an invitation reaches so few people, or nobody, that it would point at them: that nobody is left says of the
 * only candidate that she has answered. This holds for a later invitation too: people who got an earlier one are not
 * counted again, so that nobody can be singled out by what is left.
 */
export function isTooSmall({ status, invites }: Pick<Broadcast, "status" | "invites">, town: Sizes): boolean {
  return (
    invites !== undefined && !invites.reminds && status.at === "ready" && status.count < town.leastInvited
  );
}

type Sizes = Pick<Municipality, "leastInvited">;

/**
 * Whether it is still being sent. An invitation that was stopped after reaching somebody, but fewer than the minimum
 * audience, goes on until it has reached that many: otherwise the button would point at whoever came first.
 * @param reached how many have certainly got it
 */
export function isGoingOn({ status, invites }: Broadcast, reached: number, town: Sizes): boolean {
  if (status.at !== "stopped" || status.over || !invites || invites.reminds) return status.at === "sending";
  return reached > 0 && reached < town.leastInvited;
}

/** @returns undefined when that cannot happen to it now */
export function afterEvent(
  before: Broadcast,
  event: BroadcastEvent,
  now: Instant,
  town: Pick<Municipality, "quietHours" | "leastInvited" | "paidNews">,
): Broadcast | undefined {
  const { status } = before;
  switch (event.type) {
    case "counted": {
      if (status.at !== "counting") return undefined;
      const { type: _, ...counts } = event;
      // Participants were promised to hear this: it waits for nobody's button.
      if (before.process !== undefined || before.invites?.reminds)
        return begun(before, counts, before.author, now, town);
      return { ...before, status: { at: "ready", ...counts }, wakeAt: undefined };
    }
    case "send": {
      // Without recipients there is nothing to send.
      if (status.at !== "ready" || status.count === 0 || isTooSmall(before, town)) return undefined;
      if (event.paid && !canBePaid(before, town)) return undefined;
      const { at: _, ...counts } = status;
      return begun(before, counts, event.by, now, town, event.paid);
    }
    case "unpaid": {
      if (status.at !== "sending" || !status.paid) return undefined;
      const { paid: _, ...rest } = status;
      const wakeAt = after(expectedEnd(status.count, now, town), LOOK_AGAIN);
      return { ...before, status: rest, wakeAt };
    }
    case "stop": {
      if (status.at !== "sending") return undefined;
      return {
        ...before,
        status: { ...status, at: "stopped", by: event.by, on: now, ...(event.over && { over: true }) },
        wakeAt: undefined,
      };
    }
    case "discard":
      if (status.at !== "ready" && status.at !== "counting") return undefined;
      return { ...before, status: { at: "discarded", by: event.by, on: now }, wakeAt: undefined };
    case "setAside": {
      const { aside = [] } = before;
      if (status.at !== "sending" || aside.includes(event.part)) return undefined;
      return { ...before, aside: [...aside, event.part] };
    }
    case "again": {
      if (!canTryAgain(before) || (status.at !== "sending" && status.at !== "sent")) return undefined;
      const { count, chunks, capped, unreachable, ageless, since } = status;
      const counts = { count, chunks, capped, unreachable, ageless };
      return {
        ...before,
        aside: undefined,
        again: (before.again ?? 0) + 1,
        status: { at: "sending", ...counts, since, by: event.by },
        wakeAt: after(now, LOOK_AGAIN),
      };
    }
    case "finished": {
      if (status.at !== "sending") return undefined;
      const { at: _, by: _by, ...rest } = status;
      return { ...before, status: { at: "sent", ...rest, on: now }, wakeAt: undefined };
    }
  }
}

/** Whether parts of it were set aside, and it was not stopped. */
export function canTryAgain({ status, aside = [] }: Broadcast): boolean {
  return aside.length > 0 && (status.at === "sending" || status.at === "sent");
}

/** How many residents were in parts that were set aside before their turn. */
export function notSent({ status, aside = [] }: Broadcast, progress: readonly Progress[]): number {
  if (!("count" in status)) return 0;
  return aside.reduce((sum, part) => {
    const size = part < status.chunks ? CHUNK : status.count - CHUNK * (status.chunks - 1);
    const { cursor, again } = progress.find(({ n }) => n === part) ?? { cursor: 0, again: [] };
    return sum + size - cursor + again.length;
  }, 0);
}

function begun(
  before: Broadcast,
  counts: Counts,
  by: string,
  now: Instant,
  town: Pick<Municipality, "quietHours" | "paidNews">,
  paid?: true,
): Broadcast {
  if (counts.count === 0)
    return { ...before, status: { at: "sent", ...counts, since: now, on: now }, wakeAt: undefined };
  const status = { at: "sending" as const, ...counts, by, since: now, ...(paid && { paid }) };
  const perSecond = paceOf({ status }, town);
  return { ...before, status, wakeAt: after(expectedEnd(counts.count, now, town, perSecond), LOOK_AGAIN) };
}

/** The work that a broadcast currently needs. Repeating it does no harm: it is claimed before it is done. */
export function partsOf({
  id,
  status,
  aside = [],
  again,
}: Broadcast): { broadcast: string; part: "plan" | number; again?: number }[] {
  if (status.at === "counting") return [{ broadcast: id, part: "plan" }];
  if (status.at !== "sending") return [];
  const parts = Array.from({ length: status.chunks }, (_, index) => index + 1);
  return parts
    .filter((part) => !aside.includes(part))
    .map((part) => ({ broadcast: id, part, ...(again !== undefined && { again }) }));
}
