import { type Broadcast, isGoingOn } from "../core/broadcasts/broadcast.ts";
import { broadcastScreen } from "../core/broadcasts/broadcast-screen.ts";
import { PER_SECOND, paceOf } from "../core/broadcasts/pace.ts";
import type { Chunk } from "../core/broadcasts/progress.ts";
import { wants } from "../core/broadcasts/reach.ts";
import { outsideQuietHours } from "../core/calendar/quiet-hours.ts";
import { elapsed, type Instant } from "../core/calendar/time.ts";
import type { ResidentId } from "../core/model/ids.ts";
import { Undeliverable, Unpaid, Wait } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { RateLimiter } from "../runtime/rate-limiter.ts";
import { LEFT, nextAction } from "./next-action.ts";
import { withQuotes } from "./quotes.ts";
import { type Going, nextWindow, note, type Run, reachedBy, startRun, windowOf } from "./run.ts";

/** Seconds without sending after a failure, when the other side does not say how long. */
const PAUSE = 2;
/** Milliseconds between updates of progress on the card: our limit. Slack takes one message a second per channel. */
const SHOW_EVERY = 10_000;

export type SenderPorts = Pick<
  Ports,
  "store" | "channel" | "secrecy" | "clock" | "town" | "log" | "stopwatch"
>;

/** Side work that a sender leaves to others. */
interface Beside {
  /** Records that a resident blocked the bot. */
  readonly unreachable: (resident: ResidentId) => Promise<void>;
  /** Counts the news each resident received this week from other broadcasts. */
  readonly heard: (except: string) => Promise<ReadonlyMap<string, number>>;
  /** Has the broadcast's card redrawn. */
  readonly show: (id: string) => Promise<void>;
  /** Records that the channel does not take the payment: the rest goes at the usual pace. */
  readonly unpaid: (id: string) => Promise<void>;
}

/** Turns at the channel's usual pace, and at the one that the town pays for, if it does. */
export interface Paces {
  readonly usual: RateLimiter;
  readonly paid: RateLimiter | undefined;
}

/**
 * Sends one chunk, at most once to each resident: she is claimed in the table before anything is sent to her, and a
 * resident claimed by a process that died does not get it again.
 * @returns "stopped" when an organiser pressed the button
 */
export function createSender(
  ports: SenderPorts,
  paces: Paces,
  beside: Beside,
): (broadcast: Broadcast, chunk: Chunk, timeLeft: () => number) => Promise<"done" | "stopped"> {
  const { store, clock, town, log } = ports;
  const usual: Going = { pace: paces.usual, perSecond: PER_SECOND, paid: false };
  const send = createSending(ports, usual, beside);
  /** Only one broadcast is sent at a time, so the figures from other broadcasts do not change meanwhile. */
  let counted: { broadcast: string; heard: ReadonlyMap<string, number> } | undefined;
  /** When the card was last shown anew. */
  let shown: Instant | undefined;

  /** Shows progress on the card. Nothing waits for it, and if it fails the next update is soon. */
  function tellHowFar(row: Broadcast, { others }: Run): void {
    const now = clock.now();
    if (!row.card || (shown !== undefined && elapsed(shown, now) < SHOW_EVERY)) return;
    shown = now;
    others.push(beside.show(row.id).catch((error: unknown) => log.error("card_not_shown", error)));
  }

  /** @returns false when an organiser stopped it: nobody in this window gets it */
  async function claimWindow(run: Run, heard: ReadonlyMap<string, number>): Promise<boolean> {
    const { broadcast, chunk, todo, underway, others } = run;
    const { claim, cursor } = nextWindow(run);
    const residents = claim.flatMap((place) => chunk.residents[place] ?? []);
    const [row, present] = await Promise.all([
      store.broadcast(broadcast.id),
      store.lanesOf(residents),
      note(store, run, claim, cursor),
    ]);
    run.lanes = new Map([...run.lanes, ...present]);
    if (row?.status.at !== "sending") await Promise.all(underway.values());
    if (!row || !isGoingOn(row, reachedBy(run), town)) {
      await Promise.all([...underway.values(), ...others]);
      const again = [...run.progress.again, ...claim, ...todo.splice(0)];
      await note(store, run, [], run.progress.cursor, { again, open: 0 });
      return false;
    }
    for (const place of claim) {
      const resident = chunk.residents[place] ?? "";
      const lane = run.lanes.get(resident);
      // Since the count she may have stopped, changed her mind, had herself erased, or received other news.
      if (!lane || !wants(lane, broadcast, heard.get(resident) ?? 0, town.weeklyCap, clock.now()))
        run.found.skipped++;
      else todo.push(place);
    }
    tellHowFar(row, run);
    return true;
  }

  /** Gives back the residents who were claimed but certainly got nothing, and the rest of the chunk. */
  async function giveBack(run: Run, seconds: number): Promise<never> {
    const { todo, underway, others, partly } = run;
    await Promise.all([...underway.values(), ...others]);
    await note(store, run, [], run.progress.cursor, {
      again: [...run.progress.again, ...todo.splice(0)],
      open: 0,
      tries: undefined,
      partly: Object.fromEntries([...partly].map(([place, n]) => [String(place), n])),
    });
    // While the last ones finished, one of them may have been told to wait longer.
    const ahead = run.going.pace.ahead() / 1000;
    throw new Wait(ahead < 1 ? seconds : Math.max(seconds, ahead), { refused: true });
  }

  function quietFor(): number | undefined {
    const now = clock.now();
    const morning = outsideQuietHours(now, town.quietHours);
    return morning === undefined ? undefined : elapsed(now, morning) / 1000;
  }

  return async (broadcast, chunk, timeLeft) => {
    const parts = await store.progress(broadcast.id);
    if (parts.find((one) => one.n === chunk.n)?.done) return "done";
    if (counted?.broadcast !== broadcast.id)
      counted = { broadcast: broadcast.id, heard: await beside.heard(broadcast.id) };
    const { heard } = counted;
    const going = goingOf(broadcast, town, paces.paid) ?? usual;
    going.pace.fresh();
    const run = startRun(await withQuotes(broadcast, store), chunk, parts, going);
    const { todo, underway, others } = run;
    for (;;) {
      const next = nextAction({
        claimed: todo.length,
        unclaimed: run.progress.again.length + chunk.residents.length - run.progress.cursor,
        underway: underway.size,
        // Slow calls must not pile up and become a flood.
        atOnce: windowOf(run.going),
        troubles: run.troubles,
        timeLeft: timeLeft(),
        ahead: run.going.pace.ahead(),
        quietFor,
      });
      if (next.do === "finish") break;
      if (next.do === "giveBack") return giveBack(run, next.seconds);
      if (next.do === "wait") await Promise.race(underway.values());
      else if (next.do === "claim") {
        if (!(await claimWindow(run, heard))) return "stopped";
      } else if (await hasTurn(run)) {
        const place = todo.shift();
        if (place !== undefined) send(run, place, timeLeft);
      }
    }
    await Promise.all(others);
    await note(store, run, [], run.progress.cursor, { open: 0, done: true });
    return "done";
  };
}

/** How a broadcast goes that somebody pays for; undefined for every other. */
function goingOf(
  broadcast: Broadcast,
  town: SenderPorts["town"],
  pace: RateLimiter | undefined,
): Going | undefined {
  const perSecond = paceOf(broadcast, town);
  return pace && perSecond > PER_SECOND ? { pace, perSecond, paid: true } : undefined;
}

/** Waits for the next turn. @returns false when it is nobody's, or when it goes at another pace since */
async function hasTurn(run: Run): Promise<boolean> {
  const { going } = run;
  return (await going.pace.turn()) && run.going === going;
}

/** Starts sending to one resident; the outcome is in the run by the time the message is no longer in flight. */
function createSending(
  { channel, secrecy, town, log }: SenderPorts,
  usual: Going,
  { unreachable, unpaid }: Pick<Beside, "unreachable" | "unpaid">,
): (run: Run, place: number, timeLeft: () => number) => void {
  /** Waits for the rate limiter. Every message counts, also a second one to the same person. */
  async function nextTurn({ going: { pace } }: Run, timeLeft: () => number): Promise<void> {
    do {
      // No time is left for a pause halfway: the next run continues from here.
      if (timeLeft() - pace.ahead() < LEFT) throw new Wait(0, { refused: true });
    } while (!(await pace.turn()));
  }

  function trouble(run: Run, place: number, resident: ResidentId, error: unknown): void {
    const { found, todo, partly, others, going } = run;
    const { pace } = going;
    if (error instanceof Unpaid) {
      // It certainly did not arrive. Others in flight may be told the same: once is enough to go on without paying.
      todo.push(place);
      if (!going.paid) return;
      run.going = usual;
      log.error("not_paid", error, { broadcast: run.broadcast.id, alarm: true });
      others.push(unpaid(run.broadcast.id).catch((cause: unknown) => log.error("not_remembered", cause)));
    } else if (error instanceof Wait && error.refused) {
      if (error.arrived > 0) partly.set(place, error.arrived);
      todo.push(place);
      if (error.seconds > 0) pace.hold(error.seconds);
    } else if (error instanceof Undeliverable) {
      found.unreachable++;
      others.push(unreachable(resident).catch((cause: unknown) => log.error("not_remembered", cause)));
    } else {
      // It may have arrived, and nobody gets news twice.
      found.uncertain++;
      run.troubles++;
      pace.rest(error instanceof Wait ? error.seconds : PAUSE);
      log.error("broadcast_uncertain", error);
    }
  }

  async function send(run: Run, place: number, timeLeft: () => number): Promise<void> {
    const { broadcast, chunk, partly } = run;
    const lane = run.lanes.get(chunk.residents[place] ?? "");
    if (!lane) throw new Error("a message to somebody who was not looked up");
    try {
      const screen = broadcastScreen(broadcast, lane.language, town);
      const { paid } = run.going;
      const how = { paid, from: partly.get(place) ?? 0, turn: () => nextTurn(run, timeLeft) };
      await channel.send(secrecy.open(lane.address), screen, lane.language, how);
      partly.delete(place);
      run.found.reached++;
      run.troubles = 0;
    } catch (error) {
      trouble(run, place, lane.resident, error);
    } finally {
      // In the same tick as the outcome above, so that nobody is counted twice.
      run.underway.delete(place);
    }
  }

  return (run, place, timeLeft) => {
    run.underway.set(place, Promise.resolve());
    const one = send(run, place, timeLeft);
    // Unless it finished before it had to wait for anything.
    if (run.underway.has(place)) run.underway.set(place, one);
  };
}
