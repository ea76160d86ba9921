import { createBroadcasting } from "./broadcasting.ts";
import type { Broadcast } from "./core/broadcast.ts";
import type { Contribution } from "./core/contribution.ts";
import { decideOfficial } from "./core/desk.ts";
import { decideResident } from "./core/dialogue.ts";
import type { ClockInput, OfficialInput } from "./core/input.ts";
import type { Language } from "./core/message.ts";
import type { Notice } from "./core/notice.ts";
import { startOffice } from "./core/office.ts";
import { firstLanguage } from "./core/onboarding.ts";
import type { Lane } from "./core/resident.ts";
import { clockLane } from "./core/silence.ts";
import type { Office } from "./core/staff.ts";
import { after, DAY, elapsed, type Instant, MINUTE } from "./core/time.ts";
import { type Context, nothingSeen, type Turn } from "./core/turn.ts";
import { createDelivery } from "./delivery.ts";
import { instruments } from "./instruments/registry.ts";
import { decided } from "./needs.ts";
import { type App, Conflict, type FromChat, type Immediate, type Ports, type Write } from "./ports.ts";
import { createReaction } from "./reaction.ts";
import { createReplies, keep } from "./replies.ts";
import { type Origin, writesOf } from "./writes.ts";

/** How often a decision is made again after somebody else was first. */
const ATTEMPTS = 6;
/** How old the arrangement of desks may be when a resident raises something (milliseconds). */
const OFFICE_AGE = 30 * 1000;
/** A notice that was handed over and is still there is handed over again after this long (milliseconds). */
const LOOK_AGAIN = 45 * MINUTE;
/** A reply is repeated at most so often: one for each time that a process died before it could answer. */
const REPEATS = 3;
/** What was kept back for somebody who blocked the bot is news for so long, and at most so much of it. */
const STILL_NEWS = 14 * DAY;
const LATE_NOTICES = 10;
/** DynamoDB takes at most 100 items in one transaction; pointers and wake items need some of them. */
const WRITES_AT_ONCE = 40;

/**
 * The one loop. `receive`: load → decide (pure) → commit → reply; a version conflict loads and decides
 * again. Everything for somebody else is in the commit and leaves through the queues.
 */
export function createApp(ports: Ports): App {
  const { store, secrecy, clock, log, town } = ports;
  const delivery = createDelivery(ports);
  const broadcasting = createBroadcasting(ports, (resident) =>
    delivery.remember(resident, (lane) => ({ ...lane, reachable: false })),
  );
  const replies = createReplies(ports, delivery, contextFor);
  /** What this process does or did with an input: whoever brings it again shares the outcome. */
  const underway = new Map<string, Promise<void>>();
  let office: { row: Office; read: Instant } | undefined;

  function resident(from: FromChat): Promise<void> {
    const name = replies.nameOf(from);
    const known = underway.get(name);
    if (known) return known;
    const work = receive(from);
    keep(underway, name, work);
    // What failed is done again when it comes again.
    work.catch(() => underway.delete(name));
    return work;
  }

  async function receive(from: FromChat): Promise<void> {
    const { input } = from;
    const key = secrecy.laneKey(from.channel, from.chat);
    let repeats: number | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const lane = (await store.lane(key)) ?? newcomer(key, from);
      const before = lane.handled.find((one) => one.id === input.id);
      try {
        if (before) {
          // Another process has begun to repeat this reply while this one was about to.
          if (repeats !== undefined && before.repeats !== repeats) return;
          repeats = before.repeats;
          return await repeat(from, lane, before);
        }
        const context = { ...contextFor(input.id, attempt), office: await officeNow() };
        const turn = await decided(store, context, lane.resident, (seen) =>
          decideResident(input, lane, { ...context, ...seen }, instruments),
        );
        const screens = turn.effects.flatMap((effect) => (effect.do === "reply" ? [effect.screen] : []));
        const late = await parkedFor(lane, turn, context.now);
        await commit(turn, context, { lane, input: input.id, replies: screens }, late);
        log.info("received", { type: input.type, attempt });
        return await replies.answer(from, turn.lane ?? undefined, screens, (turn.lane ?? lane).language);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    throw new Conflict(`still in conflict after ${ATTEMPTS} attempts`);
  }

  /**
   * She let the bot in again: what could not be delivered meanwhile comes after all, in the same commit that
   * makes her reachable. The clock hands it over, within a minute. What is old stands in /mijn.
   */
  async function parkedFor(before: Lane, turn: Turn, now: Instant): Promise<Write[]> {
    if (before.version === 0 || before.reachable || !turn.lane?.reachable) return [];
    const parked = await store.parkedFor(`resident:${before.resident}`);
    return parked
      .filter((one) => elapsed(one.created, now) < STILL_NEWS)
      .slice(-LATE_NOTICES)
      .map((one) => ({ put: { ...one, parked: undefined, wakeAt: now } }));
  }

  /** The commit stood, but the process may have died before it answered. @throws Conflict */
  async function repeat(from: FromChat, lane: Lane, before: Lane["handled"][number]): Promise<void> {
    if (before.replies.length === 0 || before.repeats >= REPEATS)
      return replies.answer(from, lane, [], lane.language);
    const repeats = before.repeats + 1;
    const handled = lane.handled.map((one) => (one.id === before.id ? { ...one, repeats } : one));
    await store.commit([{ put: { ...lane, version: lane.version + 1, handled }, expect: lane.version }]);
    log.info("repeated", { repeats });
    return replies.answer(from, lane, before.replies, lane.language);
  }

  /** What officials arranged among themselves. Never older than half a minute, so that no resident waits for it. */
  async function officeNow(): Promise<Office> {
    const now = clock.now();
    if (!office || elapsed(office.read, now) > OFFICE_AGE) {
      office = { row: (await store.office()) ?? startOffice(town), read: now };
    }
    return office.row;
  }

  async function official(
    input: OfficialInput,
  ): Promise<{ effects: readonly Immediate[]; language: Language }> {
    const language = await ports.workplace.language(input.official);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [staff, office] = await Promise.all([store.staff(input.official), store.office()]);
      const context: Context = {
        ...contextFor(input.id, attempt),
        language,
        staff,
        office: office ?? startOffice(town),
      };
      const turn = await decided(store, context, undefined, (seen) =>
        decideOfficial(input, { ...context, ...seen }, instruments),
      );
      try {
        await commit(turn, context, { input: input.id });
      } catch (error) {
        if (error instanceof Conflict) continue;
        throw error;
      }
      log.info("official", { type: input.type, attempt });
      const effects = turn.effects.filter(
        (one): one is Immediate => one.do !== "reply" && one.do !== "notify",
      );
      return { effects, language };
    }
    throw new Conflict(`still in conflict after ${ATTEMPTS} attempts`);
  }

  async function clockTurn(
    input: ClockInput,
    load: () => Promise<Lane | Contribution | undefined>,
  ): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const row = await load();
      if (!row?.wakeAt || row.wakeAt > input.at) return false;
      const office = (await store.office()) ?? startOffice(town);
      const context: Context = { ...contextFor(`${input.id}#${row.version}`, attempt), office };
      const turn = await decided(store, context, row.row === "lane" ? row.resident : row.by, (seen) => {
        const whole = { ...context, ...seen };
        if (row.row === "lane") return clockLane(input, row, whole, instruments);
        const instrument = instruments.find((one) => one.name === row.instrument);
        return instrument ? instrument.clock(input, row, whole) : { effects: [] };
      });
      try {
        await commit(turn, context, { byClock: true, ...(row.row === "lane" && { lane: row }) });
        return true;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    return false;
  }

  async function tick(): Promise<number> {
    const now = clock.now();
    let handled = 0;
    const late: Notice[] = [];
    for (const row of await store.due(now, 200)) {
      if (row.row === "notice") {
        late.push(row);
        continue;
      }
      if (row.row === "broadcast") {
        await lookAgain(row);
        continue;
      }
      const input: ClockInput = {
        type: "waited",
        id: row.row === "lane" ? `clock:${row.key}` : `clock:${row.id}`,
        at: now,
      };
      const load = row.row === "lane" ? () => store.lane(row.key) : () => store.contribution(row.id);
      // One row that cannot be handled must not keep the clock from the others.
      try {
        if (await clockTurn(input, load)) handled++;
      } catch (error) {
        log.error("clock_failed", error, { row: row.row });
      }
    }
    await handOver(late, now);
    return handled + late.length;
  }

  /** Something of a broadcast may have got lost on its way. */
  async function lookAgain(broadcast: Broadcast): Promise<void> {
    try {
      await broadcasting.lookAgain(broadcast);
    } catch (error) {
      // Somebody was at it at this very moment: then nothing is lost, or the clock rings again.
      if (!(error instanceof Conflict)) log.error("clock_failed", error, { row: "broadcast" });
    }
  }

  /** In the order in which they were caused. Each is looked at again later, in case it gets lost on the way. */
  async function handOver(late: readonly Notice[], now: Instant): Promise<void> {
    if (late.length === 0) return;
    const inOrder = late.toSorted((a, b) => a.id.localeCompare(b.id));
    await ports.outbox.hand(inOrder.map(({ group, id }) => ({ group, id })));
    for (const notice of inOrder) {
      // Only when it is still there: whoever delivered it meanwhile has taken it away.
      if (await store.notice(notice.group, notice.id))
        await store.commit([{ put: { ...notice, wakeAt: after(now, LOOK_AGAIN) } }]);
    }
  }

  /** All of a turn, or none of it; only erasing can touch more than fits in one transaction, and can be done again. */
  async function commit(
    turn: Turn,
    context: Context,
    origin: Origin,
    more: readonly Write[] = [],
  ): Promise<void> {
    const writes = [...writesOf(turn, context, origin), ...more];
    if (turn.lane === null) {
      while (writes.length > WRITES_AT_ONCE) await store.commit(writes.splice(0, WRITES_AT_ONCE));
    }
    if (writes.length > 0) await store.commit(writes);
    if (turn.office) office = undefined;
  }

  function contextFor(input: string, attempt: number): Context {
    return {
      now: clock.now(),
      seed: secrecy.derive("seed", `${input}#${attempt}`),
      town,
      office: startOffice(town),
      seen: nothingSeen,
      hears: ports.hears,
    };
  }

  function newcomer(key: string, from: FromChat): Lane {
    const now = clock.now();
    return {
      row: "lane",
      key,
      version: 0,
      resident: secrecy.derive("resident", `${key}#${now}#${from.input.id}`).slice(0, 24),
      address: secrecy.seal(from.chat),
      language: firstLanguage(from.input.appLanguage, town.languages),
      stage: "language",
      permissions: [],
      stopped: false,
      reachable: true,
      questions: [],
      about: [],
      wrote: [],
      handled: [],
      created: now,
      seen: now,
    };
  }

  async function setAside(body: string, error: unknown, from?: FromChat): Promise<void> {
    const at = clock.now();
    const name = error instanceof Error ? error.name : "unknown";
    await store.commit([
      {
        put: {
          row: "dead",
          id: secrecy.derive("dead", body).slice(0, 16),
          at,
          sealed: secrecy.seal(body),
          error: name,
        },
      },
    ]);
    log.error("dead_letter", error, { alarm: true });
    if (from) await replies.apologise(from);
  }

  return {
    resident,
    official,
    setAside,
    react: createReaction(ports),
    deliver: delivery.deliver,
    broadcast: broadcasting.work,
    tick,
  };
}
