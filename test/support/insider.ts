import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { chanceFrom } from "../faults/chance.ts";

/**
 * An attacker with a copy of the whole table but without the town's keys, who tries to find out whose each ballot is.
 * She knows how the software works, so she follows every reference that is in plain sight, and then tries every way of
 * linking that comes to mind, whatever the attributes are called.
 */

type Item = Readonly<Record<string, unknown>>;
type Image = Parameters<typeof unmarshall>[0];

/** What can be seen of one person, or of one anonymous thing: every value in every item that belongs to it. */
export interface Entity {
  /** Its name in the table: the key of a lane, or a token. */
  readonly name: string;
  /** The values found, by place ("LANE.version", "BALLOTS.body.at"). */
  readonly values: ReadonlyMap<string, readonly unknown[]>;
}

/** Says for each anonymous thing whose it is, by the positions of both in their lists. */
export type Guess = readonly number[];

function tableOf(images: readonly Image[]): Item[] {
  return images.map((image) =>
    Object.fromEntries(
      Object.entries(image).map(([name, value]) => [name, readValue({ [name]: value } as Image, name)]),
    ),
  );
}

/** Bytes, which memory holds as text: their length is all that they reveal. */
function readValue(one: Image, name: string): unknown {
  const bytes = ((one as Record<string, unknown>)[name] as { B?: unknown } | undefined)?.B;
  return bytes === undefined
    ? unmarshall(one as Record<string, AttributeValue>)[name]
    : { bytes: String(bytes).length };
}

/** Everything visible about a name: items that carry it, and items that carry their subjects. */
function seenOf(name: string, start: readonly string[], table: readonly Item[]): Entity {
  const names = new Set(start);
  const found = new Set<Item>();
  for (let hop = 0; hop < 3; hop++)
    for (const item of table) {
      if (
        found.has(item) ||
        ![...names].some((one) => keyOf(item).split(/[#: ]/).includes(one) || carries(item, one))
      )
        continue;
      found.add(item);
      const { pk } = item as { pk: string };
      // From a lane's pointer to the resident, from a contribution to its history, its card and its notices.
      const [kind = "", id = ""] = pk.split("#");
      if (["RESIDENT", "CONTRIBUTION", "POSTED"].includes(kind)) names.add(id);
      const link = /^MINE#\S+#(\d+)$/.exec(String(item.sk))?.[1];
      if (link) names.add(link);
    }
  const values = new Map<string, unknown[]>();
  for (const item of found) collect(item, kindOf(item), values);
  return { name, values };
}

const keyOf = (item: Item) => `${item.pk} ${item.sk}`;
const kindOf = ({ pk, sk }: Item) =>
  `${String(pk).split("#")[0]}/${String(sk)
    .split("#")[0]
    ?.replace(/^[\d a-f-]+.*$/, "")}`;
const carries = (item: Item, name: string): boolean => {
  const { body, ...beside } = item as { body?: Record<string, unknown> };
  const state = body?.state as Record<string, unknown> | undefined;
  return [body?.by, body?.voter, body?.resident, state?.voter, ...Object.values(beside)].includes(name);
};

function collect(value: unknown, path: string, into: Map<string, unknown[]>): void {
  const list = into.get(path) ?? [];
  if (Array.isArray(value)) {
    collect(value.length, `${path}.length`, into);
    for (const one of value) collect(one, `${path}[]`, into);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, one] of Object.entries(value)) collect(one, `${path}.${name}`, into);
  } else if (value !== undefined) {
    into.set(path, [...list, value]);
    if (typeof value === "string")
      into.set(`${path}.letters`, [...(into.get(`${path}.letters`) ?? []), value.length]);
  }
}

/** Persons by lane, and anonymous things by token, in an order that reveals nothing. */
export function entities(
  images: readonly Image[],
  tokens: readonly string[],
  seed: string,
): { persons: Entity[]; nameless: Entity[] } {
  const table = tableOf(images);
  const chance = chanceFrom(`order ${seed}`);
  const mixed = <One>(list: readonly One[]) =>
    list
      .map((one) => ({ one, at: chance.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one);
  const lanes = mixed(table.flatMap(({ pk }) => (/^LANE#(\S+)$/.exec(String(pk))?.[1] ?? []) as string[]));
  const residentOf = (lane: string) =>
    table.flatMap(({ pk, sk, lane: to }) =>
      sk === "LANE" && to === lane ? [String(pk).slice("RESIDENT#".length)] : [],
    );
  return {
    persons: lanes.map((lane) => seenOf(lane, [lane, ...residentOf(lane)], table)),
    nameless: mixed(tokens).map((token) => seenOf(token, [token], table)),
  };
}

/** Every way of linking, by name. */
export function guesses(persons: readonly Entity[], nameless: readonly Entity[]): ReadonlyMap<string, Guess> {
  return new Map([
    ["what both hold", byScore(persons, nameless, sharedValues(persons, nameless))],
    ["the beginning of the token", byScore(persons, nameless, receipts)],
    ...momentGuesses(persons, nameless),
    ...rankGuesses(persons, nameless),
  ]);
}

type Score = (person: Entity, thing: Entity) => number;

/** The best pairs first, each person once. */
function byScore(persons: readonly Entity[], nameless: readonly Entity[], score: Score): Guess {
  const pairs = nameless.flatMap((thing, t) =>
    persons.map((person, p) => ({ p, t, score: score(person, thing) })),
  );
  const guess: number[] = nameless.map(() => -1);
  const taken = new Set<number>();
  for (const { p, t } of pairs.toSorted((a, b) => b.score - a.score))
    if (guess[t] === -1 && !taken.has(p)) {
      guess[t] = p;
      taken.add(p);
    }
  return guess;
}

/** Values that both contain, anywhere: the rarer, the more they reveal. So a group that both carry counts too. */
function sharedValues(persons: readonly Entity[], nameless: readonly Entity[]): Score {
  const textsOf = (one: Entity) => new Set([...one.values.values()].flat().map(String));
  const texts = new Map([...persons, ...nameless].map((one) => [one, textsOf(one)]));
  const often = (list: readonly Entity[], text: string) =>
    list.filter((one) => texts.get(one)?.has(text)).length;
  return (person, thing) => {
    let sum = 0;
    for (const text of texts.get(thing) ?? [])
      if (texts.get(person)?.has(text))
        sum += Math.log((persons.length * nameless.length) / (often(persons, text) * often(nameless, text)));
    return sum;
  };
}

/** A receipt is the beginning of the token. */
const receipts: Score = (person, { name }) => {
  const all = [...person.values.values()].flat().map((one) => String(one).replaceAll("-", "").toLowerCase());
  for (let length = name.length; length >= 6; length--)
    if (all.some((text) => text.includes(name.slice(0, length)))) return length;
  return 0;
};

const MOMENT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/;

function momentsOf({ values }: Entity): number[] {
  return [...values.values()].flat().flatMap((one) => {
    const found = typeof one === "string" ? MOMENT.exec(one)?.[0] : undefined;
    return found ? [Date.parse(found)] : [];
  });
}

/** The nearest moments, whichever they are. */
function momentGuesses(persons: readonly Entity[], nameless: readonly Entity[]): [string, Guess][] {
  const moments = new Map([...persons, ...nameless].map((one) => [one, momentsOf(one)]));
  const nearest: Score = (person, thing) => {
    let best = Number.POSITIVE_INFINITY;
    for (const a of moments.get(thing) ?? [])
      for (const b of moments.get(person) ?? []) best = Math.min(best, Math.abs(a - b));
    return -best;
  };
  return [["the nearest moments", byScore(persons, nameless, nearest)]];
}

/** For each place with a number or a moment: the largest value there, and how many there are. */
function numbersOf(list: readonly Entity[]): Map<string, number[]> {
  const places = new Set(list.flatMap(({ values }) => [...values.keys()]));
  const found = new Map<string, number[]>();
  for (const place of places) {
    const at = list.map(({ values }) => values.get(place) ?? []);
    found.set(
      `${place} (how many)`,
      at.map((all) => all.length),
    );
    found.set(
      place,
      at.map((all) => Math.max(-1, ...all.map(numberOf))),
    );
  }
  return new Map([...found].filter(([, numbers]) => new Set(numbers).size > list.length / 3));
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  const moment = MOMENT.exec(String(value))?.[0];
  if (moment) return Date.parse(moment);
  const digits = /^(?:[a-z]+:)?(\d+(?:\.\d+)?)$/.exec(String(value))?.[1];
  return digits === undefined ? -1 : Number(digits);
}

/** The first by one number is the first by another, or the last: for each pair of places. */
function rankGuesses(persons: readonly Entity[], nameless: readonly Entity[]): [string, Guess][] {
  const order = (numbers: readonly number[]) =>
    numbers
      .map((number, at) => ({ number, at }))
      .toSorted((a, b) => a.number - b.number)
      .map(({ at }) => at);
  const [ofPersons, ofThings] = [numbersOf(persons), numbersOf(nameless)];
  return [...ofPersons].flatMap(([place, a]) =>
    [...ofThings].flatMap(([other, b]): [string, Guess][] =>
      [false, true].map((turned) => {
        const people = turned ? order(a).toReversed() : order(a);
        const guess: number[] = nameless.map(() => -1);
        for (const [rank, thing] of order(b).entries()) guess[thing] = people[rank] ?? -1;
        return [`${place} and ${other}${turned ? ", turned" : ""}`, guess];
      }),
    ),
  );
}

/** Public knowledge: the groups somebody is in, as the table says it of participants, or as her street knows. */
export interface Known {
  readonly groups: readonly string[];
}

const SUMS = ["RESULTS", "RELEASED", "TALLY", "PARTICIPANTS", "FIGURES"];

/**
 * What sums reveal about one person: every number under a name with one of her groups in it, and with one of these
 * options of this question, whatever else the name contains.
 * @returns the options that somebody of her groups chose; hers when there is only one
 */
export function toldBySums(
  images: readonly Image[],
  question: string,
  options: readonly string[],
  { groups }: Known,
): readonly string[] {
  const found = tableOf(images)
    .filter(({ pk }) => SUMS.includes(String(pk).split("#")[0] ?? ""))
    .flatMap((item) => {
      const values = new Map<string, unknown[]>();
      collect(item, `${item.pk}/${item.sk}`, values);
      return [...values].flatMap(([path, all]) => (all.some((one) => Number(one) > 0) ? [path] : []));
    })
    .map((path) => path.split(/[^\p{L}\p{N}_]+/u));
  return options.filter((option) =>
    found.some(
      (words) =>
        words.includes(question) && groups.some((one) => words.includes(one)) && words.at(-1) === option,
    ),
  );
}
