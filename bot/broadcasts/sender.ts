import {
  type Broadcast,
  broadcastScreen,
  type Chunk,
  isGoingOn,
  type Progress,
  resultOf,
  startProgress,
} from "../core/broadcasts/broadcast.ts";
import { wants } from "../core/broadcasts/reach.ts";
import { outsideQuietHours } from "../core/calendar/quiet-hours.ts";
import { elapsed } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import { Undeliverable, Wait } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Pace } from "../runtime/rate-limiter.ts";

/**
 * So many residents are claimed at once: a little less than a second of sending. When the process dies, at
 * most two windows are not certain.
 */
const WINDOW = 27;
/** With less time left than this (milliseconds) nothing new is begun: what is under way may take four seconds. */
const LEFT = 5000;
/** A call that takes long must not pile up behind others: that is how a trouble becomes a flood. */
const AT_ONCE = 27;
/** After trouble on the way nothing goes for a while, in seconds; after so many in a row the rest waits longer. */
const PAUSE = 2;
const TROUBLES = 3;
const LONG_PAUSE = 30;
/** The card shows how far it is, at most this often (milliseconds). Slack takes one message a second in a channel. */
const SHOW_EVERY = 10_000;

export type SpreadPorts = Pick<
  Ports,
  "store" | "channel" | "secrecy" | "clock" | "town" | "log" | "stopwatch"
>;

type Kind = "reached" | "unreachable" | "skipped" | "uncertain";

/**
 * Sends one chunk. At most once for each resident: she is claimed in the table before anything is sent to
 * her, and who was claimed by a process that died does not get it again.
 * @param unreachable notes that a resident blocked the bot
 * @param heard how much news each resident had this week, from other broadcasts
 * @param show lets the card of the broadcast be made anew
 * @returns "stopped" when an organiser pressed the button
 */
export function createSender(
  ports: SpreadPorts,
  pace: Pace,
  unreachable: (resident: string) => Promise<void>,
  heard: (except: string) => Promise<ReadonlyMap<string, number>>,
  show: (id: string) => Promise<void>,
): (broadcast: Broadcast, chunk: Chunk, timeLeft: () => number) => Promise<"done" | "stopped"> {
  const { store, channel, secrecy, clock, town, log } = ports;
  /** Only one broadcast is sent at a time, so what others sent this week does not change meanwhile. */
  let counted: { broadcast: string; heard: ReadonlyMap<string, number> } | undefined;
  let shown = "";

  return async (broadcast, chunk, timeLeft) => {
    const parts = await store.progress(broadcast.id);
    const before = parts.find((one) => one.n === chunk.n) ?? startProgress(chunk);
    if (before.done) return "done";
    if (counted?.broadcast !== broadcast.id)
      counted = { broadcast: broadcast.id, heard: await heard(broadcast.id) };
    const heardOf = counted.heard;
    pace.fresh();

    // Whoever was claimed by a process that is no more may have got it.
    let progress: Progress = { ...before, uncertain: before.uncertain + before.open, open: 0 };
    const found: Record<Kind, number> = { reached: 0, unreachable: 0, skipped: 0, uncertain: 0 };
    const todo: number[] = [];
    const underway = new Map<number, Promise<void>>();
    const others: Promise<void>[] = [];
    let lanes: ReadonlyMap<string, Lane> = new Map();
    /** Messages of a long text that somebody has already. */
    const partly = new Map(Object.entries(progress.partly ?? {}).map(([place, n]) => [Number(place), n]));
    let troubles = 0;

    const elsewhere = resultOf(parts.filter((one) => one.n !== chunk.n)).reached;
    /** By the whole broadcast; parts are sent one after the other. */
    const reached = () => elsewhere + progress.reached + found.reached;

    /** Writes down what became of the ones before, and with it claims the next. @throws Conflict */
    async function note(claim: readonly number[], cursor: number, change: Partial<Progress>): Promise<void> {
      const known = { ...found };
      const next: Progress = {
        ...progress,
        reached: progress.reached + known.reached,
        unreachable: progress.unreachable + known.unreachable,
        skipped: progress.skipped + known.skipped,
        uncertain: progress.uncertain + known.uncertain,
        cursor,
        again: progress.again.filter((place) => !claim.includes(place)),
        open: claim.length + todo.length + underway.size,
        version: progress.version + 1,
        ...change,
      };
      await store.commit([{ put: next, expect: progress.version === 0 ? "new" : progress.version }]);
      progress = next;
      // What came in while this was written counts next time.
      for (const kind of ["reached", "unreachable", "skipped", "uncertain"] as const)
        found[kind] -= known[kind];
    }

    /** The next window: first those who were refused before. */
    function window(): { claim: number[]; cursor: number } {
      const again = progress.again.slice(0, WINDOW);
      const cursor = Math.min(chunk.residents.length, progress.cursor + WINDOW - again.length);
      const fresh = Array.from({ length: cursor - progress.cursor }, (_, index) => progress.cursor + index);
      return { claim: [...again, ...fresh], cursor };
    }

    async function send(place: number): Promise<void> {
      const lane = lanes.get(chunk.residents[place] ?? "");
      if (!lane) throw new Error("nobody is sent to who was not looked up");
      try {
        await channel.send(
          secrecy.open(lane.address),
          broadcastScreen(broadcast, lane.language, town),
          lane.language,
          { from: partly.get(place) ?? 0, turn: nextTurn },
        );
        partly.delete(place);
        found.reached++;
        troubles = 0;
      } catch (error) {
        if (error instanceof Wait && error.refused) {
          if (error.arrived > 0) partly.set(place, error.arrived);
          todo.push(place);
          if (error.seconds > 0) pace.hold(error.seconds);
        } else if (error instanceof Undeliverable) {
          found.unreachable++;
          others.push(
            unreachable(lane.resident).catch((cause: unknown) => log.error("not_remembered", cause)),
          );
        } else {
          // It may have arrived. Nobody gets news twice.
          found.uncertain++;
          troubles++;
          pace.rest(error instanceof Wait ? error.seconds : PAUSE);
          log.error("broadcast_uncertain", error);
        }
      } finally {
        // In the same moment as the outcome above, so that nobody is counted twice.
        underway.delete(place);
      }
    }

    /** Each message counts for the pace, also the second to the same person. */
    async function nextTurn(): Promise<void> {
      do {
        // No time is left for a pause in the middle: it goes on from here in the next run.
        if (timeLeft() - pace.ahead() < LEFT) throw new Wait(0, { refused: true });
      } while (!(await pace.turn()));
    }

    function begin(place: number): void {
      underway.set(place, Promise.resolve());
      const one = send(place);
      // Unless it was over before it could wait for anything.
      if (underway.has(place)) underway.set(place, one);
    }

    /** Whoever is claimed and certainly got nothing comes again; the rest of the chunk too. */
    async function giveBack(seconds: number): Promise<never> {
      await Promise.all([...underway.values(), ...others]);
      await note([], progress.cursor, {
        again: [...progress.again, ...todo.splice(0)],
        open: 0,
        tries: undefined,
        partly: Object.fromEntries([...partly].map(([place, n]) => [String(place), n])),
      });
      // While the last ones came in, one of them may have been asked to wait longer.
      const ahead = pace.ahead() / 1000;
      throw new Wait(ahead < 1 ? seconds : Math.max(seconds, ahead), { refused: true });
    }

    for (;;) {
      if (todo.length === 0) {
        const { claim, cursor } = window();
        if (claim.length === 0) {
          if (underway.size === 0) break;
          await Promise.race(underway.values());
          continue;
        }
        if (timeLeft() < LEFT) return giveBack(0);
        const morning = outsideQuietHours(clock.now(), town.quietHours);
        if (morning !== undefined) return giveBack(elapsed(clock.now(), morning) / 1000);
        const residents = claim.map((place) => chunk.residents[place] ?? "");
        const [row, present] = await Promise.all([
          store.broadcast(broadcast.id),
          store.lanesOf(residents),
          note(claim, cursor, {}),
        ]);
        lanes = new Map([...lanes, ...present]);
        if (row?.status.at !== "sending") await Promise.all(underway.values());
        if (!row || !isGoingOn(row, reached(), town)) {
          // The press came between the last window and this one: nobody of this one gets it.
          await Promise.all([...underway.values(), ...others]);
          await note([], progress.cursor, {
            again: [...progress.again, ...claim, ...todo.splice(0)],
            open: 0,
          });
          return "stopped";
        }
        for (const place of claim) {
          const resident = chunk.residents[place] ?? "";
          const lane = lanes.get(resident);
          // Since it was counted she may have stopped, changed her mind, erased herself, or had other news.
          if (!lane || !wants(lane, broadcast, heardOf.get(resident) ?? 0, town.weeklyCap, clock.now()))
            found.skipped++;
          else todo.push(place);
        }
        tellHowFar(row);
        continue;
      }
      if (underway.size >= AT_ONCE) {
        await Promise.race(underway.values());
        continue;
      }
      if (troubles >= TROUBLES) return giveBack(LONG_PAUSE);
      if (timeLeft() - pace.ahead() < LEFT) return giveBack(pace.ahead() / 1000);
      if (!(await pace.turn())) continue;
      const place = todo.shift();
      if (place !== undefined) begin(place);
    }
    await Promise.all(others);
    await note([], progress.cursor, { open: 0, done: true });
    return "done";

    /** How far it is, on its card. Nobody waits for it, and when it fails the next one is soon. */
    function tellHowFar(row: Broadcast): void {
      const now = clock.now();
      if (!row.card || (shown !== "" && elapsed(shown, now) < SHOW_EVERY)) return;
      shown = now;
      others.push(show(row.id).catch((error: unknown) => log.error("card_not_shown", error)));
    }
  };
}
