import { townClock } from "../../../core/calendar/time.ts";
import { needs } from "../../../core/decision.ts";
import { voterToken } from "../../../core/model/ids.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { readSurvey } from "../state.ts";

/**
 * A youth worker is taken out with what she entered: the answers of her groups are emptied, as if nobody had given them.
 * What was counted by then stays.
 */
export function withoutHerGroups(decision: Decision, process: Process, context: Context): Decision {
  if ("needs" in decision || !decision.entries?.some(({ event }) => event === "workerOutWithAll"))
    return decision;
  const [after = process] = decision.processes ?? [];
  const left = readSurvey(after).facilitated?.workers.map(({ resident }) => resident) ?? [];
  const before = readSurvey(process).facilitated?.workers ?? [];
  const tokens = before
    .filter(({ resident }) => !left.includes(resident))
    .flatMap(({ brought = [] }) => brought.map(voterToken));
  const unseen = tokens.filter((voter) => context.seen.given[voter] === undefined);
  if (unseen.length > 0)
    return needs(...unseen.map((voter) => ({ see: "given" as const, process: process.id, voter })));
  const at = townClock(context.now).day;
  const responses = tokens.flatMap((voter) => {
    const given = context.seen.given[voter];
    return given ? [{ ...given, answers: {}, done: false, at }] : [];
  });
  return { ...decision, responses };
}
