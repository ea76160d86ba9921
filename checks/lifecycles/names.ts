import { isDeepStrictEqual } from "node:util";
import { everywhere } from "../../bot/core/processes/everywhere.ts";
import type { Asks } from "../../bot/core/processes/lifecycle.ts";
import { type Check, fieldsOf, optionsOf, recordOf } from "./reading.ts";

/** Everything that is described is used, and described in a sentence. */
export const checkDescribed: Check = ({ table, own }) => {
  const used = new Set(
    own.flatMap(([, { guard, due, forEach, adds }]) => [
      guard,
      due && "when" in due ? due.when : undefined,
      forEach,
      adds,
    ]),
  );
  const described = Object.entries({ ...table.guards, ...table.lists });
  const sentences = [
    ["it", table.what] as const,
    ...described.map(([name, text]) => [`"${name}"`, text] as const),
  ];
  return [
    ...described
      .filter(([name]) => !used.has(name))
      .map(([name]) => `"${name}" is described and no row uses it: use it, or take it out`),
    ...sentences
      .filter(([, text]) => !/^\p{Lu}.*[^.\s]\.$/u.test(text))
      .map(([what]) => `what says of ${what} is no sentence: write one, from a capital to a full stop`),
  ];
};

/** Rows that every process has stand in no table, unless it says in which states they can be taken. */
export const checkEverywhere: Check = ({ table, own }) =>
  own
    .filter(([name, row]) => {
      const shared = Object.entries(everywhere).find(([one]) => one === name)?.[1];
      return table.card !== false && shared && !isDeepStrictEqual({ ...row, from: shared.from }, shared);
    })
    .map(([name]) => `row "${name}" is one that every process has: give it another name, or take it out`);

/** Names become parts of the keys of texts. */
export const checkNames: Check = ({ table, own, states }) => {
  const names = [
    ...states,
    ...own.flatMap(([name, { asks }]) => [
      name,
      ...fieldsOf(asks).flatMap(([field, ask]) => [
        field,
        ...(optionsOf(ask) ?? []).filter((one) => one !== ""),
      ]),
    ]),
    ...Object.keys({ ...table.guards, ...table.lists, ...table.parts?.items }),
  ];
  const found = [...new Set(names)].flatMap((name) => {
    if (!/^\w+$/.test(name)) return [`the name "${name}" cannot stand in a key: use letters and digits`];
    // i18next reads such an ending as a plural form.
    return /_(zero|one|two|few|many|other)$/.test(name)
      ? [`the name "${name}" ends as a plural form of a text does: give it another`]
      : [];
  });
  return /^[a-z]+(-[a-z]+)*$/.test(table.name)
    ? found
    : [
        `the name "${table.name}" of the table is not in kebab-case: write it in small letters and dashes`,
        ...found,
      ];
};

/** No two tables bear one name. */
export const checkUnique: Check = ({ table, all }) =>
  all.findIndex(({ name }) => name === table.name) < all.indexOf(table)
    ? [`another table has the name "${table.name}" too: give one of them another`]
    : [];

/** A choice offers something to choose, and a list can be filled in on one form. */
export const checkAsks: Check = ({ own }) => own.flatMap(([name, { asks }]) => asksIn(name, asks));

function asksIn(row: string, asks: Asks = {}): readonly string[] {
  return Object.entries(asks).flatMap(([field, ask]) => {
    const what = `field "${field}" of row "${row}"`;
    const record = recordOf(ask);
    if (record) {
      if (Object.keys(record).length === 0) return [`${what} is a list of nothing: say what each holds`];
      return Object.values(record).some(recordOf)
        ? [`${what} is a list of lists, which no form shows: make the inner one a row of its own`]
        : asksIn(row, record);
    }
    const options = optionsOf(ask);
    if (!options) return [];
    if (options.length < 2) return [`${what} has nothing to choose: give it two options or more`];
    return new Set(options).size < options.length ? [`${what} offers one option twice: take one out`] : [];
  });
}
