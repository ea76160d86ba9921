import type { Lifecycle, Parts, Step } from "../../bot/core/processes/lifecycle.ts";
import { some } from "../../bot/core/processes/rows.ts";
import { after, type Check, fromOf } from "./reading.ts";

/** What a row uses of the kernel is declared; what is declared is used. */
export const checkParts: Check = (reading) => {
  const { own, table } = reading;
  const uses = own.flatMap(([name, row]) => usesOf(table, row).map((part) => ({ name, part })));
  const undeclared = uses
    .filter(({ part }) => table.parts?.[part] === undefined)
    .map(({ name, part }) => `row "${name}" uses part "${part}", which is not declared: declare it`);
  const idle = (["group", "commitments"] as const)
    .filter((part) => table.parts?.[part] && !uses.some((one) => one.part === part))
    .map((part) => `part "${part}" is declared and no row uses it: take it out, or add the row`);
  return [...undeclared, ...idle];
};

function usesOf(table: Lifecycle, row: Step): readonly (keyof Parts)[] {
  const { counts, commits, guard, due } = row;
  const [by, agreed, tells] = [some<string>(row.by), some<string>(row.agreed), some<string>(row.tells)];
  const anybody = [...by, ...agreed, ...tells];
  const waitsFor = due && "when" in due ? due.when : "";
  const used: (keyof Parts)[] = [];
  if (counts === "ballots") used.push("ballot");
  if (commits !== undefined || [guard, waitsFor].includes("promisesSettled")) used.push("commitments");
  if (waitsFor.startsWith("commitment.")) used.push("commitments");
  if (table.card === false) return used;
  if (anybody.includes("member") || anybody.includes("group") || guard === "groupComplete")
    used.push("group");
  // Whoever began a process without a card is its author; otherwise it is whoever brought in an item.
  if (anybody.includes("author")) used.push("items");
  if (tells.some((who) => who === "drawn" || who === "notDrawn")) used.push("group");
  return used;
}

/** Everybody who is told can exist. A kind with forms of its own knows by itself who has not finished, and who helps. */
export const checkAudience: Check = ({ own, table: { parts = {}, forms } }) => {
  const exists: Readonly<Record<string, boolean>> = {
    unfinished: forms === "own" || parts.ballot !== undefined,
    helpers: forms === "own" || parts.items !== undefined,
    drawn: parts.group?.joins === "drawn",
    notDrawn: parts.group?.joins === "drawn",
  };
  return own.flatMap(([name, { tells }]) =>
    some(tells)
      .filter((who) => exists[who] === false)
      .map((who) => `row "${name}" tells "${who}", and there can be none: declare the part they come from`),
  );
};

/** What residents cast is counted afterwards. */
export const checkCounted: Check = (reading) => {
  const { own, table } = reading;
  const { ballot, items = {}, codes, facilitated, group } = table.parts ?? {};
  const uncounted = (ballot?.in ?? [])
    .filter((at) => {
      const later = after(reading, [at]);
      const rows = own.filter(([, { counts }]) => counts === "ballots");
      return !rows.some(([, row]) => fromOf(table, row).some((one) => later.has(one)));
    })
    .map((at) => `ballots are given in state "${at}" and never counted: add a row that counts them`);
  const apart = codes?.are === "ballots" ? codes.in.filter((at) => !ballot?.in.includes(at)) : [];
  const found = [
    ...uncounted,
    ...apart.map(
      (at) => `a code is a ballot in state "${at}", in which nobody votes: name a state of the ballot`,
    ),
  ];
  if (codes?.are === "registrations" && group?.joins !== "drawn")
    found.push("a code is a registration, and nothing is drawn: let the core group be drawn");
  const isOwn = typeof facilitated === "object" && facilitated.brings !== undefined;
  if (facilitated && !isOwn && !ballot && Object.keys(items).length === 0)
    found.push("youth workers have nothing to enter: declare items or a ballot, or how much of its own");
  return found;
};

/** Numbers that can be reached. */
export const checkNumbers: Check = ({ table: { parts = {} } }) => {
  const { group, items = {}, ballot } = parts;
  const found: string[] = [];
  if (group && (group.least < 1 || group.least > group.most))
    found.push(`a core group of ${group.least} to ${group.most} cannot come together: mend the numbers`);
  for (const [name, { supports, brings }] of Object.entries(items)) {
    if (supports && supports.least < 1)
      found.push(`"${name}" has enough support with ${supports.least}: ask for one at least`);
    if (brings.length === 0) found.push(`nothing can be brought in as "${name}": say what it brings`);
  }
  if (ballot?.is.length === 0) found.push("nobody can vote: say which ballots there are");
  return found;
};
