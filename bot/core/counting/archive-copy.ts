import * as z from "zod/mini";
import { cells, LEAST_SHOWN } from "../disclosure/disclosure.ts";
import { inCell, readInCell } from "../model/groups.ts";
import type { Process } from "../model/process.ts";
import { ALL, GROUPS, isOfAll, type Results, STAFF } from "./response.ts";

/**
 * A process as it leaves the installation, for an archive: with counts of ten people or more only, as they are told
 * elsewhere. The table holds more than that, to be able to remake documents; for somebody who is alone in her group,
 * that would reveal her answer.
 */

const numbers = z.record(z.string(), z.number());
const answeredSchema = z.looseObject({
  results: z.record(z.string(), numbers),
  words: z.optional(z.record(z.string(), z.unknown())),
});
const votedSchema = z.looseObject({
  voters: z.number(),
  points: numbers,
  grouped: z.number(),
  groupPoints: numbers,
  makeup: z.looseObject({ total: z.number(), ages: numbers, neighbourhoods: numbers }),
});
const stateSchema = z.looseObject({
  result: z.optional(z.unknown()),
  firstRound: z.optional(z.unknown()),
  baseline: z.optional(z.unknown()),
  groups: z.optional(z.unknown()),
  agreement: z.optional(z.looseObject({ counting: z.string(), votes: z.number() })),
});

export function takenAlong(process: Process): Process {
  const read = stateSchema.safeParse(process.state);
  if (!read.success) return process;
  const { groups: _inOneRow, ...state } = read.data;
  const { agreement } = state;
  const least = agreement?.counting === "ranking" ? LEAST_SHOWN * agreement.votes : LEAST_SHOWN;
  return {
    ...process,
    state: {
      ...state,
      ...(state.result !== undefined && { result: counted(state.result, least) }),
      ...(state.firstRound !== undefined && { firstRound: counted(state.firstRound, least) }),
      ...(state.baseline !== undefined && { baseline: counted(state.baseline, least) }),
    },
  };
}

/** The counts of answers or of votes. A result that is neither is unknown to us, and none of it goes along. */
function counted(result: unknown, least: number): unknown {
  const answered = answeredSchema.safeParse(result);
  if (answered.success) {
    const results = ofMany(answered.data.results);
    const words = Object.entries(answered.data.words ?? {}).filter(
      ([question]) => results[question]?.answered !== undefined,
    );
    return { ...answered.data, results, words: Object.fromEntries(words) };
  }
  const voted = votedSchema.safeParse(result);
  if (!voted.success) return undefined;
  const { voters, points, grouped, groupPoints, makeup } = voted.data;
  return {
    ...voted.data,
    voters: orNull(voters),
    points: pointsOf(points, least),
    grouped: grouped === 0 ? 0 : orNull(grouped),
    groupPoints: pointsOf(groupPoints, LEAST_SHOWN),
    makeup: {
      total: orNull(makeup.total),
      ages: groupsOf(makeup.ages, makeup.total),
      neighbourhoods: groupsOf(makeup.neighbourhoods, makeup.total),
    },
  };
}

/** Totals of all residents and of all colleagues, where ten or more answered; and what ten or more chose in groups. */
function ofMany(results: Results): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(results).map(([question, numbers]) => {
      const measure = question === ALL ? "begun" : "answered";
      const residents = (numbers[measure] ?? 0) >= LEAST_SHOWN;
      const staff = (numbers[inCell(STAFF, measure)] ?? 0) >= LEAST_SHOWN;
      const isTold = ([name, count]: [string, number]) => {
        const cell = readInCell(name)?.cell;
        if (cell === STAFF) return staff;
        if (cell === GROUPS) return question !== ALL && count >= LEAST_SHOWN;
        return residents && isOfAll(name);
      };
      return [question, Object.fromEntries(Object.entries(numbers).filter(isTold))];
    }),
  );
}

function orNull(count: number, least: number = LEAST_SHOWN): number | null {
  return count >= least ? count : null;
}

function pointsOf(points: Readonly<Record<string, number>>, least: number): Record<string, number | null> {
  return Object.fromEntries(Object.entries(points).map(([item, count]) => [item, orNull(count, least)]));
}

function groupsOf(counts: Readonly<Record<string, number>>, total: number): Record<string, number> | null {
  const found = cells(counts, total);
  return found ? { ...Object.fromEntries(found.shown), together: found.together } : null;
}
