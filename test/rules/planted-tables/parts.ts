import { bad, type Plant, part, row, without } from "./plant.ts";

/** What is used and not declared, or the other way round. */
export const parts: readonly Plant[] = [
  bad(
    "poll",
    'row "count" uses part "ballot", which is not declared: declare it',
    part("ballot", undefined),
    without("remind"),
  ),
  bad(
    "survey",
    'row "actOn" uses part "commitments", which is not declared: declare it',
    part("commitments", undefined),
  ),
  bad(
    "poll",
    'row "answer" uses part "group", which is not declared: declare it',
    row("answer", { by: "member" }),
  ),
  bad(
    "budget-monitoring",
    'row "explain" uses part "items", which is not declared: declare it',
    part("items", undefined),
  ),
  bad(
    "poll",
    'part "commitments" is declared and no row uses it: take it out, or add the row',
    part("commitments", true),
  ),
  bad(
    "poll",
    'part "group" is declared and no row uses it: take it out, or add the row',
    part("group", { joins: "link", least: 2, most: 5 }),
  ),
  bad(
    "peer-review",
    'row "report" tells "unfinished", and there can be none: declare the part they come from',
    row("report", { tells: ["public", "unfinished"] }),
  ),
  bad(
    "poll",
    'row "answer" tells "helpers", and there can be none: declare the part they come from',
    row("answer", { tells: ["participants", "helpers"] }),
  ),
  bad(
    "audit",
    'row "gather" tells "drawn", and there can be none: declare the part they come from',
    row("gather", { tells: ["participants", "drawn"] }),
  ),
  bad(
    "poll",
    'ballots are given in state "counted" and never counted: add a row that counts them',
    part("ballot", { in: ["counted"], is: ["one"] }),
  ),
  bad(
    "referendum",
    'a code is a ballot in state "information", in which nobody votes: name a state of the ballot',
    part("codes", { in: ["information"], are: "ballots" }),
  ),
  bad(
    "poll",
    "a code is a registration, and nothing is drawn: let the core group be drawn",
    part("codes", { in: ["open"], are: "registrations" }),
  ),
  bad(
    "experiment",
    "youth workers have nothing to enter: declare items or a ballot, or how much of its own",
    part("facilitated", true),
  ),
  bad(
    "walk",
    "a core group of 12 to 3 cannot come together: mend the numbers",
    part("group", { joins: "link", least: 12, most: 3 }),
  ),
  bad(
    "referendum",
    '"support" has enough support with 0: ask for one at least',
    part("items", {
      support: { in: ["requested"], brings: ["words"], supports: { in: ["requested"], least: 0 } },
    }),
  ),
  bad(
    "accord",
    'nothing can be brought in as "breach": say what it brings',
    part("items", { breach: { in: ["in_force"], brings: [] } }),
  ),
  bad("poll", "nobody can vote: say which ballots there are", part("ballot", { in: ["open"], is: [] })),
];
