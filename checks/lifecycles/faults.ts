import type { Lifecycle } from "../../bot/core/processes/lifecycle.ts";
import {
  checkDays,
  checkMoments,
  checkOwed,
  checkOwing,
  checkPostponed,
  checkSince,
  checkTerms,
  checkWaitedFor,
} from "./days.ts";
import { checkAsks, checkDescribed, checkEverywhere, checkNames, checkUnique } from "./names.ts";
import { checkAudience, checkCounted, checkNumbers, checkParts } from "./parts.ts";
import { type Check, read } from "./reading.ts";
import {
  checkAnswer,
  checkAuthors,
  checkBack,
  checkChildren,
  checkChoices,
  checkClock,
  checkConsent,
  checkDoubts,
  checkEnds,
  checkFollows,
  checkForgotten,
  checkLists,
  checkOwner,
  checkPromises,
} from "./rows.ts";
import { checkHidden, checkOver, checkWaits, checkWays } from "./states.ts";

const checks: readonly Check[] = [
  checkUnique,
  checkNames,
  checkDescribed,
  checkEverywhere,
  checkWays,
  checkWaits,
  checkOver,
  checkHidden,
  checkEnds,
  checkLists,
  checkConsent,
  checkDoubts,
  checkFollows,
  checkClock,
  checkChoices,
  checkBack,
  checkAnswer,
  checkForgotten,
  checkChildren,
  checkPromises,
  checkOwner,
  checkAuthors,
  checkOwing,
  checkTerms,
  checkSince,
  checkOwed,
  checkDays,
  checkWaitedFor,
  checkPostponed,
  checkMoments,
  checkAsks,
  checkParts,
  checkAudience,
  checkCounted,
  checkNumbers,
];

/**
 * What does not hold in tables that ship together, one sentence for each fault: what is wrong, where, and what to do.
 * Names that a table does not have, and words that rows do not have, are found by the types where it is written.
 */
export function tableFaults(tables: readonly Lifecycle[]): readonly string[] {
  return tables.flatMap((table) => {
    const reading = read(table, tables);
    return checks.flatMap((check) => check(reading)).map((fault) => `${table.name}: ${fault}.`);
  });
}
