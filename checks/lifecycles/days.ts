import type { Lifecycle, Step } from "../../bot/core/processes/lifecycle.ts";
import { isForClock, some } from "../../bot/core/processes/rows.ts";
import { after, type Check, fieldsOf, fromOf, named, type Reading, read } from "./reading.ts";

/** The clock knows when, and a term is a whole number of something. */
export const checkTerms: Check = ({ own, table }) => {
  const clock = own
    .filter(([, row]) => isForClock(row) && !row.due)
    .map(([name]) => `the clock takes row "${name}" and does not know when: give it a due`);
  const again = own
    .filter(([, { due, once }]) => once && due && "every" in due)
    .map(([name]) => `row "${name}" is taken once and again and again: take one of the two out`);
  const together = own
    .filter(([, { by, once, forEach }]) => {
      const many = some(by).some((who) => who === "resident" || who === "participant");
      return once === true && many && forEach === undefined;
    })
    .map(([name]) => `row "${name}" can be taken once by everybody together: write once: "each"`);
  const terms = own.flatMap(([name, { due = {} }]) =>
    Object.entries(due)
      .filter(([word]) => ["ahead", "after", "silent", "every"].includes(word))
      .map(([, term]) => [`row "${name}"`, term] as const),
  );
  const looks = Object.entries(table.parts?.items ?? {}).flatMap(([name, { lookedAt }]) =>
    lookedAt ? [[`"${name}"`, lookedAt] as const] : [],
  );
  const wrong = [...terms, ...looks]
    .filter(([, term]) => !/^[1-9]\d* /.test(term))
    .map(([what, term]) => `the term of ${what} is "${term}": write a whole number above 0`);
  return [...clock, ...again, ...together, ...wrong];
};

/** Somebody in particular owes what has a due, and it can be counted from something. */
export const checkOwing: Check = ({ own }) =>
  own
    .filter(([, { due }]) => due !== undefined)
    .flatMap(([name, { from, by }]) => {
      if (from === "new")
        return [`row "${name}" begins it and has a due, before anything runs: take the due out`];
      return some(by).every((who) => who === "resident")
        ? [
            `row "${name}" has a due, and anybody can take it, so nobody owes it: say who, or take the due out`,
          ]
        : [];
    });

/** A term counts from a state that came before, on whatever way it came, and does not begin again on the way. */
export const checkSince: Check = (reading) =>
  reading.own.flatMap(([name, row]) => {
    const { due, forEach } = row;
    if (!due || !("after" in due || "every" in due)) return [];
    const from = fromOf(reading.table, row);
    if (due.since === undefined) {
      const again = reading.arrows.find(
        ({ at, to }) => at !== to && from.includes(at) && from.includes(to) && !forEach,
      );
      return again
        ? [`the term of row "${name}" begins again in state "${again.to}": say since which state it counts`]
        : [];
    }
    const since: string = due.since;
    const passedBy = after(reading, ["new"], since);
    return from
      .filter((at) => at !== since && passedBy.has(at))
      .map(
        (at) =>
          `the term of row "${name}" counts since state "${since}", and state "${at}" can come without it: count since a state that always comes before`,
      );
  });

/** What people did is not owed any more: not where it leads, nor by a term that is long over when they come back. */
export const checkOwed: Check = (reading) =>
  reading.own.flatMap(([name, row]) => {
    const { due, to, forEach } = row;
    if (!due || to === undefined || "every" in due || "when" in due || forEach) return [];
    const from = fromOf(reading.table, row);
    const ends = reading.arrows.filter((one) => one.name === name && one.at !== one.to).map((one) => one.to);
    const owed = ends.find((at) => from.includes(at));
    if (owed !== undefined)
      return [
        `row "${name}" is owed again in state "${owed}", where it leads: take that state out of "from"`,
      ];
    if (!("after" in due) || due.since === undefined) return [];
    const later = after(reading, ends, due.since);
    return from
      .filter((at) => later.has(at))
      .map(
        (at) =>
          `the term of row "${name}" counts since state "${due.since}", and is long over when "${at}" comes again: wait for a day that is set anew`,
      );
  });

/** A day that is waited for was filled in before, always, and is a day wherever it is asked. */
export const checkDays: Check = (reading) =>
  reading.own.flatMap(([name, row]) => {
    const day = dayOf(row);
    if (day === undefined) return [];
    if (day === "answerBy")
      return reading.table.card === false
        ? [`row "${name}" waits for "answerBy", which stands on a card, and it has none: name another day`]
        : [];
    if (!fromOf(reading.table, row).every((at) => isFilledIn(reading, day, name, at)))
      return [`row "${name}" waits for day "${day}", and nobody fills it in before: ask it or set it`];
    const others = reading.own.filter(([, { asks }]) =>
      fieldsOf(asks).some(([field, ask]) => field === day && ask !== "day" && ask !== "day?"),
    );
    return others.map(
      ([other]) =>
        `row "${name}" waits for day "${day}", and row "${other}" asks something else by that name`,
    );
  });

function dayOf({ due }: Step): string | undefined {
  if (!due) return undefined;
  if ("on" in due) return due.on;
  if ("past" in due) return due.past;
  return "ahead" in due ? due.of : undefined;
}

/** Whether another row that asks it, or works it out, can come before this state. */
function isFilledIn(reading: Reading, day: string, name: string, at: string): boolean {
  return reading.own.some(([other, { asks = {}, sets = [] }]) => {
    const fills = sets.includes(day) || (other !== name && asks[day] === "day");
    const ends = reading.arrows.filter((one) => one.name === other).map(({ to }) => to);
    return fills && after(reading, ends).has(at);
  });
}

/** What is waited for is begun before, and can come. */
export const checkWaitedFor: Check = (reading) =>
  reading.own.flatMap(([name, row]) => {
    if (!row.due || !("when" in row.due) || !row.due.when.includes(".")) return [];
    const [child = "", at = ""] = row.due.when.split(".");
    const kind = reading.all.find((one) => one.name === child);
    const states = [...Object.values(kind?.states ?? {}).flat(), "moved"];
    if (!kind || !states.includes(at))
      return [`row "${name}" waits for "${child}.${at}", and there is no such table or state: name one`];
    const from = fromOf(reading.table, row);
    const begun = reading.own.some(([other, { begins, commits }]) => {
      const comes =
        begins === child ||
        (child === "commitment" && (commits !== undefined || makesPromises(reading, begins)));
      const ends = reading.arrows.filter((one) => one.name === other).map(({ to }) => to);
      return comes && from.some((state) => after(reading, ends).has(state));
    });
    if (begun) return mayNeverCome(reading, name, from, kind, at);
    return [`row "${name}" waits for a "${child}" that nobody begins before: let an earlier row begin it`];
  });

/** A child that ends without coming to a state leaves its parent where it is, unless a row leads on without it. */
function mayNeverCome(
  { arrows, all }: Reading,
  name: string,
  from: readonly string[],
  kind: Lifecycle,
  at: string,
): readonly string[] {
  const passedBy = after(read(kind, all), ["new"], at);
  if (at === "moved" || !(kind.states.over ?? []).some((end) => passedBy.has(end))) return [];
  const stuck = from.find(
    (state) =>
      !arrows.some((one) => one.at === state && one.to !== state && one.name !== name && one.row.due),
  );
  return stuck === undefined
    ? []
    : [
        `row "${name}" waits for "${kind.name}.${at}", and a ${kind.name} can end without it: let another row with a due lead on from state "${stuck}"`,
      ];
}

/** Whether a child makes promises of its own. */
function makesPromises({ all }: Reading, child: string | undefined): boolean {
  const steps = all.find(({ name }) => name === child)?.steps ?? {};
  return Object.values(steps).some(({ commits }) => commits !== undefined);
}

/** A new day takes the place of an old one. */
export const checkPostponed: Check = ({ rows, table }) =>
  rows.flatMap(([name, { postpones, asks = {} }]) => {
    if (postpones === undefined) return [];
    const [, put] = rows.find(([one]) => one === postpones) ?? [];
    if (!put?.due)
      return [`row "${name}" puts off "${postpones}", which has no due: name a row that has one`];
    const days = Object.values(asks).filter((ask) => ask === "day").length;
    return days === 1 || table.steps[name] === undefined
      ? []
      : [`row "${name}" puts off "${postpones}" and asks ${days} days: ask one`];
  });

/** At one moment the clock takes one way, unless guards tell the ways apart. */
export const checkMoments: Check = ({ arrows }) => {
  const moving = arrows.filter(({ row, at, to }) => at !== to && row.due && some(row.by).includes("clock"));
  return (
    [...Map.groupBy(moving, ({ at, row }) => `${at} ${JSON.stringify(row.due)}`).values()]
      // One row that leads back goes one way: the one that it came.
      .filter((ways) => new Set(ways.map(({ name }) => name)).size > 1)
      .filter((ways) => new Set(ways.map(({ to }) => to)).size > 1 && ways.some(({ row }) => !row.guard))
      .map(
        (ways) =>
          `the clock takes ${named(ways.map(({ name }) => name))} at the same moment, to different states: give each a guard`,
      )
  );
};
