import type { Step } from "../../bot/core/processes/lifecycle.ts";
import { isForClock, some } from "../../bot/core/processes/rows.ts";
import { type Check, fromOf, isHidden, isOver, named, optionsOf } from "./reading.ts";

/** Who took part hears that it ends. */
export const checkEnds: Check = (reading) =>
  reading.rows
    .filter(([name, row]) => {
      const ways = reading.arrows.filter((one) => one.name === name);
      const ends = ways.some(
        ({ at, to }) => at !== to && isOver(reading, to) && !isOver(reading, at) && !isHidden(reading, at),
      );
      return (ends || row.to === "forced") && !some(row.tells).includes("participants");
    })
    .map(([name]) => `row "${name}" ends it without telling who took part: tell "participants"`);

/** A list can be empty: it moves on at once then, and somebody hears. Where it leads is one place. */
export const checkLists: Check = ({ own, arrows }) => {
  const each = own.filter(([, { forEach, to }]) => forEach !== undefined && to !== undefined);
  const silent = each
    .filter(([, { tells }]) => some(tells).length === 0)
    .map(
      ([name, { forEach }]) =>
        `row "${name}" moves on in silence when list "${forEach}" is empty: say whom it tells`,
    );
  const ways = arrows.filter(({ name, at, to }) => at !== to && each.some(([one]) => one === name));
  const apart = [...Map.groupBy(ways, ({ at }) => at)]
    .map(([at, all]) => ({ at, all, ends: new Set(all.map(({ to }) => to)) }))
    .filter(({ ends }) => ends.size > 1)
    .map(
      ({ at, all, ends }) =>
        `item by item, ${named(all.map(({ name }) => name))} lead from state "${at}" to ${named(ends)}: let all of them lead to one state`,
    );
  return [...silent, ...apart];
};

/** Whose yes is needed is somebody else, and somebody who can be found. */
export const checkConsent: Check = ({ rows }) =>
  rows.flatMap(([name, { by, agreed }]) =>
    some(agreed)
      .filter((who) => some<string>(by).includes(who))
      .map((who) => `in row "${name}" "${who}" agrees with herself: ask somebody else's yes`),
  );

/** What a participant doubts is settled by somebody else than its owner. */
export const checkDoubts: Check = ({ arrows }) => {
  const doubted = new Set(
    arrows
      .filter(({ at, to, row }) => at !== to && row.to && some(row.by).includes("participant"))
      .map(({ to }) => to),
  );
  const settling = arrows.filter(
    ({ at, to, row }) => at !== to && doubted.has(at) && some(row.by).includes("owner"),
  );
  return [...new Set(settling.map(({ name }) => name))].map(
    (name) => `row "${name}" lets its owner settle what was doubted: let the organiser or the clerk take it`,
  );
};

/** Something follows from each row. */
export const checkFollows: Check = ({ own }) =>
  own
    .filter(([, row]) => !follows.some((word) => row[word] !== undefined))
    .map(([name]) => `nothing follows from row "${name}": say where it leads, what it asks or whom it tells`);
const follows = [
  "to",
  "asks",
  "sets",
  "counts",
  "commits",
  "begins",
  "answers",
  "tells",
  "document",
  "forgets",
] as const satisfies readonly (keyof Step)[];

/** The clock cannot fill anything in. */
export const checkClock: Check = ({ own }) =>
  own.flatMap(([name, row]) =>
    Object.entries(row.asks ?? {})
      .filter(([, ask]) => isForClock(row) && !(typeof ask === "string" && ask.endsWith("?")))
      .map(
        ([field]) =>
          `the clock takes row "${name}" and cannot fill in "${field}": make a row of its own for the clock`,
      ),
  );

/** A choice that says where a row leads is asked, and each option leads somewhere. */
export const checkChoices: Check = ({ own }) =>
  own.flatMap(([name, { to, asks }]) => {
    if (typeof to !== "object") return [];
    const options = optionsOf(asks?.[to.by]);
    if (!options)
      return [`row "${name}" leads where "${to.by}" says, which is not asked: ask it as a choice`];
    const ways = Object.keys(to.of);
    return [
      ...options
        .filter((one) => !ways.includes(one))
        .map((one) => `option "${one}" of row "${name}" leads nowhere: say where`),
      ...ways
        .filter((one) => !options.includes(one))
        .map((one) => `row "${name}" leads somewhere for "${one}", which is no option: add the option`),
    ];
  });

/** Going back needs a way that was come. */
export const checkBack: Check = (reading) =>
  reading.own
    .filter(([, { to }]) => to === "back")
    .flatMap(([name, row]) =>
      fromOf(reading.table, row)
        .filter((at) => !reading.arrows.some((one) => one.name === name && one.at === at))
        .map(
          (at) => `row "${name}" leads back from state "${at}", where nobody came from: take the state out`,
        ),
    );

/** A card promises an answer, and one row gives it. Without a card there is none to give. */
export const checkAnswer: Check = ({ own, table }) => {
  const giving = own.filter(([, { answers }]) => answers);
  if (table.card === false)
    return giving.map(([name]) => `row "${name}" answers, but it has no card that promises one: take it out`);
  return giving.length > 0
    ? []
    : ["no row gives the answer that the card promises: say at one of them that it answers"];
};

/** What is emptied for good was filled in or worked out here. */
export const checkForgotten: Check = ({ own }) => {
  const kept = new Set(own.flatMap(([, { asks = {}, sets = [] }]) => [...Object.keys(asks), ...sets]));
  return own.flatMap(([name, { forgets = [] }]) =>
    forgets
      .filter((field) => !kept.has(field))
      .map((field) => `row "${name}" empties "${field}", which no row asks or sets: name the field that is`),
  );
};

/** A child is of a kind that exists. */
export const checkChildren: Check = ({ own, all }) =>
  own
    .filter(([, { begins }]) => begins !== undefined && !all.some(({ name }) => name === begins))
    .map(([name, { begins }]) => `row "${name}" begins a "${begins}", and there is no such table: add it`);

/** A promise has words, an owner and a day, and each one is kept. */
export const checkPromises: Check = ({ own, table }) =>
  own.flatMap(([name, { commits, asks = {} }]) => {
    if (commits === undefined) return [];
    const field = commits === true ? undefined : asks[commits];
    const other = typeof commits === "string" && !field ? table.steps[commits] : undefined;
    if (typeof commits === "string" && !field && !other)
      return [`row "${name}" promises what stands at "${commits}", which is no field and no row: name one`];
    const several = other !== undefined && !other.forEach && !other.adds;
    const last = several
      ? [
          `row "${name}" promises only the last of row "${commits}": let that row add items or take them one by one`,
        ]
      : [];
    const promise = promiseIn(other ? other.asks : field ? { promise: field } : asks);
    const missing = ["what", "owner", "due"].filter((one) => !promise.includes(one));
    return missing.length === 0
      ? last
      : [...last, `row "${name}" makes a promise without ${named(missing)}: ask it`];
  });

/** Which of its words, owner and day are asked together: in the row itself or in a list of it. */
function promiseIn(asks: Step["asks"] = {}): readonly string[] {
  const wanted = { what: "words", owner: "owner", due: "day" } as const;
  const records = Object.values(asks).flatMap((ask) => {
    const [first] = Array.isArray(ask) ? ask : [];
    return typeof first === "object" ? [first] : [];
  });
  const found = [asks, ...records].map((record) =>
    Object.entries(wanted).flatMap(([name, kind]) => (record[name] === kind ? [name] : [])),
  );
  return found.reduce((best, one) => (one.length > best.length ? one : best), []);
}

/** An author is that of an item: of a row that is about no item there is none, and nobody hears. */
export const checkAuthors: Check = ({ own, table }) =>
  own
    .filter(([, { by, agreed, tells, forEach, adds }]) => {
      if (table.card === false || forEach !== undefined || adds !== undefined) return false;
      if ([...some<string>(by), ...some<string>(agreed)].includes("author")) return true;
      return some(tells).includes("author") && !some(tells).includes("participants");
    })
    .map(
      ([name]) =>
        `row "${name}" names the author and is about no item: take it item by item, or tell "participants"`,
    );

/** Somebody who is named by a row was given it somewhere. */
export const checkOwner: Check = ({ own }) => {
  const given = own.some(([, { asks = {} }]) =>
    Object.values(asks).some((ask) => ask === "owner" || ask === "colleague"),
  );
  if (given) return [];
  return own
    .filter(([, { by, agreed, tells }]) =>
      [...some<string>(by), ...some<string>(agreed), ...some<string>(tells)].includes("owner"),
    )
    .map(([name]) => `row "${name}" needs an owner, and nobody names one: ask an owner or a colleague`);
};
