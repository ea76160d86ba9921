import { some } from "../../bot/core/processes/rows.ts";
import { type Arrow, after, type Check, isHidden, isOver, isTown, type Reading, reach } from "./reading.ts";

/** Somebody begins it, every state can be reached, and each leads to an end. */
export const checkWays: Check = (reading) => {
  const { arrows, own, states, table } = reading;
  const begins = own.filter(([, { from }]) => from === "new");
  if (begins.length === 0) return ['nobody can begin it: add a row from "new"'];
  const nowhere = begins.filter(([, { to }]) => to === undefined);
  if (nowhere.length > 0)
    return nowhere.map(([name]) => `row "${name}" begins it and leads nowhere: say in which state it begins`);
  const reached = after(reading, ["new"]);
  const ending = reach(table.states.over ?? [], (to) =>
    arrows.filter((one) => one.to === to).map(({ at }) => at),
  );
  return states.flatMap((at, place) => [
    ...(states.indexOf(at) === place ? [] : [`state "${at}" is named twice: take one of the two out`]),
    ...(reached.has(at)
      ? []
      : [`nothing leads to state "${at}": add a row that does, or take the state out`]),
    ...(ending.has(at) ? [] : [`nothing leads from state "${at}" to an end: add a row that does`]),
  ]);
};

/** Nobody waits in silence: each state in which people wait has a term, and the town's part of it is watched. */
export const checkWaits: Check = (reading) => {
  const { states, table, own } = reading;
  const townBegins = own
    .filter(([, { from }]) => from === "new")
    .every(([, { by }]) => some(by).every(isTown));
  return states
    .filter((at) => !isOver(reading, at) && !(isHidden(reading, at) && townBegins))
    .flatMap((at) => waitsIn(reading, at, (table.states.paused ?? []).includes(at)));
};

function waitsIn({ arrows }: Reading, at: string, paused: boolean): readonly string[] {
  const here = arrows.filter((one) => one.at === at);
  const away = here.filter(({ to }) => to !== at);
  const dated = here.filter(({ row }) => row.due);
  const found: string[] = [];
  if (dated.length === 0) found.push(`state "${at}" has no term: give one of its rows a due`);
  else if (away.some(({ row }) => some(row.by).every(isTown)) && !dated.some(isWatched))
    found.push(`in state "${at}" people wait for the town in silence: give one of the town's rows a due`);
  if (away.length > 0 && away.every(waitsForPromise))
    found.push(
      `nothing leads from state "${at}" when nothing was promised: add a row that waits for no promise`,
    );
  if (paused && !away.some(canGoAlone))
    found.push(
      `in state "${at}" the town waits for people who may be gone: add a row by the town or the clock that needs nobody's yes`,
    );
  return found;
}

/** The town's own row has a term; or the clock moves it on, or tells somebody of the town. */
function isWatched({ row, at, to }: Arrow): boolean {
  if (some(row.by).some(isTown)) return true;
  return some(row.by).includes("clock") && (to !== at || some(row.tells).some(isTown));
}

function waitsForPromise({ row: { due } }: Arrow): boolean {
  return due !== undefined && "when" in due && due.when.startsWith("commitment.");
}

function canGoAlone({ row: { agreed, by } }: Arrow): boolean {
  return !agreed && some(by).some((who) => who === "clock" || isTown(who));
}

/** Where nothing has to happen any more, nothing is waited for. */
export const checkOver: Check = (reading) =>
  reading.arrows
    .filter(({ at, row }) => isOver(reading, at) && row.due !== undefined)
    .map(
      ({ name, at }) =>
        `row "${name}" has a due in state "${at}", where nothing has to happen any more: take the due out, or make the state open`,
    );

/** Residents are not invited to, nor asked to take part in, what they cannot see. */
export const checkHidden: Check = (reading) => {
  const { arrows, table } = reading;
  const told = arrows
    .filter(({ to }) => isHidden(reading, to))
    .flatMap(({ name, row, to }) =>
      some(row.tells)
        .filter((who) => who === "public" || who === "invited")
        .map((who) => `row "${name}" tells "${who}" of state "${to}", which is hidden: tell them later`),
    );
  const { items = {}, ballot, codes } = table.parts ?? {};
  const used: readonly (readonly [string, readonly string[]])[] = [
    ...Object.entries(items).flatMap(([name, one]) => [
      [name, one.in] as const,
      [name, one.supports?.in ?? []] as const,
    ]),
    ["ballot", ballot?.in ?? []],
    ["codes", codes?.in ?? []],
  ];
  const unseen = used.flatMap(([part, states]) =>
    states
      .filter((at) => isHidden(reading, at) || isOver(reading, at))
      .map(
        (at) => `residents take part by "${part}" in state "${at}", which is not open: name an open state`,
      ),
  );
  return [...new Set([...told, ...unseen])];
};
