import * as z from "zod/mini";
import { addDays, townClock } from "../../../../bot/core/calendar/time.ts";
import type { BallotPaper } from "../../../../bot/core/processes/ballot-paper.ts";
import type { AnyKind, Standing } from "../../../../bot/core/processes/kind.ts";
import type { Lifecycle, Step } from "../../../../bot/core/processes/lifecycle.ts";
import { some } from "../../../../bot/core/processes/rows.ts";
import { stageSchema } from "../../../../bot/core/processes/stage.ts";
import { all } from "../lifecycles/index.ts";

/**
 * Every table with the least code that lets it run: a guard holds unless a test closes it, a list holds all there is, a
 * row that sets a day sets one. So what is played is the kernel and the table, and nothing else.
 */

/** What a test decides about guards, by "<table>.<guard>". */
export const guards = {
  /** Of rows that people take: closed on purpose. */
  closed: new Set<string>(),
  /** Of rows that the clock takes: they wait until a test says that it is so. */
  open: new Set<string>(),
};

/** Tables whose names the shipped instruments have already. */
const renamed: Readonly<Record<string, string>> = {
  issue: "an-issue",
  survey: "a-survey",
  manifesto: "a-manifesto",
};

/** A table as it is played: under a name of its own where an instrument that ships has it already. */
function played(table: Lifecycle): Lifecycle {
  const steps = Object.fromEntries(
    Object.entries(table.steps).map(([name, step]): [string, Step] => [
      name,
      { ...step, ...(step.begins && { begins: renamed[step.begins] ?? step.begins }) },
    ]),
  );
  return { ...table, name: renamed[table.name] ?? table.name, steps };
}

const tables: readonly Lifecycle[] = all.map(played);

const schema = z.looseObject(stageSchema.shape);

/** Guards that only rows of the clock have: what the world has to do first. */
function ofClock({ steps, guards: named }: Lifecycle): ReadonlySet<string> {
  const rowsWith = (guard: string) =>
    Object.values(steps).filter(
      (step) => step.guard === guard || (step.due && "when" in step.due && step.due.when === guard),
    );
  const names = Object.keys(named ?? {});
  return new Set(
    names.filter((guard) => rowsWith(guard).every(({ by }) => some(by).every((who) => who === "clock"))),
  );
}

/** Lists that nobody adds to and nobody brings in: they are there from the beginning. */
function madeLists({ steps, lists, parts }: Lifecycle): readonly string[] {
  const added = Object.values(steps).flatMap(({ adds }) => some(adds));
  const isBrought = Object.keys(parts?.items ?? {}).length > 0;
  return Object.keys(lists ?? {}).filter((list) => !added.includes(list) && !isBrought);
}

/** A day that a row works out: three days from now. */
function days(step: Step) {
  return ({ context }: Standing) =>
    Object.fromEntries(some(step.sets).map((field) => [field, addDays(townClock(context.now).day, 3)]));
}

/** Whoever takes part is drawn. */
function drawn(step: Step) {
  return (s: Standing) => {
    const { id } = s.process;
    const seats = s.context.seen.listed[`${id}/registrations`] ?? [];
    const members = seats.flatMap(({ by }) =>
      by === undefined ? [] : [{ resident: by, on: s.context.now }],
    );
    return { ...days(step)(s), ...(s.state.group && { group: { ...s.state.group, members } }) };
  };
}

function paper({ parts }: Lifecycle): BallotPaper {
  const [is = "one"] = parts?.ballot?.is ?? [];
  const options = [1, 2, 3].map((n) => ({ n, words: { nl: `Keuze ${n}`, en: `Option ${n}` }, cost: 100 }));
  return { is, options, votes: 2, budget: 200 };
}

function kindOf(table: Lifecycle, children: readonly AnyKind[]): AnyKind {
  const clocks = ofClock(table);
  const rows = Object.entries(table.steps);
  const first = rows.find(([, { from }]) => some(from).includes("new"))?.[0] ?? "";
  const sets = rows.filter(([, step]) => step.sets);
  const isDrawn = table.parts?.group?.joins === "drawn";
  const draws = sets.filter(([, step]) => isDrawn && some(step.sets).includes("panel"));
  const made = madeLists(table);
  return {
    table,
    version: 1,
    schema,
    command: table.name,
    guards: Object.fromEntries(
      Object.keys(table.guards ?? {}).map((guard) => {
        const name = `${table.name}.${guard}`;
        return [guard, () => (clocks.has(guard) ? guards.open.has(name) : !guards.closed.has(name))];
      }),
    ),
    lists: {},
    needs: Object.fromEntries(
      draws.map(([row]) => [
        row,
        ({ process, context }: Standing) => {
          const name = `${process.id}/registrations`;
          return context.seen.listed[name] ? [] : [{ see: "listed" as const, process: name, all: true }];
        },
      ]),
    ),
    change: Object.fromEntries(
      sets.map(([row, step]) => [row, draws.some(([one]) => one === row) ? drawn(step) : days(step)]),
    ),
    makes:
      made.length === 0 ? {} : { [first]: () => made.flatMap((list) => [1, 2].map((n) => item(list, n))) },
    ...(table.parts?.ballot && { ballot: () => paper(table) }),
    children: Object.fromEntries(children.map((one) => [one.table.name, one])),
  };
}

function item(list: string, n: number) {
  return { list, words: { nl: `${list} ${n}`, en: `${list} ${n}` } };
}

/** All of them, each with the kinds that it begins. */
function kindsOf(of: readonly Lifecycle[]): ReadonlyMap<string, AnyKind> {
  const kinds = new Map<string, AnyKind>();
  const make = (name: string): readonly AnyKind[] => {
    const known = kinds.get(name);
    if (known) return [known];
    const table = of.find((one) => one.name === name);
    if (!table) return [];
    const begun = Object.values(table.steps).flatMap(({ begins, commits }) => [
      ...(begins === undefined || begins === name ? [] : [begins]),
      ...(commits === undefined || name === "commitment" ? [] : ["commitment"]),
    ]);
    const kind = kindOf(table, [...new Set(begun)].flatMap(make));
    kinds.set(name, kind);
    return [kind];
  };
  for (const { name } of of) make(name);
  return kinds;
}

export const kinds = kindsOf(tables);
