import type { Broadcast } from "../broadcasts/broadcast.ts";
import { after, type Instant, MINUTE } from "../calendar/time.ts";
import { fingerprint } from "../fingerprint.ts";
import { upTo } from "../model/characters.ts";
import type { Process } from "../model/process.ts";
import type { Screen } from "../model/screen.ts";
import type { Context } from "../turn.ts";

/** Milliseconds. If the audience has not been counted by then, the clock hands it over again (our limit). */
const COUNTED_BY = 15 * MINUTE;

/**
 * The same message to everybody who takes part: each in her own language, at the pace the channel allows, at most once.
 * Its card in Slack shows how many people it reached.
 *
 * @param process as it becomes in this turn
 * @param author the member of the workspace who caused it; the organiser when the clock did
 */
export function tellParticipants(
  process: Process,
  screen: Screen,
  author: string,
  context: Pick<Context, "now" | "office" | "seed">,
): Broadcast {
  return { ...broadcastOf(process, screen, author, context), neighbourhoods: [], process: process.id };
}

/** The same for people who offered to help, and agreed to be messaged about it. */
export function tellHelpers(...told: Parameters<typeof tellParticipants>): Broadcast {
  return { ...tellParticipants(...told), helpers: true };
}

/** The audience of an invitation: empty lists mean everybody. */
export interface Invited {
  readonly neighbourhoods?: readonly string[] | undefined;
  readonly ages?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly campaign?: string | undefined;
  readonly earlier?: "never" | "before" | undefined;
  /** Groups that have enough answers. */
  readonly full?: readonly string[] | undefined;
}

/**
 * An invitation to take part, or a reminder of it: to residents who allow being asked (`ask_opinion`) and have not
 * finished. It counts towards the weekly limit, as news does. An invitation is counted first and waits for a button; a
 * reminder does not, and goes to people who were invited before or have begun.
 *
 * @param whom undefined: only people who have begun
 * @param until when it is over
 */
export function inviteToProcess(
  process: Process,
  screen: Screen,
  whom: Invited | undefined,
  until: Instant,
  author: string,
  reminds: boolean,
  context: Pick<Context, "now" | "office" | "seed">,
): Broadcast {
  return {
    ...broadcastOf(process, screen, author, context),
    neighbourhoods: [...(whom?.neighbourhoods ?? [])],
    invites: {
      process: process.id,
      asks: whom !== undefined,
      ages: [...(whom?.ages ?? [])],
      languages: [...(whom?.languages ?? [])],
      ...(whom?.campaign !== undefined && { campaign: whom.campaign }),
      ...(whom?.earlier !== undefined && { earlier: whom.earlier }),
      until,
      full: [...(whom?.full ?? [])],
      reminds,
    },
  };
}

function broadcastOf(
  process: Process,
  screen: Screen,
  author: string,
  { now, office, seed }: Pick<Context, "now" | "office" | "seed">,
): Omit<Broadcast, "neighbourhoods"> {
  const desk = office.desks.find((one) => one.id === process.desk) ?? office.desks[0];
  return {
    row: "broadcast",
    id: `B${upTo(now.replaceAll(/\D/g, ""), 17)}-${fingerprint(`${seed}#${process.id}#${process.entries}`)}`,
    version: 0,
    created: now,
    author,
    texts: {},
    screen,
    channel: desk?.channel ?? "",
    status: { at: "counting" },
    wakeAt: after(now, COUNTED_BY),
  };
}
