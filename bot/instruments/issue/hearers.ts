import type { Hearer } from "../../core/model/hearer.ts";
import type { OfIssue } from "./state.ts";
import { readIssue } from "./state.ts";

/** Whom an issue concerns: its maker, and everybody whose own issue was merged into it. */

/** The maker and everybody who joined, under every number by which they know it. */
export function voices(contribution: OfIssue): Hearer[] {
  const issue = readIssue(contribution);
  const maker = contribution.by && !issue.left ? [{ resident: contribution.by, ref: contribution.id }] : [];
  return [
    ...maker,
    ...issue.joined.flatMap(({ resident, issue: ref }) =>
      resident === undefined ? [] : [{ resident, ref }],
    ),
  ];
}

/** The same people, each once: somebody who told it twice hears of it once. */
export function hearers(contribution: OfIssue): Hearer[] {
  const all = voices(contribution);
  return all.filter((one, at) => all.findIndex(({ resident }) => resident === one.resident) === at);
}

/** Who hears what goes on about it beside its own steps: nobody who withdrew it hears of that any more. */
export function followers(contribution: OfIssue): Hearer[] {
  const isWithdrawn = readIssue(contribution).status.at === "withdrawn";
  return hearers(contribution).filter(({ ref }) => !isWithdrawn || ref !== contribution.id);
}

/** The one who raised it, unless she is gone or withdrew. */
export function makerOf(contribution: OfIssue): Hearer[] {
  return hearers(contribution).filter((one) => one.ref === contribution.id);
}

/** How many people told this. Somebody whose data were erased still told it; somebody who withdrew did not. */
export function people(contribution: OfIssue): number {
  return hearers(contribution).length + gone(contribution).length + onPaper(contribution).length;
}

/** Numbers of issues that somebody told here who can be reached on paper alone. */
export function onPaper(contribution: OfIssue): readonly string[] {
  const { via, erased, left, joined } = readIssue(contribution);
  return [
    ...(via && contribution.by === undefined && !erased && !left ? [contribution.id] : []),
    ...joined.filter((one) => one.paper).map((one) => one.issue),
  ];
}

/** Numbers of issues that somebody told here of whom nothing is known any more. */
export function gone(contribution: OfIssue): readonly string[] {
  const { erased, left, joined } = readIssue(contribution);
  return [
    ...(erased && !contribution.by && !left ? [contribution.id] : []),
    ...joined.filter((one) => one.resident === undefined && !one.paper).map((one) => one.issue),
  ];
}
