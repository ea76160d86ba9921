import type { Contribution, Entry } from "../../bot/core/model/contribution.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { Erased, Marker } from "./phone.ts";
import type { Promised, Said, Taken } from "./record.ts";

/** What came of the words: in how many places of the table each stands. */
export interface WordsFound {
  readonly once: number;
  /** In a report that was not sent yet, or kept until she says what it belongs to. */
  readonly waiting: number;
  readonly lost: readonly Marker[];
  readonly doubled: readonly Marker[];
}

/**
 * Looks up every accepted word in the reports and their histories, and what is not there in the lanes. Those of a
 * survey and of groups are looked up there (survey.ts), and those of who erased herself by `findErased`.
 */
export function findWords(
  accepted: readonly Marker[],
  rows: readonly Row[],
  erased: readonly Erased[] = [],
): WordsFound {
  const markers = accepted.filter(
    (one) => one.how !== "survey" && one.how !== "group" && !isErased(one, erased),
  );
  const kept = new Map<string, number>();
  const waits = new Set<string>();
  const wordsIn = (value: unknown) => JSON.stringify(value ?? "").match(/\bw\d+x\d+q\b/g) ?? [];
  for (const row of rows) {
    if (row.row === "contribution" || row.row === "entry")
      for (const word of wordsIn(own(row))) kept.set(word, (kept.get(word) ?? 0) + 1);
    if (row.row === "lane") for (const word of wordsIn([row.dialogue?.answers, row.held])) waits.add(word);
  }
  const timesKept = ({ word }: Marker) => kept.get(word) ?? 0;
  return {
    once: markers.filter((one) => timesKept(one) === 1).length,
    waiting: markers.filter((one) => timesKept(one) === 0 && waits.has(one.word)).length,
    lost: markers.filter((one) => timesKept(one) === 0 && !waits.has(one.word)),
    doubled: markers.filter((one) => timesKept(one) > 1),
  };
}

function isErased({ chat, word }: Pick<Marker, "chat" | "word">, erased: readonly Erased[]): boolean {
  const n = Number(/x(\d+)q$/.exec(word)?.[1]);
  return erased.some((one) => one.chat === chat && n <= one.upTo);
}

/**
 * Words of residents who had themselves erased that can still be read.
 * @returns `left`: in which rows; `copies`: messages of Slack. Such a one can only be a copy that the table never knew
 *   of, because the process died between posting it and writing down where it stands.
 */
export function findErased(
  accepted: readonly Marker[],
  erased: readonly Erased[],
  rows: readonly Row[],
  messages: readonly unknown[],
): { readonly words: number; readonly left: readonly string[]; readonly copies: readonly string[] } {
  const sure = erased.filter((one) => one.sure);
  // What she wrote down for a group is the group's, and leads to nobody.
  const words = accepted.filter((one) => one.how !== "group" && isErased(one, sure)).map(({ word }) => word);
  const holding = (value: unknown) => {
    const text = JSON.stringify(value);
    return words.filter((word) => text.includes(word));
  };
  return {
    words: words.length,
    left: rows.flatMap((row) => holding(row).map((word) => `${word} in a row ${row.row}`)),
    copies: messages.flatMap((message) => {
      const held = holding(message);
      return held.length > 0 ? [held.join(", ")] : [];
    }),
  };
}

/** The parts of a row that contain a resident's own words. */
function own(row: Contribution | Entry): unknown {
  return row.row === "entry" ? (row.actor === "resident" ? row.words : undefined) : row.state;
}

/** What came of everything that was promised to residents. */
export interface Heard {
  readonly promised: number;
  readonly said: number;
  /** For residents who have blocked the bot or erased themselves: parked, taken away, or a reply that nobody waited for. */
  readonly unreachable: number;
  /** A question that was answered before it could be asked. */
  readonly lapsed: number;
  readonly lost: readonly string[];
  /** Messages that came once more than promised. */
  readonly doubled: number;
  /** Of these: between two copies the process died, we kept Telegram's answer from it, or an update came again. */
  readonly afterDeath: number;
  readonly afterLostAnswer: number;
  readonly afterRepeat: number;
  /** Not doubled: the same was replied at once to another message of hers, which is promised nowhere. */
  readonly atOnce: number;
  /** Doubled for no reason that we know: chat, text, and when each copy passed. */
  readonly unexplained: readonly string[];
}

/** The word that news to many carries in these tests. */
const NEWS = /\bnews\d+q\b/;

/** What came of news to many residents, which nobody may get twice. Its words have to carry `news1q`, `news2q`, … */
export function findNews(said: readonly Said[]): { said: number; doubled: readonly string[] } {
  const times = new Map<string, number>();
  for (const { chat, what, how } of said) {
    const word = how === "sent" ? NEWS.exec(what)?.[0] : undefined;
    if (word) times.set(`${chat} ${word}`, (times.get(`${chat} ${word}`) ?? 0) + 1);
  }
  return { said: times.size, doubled: [...times].flatMap(([key, number]) => (number > 1 ? [key] : [])) };
}

/** The stream is read this much later than the table is written (milliseconds). */
const STREAM = 5000;

/**
 * Updates that the town took and after which their sender heard nothing: neither at once, before the town said that it
 * was taken, nor through the queue. Those to which nothing is replied are not among them.
 */
export function unheard(
  updates: readonly Taken[],
  said: readonly Pick<Said, "chat" | "at">[],
  queued: readonly Pick<Said, "chat" | "at">[],
  silent: ReadonlySet<string>,
): readonly string[] {
  const within = (list: typeof queued, chat: string, from: number, to: number) =>
    list.some((one) => one.chat === chat && one.at >= from && one.at <= to);
  return updates.flatMap(({ update, chat, from, to }) =>
    to === undefined ||
    silent.has(`tg:${update}`) ||
    within(said, chat, from, to) ||
    within(queued, chat, from, to + STREAM)
      ? []
      : [`update ${update} of ${chat}`],
  );
}

/** A reply in transit when the process dies is repeated within this time (milliseconds). */
const JUST_BEFORE = 10_000;

/** What the record of a run says about messages; of all times milliseconds since its beginning. */
export interface Messages {
  readonly promised: readonly Promised[];
  readonly said: readonly Said[];
  /** When a process died. */
  readonly deaths: readonly number[];
  /**
   * When an update came again: the process that did not see it the first time shows how it is now, and what waits in
   * the queue as a reply to it says the same.
   */
  readonly repeats: readonly Pick<Said, "chat" | "at">[];
  /** What is said while one of these is underway can be the reply to it. */
  readonly updates: readonly Taken[];
}

/**
 * Compares what was promised with what was said, chat by chat and text by text. A message that is changed
 * twice into the same is one message to who reads it. What was promised to nobody is a reply: see `unheard`.
 * @param left chats of which nothing need arrive that was promised until then: blocked, or erased
 */
export function compare(
  { promised, said, deaths, repeats, updates }: Messages,
  left: ReadonlyMap<string, number> = new Map(),
): Heard {
  const all = new Map<string, { promised: Promised[]; said: Said[] }>();
  const at = (key: string) => {
    const one = all.get(key) ?? { promised: [], said: [] };
    all.set(key, one);
    return one;
  };
  for (const one of promised) at(`${one.chat}\n${one.what}`).promised.push(one);
  for (const one of withoutRepeatedChanges(said.filter(({ what }) => !NEWS.test(what))))
    at(`${one.chat}\n${one.what}`).said.push(one);
  const sum = {
    unreachable: 0,
    lapsed: 0,
    doubled: 0,
    afterDeath: 0,
    afterLostAnswer: 0,
    afterRepeat: 0,
    atOnce: 0,
  };
  const lost: string[] = [];
  const unexplained: string[] = [];
  for (const [key, one] of all) {
    if (one.promised.length === 0) continue;
    sum.unreachable += one.said.filter(({ how }) => how === "refused").length;
    const chat = key.slice(0, key.indexOf("\n"));
    const until = (left.get(chat) ?? Number.NEGATIVE_INFINITY) + STREAM;
    let missing = one.promised.length - one.said.length;
    const excused = Math.max(0, Math.min(missing, one.promised.filter(({ at }) => at <= until).length));
    sum.unreachable += excused;
    missing -= excused;
    if (missing > 0) missing -= Math.min(missing, spareIn(all, chat, one.promised));
    if (missing > 0) {
      const lapsed = Math.min(missing, one.promised.filter(({ mayLapse }) => mayLapse).length);
      sum.lapsed += lapsed;
      for (let n = lapsed; n < missing; n++) lost.push(key);
    }
    const copies = Math.min(-missing, one.said.filter(({ how }) => how === "sent").length);
    // A reply that waited in the queue can be the reply to other messages of hers as well, which is promised nowhere.
    const isReply = one.promised.some((promise) => promise.isReply);
    const during = isReply ? one.said.filter(({ at }) => isUnderway(updates, chat, at)).length : 0;
    const atOnce = Math.max(0, Math.min(copies, during));
    sum.atOnce += atOnce;
    const extra = copies - atOnce;
    if (extra <= 0) continue;
    sum.doubled += extra;
    const first = one.said[0]?.at ?? 0;
    const last = one.said.at(-1)?.at ?? 0;
    const byLoss = Math.min(extra, one.said.filter(({ answerLost }) => answerLost).length);
    const between = (moment: number) => moment >= first - JUST_BEFORE && moment <= last;
    const byDeath = Math.min(extra - byLoss, deaths.filter(between).length);
    const again = repeats.filter((repeat) => repeat.chat === chat && between(repeat.at)).length;
    const byRepeat = isReply ? Math.min(extra - byLoss - byDeath, again) : 0;
    sum.afterLostAnswer += byLoss;
    sum.afterDeath += byDeath;
    sum.afterRepeat += byRepeat;
    const moments = one.said.map((copy) => `${(copy.at / 1000).toFixed(1)} s`).join(", ");
    for (let n = byLoss + byDeath + byRepeat; n < extra; n++) unexplained.push(`${key}\n(${moments})`);
  }
  return { promised: promised.length, said: said.length, ...sum, lost, unexplained };
}

interface Told {
  readonly promised: readonly Promised[];
  readonly said: readonly Said[];
}

/** How often the same was said in another language, beyond what was promised in that one. */
function spareIn(all: ReadonlyMap<string, Told>, chat: string, promised: readonly Promised[]): number {
  const others = [...new Set(promised.flatMap(({ inOthers }) => inOthers))];
  return others.reduce((sum, what) => {
    const other = all.get(`${chat}\n${what}`);
    return sum + Math.max(0, (other?.said.length ?? 0) - (other?.promised.length ?? 0));
  }, 0);
}

function isUnderway(updates: readonly Taken[], chat: string, at: number): boolean {
  return updates.some(
    (one) => one.chat === chat && one.from <= at && at <= (one.to ?? Number.POSITIVE_INFINITY),
  );
}

function withoutRepeatedChanges(said: readonly Said[]): readonly Said[] {
  const shows = new Map<string, string>();
  return said.filter(({ chat, how, message, what }) => {
    if (how !== "changed" || message === undefined) return true;
    const same = shows.get(`${chat} ${message}`) === what;
    shows.set(`${chat} ${message}`, what);
    return !same;
  });
}
