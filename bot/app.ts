import type { Contribution } from "./core/contribution.ts";
import { decideOfficial } from "./core/desk.ts";
import { clockLane, decideResident } from "./core/dialogue.ts";
import type { ClockInput, OfficialInput } from "./core/input.ts";
import { type Language, type Message, say } from "./core/message.ts";
import type { Municipality } from "./core/municipality.ts";
import type { Notice } from "./core/notice.ts";
import { startOffice } from "./core/office.ts";
import { firstLanguage } from "./core/onboarding.ts";
import { outsideQuietHours } from "./core/quiet-hours.ts";
import type { Lane } from "./core/resident.ts";
import type { Screen } from "./core/screen.ts";
import type { Office } from "./core/staff.ts";
import { elapsed, type Instant } from "./core/time.ts";
import { type Context, type Decision, nothingSeen, type Seen, type Turn } from "./core/turn.ts";
import { createDelivery, mostOfTheYear } from "./delivery.ts";
import { instruments } from "./instruments/registry.ts";
import {
  type App,
  type Channel,
  type Clock,
  Conflict,
  type FromChat,
  type Immediate,
  type Log,
  type MediaBox,
  type Outbox,
  type Secrecy,
  type Store,
  Undeliverable,
  Wait,
  type Workplace,
  type Write,
} from "./ports.ts";
import { createReaction } from "./reaction.ts";

/** How often a decision is made again after somebody else was first. */
const ATTEMPTS = 6;
/** How many rounds of needs a decision may ask for. More is a mistake in an instrument. */
const ROUNDS = 6;
/**
 * Handled inputs that a lane and a contribution remember. A message that is repeated waits up to a minute,
 * while the same person may press one button after the other.
 */
const REMEMBERED = 24;
/** Of so many the replies are kept too, a kilobyte each; one that comes later would only confuse. */
const REPEATABLE = 3;
/** Inputs that a process remembers to have handled: a few minutes of a busy town. */
const UNDERWAY = 2000;
/** How old the arrangement of desks may be when a resident raises something (milliseconds). */
const OFFICE_AGE = 30 * 1000;
/** A reply is repeated at most so often: one for each time that a process died before it could answer. */
const REPEATS = 3;
/** DynamoDB takes at most 100 items in one transaction; pointers and wake items need some of them. */
const WRITES_AT_ONCE = 40;

export interface Ports {
  readonly town: Municipality;
  readonly store: Store;
  readonly channel: Channel;
  readonly workplace: Workplace;
  readonly media: MediaBox;
  readonly outbox: Outbox;
  readonly secrecy: Secrecy;
  readonly clock: Clock;
  readonly log: Log;
  readonly hears: Context["hears"];
}

/**
 * The one loop. `receive`: load → decide (pure) → commit → reply; a version conflict loads and decides
 * again. Everything for somebody else is in the commit and leaves through the queues.
 */
export function createApp(ports: Ports): App {
  const { store, secrecy, clock, log, town } = ports;
  const delivery = createDelivery(ports);
  /** What this process does or did with an input: whoever brings it again shares the outcome. */
  const underway = new Map<string, Promise<void>>();
  /** How many screens of a reply were said before the channel could not be reached any more. */
  const broken = new Map<string, number>();
  let office: { row: Office; read: Instant } | undefined;

  function resident(from: FromChat): Promise<void> {
    const name = nameOf(from);
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
        const turn = await decided(context, lane.resident, (seen) =>
          decideResident(input, lane, { ...context, ...seen }, instruments),
        );
        const replies = turn.effects.flatMap((effect) => (effect.do === "reply" ? [effect.screen] : []));
        await commit(turn, context, { lane, input: input.id, replies });
        log.info("received", { type: input.type, attempt });
        return await answer(from, turn.lane ?? undefined, replies, (turn.lane ?? lane).language);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    throw new Conflict(`still in conflict after ${ATTEMPTS} attempts`);
  }

  /** The commit stood, but the process may have died before it answered. @throws Conflict */
  async function repeat(from: FromChat, lane: Lane, before: Lane["handled"][number]): Promise<void> {
    if (before.replies.length === 0 || before.repeats >= REPEATS)
      return answer(from, lane, [], lane.language);
    const repeats = before.repeats + 1;
    const handled = lane.handled.map((one) => (one.id === before.id ? { ...one, repeats } : one));
    await store.commit([{ put: { ...lane, version: lane.version + 1, handled }, expect: lane.version }]);
    log.info("repeated", { repeats });
    return answer(from, lane, before.replies, lane.language);
  }

  /** What officials arranged among themselves. Never older than half a minute, so that no resident waits for it. */
  async function officeNow(): Promise<Office> {
    const now = clock.now();
    if (!office || elapsed(office.read, now) > OFFICE_AGE) {
      office = { row: (await store.office()) ?? startOffice(town), read: now };
    }
    return office.row;
  }

  function nameOf(from: FromChat): string {
    return `${secrecy.laneKey(from.channel, from.chat)} ${from.input.id}`;
  }

  /**
   * Says it at once. What the channel is too busy for goes through the queue, when it is known where to.
   * @throws Wait when it is not, or whatever kept the channel from being reached: it has to come again then
   */
  async function answer(
    from: FromChat,
    lane: Lane | undefined,
    replies: readonly Screen[],
    language: Language,
  ): Promise<void> {
    const about: { message: number; ref: string }[] = [];
    const { chat, pressed } = from;
    let said = broken.get(nameOf(from)) ?? 0;
    broken.delete(nameOf(from));
    try {
      // A press without words still stops the little clock on the button.
      if (replies.length === 0 && pressed) await ports.channel.reply(chat, [], language, pressed);
      for (; said < replies.length; said++) {
        const screen = replies[said];
        if (!screen) break;
        // One press changes one message; a second screen that replaces would wipe out the first.
        const mayReplace = screen.replaces && !replies.slice(0, said).some((one) => one.replaces);
        const [message] = await ports.channel.reply(
          chat,
          [screen],
          language,
          said === 0 || mayReplace ? pressed : undefined,
        );
        if (screen.about && message !== undefined) about.push({ message, ref: screen.about });
      }
    } catch (error) {
      if (error instanceof Undeliverable) {
        log.info("unreachable", { at: "reply" });
        if (lane) await delivery.remember(lane.resident, (one) => ({ ...one, reachable: false }));
      } else if (error instanceof Wait && lane) await later(from, lane, replies.slice(said));
      else {
        if (said > 0) keep(broken, nameOf(from), said);
        throw error;
      }
    }
    if (!lane || about.length === 0) return;
    try {
      await delivery.remember(lane.resident, (one) => ({
        ...one,
        about: [...one.about, ...about].slice(-20),
      }));
    } catch (error) {
      // She has heard it. Doing it all again would say it twice, only to know what a reply to it is about.
      log.error("not_remembered", error);
    }
  }

  /** The channel is too busy to answer now: the queue will, as soon as it may. */
  async function later(from: FromChat, lane: Lane, replies: readonly Screen[]): Promise<void> {
    log.info("answered_later", { screens: replies.length });
    const context = contextFor(from.input.id, 0);
    await store.commit(
      replies.map((screen, index) => ({
        put: noticeOf(
          {
            kind: "resident",
            resident: lane.resident,
            screen: { ...screen, replaces: false },
            isReply: true,
          },
          context,
          50 + index,
        ),
      })),
    );
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
      const turn = await decided(context, undefined, (seen) =>
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
      const turn = await decided(context, row.row === "lane" ? row.resident : row.by, (seen) => {
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
    if (late.length > 0) await ports.outbox.hand(late.map(({ group, id }) => ({ group, id })));
    return handled + late.length;
  }

  /** Runs `decide` until it needs nothing more. */
  async function decided(
    context: Context,
    who: string | undefined,
    decide: (extra: { seen: Seen; office: Context["office"] }) => Decision,
  ): Promise<Turn> {
    let seen = nothingSeen;
    const office = context.office;
    for (let round = 0; round < ROUNDS; round++) {
      const decision = decide({ seen, office });
      if (!("needs" in decision)) return decision;
      for (const need of decision.needs) {
        switch (need.see) {
          case "contribution":
            seen = {
              ...seen,
              contributions: {
                ...seen.contributions,
                [need.id]: (await store.contribution(need.id)) ?? null,
              },
            };
            break;
          case "history":
            seen = { ...seen, histories: { ...seen.histories, [need.id]: await store.history(need.id) } };
            break;
          case "mine":
            seen = { ...seen, mine: who ? await store.mine(who, 1000) : [] };
            break;
          case "desk":
            seen = { ...seen, desks: { ...seen.desks, [need.desk]: await store.desk(need.desk) } };
            break;
          case "reader":
            seen = {
              ...seen,
              readers: { ...seen.readers, [need.resident]: (await store.laneOf(need.resident)) ?? null },
            };
            break;
          case "staff":
            seen = {
              ...seen,
              staffed: { ...seen.staffed, [need.member]: (await store.staff(need.member)) ?? null },
            };
            break;
          case "figures":
            seen = {
              ...seen,
              figures: {
                ...seen.figures,
                [need.desk]: await store.figures(need.desk, mostOfTheYear(context.now)),
              },
            };
            break;
        }
      }
    }
    throw new Error("a decision kept asking for more; see the instrument that the input belongs to");
  }

  /** Everything of a turn in one commit: state, history and what has to be told to others. */
  async function commit(
    turn: Turn,
    context: Context,
    origin: { lane?: Lane; input?: string; replies?: readonly Screen[]; byClock?: boolean },
  ): Promise<void> {
    const writes: Write[] = [];
    for (const one of turn.contributions ?? []) {
      const isNew = one.version === 0;
      const handled = origin.input ? [...one.handled, origin.input].slice(-REMEMBERED) : one.handled;
      writes.push({
        put: { ...one, handled, version: one.version + 1, changed: context.now },
        expect: isNew ? "new" : one.version,
      });
      if (isNew && one.by) writes.push({ link: { resident: one.by, contribution: one.id, at: one.created } });
    }
    for (const entry of turn.entries ?? []) writes.push({ put: entry });
    for (const one of turn.staff ?? [])
      writes.push({
        put: { ...one, version: one.version + 1 },
        expect: one.version === 0 ? "new" : one.version,
      });
    if (turn.office) {
      const { version } = turn.office;
      writes.push({ put: { ...turn.office, version: version + 1 }, expect: version === 0 ? "new" : version });
    }
    const notices = turn.effects.flatMap((effect, index) =>
      effect.do === "notify" ? [{ put: noticeOf(effect.notice, context, index, origin.byClock) }] : [],
    );
    writes.push(...notices);
    const { lane } = origin;
    if (lane && turn.lane) {
      const handled = origin.input ? handledAfter(lane, origin.input, origin.replies ?? []) : lane.handled;
      writes.push({
        put: { ...turn.lane, handled, version: lane.version + 1 },
        expect: lane.version === 0 ? "new" : lane.version,
        pointer: lane.expires !== turn.lane.expires,
      });
    }
    if (lane && turn.lane === null && lane.version > 0) {
      // Erasing can touch more than fits in one transaction. The lane goes last, so that it can be done again.
      while (writes.length > WRITES_AT_ONCE) await store.commit(writes.splice(0, WRITES_AT_ONCE));
      writes.push({ forget: lane, expect: lane.version });
    }
    if (writes.length > 0) await store.commit(writes);
    if (turn.office) office = undefined;
  }

  function handledAfter(lane: Lane, input: string, replies: readonly Screen[]): Lane["handled"] {
    const all = [...lane.handled, { id: input, replies: [...replies], repeats: 0 }].slice(-REMEMBERED);
    return all.map((one, index) => (index < all.length - REPEATABLE ? { ...one, replies: [] } : one));
  }

  /** @param byClock nobody acted, so it can wait for the morning */
  function noticeOf(what: Notice["what"], context: Context, index: number, byClock = false): Notice {
    const group =
      what.kind === "resident"
        ? `resident:${what.resident}`
        : what.kind === "member"
          ? `member:${what.member}`
          : `card:${what.contribution}`;
    // An answer that a person just gave is not kept back: in quiet hours it comes without a sound. Only what
    // the clock brings, such as a reminder, waits for the morning.
    const waits = byClock && what.kind === "resident";
    const wakeAt = waits ? outsideQuietHours(context.now, town.quietHours) : undefined;
    return {
      row: "notice",
      id: `${context.now}#${context.seed.slice(0, 10)}#${String(index).padStart(3, "0")}`,
      group,
      created: context.now,
      wakeAt,
      what,
    };
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
    if (from) await apologise(from);
  }

  /** Her words are kept by now, so it need not come again because Telegram cannot be reached. */
  async function apologise(from: FromChat): Promise<void> {
    // The lane itself may be what cannot be read.
    const lane = await store.lane(secrecy.laneKey(from.channel, from.chat)).catch(() => undefined);
    const language = lane?.language ?? firstLanguage(from.input.appLanguage, town.languages);
    const line: Message = say("common:failed", { desk: { localized: town.contact.desk } });
    const screen: Screen = { lines: [line] };
    broken.delete(nameOf(from));
    try {
      await answer(from, lane, [screen], language);
    } catch (error) {
      if (!lane) return log.error("not_told", error, { alarm: true });
      await later(from, lane, [screen]);
    }
  }

  return { resident, official, setAside, react: createReaction(ports), deliver: delivery.deliver, tick };
}

/** Puts something into the memory of this process, and lets the oldest go when there is too much. */
function keep<Value>(memory: Map<string, Value>, name: string, value: Value): void {
  memory.set(name, value);
  if (memory.size > UNDERWAY) memory.delete(memory.keys().next().value ?? "");
}
